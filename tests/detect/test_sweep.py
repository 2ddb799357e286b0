"""What one sentence proves of a place holds in all, where it is sure enough."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from redactor.detect.sweep import sweep
from redactor.model import Context, Detection, Document, EntityType, Role, Segment, SegmentKind, Span

TEXT = "I come from Orhei. The talks were held in Orhei. They end in two weeks."


def document(text: str) -> Document:
    return Document("a.txt", "txt", "en", "0" * 64, (Segment("text", SegmentKind.TEXT, text),))


def place(span: Span, entity_type: EntityType, score: float, rule: str) -> Detection:
    return Detection("text", span, entity_type, Context.NARRATION, score, rule, "a reason")


@pytest.mark.parametrize(
    ("rule", "score", "spreads"),
    [("model.hometown", 0.6, False), ("model.hometown", 0.8, True), ("hometown.from", 0.6, True)],
)
def test_a_home_that_only_the_network_guesses_stays_in_its_sentence(
    rule: str, score: float, spreads: bool
) -> None:
    here, there = (Span(m.start(), m.end()) for m in re.finditer("Orhei", TEXT))
    home = place(here, EntityType.HOMETOWN, score, rule)
    talks = place(there, EntityType.LOCATION, 0.85, "location.pipeline")
    found = {d.span: d.entity_type for d in sweep(document(TEXT), [home, talks])}
    assert found[home.span] == EntityType.HOMETOWN
    assert (found[talks.span] == EntityType.HOMETOWN) is spreads


def test_a_word_in_a_place_is_that_word_in_lower_case() -> None:
    text = "I come from Two, a village. They end in two weeks. We went back to Two."
    home = place(Span(12, 15), EntityType.HOMETOWN, 0.9, "hometown.from")
    found = [text[d.span.start : d.span.end] for d in sweep(document(text), [home])]
    assert found == ["Two", "Two"]


@pytest.mark.parametrize(("sure", "role"), [(0.9, None), (0.6, Role.JOURNALIST)])
def test_whom_one_sentence_protects_is_no_journalist_in_another(sure: float, role: Role | None) -> None:
    """A screenplay's "HAMIDA (walks out):" looks like a credit."""
    text = "This is Hamida.\nHAMIDA (walks out of frame)"
    source = replace(place(Span(8, 14), EntityType.PERSON, sure, "model.person"), role=None)
    label = replace(place(Span(16, 22), EntityType.PERSON, 0.99, "person.cue"), role=Role.JOURNALIST)
    found = {d.span: d.role for d in sweep(document(text), [source, label])}
    assert found[Span(16, 22)] == role


def test_who_tells_the_own_name_is_no_journalist_for_a_byline() -> None:
    text = "author: Ilya Marenko\nI am Ilya Marenko, 26. Marenko wept."
    spans = [Span(m.start(), m.end()) for m in re.finditer("Ilya Marenko|Marenko(?= wept)", text)]
    found = [replace(place(s, EntityType.PERSON, 0.99, "person.cue"), role=Role.JOURNALIST) for s in spans]
    assert {d.role for d in sweep(document(text), found)} == {None}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (("hometown.from", "hometown.cue", "model.person"), EntityType.HOMETOWN),
        (("hometown.from", "model.hometown", "model.person"), EntityType.PERSON),  # one rule each: unclear
        (("hometown.from", "hometown.cue", "person.cue"), EntityType.PERSON),  # a rule says who
        (("location.pipeline", "location.general", "model.person"), EntityType.PERSON),  # nobody's home
    ],
)
def test_a_home_that_the_network_takes_for_a_person_once_is_a_home(
    rules: tuple[str, ...], expected: EntityType
) -> None:
    text = "I come from Orhei. We lived in Orhei. We spoke about Orhei."
    kinds = {"hometown": EntityType.HOMETOWN, "location": EntityType.LOCATION, "person": EntityType.PERSON}
    spans = [Span(m.start(), m.end()) for m in re.finditer("Orhei", text)]
    found = [
        place(span, kinds[rule.replace("model.", "").split(".")[0]], 0.9, rule)
        for span, rule in zip(spans, rules, strict=True)
    ]
    types = {d.span: d.entity_type for d in sweep(document(text), found) if d.span == spans[-1]}
    assert types == {spans[-1]: expected}


def test_a_word_behind_a_comma_is_no_surname() -> None:
    text = "Mr. Paek Min-ok slept. We sat, Min-ok, back to back. He wrote PAEK MIN-OK and Min-ok, Paek."
    name = place(Span(4, 15), EntityType.PERSON, 0.9, "person.cue")
    found = [text[d.span.start : d.span.end] for d in sweep(document(text), [name])]
    assert "Min-ok" in found, "the name itself stays found"
    assert "Min-ok, back" not in found
    assert {"PAEK MIN-OK", "Min-ok, Paek"} <= set(found)
