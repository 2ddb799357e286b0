"""Whom a fact is about."""

from __future__ import annotations

import pytest

from redactor.attribute import attribute, subjects_of
from redactor.model import Context, Detection, Document, EntityType, Role, Segment, SegmentKind, Span


def document(text: str) -> Document:
    return Document("a.txt", "txt", "en", "0" * 64, (Segment("text", SegmentKind.TEXT, text),))


def detection(
    text: str,
    words: str,
    entity_type: EntityType,
    *,
    context: Context = Context.NARRATION,
    role: Role | None = None,
    relation: str | None = None,
) -> Detection:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Detection("text", span, entity_type, context, 0.9, "test.rule", "a test", role, relation)


def test_facts_inside_a_statement_about_a_relative_are_the_relatives() -> None:
    text = "Darko talks. My mother, fifty, sews in Tuzla, and I was nine."
    findings = attribute(
        document(text),
        [
            detection(text, "Darko", EntityType.PERSON, role=Role.SOURCE),
            detection(text, "My mother, fifty, sews in Tuzla", EntityType.FAMILY_DETAIL, relation="mother"),
            detection(text, "fifty", EntityType.AGE),
            detection(text, "Tuzla", EntityType.HOMETOWN),
            detection(text, "nine", EntityType.AGE),
        ],
    )
    relations = [(f.subject.id, f.subject.relation) for f in findings]
    assert relations == [("s1", None), *[("s1.mother", "mother")] * 3, ("s1", None)]


def test_the_shortest_statement_around_a_fact_tells_whose_it_is() -> None:
    text = "My uncle raised us after my father, forty, was taken."
    findings = attribute(
        document(text),
        [
            detection(text, text, EntityType.FAMILY_DETAIL, relation="uncle"),
            detection(text, "my father, forty, was taken", EntityType.FAMILY_DETAIL, relation="father"),
            detection(text, "forty", EntityType.AGE),
        ],
    )
    assert findings[-1].subject.relation == "father"


def test_a_public_persons_age_stays_his_inside_a_family_statement() -> None:
    text = "My uncle served under Marshal Bor, 70, for years."
    findings = attribute(
        document(text),
        [
            detection(text, text, EntityType.FAMILY_DETAIL, relation="uncle"),
            detection(text, "70", EntityType.AGE, role=Role.PUBLIC_FIGURE),
        ],
    )
    assert findings[-1].subject.role is Role.PUBLIC_FIGURE


@pytest.mark.parametrize("context", [Context.ANSWER, Context.QUESTION])
def test_an_interviews_answers_and_questions_are_about_the_source(context: Context) -> None:
    text = "Ivo asks. Mirna answers: I was born in Sisak."
    findings = attribute(
        document(text),
        [
            detection(text, "Ivo", EntityType.PERSON, role=Role.JOURNALIST),
            detection(text, "Mirna", EntityType.PERSON, role=Role.SOURCE),
            detection(text, "Sisak", EntityType.HOMETOWN, context=context),
        ],
    )
    assert findings[-1].subject == findings[1].subject


def test_the_person_last_named_owns_a_fact_in_narration() -> None:
    text = "Mirna sat by the door. Zvonko, a welder, is from Sisak."
    findings = attribute(
        document(text),
        [
            detection(text, "Mirna", EntityType.PERSON, role=Role.SOURCE),
            detection(text, "Zvonko", EntityType.PERSON, role=Role.COMRADE),
            detection(text, "Sisak", EntityType.HOMETOWN),
        ],
    )
    assert findings[-1].subject == findings[1].subject
    assert {s.role for s in subjects_of(findings)} == {Role.SOURCE, Role.COMRADE}


@pytest.mark.parametrize(
    ("text", "names", "people"),
    [
        ("Ri Song-chol and Ri Myong-guk came.", ["Ri Song-chol", "Ri Myong-guk"], [0, 1]),
        ("Olena Bondar called Petro Bondar.", ["Olena Bondar", "Petro Bondar"], [0, 1]),
        ("Petro Bondar is in the list as Bondar Petro.", ["Petro Bondar", "Bondar Petro"], [0, 0]),
        ("Ho Song-guk is Heo in the papers.", ["Ho Song-guk", "Heo"], [0, 0]),
        ("Olena Petrivna is Olena Bondar.", ["Olena Petrivna", "Olena Bondar"], [0, 0]),
        (
            "Olena Bondar, Petro Bondar. Mr. Bondar sang.",
            ["Olena Bondar", "Petro Bondar", "Mr. Bondar"],
            [0, 1, 1],
        ),
    ],
)
def test_a_surname_makes_nobody_the_same_person(text: str, names: list[str], people: list[int]) -> None:
    findings = attribute(document(text), [detection(text, name, EntityType.PERSON) for name in names])
    ids = [f.subject.id for f in findings]
    assert [ids.index(i) for i in ids] == people


def test_names_that_share_a_part_are_one_person() -> None:
    text = "Jasna Kralj came. Kralj sat down. Jasna laughed. Petar did not."
    findings = attribute(
        document(text),
        [
            detection(text, "Jasna Kralj", EntityType.PERSON),
            detection(text, "Kralj sat", EntityType.PERSON),
            detection(text, "Jasna laughed", EntityType.PERSON),
            detection(text, "Petar", EntityType.PERSON),
        ],
    )
    ids = [f.subject.id for f in findings]
    assert ids[0] == ids[1] == ids[2] != ids[3]
