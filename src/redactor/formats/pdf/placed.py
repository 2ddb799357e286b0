"""Which lines of a page stay, which are set anew, and where each line of the new text lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.apply import edited_text
from redactor.formats.pdf.drawn import Setting
from redactor.formats.pdf.lines import Box, Line
from redactor.formats.pdf.page import PageText
from redactor.model import Edit, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A page's new text and how it comes onto the page.

    Attributes:
        text: the page's text with its edits made.
        kept: lines that are drawn as they were.
        settings: what is set anew.
        anchors: where in the new text a line begins, and its box; in order.
    """

    text: str = field(repr=False)
    kept: tuple[Line, ...]
    settings: tuple[Setting, ...]
    anchors: tuple[tuple[int, Box], ...]

    def box_at(self, offset: int) -> Box | None:
        """Return the box of the line that a place of the new text belongs to."""
        index = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0]) - 1
        return self.anchors[index][1] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that edits tie together."""

    lines: tuple[Line, ...]
    span: Span
    changed: bool


def placed(read: PageText, edits: Sequence[Edit], *, anew: bool) -> Placed:
    """Place a page's new text.

    Args:
        read: the page.
        edits: of its text.
        anew: whether every line is.
    """
    groups = list(_groups(read.lines, sorted(edits, key=lambda e: e.span)))
    moved = _moved(groups, read.mixed, anew=anew)
    kept: list[Line] = []
    settings: list[Setting] = []
    anchors: list[tuple[int, Box]] = []
    text = ""
    for group, is_moved in zip(groups, moved, strict=True):
        new = _new_text(read.text, group, edits)
        rows = list(_in_rows(new.rstrip("\n\t"), group.lines))
        anchors += [(len(text) + at, box) for at, _, box in rows]
        if is_moved:
            settings += [Setting(row, box, group.lines[0].turn) for _, row, box in rows]
        else:
            kept += group.lines
        text += new
    if not groups:
        text = edited_text(read.text, edits)
    return Placed(text, tuple(kept), tuple(settings), tuple(anchors))


def _groups(lines: Sequence[Line], edits: Sequence[Edit]) -> Iterator[_Group]:
    """Yield the lines; those between which an edit reaches are one group."""
    start = at = 0
    run: list[Line] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        end = at + len(line.text) + (0 if last else len(line.end))
        run.append(line)
        if last or not any(e.span.start < end < e.span.end or _ends_in(e, end, line) for e in edits):
            changed = len(run) > 1 or any(_changes(e, start, end) for e in edits)
            yield _Group(tuple(run), Span(start, end), changed)
            run, start = [], end
        at = end


def _ends_in(edit: Edit, end: int, line: Line) -> bool:
    """Whether an edit takes away what parts a line from the next."""
    return bool(line.end) and edit.span.start < end <= edit.span.end and len(edit.span) > 0


def _changes(edit: Edit, start: int, end: int) -> bool:
    inserts = start <= edit.span.start <= end and bool(edit.replacement)
    return inserts or (edit.span.start < end and edit.span.end > start)


def _moved(groups: Sequence[_Group], mixed: frozenset[int], *, anew: bool) -> list[bool]:
    """Return for each group whether it is set anew: with it go those that share its text objects."""
    moved = [anew or group.changed for group in groups]
    owners = [frozenset(key for line in group.lines for key in line.owners) for group in groups]
    going = set(mixed)
    while True:
        going.update(key for own, flag in zip(owners, moved, strict=True) if flag for key in own)
        again = [flag or not going.isdisjoint(own) for own, flag in zip(owners, moved, strict=True)]
        if again == moved:
            return moved
        moved = again


def _new_text(text: str, group: _Group, edits: Sequence[Edit]) -> str:
    start, end = group.span.start, group.span.end
    last = end == len(text)
    own = [
        Edit(e.segment, Span(e.span.start - start, e.span.end - start), e.replacement)
        for e in edits
        if start <= e.span.start and e.span.end <= end and (last or e.span.start < end)
    ]
    return edited_text(text[start:end], own)


def _in_rows(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, str, Box]]:
    """Spread a group's new text over the boxes of its lines; what is too much shares the last one."""
    rows = text.split("\n")
    boxes = [line.box for line in lines]
    if len(rows) > len(boxes):
        boxes[-1:] = _sliced(boxes[-1], len(rows) - len(boxes) + 1)
    at = 0
    for row, box in zip(rows, boxes, strict=False):
        yield at, row, box
        at += len(row) + 1


def _sliced(box: Box, count: int) -> list[Box]:
    left, top, right, bottom = box
    step = (bottom - top) / count
    return [(left, top + n * step, right, top + (n + 1) * step) for n in range(count)]
