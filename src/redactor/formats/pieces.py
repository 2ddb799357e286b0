"""A segment's text as pieces: places that can be edited, and what stands fixed between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.apply import edited_text
from redactor.errors import UnwritableError
from redactor.model import Edit, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment's text.

    Attributes:
        text: the stretch.
        is_place: whether it can be edited; else it is a label or a border.
    """

    text: str = field(repr=False)
    is_place: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """Pieces with edits made.

    Attributes:
        texts: the new text of each piece. An edit that reaches from a place into a label
            leaves the label as it was; one inside a label changes it.
        swallowed: indexes of fixed pieces that an edit covers whole after it began in a place
            before them: what is left of the place behind belongs to that place.
    """

    texts: tuple[str, ...] = field(repr=False)
    swallowed: frozenset[int]


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the text that the pieces make up."""
    return "".join(piece.text for piece in pieces)


def fill(pieces: Sequence[Piece], edits: Sequence[Edit]) -> Filled:
    """Make edits piece by piece.

    The replacement of an edit over several places goes into the first of them.

    Raises:
        UnwritableError: if an edit overlaps another or reaches beyond the text.
    """
    spans = _spans(pieces)
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    edited_text(text_of(pieces), edits)
    local: dict[int, list[Edit]] = {}
    swallowed: set[int] = set()
    for edit in sorted(edits, key=lambda e: e.span):
        near = range(bisect_left(ends, edit.span.start), bisect_right(starts, edit.span.end))
        touched = [n for n in near if spans[n].overlaps(edit.span)]
        home = _home(pieces, spans, edit.span, near)
        for n in sorted({home, *touched}):
            if pieces[n].is_place or n == home:
                part = _part(spans[n], edit.span)
                local.setdefault(n, []).append(Edit("", part, edit.replacement if n == home else ""))
            elif n > home and spans[n].inside(edit.span):
                swallowed.add(n)
    texts = (edited_text(piece.text, local.get(n, ())) for n, piece in enumerate(pieces))
    return Filled(tuple(texts), frozenset(swallowed))


def joined(filled: Filled) -> tuple[str, ...]:
    """Return the new texts with what is behind a swallowed border moved before it."""
    texts = list(filled.texts)
    home = -1
    for n in range(len(texts)):
        if n in filled.swallowed:
            home = n - 1 if home < 0 else home
            texts[home] += texts[n + 1]
            texts[n + 1] = ""
        elif n - 1 not in filled.swallowed:
            home = -1
    return tuple(texts)


def _spans(pieces: Sequence[Piece]) -> list[Span]:
    spans, done = [], 0
    for piece in pieces:
        spans.append(Span(done, done + len(piece.text)))
        done += len(piece.text)
    return spans


def _home(pieces: Sequence[Piece], spans: Sequence[Span], edit: Span, near: Sequence[int]) -> int:
    """Return the piece that takes an edit's replacement: the first place, else the label."""
    around = [n for n in near if spans[n].start <= edit.start <= spans[n].end]
    touched = [n for n in near if spans[n].overlaps(edit)]
    places = [n for n in around if pieces[n].is_place]
    wanted = [*(n for n in places if n in touched), *places, *(n for n in touched if pieces[n].is_place)]
    if wanted or touched or around:
        return [*wanted, *touched, *around][0]
    raise UnwritableError("an edit has no place in the file")


def _part(piece: Span, edit: Span) -> Span:
    start = min(max(edit.start, piece.start), piece.end)
    end = min(max(edit.end, piece.start), piece.end)
    return Span(start - piece.start, end - piece.start)
