"""Changed sentences, before and after. Holds original text: for the people who know it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.model import Document, Edit, Plan, Segment, Span
from redactor.report.places import Lines

_BORDER = re.compile(
    r"""
    (?:\r?\n){2,}                                         # a blank line
    | \r?\n (?! [a-z]+ (?: [ \t,;.!?'’] | \Z ) )           # a line end that does not wrap a sentence
    | (?<=[.!?…]) ["'”’)\]]* [ \t]+ (?=["'“‘(\[]*[A-Z0-9])  # a blank between what looks like two
    """,
    re.VERBOSE,
)
"""Borders of sentences. A "Mr. X" that is parted shows a shorter passage, nothing worse."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; ``before`` and ``after`` are equal where nothing changed."""

    before: str = field(repr=False)
    after: str

    @property
    def changed(self) -> bool:
        """Whether an edit made this piece."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more sentences with at least one change.

    Attributes:
        segment: id of the segment.
        line: of the original, where the passage starts, from 1.
        pieces: tile the passage.
    """

    segment: str
    line: int
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The original text."""
        return "".join(p.before for p in self.pieces)

    @property
    def after(self) -> str:
        """The released text."""
        return "".join(p.after for p in self.pieces)


def changed_passages(document: Document, plan: Plan) -> tuple[Passage, ...]:
    """Return every sentence that the plan changes, in order; neighbours that share an edit are one."""
    return tuple(
        passage
        for segment in document.segments
        for passage in _passages(segment, [e for e in plan.edits if e.segment == segment.id])
    )


def _passages(segment: Segment, edits: Sequence[Edit]) -> Iterator[Passage]:
    lines = Lines.of(segment.text)
    ordered = sorted(edits, key=lambda e: e.span)
    for span, inside in _grouped(segment.text, ordered):
        yield Passage(segment.id, lines.number(span.start), tuple(_pieces(segment.text, span, inside)))


def _grouped(text: str, edits: Sequence[Edit]) -> Iterator[tuple[Span, list[Edit]]]:
    """Give each run of edits that shares a sentence the span of its sentences."""
    borders = [m.span() for m in _BORDER.finditer(text)]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(text)]
    group: list[Edit] = []
    start = end = 0
    for edit in edits:
        first = starts[bisect_right(starts, edit.span.start) - 1]
        last = ends[min(bisect_left(ends, edit.span.end), len(ends) - 1)]
        if group and first < end:
            end = max(end, last)
        else:
            if group:
                yield Span(start, end), group
            group, start, end = [], first, last
        group.append(edit)
    if group:
        yield Span(start, end), group


def _pieces(text: str, span: Span, edits: Sequence[Edit]) -> Iterator[Piece]:
    done = span.start
    for edit in edits:
        if between := text[done : edit.span.start]:
            yield Piece(between, between)
        yield Piece(text[edit.span.start : edit.span.end], edit.replacement)
        done = edit.span.end
    if rest := text[done : span.end]:
        yield Piece(rest, rest)
