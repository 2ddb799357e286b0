"""Small marked texts and findings for the tests of scoring."""

from __future__ import annotations

from hypothesis import strategies as st

from redactor.evaluate.marks import GOLD_TYPES, read_marks
from redactor.evaluate.records import Found, GoldAction, GoldDocument, GoldSpan, by_position
from redactor.model import Action, Span


def gold(marked: str, name: str = "made") -> GoldDocument:
    """A document from its marked text."""
    read = read_marks(marked)
    assert not read.complaints
    return GoldDocument(name, read.text, read.spans)


def found(
    document: GoldDocument,
    words: str,
    entity_type: str = "PERSON",
    action: Action = Action.MASK,
    *,
    score: float = 0.8,
    rule: str = "person.name",
) -> Found:
    """A finding on the first place of some words."""
    start = document.text.index(words)
    return Found(Span(start, start + len(words)), entity_type, action, score, rule)


def perfect(document: GoldDocument) -> list[Found]:
    """What a tool without mistakes finds: each mark as the guide wants it."""
    actions = {GoldAction.PROTECT: Action.MASK, GoldAction.FLAG: Action.KEEP}
    return [
        Found(g.span, g.entity_type, actions[g.action], 1.0, "made.right")
        for g in document.spans
        if g.action in actions
    ]


TYPES = st.sampled_from(sorted(GOLD_TYPES))
TEXT = st.text("ab1 ,.\nжé\u0301", min_size=1, max_size=60)


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    """A span that is not empty."""
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


@st.composite
def documents(draw: st.DrawFn, actions: tuple[GoldAction, ...] = tuple(GoldAction)) -> GoldDocument:
    """A document with any marks."""
    text = draw(TEXT)
    mark = st.builds(
        GoldSpan, spans(len(text)), TYPES, st.sampled_from(["-", "om", "om.aunt"]), st.sampled_from(actions)
    )
    return GoldDocument("made", text, by_position(draw(st.lists(mark, max_size=6))))


@st.composite
def results(draw: st.DrawFn) -> tuple[GoldDocument, list[Found]]:
    """A document with any marks and any findings."""
    document = draw(documents())
    one = st.builds(
        Found,
        spans(len(document.text)),
        TYPES,
        st.sampled_from(Action),
        st.floats(0, 1),
        st.sampled_from(["model.person", "person.name", "case.name"]),
    )
    return document, draw(st.lists(one, max_size=8))
