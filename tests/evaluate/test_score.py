"""Figures from findings: by hand, at the borders, and whatever the input."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.evaluate.as_json import to_json
from redactor.evaluate.evaluation import Result, evaluate, headline
from redactor.evaluate.records import Found, GoldAction, GoldDocument, Share
from redactor.evaluate.score import letters, score_document
from redactor.model import Action, Span

from .made import documents, found, gold, perfect, results

STORY = gold(
    "{{PERSON|kim|protect::Kim Ok}} of {{HOMETOWN|kim|protect::Ona}}, {{AGE|kim|protect::forty}}, said "
    "{{REPRISAL_RISK|kim|flag::the leader lies}} in {{LOCATION|-|keep::Riga}} {{DATE|kim|either::in May}}."
)


def test_figures_worked_out_by_hand() -> None:
    """Three to protect: the name hidden, the town hidden under a wrong type, the age only flagged."""
    findings = [
        found(STORY, "Kim Ok"),
        found(STORY, "Ona", "LOCATION"),
        found(STORY, "forty", "AGE", Action.KEEP),
        found(STORY, "the leader", "REPRISAL_RISK", Action.KEEP),  # 9 of 13 letters: a clause needs half
        found(STORY, "said", "DATE"),
    ]
    made = to_json(evaluate([(STORY, findings)], resamples=0))
    assert made["protect_recall"] == 0.6667
    assert made["flag_recall"] == 1.0
    assert made["typed_recall"] == 0.75  # not the town
    assert made["kept"] == 1.0
    assert made["over_redaction"] == 0.3333  # "said" of "of", "said", "in" and "Riga"
    assert made["leak_rate"] == 0.3333
    assert made["clean_documents"] == 0
    assert made["recall_by_type"] == {
        "AGE": [0, 1],
        "HOMETOWN": [1, 1],
        "PERSON": [1, 1],
        "REPRISAL_RISK": [1, 1],
    }
    assert made["types"]["HOMETOWN"] == {"LOCATION": 1}
    assert made["place_roles"] == {"HOMETOWN": {"LOCATION": 1}, "LOCATION": {"none": 1}}


@pytest.mark.parametrize(
    ("marked", "words", "right"),
    [
        ("{{PERSON|a|protect::abcde}}", "abcd", True),  # exactly 80 %
        ("{{PERSON|a|protect::abcdef}}", "abcd", False),
        ("{{PERSON|a|protect::abcdefghi}}", "abcdefg", False),  # 78 %
        ("{{HEALTH|a|protect::abcdef}}", "abc", True),  # exactly half of a clause
        ("{{HEALTH|a|protect::abcdefghijk}}", "abcde", False),  # 45 %
        ("{{PERSON|a|protect::a. -- b!}}", "a. -- b", True),  # only letters and digits count
    ],
)
def test_how_much_of_a_mark_must_be_reached(marked: str, words: str, right: bool) -> None:
    document = gold(marked)
    assert [s.right for s in score_document(document, [found(document, words)]).spans] == [right]


@pytest.mark.parametrize(
    ("action", "mark", "right"),
    [
        (Action.MASK, "protect", True),
        (Action.GENERALIZE, "protect", True),
        (Action.KEEP, "protect", False),
        (Action.KEEP, "flag", True),
        (Action.MASK, "flag", True),
        (Action.KEEP, "keep", True),
        (Action.GENERALIZE, "keep", False),
    ],
)
def test_what_an_action_must_do(action: Action, mark: str, right: bool) -> None:
    document = gold("He, {{PERSON|a|" + mark + "::Bo}}.")
    assert [s.right for s in score_document(document, [found(document, "Bo", action=action)]).spans] == [
        right
    ]


def test_several_findings_add_up() -> None:
    document = gold("{{PERSON|a|protect::Ada Brandt}}")
    score = score_document(document, [found(document, "Ada"), found(document, "Brandt")])
    assert score.share(GoldAction.PROTECT) == Share(1, 1)


def test_what_is_marked_inside_something_to_keep_may_change() -> None:
    document = gold("{{ORGANIZATION|-|keep::the {{PERSON|a|protect::Brandt}} Foundation}}")
    assert score_document(document, [found(document, "Brandt")]).share(GoldAction.KEEP) == Share(1, 1)
    assert score_document(document, [found(document, "Brandt F")]).share(GoldAction.KEEP) == Share(0, 1)


def test_a_mark_without_letters_does_not_count() -> None:
    document = gold("x {{CONTACT|a|protect::--}} y")
    assert score_document(document, []).share(GoldAction.PROTECT) == Share(0, 0)


def test_needless_changes_are_joined_where_they_touch() -> None:
    document = gold("one two, three\nfour {{AGE|a|protect::5}} six")
    findings = [found(document, "two"), found(document, "three\nfour")]
    score = score_document(document, findings)
    assert [document.text[s.start : s.end] for s in score.over] == ["two, three", "four"]
    assert score.over_redaction == Share(12, 18)


@given(results())
def test_every_figure_is_a_share(result: Result) -> None:
    for figure in headline([score_document(*result)], resamples=20).values():
        assert figure.value is None or 0 <= figure.value <= 1


@given(documents(actions=(GoldAction.PROTECT, GoldAction.FLAG, GoldAction.EITHER)))
def test_perfect_findings_give_one(document: GoldDocument) -> None:
    figures = headline([score_document(document, perfect(document))], resamples=0)
    for name in ("protect_recall", "flag_recall", "typed_recall", "clean_share"):
        assert figures[name].value in (None, 1.0)
    for name in ("over_redaction", "leak_rate"):
        assert figures[name].value in (None, 0.0)


@given(documents())
def test_no_findings_give_nothing_and_lose_nothing(document: GoldDocument) -> None:
    figures = headline([score_document(document, [])], resamples=0)
    for name in ("protect_recall", "flag_recall", "typed_recall", "over_redaction"):
        assert figures[name].value in (None, 0.0)
    assert figures["kept"].value in (None, 1.0)
    assert figures["leak_rate"].value in (None, 1.0)


@given(results(), st.integers(0, 7))
def test_one_finding_more_reaches_no_less(result: Result, cut: int) -> None:
    """More findings never lower a recall, never keep more."""
    document, findings = result
    fewer, more = score_document(document, findings[:cut]), score_document(document, findings)
    for action in (GoldAction.PROTECT, GoldAction.FLAG):
        assert fewer.share(action).hits <= more.share(action).hits
    assert fewer.share(GoldAction.KEEP).hits >= more.share(GoldAction.KEEP).hits
    assert fewer.over_letters <= more.over_letters


@given(results())
def test_order_of_findings_does_not_matter(result: Result) -> None:
    document, findings = result
    assert score_document(document, findings) == score_document(document, findings[::-1])


@given(results())
def test_stretches_hold_exactly_the_letters_changed_without_need(result: Result) -> None:
    score = score_document(*result)
    inside = [letters(score.document.text, span) for span in score.over]
    assert sum(map(len, inside)) == score.over_letters
    assert all(a.end <= b.start for a, b in pairwise(score.over))


def test_whole_text_masked_hides_everything_and_keeps_nothing() -> None:
    all_of_it = Found(Span(0, len(STORY.text)), "PERSON", Action.MASK, 0.5, "x.y")
    figures = headline([score_document(STORY, [all_of_it])], resamples=0)
    assert figures["protect_recall"].value == 1.0
    assert figures["kept"].value == 0.0
    assert figures["over_redaction"].value == 1.0
