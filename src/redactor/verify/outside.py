"""Whether anything but the planned edits changed, and which place became which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from redactor.model import Document, Edit, Leak, LeakKind, Segment, SegmentKind, Span
from redactor.verify.letters import invisible


class Cover:
    """A set of spans that can be asked whether one of them contains another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Sort the spans."""
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def contains(self, span: Span) -> bool:
        """Whether ``span`` lies inside one of the spans."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._reach[index] >= span.end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as read, and what it has become."""

    before: Span
    after: Span
    replaced: bool


@dataclass(frozen=True, slots=True)
class Track:
    """What became of one segment, from end to end.

    Attributes:
        before: id of the segment as read.
        after: id of the segment as written.
        pieces: kept and replaced stretches, in order.
        unseen: places of invisible characters in the text as read; none is written.
    """

    before: str
    after: str
    pieces: tuple[Piece, ...]
    unseen: Sequence[int] = field(repr=False)

    def kept(self, span: Span) -> list[Span]:
        """Return where the kept stretches of a span of the text as read are now."""
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece.before.start) - 1
        beyond = bisect_left(self.pieces, span.end, key=lambda piece: piece.before.start)
        spans = []
        for piece in self.pieces[max(first, 0) : beyond]:
            if not piece.replaced and piece.before.overlaps(span):
                start = max(span.start, piece.before.start)
                end = min(span.end, piece.before.end)
                spans.append(Span(self._now(piece, start), self._now(piece, end)))
        return spans

    def replacements(self) -> list[Span]:
        """Return where the replacements are."""
        return [piece.after for piece in self.pieces if piece.replaced]

    def _now(self, piece: Piece, place: int) -> int:
        dropped = bisect_left(self.unseen, place) - bisect_left(self.unseen, piece.before.start)
        return piece.after.start + place - piece.before.start - dropped


def follow(before: Document, after: Document, edits: Sequence[Edit]) -> tuple[list[Track], list[Leak]]:
    """Walk every segment and its written form side by side.

    Each stretch between two edits has to be there unchanged but for invisible characters,
    and each replacement has to stand between its neighbours.

    Returns:
        A track for each segment that is as planned, a leak for each that is not.
    """
    planned: dict[str, list[Edit]] = {segment.id: [] for segment in before.segments}
    for edit in sorted(edits, key=lambda e: e.span):
        planned.setdefault(edit.segment, []).append(edit)
    misplaced = len(planned) > len(before.segments) or any(
        _are_misplaced(planned[segment.id], len(segment.text)) for segment in before.segments
    )
    wanted = [s for s in before.segments if not misplaced and not _is_dropped(s, planned[s.id])]
    if [_label(s) for s in wanted] != [_label(s) for s in after.segments]:
        detail = "an edit has no place" if misplaced else "the file has other parts than planned"
        return [], [_leak(LeakKind.STRUCTURE, "", None, detail)]
    results = [_walk(s, written, planned[s.id]) for s, written in zip(wanted, after.segments, strict=True)]
    tracks = [result for result in results if isinstance(result, Track)]
    return tracks, [result for result in results if isinstance(result, Leak)]


def _label(segment: Segment) -> tuple[SegmentKind, str]:
    """Hidden segments are numbered anew when one is dropped; the others keep their ids."""
    return segment.kind, "" if segment.kind is SegmentKind.HIDDEN else segment.id


def _are_misplaced(edits: Sequence[Edit], length: int) -> bool:
    overlap = any(one.span.end > other.span.start for one, other in pairwise(edits))
    return overlap or any(edit.span.end > length for edit in edits)


def _is_dropped(segment: Segment, edits: Sequence[Edit]) -> bool:
    hidden = segment.kind is SegmentKind.HIDDEN
    return hidden and not any(stretch.expected for stretch in _stretches(segment, edits))


class _Stretch(NamedTuple):
    span: Span
    expected: str
    replaced: bool


def _stretches(segment: Segment, edits: Sequence[Edit]) -> Iterator[_Stretch]:
    """Yield the stretches of a segment's text with what should be written for each."""
    text = segment.text
    is_all_seen = invisible().search(text) is None
    done = 0
    for edit in edits:
        kept = text[done : edit.span.start]
        yield _Stretch(Span(done, edit.span.start), kept if is_all_seen else _seen(kept), False)
        yield _Stretch(edit.span, _seen(edit.replacement), True)
        done = edit.span.end
    kept = text[done:]
    yield _Stretch(Span(done, len(text)), kept if is_all_seen else _seen(kept), False)


def _walk(segment: Segment, written: Segment, edits: Sequence[Edit]) -> Track | Leak:
    pieces: list[Piece] = []
    now = 0
    for span, expected, replaced in _stretches(segment, edits):
        place = Span(now, now + len(expected))
        if not written.text.startswith(expected, now):
            what = "a replacement" if replaced else "text outside the edits"
            return _leak(LeakKind.CHANGED_OUTSIDE, written.id, place, f"{what} is not as planned")
        pieces.append(Piece(span, place, replaced))
        now = place.end
    if now != len(written.text):
        place = Span(now, len(written.text))
        return _leak(LeakKind.CHANGED_OUTSIDE, written.id, place, "there is more text than planned")
    unseen = [at for run in invisible().finditer(segment.text) for at in range(*run.span())]
    return Track(segment.id, written.id, tuple(pieces), unseen)


def _seen(text: str) -> str:
    return invisible().sub("", text)


def _leak(kind: LeakKind, segment: str, span: Span | None, detail: str) -> Leak:
    return Leak(kind, segment, span, "", detail)
