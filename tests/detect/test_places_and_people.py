"""A name that stands behind "in" and "near" again and again is a place's, and no pseudonym says otherwise."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
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
