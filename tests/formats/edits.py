"""Random disjoint edits of a text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from redactor.model import Document, Edit, SegmentKind, Span

HIDDEN = SegmentKind.HIDDEN


@st.composite
def edits_of(draw: st.DrawFn, segment: str, places: list[int], words: st.SearchStrategy[str]) -> list[Edit]:
    """Up to three disjoint edits whose ends are among some places."""
    cuts = sorted(draw(st.lists(st.sampled_from(places), min_size=2, max_size=6, unique=True)))
    spans = [Span(a, b) for n, (a, b) in enumerate(pairwise(cuts)) if n % 2 == 0]
    return [Edit(segment, span, draw(words)) for span in spans]


def without_hidden(document: Document) -> list[Edit]:
    """Edits that empty everything hidden."""
    return [Edit(s.id, Span(0, len(s.text)), "") for s in document.segments if s.kind is HIDDEN]


def shown(document: Document) -> dict[str, str]:
    """The text segments by id."""
    return {s.id: s.text for s in document.segments if s.kind is not HIDDEN}
