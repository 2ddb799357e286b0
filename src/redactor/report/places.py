"""Where in the released text something stands that is known by its place in the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redactor.model import Document, Edit, Plan, Segment, Span
from redactor.report.records import Place

_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers of one text."""

    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Read a text's line ends; a CR without LF is none."""
        return cls(tuple(found.start() for found in _LINE_END.finditer(text)))

    def number(self, offset: int) -> int:
        """Return the number, from 1, of the line that a code point is on."""
        return bisect_left(self.ends, offset) + 1


@dataclass(frozen=True, slots=True)
class _Track:
    """One segment's way from the original to the released text.

    Attributes:
        segment: id of the segment.
        edits: disjoint, in order.
        shifts: by how much text behind each edit moved.
        dropped: places, in the edited text, of characters that were not written because
            nobody sees them.
        lines: of the released text.
    """

    segment: str
    edits: tuple[Edit, ...]
    shifts: tuple[int, ...]
    dropped: tuple[int, ...]
    lines: Lines

    @classmethod
    def of(cls, before: Segment, after: Segment, edits: Sequence[Edit]) -> _Track:
        pieces: list[str] = []
        shifts: list[int] = []
        done = shift = 0
        for edit in edits:
            pieces += [before.text[done : edit.span.start], edit.replacement]
            done = edit.span.end
            shift += len(edit.replacement) - len(edit.span)
            shifts.append(shift)
        edited = "".join([*pieces, before.text[done:]])
        return cls(before.id, tuple(edits), tuple(shifts), _dropped(edited, after.text), Lines.of(after.text))

    def edit_over(self, span: Span) -> Edit | None:
        """Return the first edit that shares a code point with a span."""
        at = bisect_right(self.edits, span.start, key=lambda e: e.span.end)
        edit = self.edits[at] if at < len(self.edits) else None
        return edit if edit and edit.span.overlaps(span) else None

    def of_edit(self, edit: Edit) -> Place:
        start = edit.span.start + self._shift(edit.span.start)
        return self._place(start, start + len(edit.replacement))

    def of_untouched(self, span: Span) -> Place:
        shift = self._shift(span.start)
        return self._place(span.start + shift, span.end + shift)

    def _shift(self, offset: int) -> int:
        passed = bisect_right(self.edits, offset, key=lambda e: e.span.end)
        return self.shifts[passed - 1] if passed else 0

    def _place(self, start: int, end: int) -> Place:
        start -= bisect_left(self.dropped, start)
        end -= bisect_left(self.dropped, end)
        return Place(self.segment, self.lines.number(start), start, end)


class Places:
    """Answers, for a document and its plan, where in the released text something stands."""

    def __init__(self, document: Document, plan: Plan, released: Document) -> None:
        """Follow every segment.

        Args:
            document: as read.
            plan: the edits made.
            released: the document read again from the written bytes.

        Raises:
            ValueError: if a released segment is not the edited one with characters left out.
        """
        after = {s.id: s for s in released.segments}
        edits: dict[str, list[Edit]] = {}
        for edit in sorted(plan.edits, key=lambda e: e.span):
            edits.setdefault(edit.segment, []).append(edit)
        self._edits = edits
        self._tracks: Mapping[str, _Track] = {
            s.id: _Track.of(s, after[s.id], edits.get(s.id, ())) for s in document.segments if s.id in after
        }

    def locate(self, segment: str, span: Span) -> tuple[Edit | None, Place | None]:
        """Return the edit that replaced a span of the original, if any, and where that is now.

        The place is ``None`` if the segment was not written at all.
        """
        track = self._tracks.get(segment)
        if track is None:
            edit = next((e for e in self._edits.get(segment, ()) if e.span.overlaps(span)), None)
            return edit, None
        edit = track.edit_over(span)
        return edit, track.of_edit(edit) if edit else track.of_untouched(span)


def _dropped(edited: str, written: str) -> tuple[int, ...]:
    """Return the places in ``edited`` of the characters that ``written`` lacks."""
    if edited == written:
        return ()
    dropped: list[int] = []
    at = 0
    for place, character in enumerate(edited):
        if at < len(written) and written[at] == character:
            at += 1
        else:
            dropped.append(place)
    if at < len(written):
        raise ValueError("the released text is not the edited one")
    return tuple(dropped)
