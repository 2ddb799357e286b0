"""Whom a fact is about."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from redactor.attribute import attribute, subjects_of
from redactor.model import UNKNOWN, Context, Detection, Document, EntityType, Role, Segment, SegmentKind, Span


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
        ("Anna Sidorova and Anna Kozak sang.", ["Anna Sidorova", "Anna Kozak"], [0, 1]),
        ("Bair Dorzhiev is Bair Dorjiev here.", ["Bair Dorzhiev", "Bair Dorjiev"], [0, 0]),
        ("Ri Yong-chol fed Pak Yong-chol.", ["Ri Yong-chol", "Pak Yong-chol"], [0, 1]),
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


_TWO = "Taras Bondar surrendered. His sister, Olena Bondar, bakes.\n\n"
_USED = "Taras Bondar came. Bondar sat.\n\n" + _TWO
_ROLES = {"Taras Bondar": Role.SOURCE, "Olena Bondar": Role.RELATIVE, "Tibor Balog": None, "Bondar": None}


@pytest.mark.parametrize(
    ("draft", "whose"),
    [
        # Nothing tells: it is nobody's.
        (_TWO + "'<Bondar>, get up,' someone said.", None),
        (_TWO + "<Bondar> does not write.", None),
        (_TWO + "<Bondar>'s letters come late.", None),
        # A rank, a relation, a paragraph of its own tell.
        (_TWO + "Private <Bondar> got up.", "Taras Bondar"),
        (_TWO + "His sister <Bondar> got up.", "Olena Bondar"),
        (_TWO + "Taras Bondar sat down. <Bondar> got up.", "Taras Bondar"),
        (_TWO + "Olena Bondar and Taras Bondar met. <Bondar> got up.", None),
        # The narrator's own short name, but not what somebody calls out.
        (_USED + "<Bondar> got up.", "Taras Bondar"),
        (_USED + '"<Bondar>!" he heard.', None),
        (_USED + "Mr. <Bondar> got up.", None),
        # An initial beside it; the family.
        (_TWO + "<O. Bondar> signed.", "Olena Bondar"),
        (_TWO + "The <Bondars> ate.", None),
        # Only one bears it.
        ("Taras Bondar came. Tibor Balog sang. '<Bondar>!'", "Taras Bondar"),
        # Initials.
        (_TWO + "<T.B.> is on the list.", "Taras Bondar"),
        (_TWO + "<TB>: I was cold.", "Taras Bondar"),
        (_TWO + "<B.T.> is on the list.", "Taras Bondar"),
        (_TWO + "Tibor Balog came. <T.B.> left.", None),
    ],
)
def test_a_short_name_is_the_one_persons_whom_it_fits_and_else_nobodys(draft: str, whose: str | None) -> None:
    opens, closes = draft.index("<"), draft.index(">") - 1
    text = draft.replace("<", "").replace(">", "")
    asked = replace(detection(text, text[opens:closes], EntityType.PERSON), span=Span(opens, closes))
    others = [
        replace(detection(text, name, EntityType.PERSON, role=role), span=Span(*found.span()))
        for name, role in _ROLES.items()
        for found in re.finditer(rf"(?<!Taras )(?<!Olena )\b{name}\b", text[:opens])
    ]
    mentions = sorted([*others, asked], key=lambda d: d.span)
    found = dict(zip(mentions, attribute(document(text), mentions), strict=True))
    if whose is None:
        assert found[asked].subject == UNKNOWN
    else:
        bearer = next(d for d in others if text[d.span.start : d.span.end] == whose)
        assert found[asked].subject == found[bearer].subject != UNKNOWN


def test_initials_of_nobody_known_are_somebody() -> None:
    text = "Taras Bondar came. KV: Come in. KV: Sit down."
    second = replace(detection(text, "KV", EntityType.PERSON), span=Span(32, 34))
    names = [detection(text, "Taras Bondar", EntityType.PERSON), detection(text, "KV", EntityType.PERSON)]
    bondar, first, again = (f.subject for f in attribute(document(text), [*names, second]))
    assert len({bondar, first, UNKNOWN}) == 3
    assert first == again


def test_whoever_shares_initials_with_a_journalist_is_not_named_for_sure() -> None:
    text = "Marta Wolf asked. MW: Where were you born?"
    findings = attribute(
        document(text),
        [
            detection(text, "Marta Wolf", EntityType.PERSON, role=Role.JOURNALIST),
            detection(text, "MW", EntityType.PERSON),
        ],
    )
    assert findings[1].subject == UNKNOWN


def test_whom_only_the_family_is_told_with_is_a_relative_and_not_the_source() -> None:
    text = "I have a boy, Matvei. He is ten."
    findings = attribute(
        document(text),
        [
            detection(text, "a boy, Matvei", EntityType.FAMILY_DETAIL),
            detection(text, "Matvei", EntityType.PERSON),
        ],
    )
    assert findings[1].subject.role is Role.RELATIVE
