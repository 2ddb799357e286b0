"""Dotted initials go with the name, and are one where no name follows."""

from __future__ import annotations

import pytest

from redactor.detect.en.people.initials import with_initials
from redactor.model import EntityType, Span
from redactor.pipeline import Engine, analyze_document


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The applicant was represented by Mr K.H. Brandauer, a lawyer in Bonn.", "K.H. Brandauer"),
        ("He asked Ms A.-M. Delacour for water.", "A.-M. Delacour"),
        ("The cells were opened by Mr F.L. in the evening.", "F.L."),
        ("Dr M.Ş. treated him.", "M.Ş."),
        ("They wrote to Mr C.-H. Ahlquist, of the camp.", "C.-H. Ahlquist"),
    ],
)
def test_initials_are_part_of_a_name(engine: Engine, sentence: str, name: str) -> None:
    found = analyze_document(engine, engine.read("a.txt", sentence.encode()))
    people = {
        sentence[d.finding.span.start : d.finding.span.end]
        for d in found.decisions
        if d.finding.entity_type == EntityType.PERSON
    }
    assert name in people


def test_a_letter_that_ends_a_sentence_is_no_initial() -> None:
    text = "They went over to plan B. Morozenko stayed in the cellar."
    surname = Span(text.index("Morozenko"), text.index(" stayed"))
    assert with_initials(text, surname) == surname
