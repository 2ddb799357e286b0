"""Which lines of a page stay, which are set anew, and where each line of the new text lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.apply import edited_text
from redactor.formats.pdf.lines import Box, Line
from redactor.formats.pdf.page import PageText
from redactor.formats.pdf.setting import Setting, setting
from redactor.model import Edit, Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A page's new text and how it comes onto the page.

    Attributes:
        text: the page's text with its edits made.
        kept: lines that are drawn as they were.
        gone: boxes of lines that are painted over.
        settings: what is set anew.
        anchors: where in the new text a line begins, and its box; in order.
    """

    text: str = field(repr=False)
    kept: tuple[Line, ...]
    gone: tuple[Box, ...]
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


def placed(read: PageText, edits: Sequence[Edit], size: tuple[float, float], *, anew: bool) -> Placed:
    """Place a page's new text.

    Args:
        read: the page.
        edits: of its text.
        size: the page's width and height.
        anew: whether every line is set anew.
    """
    groups = list(_groups(read.lines, sorted(edits, key=lambda e: e.span)))
    moved = _moved(groups, read.mixed, anew=anew)
    kept: list[Line] = []
    gone: list[Box] = []
    settings: list[Setting] = []
    anchors: list[tuple[int, Box]] = []
    text = ""
    for group, is_moved in zip(groups, moved, strict=True):
        new = _new_text(read.text, group, edits)
        if is_moved:
            gone += [line.box for line in group.lines]
            for at, row, line, slot in _in_rows(new.rstrip("\n\t"), group.lines):
                settings.append(setting(row, line, slot, read.lines, size))
                anchors.append((len(text) + at, settings[-1].box))
        else:
            kept += group.lines
            anchors.append((len(text), group.lines[0].box))
        text += new
    if not groups:
        text = edited_text(read.text, edits)
    return Placed(text, tuple(kept), tuple(gone), tuple(settings), tuple(anchors))


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


def _in_rows(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, str, Line, tuple[int, int]]]:
    """Spread a group's new text over its lines; what is too much shares the place of the last one.

    Yields:
        Where the row begins in the text, the row, whose place it takes, and which it is of how
        many that share it.
    """
    rows = text.split("\n")
    last = len(lines) - 1
    at = 0
    for number, row in enumerate(rows):
        sharing = max(1, len(rows) - last) if number >= last else 1
        yield at, row, lines[min(number, last)], (max(0, number - last), sharing)
        at += len(row) + 1
