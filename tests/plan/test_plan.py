"""From overlapping decisions to disjoint edits, and their effect on a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.apply import apply_plan, strip_hidden_characters
from redactor.model import (
    NOBODY,
    Action,
    Context,
    Decision,
    Document,
    Edit,
    Finding,
    Plan,
    Segment,
    SegmentKind,
    Span,
)
from redactor.plan import make_plan
from redactor.text.fold import hidden_characters

KEEP, GENERALIZE, MASK = Action.KEEP, Action.GENERALIZE, Action.MASK


def decision(
    start: int,
    end: int,
    action: Action = MASK,
    replacement: str | None = "X",
    entity_type: str = "PERSON",
    *,
    edit: tuple[int, int] | None = None,
    segment: str = "text",
) -> Decision:
    finding = Finding(segment, Span(start, end), entity_type, NOBODY, Context.NARRATION, 1.0, "r", "")
    span = Span(*edit) if edit else finding.span
    return Decision(finding, action, None if action is KEEP else replacement, span, None, "p/r", "c", "")


def document(*texts: str) -> Document:
    segments = tuple(Segment(f"s{i}", SegmentKind.TEXT, text) for i, text in enumerate(texts))
    return Document("a.txt", "txt", "en", "", segments)


def edits(*decisions: Decision) -> list[tuple[int, int, str]]:
    return [(e.span.start, e.span.end, e.replacement) for e in make_plan(decisions).edits]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([], []),
        ([decision(0, 5, KEEP)], []),
        ([decision(3, 3)], []),
        ([decision(0, 5, replacement="")], [(0, 5, "")]),
        ([decision(4, 6, edit=(2, 6))], [(2, 6, "X")]),
        ([decision(2, 6, edit=(4, 6))], [(2, 6, "X")]),
        ([decision(0, 3, replacement="A"), decision(3, 5, replacement="B")], [(0, 3, "A"), (3, 5, "B")]),
        ([decision(0, 9, KEEP), decision(2, 4)], [(2, 4, "X")]),
        ([decision(0, 9), decision(2, 4, KEEP)], [(0, 9, "X")]),
        ([decision(0, 5), decision(3, 9, KEEP)], [(0, 5, "X")]),
    ],
    ids=[
        "nothing",
        "only a keep",
        "an empty span",
        "dropped",
        "an edit wider than its finding",
        "an edit narrower than its finding",
        "neighbours stay apart",
        "a keep leaves the rest around what is hidden",
        "a keep uncovers nothing inside",
        "a keep uncovers nothing beside",
    ],
)
def test_single_decisions(decisions: list[Decision], expected: list[tuple[int, int, str]]) -> None:
    assert edits(*decisions) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            decision(0, 20, GENERALIZE, "a relative", "FAMILY_DETAIL"),
            decision(4, 9, MASK, "[name]", "PERSON"),
            (0, 20, "a relative"),
        ),
        (
            decision(0, 20, GENERALIZE, "in the north", "LOCATION"),
            decision(4, 9, MASK, "[place]", "HOMETOWN"),
            (0, 20, "[place]"),
        ),
        (
            decision(0, 20, GENERALIZE, "in May", "DATE"),
            decision(4, 9, GENERALIZE, "in 2010", "DATE"),
            (0, 20, "in May"),
        ),
        (
            decision(0, 5, GENERALIZE, "someone", "PERSON"),
            decision(0, 5, MASK, "[name]", "PERSON"),
            (0, 5, "[name]"),
        ),
        (
            decision(0, 9, GENERALIZE, "a unit", "MILITARY_UNIT"),
            decision(5, 12, MASK, "[name]", "PERSON"),
            (0, 12, "[name]"),
        ),
        (
            decision(0, 9, MASK, "[long]", "PERSON"),
            decision(5, 12, MASK, "[short]", "PERSON"),
            (0, 12, "[long]"),
        ),
    ],
    ids=[
        "a clause speaks for the name in it",
        "a place does not speak for a place hidden more strictly",
        "of equally strict ones the outer speaks",
        "the strictest of two on one span",
        "partial overlap: the strictest",
        "partial overlap: the longest of equally strict ones",
    ],
)
def test_where_two_meet(one: Decision, other: Decision, expected: tuple[int, int, str]) -> None:
    assert edits(one, other) == edits(other, one) == [expected]


def test_edits_are_ordered_by_segment_and_place() -> None:
    plan = make_plan([decision(5, 6, segment="b"), decision(0, 1, segment="b"), decision(9, 10, segment="a")])
    assert [(e.segment, e.span.start) for e in plan.edits] == [("a", 9), ("b", 0), ("b", 5)]


def test_hiding_without_a_replacement_is_an_error() -> None:
    with pytest.raises(ValueError, match="no replacement"):
        make_plan([decision(0, 3, MASK, None)])


LENGTH = 40


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda t: tuple(sorted(t)))
    one = st.builds(
        lambda span, edit, action, kind, segment, text: decision(
            *span, action, text, kind, edit=(min(span[0], edit[0]), max(span[1], edit[0])), segment=segment
        ),
        spans,
        spans,
        st.sampled_from(Action),
        st.sampled_from(["PERSON", "HOMETOWN", "LOCATION", "FAMILY_DETAIL", "MY_PLUGIN"]),
        st.sampled_from(["s0", "s1"]),
        st.sampled_from(["", "A", "Bb"]),
    )
    return draw(st.lists(one, max_size=12))


@given(decisions(), st.randoms())
def test_the_order_of_decisions_does_not_matter(drawn: list[Decision], random: object) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert make_plan(shuffled) == make_plan(drawn)


@given(decisions())
def test_edits_are_disjoint_and_cover_exactly_what_is_hidden(drawn: list[Decision]) -> None:
    covered: dict[str, set[int]] = {"s0": set(), "s1": set()}
    for edit in make_plan(drawn).edits:
        places = set(range(edit.span.start, edit.span.end))
        assert places
        assert not places & covered[edit.segment]
        covered[edit.segment] |= places
    hidden: dict[str, set[int]] = {"s0": set(), "s1": set()}
    for d in drawn:
        if d.action is not KEEP:
            hidden[d.finding.segment] |= {*range(d.finding.span.start, d.finding.span.end)}
            hidden[d.finding.segment] |= {*range(d.edit.start, d.edit.end)}
    assert covered == hidden


@given(decisions())
def test_nothing_outside_the_edits_changes(drawn: list[Decision]) -> None:
    texts = ["".join(chr(0x4E00 + i) for i in range(LENGTH)), "".join(chr(0x5E00 + i) for i in range(LENGTH))]
    plan = make_plan(drawn)
    after = apply_plan(document(*texts), plan)
    for i, text in enumerate(texts):
        hidden = {
            place for e in plan.edits if e.segment == f"s{i}" for place in range(e.span.start, e.span.end)
        }
        kept = "".join(char for place, char in enumerate(text) if place not in hidden)
        assert "".join(char for char in after.segment(f"s{i}").text if char >= "\u4e00") == kept


def test_applying_replaces_by_position() -> None:
    plan = Plan((Edit("s0", Span(0, 2), "A"), Edit("s0", Span(2, 4), ""), Edit("s1", Span(1, 1), "+")))
    after = apply_plan(document("0123456", "ab"), plan)
    assert [segment.text for segment in after.segments] == ["A456", "a+b"]


def test_a_second_run_changes_nothing() -> None:
    once = apply_plan(document("0123456"), make_plan([decision(1, 3, segment="s0")]))
    assert apply_plan(once, make_plan([])) == once


@pytest.mark.parametrize(
    "bad",
    [
        (Edit("s0", Span(0, 3), ""), Edit("s0", Span(2, 4), "")),
        (Edit("s0", Span(5, 8), ""),),
        (Edit("elsewhere", Span(0, 1), ""),),
    ],
    ids=["overlapping", "beyond the end", "no such segment"],
)
def test_a_plan_that_does_not_fit_is_an_error(bad: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="an edit"):
        apply_plan(document("0123456"), Plan(bad))


@given(st.text(alphabet="ab\u200b\u00ad\u202e\U000e0041é \n"))
def test_no_hidden_character_survives_and_nothing_else_goes(text: str) -> None:
    stripped = strip_hidden_characters(document(text)).segments[0].text
    assert not hidden_characters(stripped)
    assert stripped == "".join(char for char in text if char in "abé \n")
