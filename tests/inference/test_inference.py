"""Hiding a conclusion while its premises can be read is a leak by inference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from redactor.inference import deduce, inferable
from redactor.model import (
    Action,
    Context,
    Decision,
    Document,
    EntityType,
    Finding,
    LeakKind,
    Role,
    Segment,
    SegmentKind,
    Span,
    Subject,
)

SOURCE = Subject("s1", Role.SOURCE)
OTHER = Subject("s2", Role.SOURCE)
PUBLIC = Subject("public:1", Role.PUBLIC_FIGURE)


def document(text: str) -> Document:
    return Document("a.txt", "txt", "en", "0" * 64, (Segment("text", SegmentKind.TEXT, text),))


def finding(text: str, words: str, entity_type: EntityType, subject: Subject = SOURCE) -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding("text", span, entity_type, subject, Context.NARRATION, 0.9, "test.rule", "a test")


def decision(of: Finding, action: Action) -> Decision:
    replacement = None if action is Action.KEEP else "…"
    return Decision(of, action, replacement, of.span, None, "policy/rule", "code", "a reason")


CASES = [
    ("Born in 1999, he is 27.", [("1999", EntityType.DATE_OF_BIRTH)], ("27", EntityType.AGE)),
    (
        "He turned 21 in May 2024. His birthday, 3 May, is marked.",
        [("21", EntityType.AGE), ("May 2024", EntityType.DATE)],
        ("3 May", EntityType.DATE_OF_BIRTH),
    ),
    (
        "I enlisted at seventeen and this is my ninth year. I am twenty-six.",
        [("seventeen", EntityType.AGE), ("ninth year", EntityType.SERVICE_RECORD)],
        ("twenty-six", EntityType.AGE),
    ),
    (
        "In since 2016, eight years in all, until the day he left, 4 June.",
        [("2016", EntityType.SERVICE_RECORD), ("eight years", EntityType.SERVICE_RECORD)],
        ("4 June", EntityType.DATE),
    ),
]


@pytest.mark.parametrize(("text", "premises", "conclusion"), CASES)
def test_a_hidden_fact_that_follows_from_readable_ones_is_a_leak(
    text: str, premises: list[tuple[str, EntityType]], conclusion: tuple[str, EntityType]
) -> None:
    kept = [decision(finding(text, *premise), Action.KEEP) for premise in premises]
    hidden = decision(finding(text, *conclusion), Action.MASK)
    leaks = inferable(document(text), [*kept, hidden])
    assert [(leak.kind, leak.entity_type) for leak in leaks] == [(LeakKind.INFERENCE, conclusion[1])]
    for words, _ in [*premises, conclusion]:
        assert all(words not in leak.detail for leak in leaks)


@pytest.mark.parametrize(("text", "premises", "conclusion"), CASES)
def test_nothing_follows_where_a_premise_is_hidden(
    text: str, premises: list[tuple[str, EntityType]], conclusion: tuple[str, EntityType]
) -> None:
    first, *others = [finding(text, *premise) for premise in premises]
    decisions = [decision(first, Action.GENERALIZE), *(decision(f, Action.KEEP) for f in others)]
    assert inferable(document(text), [*decisions, decision(finding(text, *conclusion), Action.MASK)]) == ()


@pytest.mark.parametrize(("text", "premises", "conclusion"), CASES)
def test_a_readable_conclusion_needs_no_inference(
    text: str, premises: list[tuple[str, EntityType]], conclusion: tuple[str, EntityType]
) -> None:
    decisions = [decision(finding(text, *fact), Action.KEEP) for fact in (*premises, conclusion)]
    assert inferable(document(text), decisions) == ()


def test_premises_about_two_people_prove_nothing() -> None:
    text = "He turned 21 in May 2024."
    facts = [finding(text, "21", EntityType.AGE), finding(text, "May 2024", EntityType.DATE, OTHER)]
    assert deduce(document(text), facts) == ()


def test_a_doubted_finding_proves_nothing() -> None:
    text, premises, conclusion = CASES[0]
    doubted = [decision(replace(finding(text, *p), score=0.2), Action.KEEP) for p in premises]
    assert not inferable(document(text), [*doubted, decision(finding(text, *conclusion), Action.MASK)])


def test_public_figures_are_nobody_to_protect() -> None:
    text = "Born in 1954, the minister is 70."
    facts = [finding(text, "1954", EntityType.DATE_OF_BIRTH, PUBLIC)]
    assert deduce(document(text), facts) == ()


@pytest.mark.parametrize(
    "vague", ["in his 20s", "in his twenties", "a twenty-something", "in his teens", "young"]
)
def test_an_age_band_and_a_year_prove_nothing(vague: str) -> None:
    text = f"He was {vague} in May 2024."
    facts = [finding(text, vague, EntityType.AGE), finding(text, "May 2024", EntityType.DATE)]
    assert deduce(document(text), facts) == ()


@pytest.mark.parametrize("vague", ["the 1990s", "spring", "long ago"])
def test_a_decade_or_a_season_is_no_birth_year(vague: str) -> None:
    text = f"Born in {vague}."
    assert deduce(document(text), [finding(text, vague, EntityType.DATE_OF_BIRTH)]) == ()


NEAR = [
    ("I was born in Songhwa-ri, not far from Sariwon.", "Songhwa-ri", "Sariwon"),
    ("I was born in Songhwa-ri. It is an hour by bus from Sariwon.", "Songhwa-ri", "Sariwon"),
    ("We lived in Songhwa-ri (ten kilometres south of Sariwon).", "Songhwa-ri", "Sariwon"),
    ("Not far from Sariwon lies our village, Songhwa-ri.", "Songhwa-ri", "Sariwon"),
]


@pytest.mark.parametrize(("text", "home", "place"), NEAR)
def test_a_readable_place_beside_a_hidden_home_is_a_leak(text: str, home: str, place: str) -> None:
    hidden = decision(finding(text, home, EntityType.HOMETOWN), Action.MASK)
    nobody = Subject("-", Role.NOBODY)
    near = finding(text, place, EntityType.LOCATION, nobody)
    leaks = inferable(document(text), [hidden, decision(near, Action.KEEP)])
    assert [(leak.kind, leak.entity_type, leak.span) for leak in leaks] == [
        (LeakKind.INFERENCE, EntityType.HOMETOWN, near.span)
    ]
    assert inferable(document(text), [hidden, decision(near, Action.GENERALIZE)]) == ()


@pytest.mark.parametrize(
    ("text", "home", "place"),
    [
        ("I left Songhwa-ri and was captured not far from Kursk.", "Songhwa-ri", "Kursk"),
        ("I was born in Songhwa-ri. We fought near Kursk.", "Songhwa-ri", "Kursk"),
        ("I was born in Songhwa-ri, and Kursk was far away.", "Songhwa-ri", "Kursk"),
    ],
)
def test_a_place_of_which_no_nearness_is_told_proves_nothing(text: str, home: str, place: str) -> None:
    hidden = decision(finding(text, home, EntityType.HOMETOWN), Action.MASK)
    near = finding(text, place, EntityType.LOCATION, Subject("-", Role.NOBODY))
    assert inferable(document(text), [hidden, decision(near, Action.KEEP)]) == ()


@pytest.mark.parametrize(
    ("age", "leaks"), [("He is 27 now.", 1), ("He enlisted when he was 27.", 0), ("He left home at 27.", 0)]
)
def test_the_date_of_the_interview_dates_the_age_of_that_day_only(age: str, leaks: int) -> None:
    text = f"Interview: 4 March 2024\n{age}\nBorn: 1996"
    date = finding(text, "4 March 2024", EntityType.DATE, Subject("-", Role.NOBODY))
    decisions = [
        decision(date, Action.KEEP),
        decision(finding(text, "27", EntityType.AGE), Action.KEEP),
        decision(finding(text, "1996", EntityType.DATE_OF_BIRTH), Action.MASK),
    ]
    assert len(inferable(document(text), decisions)) == leaks
