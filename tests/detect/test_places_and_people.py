"""What parts a place's name from a person's, where neither is known."""

from __future__ import annotations

import re

import pytest

from redactor.formats import format_for
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document

PLACED = (
    "A: It was in August, near Halmessa. We had lain near Halmessa for five days without an order.\n\n"
    "A: I found it in Halmessa, when I took the shoe off. It is always the same field near Halmessa.\n\n"
)
HEARD = "A: I had heard of Halmessa at school, in geography, because of the railway.\n\n"
CALLED = "A: My comrade, call sign Halmessa, carried me out.\n\n"


def types_of(engine: Engine, text: str, name: str) -> set[str]:
    document = format_for("a.txt", text.encode()).read("a.txt", text.encode())
    return {
        str(d.finding.entity_type)
        for d in analyze_document(engine, document).decisions
        if text[d.finding.span.start : d.finding.span.end] == name
    }


def test_one_sentence_that_only_looks_like_a_persons_does_not_outweigh_the_others(engine: Engine) -> None:
    assert "PERSON" in types_of(engine, HEARD, "Halmessa"), "alone it is hidden as a name"
    assert "PERSON" not in types_of(engine, HEARD + PLACED, "Halmessa")


@pytest.mark.parametrize("before", [HEARD, ""])
def test_who_is_introduced_under_it_stays_a_person(engine: Engine, before: str) -> None:
    assert "PERSON" in types_of(engine, before + CALLED + PLACED, "Halmessa")


RAIN = "A: It rained for days and nobody came. We ate what there was and slept in turns. " * 6 + "\n\n"


@pytest.mark.parametrize("told", ["I never told {}.", "{} was kind to us.", "We buried {} in the garden."])
def test_who_is_met_or_feels_is_a_person_wherever_the_name_stands(engine: Engine, told: str) -> None:
    """The network does not know the name, and most sentences could be about a village."""
    name = "Tserendolgor"
    text = f"{RAIN}A: I took bread from {name}. I went to {name} at night. {told.format(name)}\n\n{RAIN}"
    document = format_for("a.txt", text.encode()).read("a.txt", text.encode())
    hidden = {
        at
        for d in analyze_document(engine, document).decisions
        if d.finding.entity_type == "PERSON" and d.action is not Action.KEEP
        for at in range(d.finding.span.start, d.finding.span.end)
    }
    assert all(set(range(*m.span())) <= hidden for m in re.finditer(name, text))


def test_a_capital_that_is_told_or_afraid_stays(engine: Engine) -> None:
    text = f"{RAIN}A: I never told Moscow. Moscow was afraid of us.\n\n{RAIN}"
    assert "PERSON" not in types_of(engine, text, "Moscow")
