"""From characters with places to lines in reading order. Pure geometry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the displayed page's upper left corner."""

NEXT_LINE = "\n"
NEXT_CELL = "\t"
UNKNOWN = "\ufffd"
"""Stands for a character that is none."""
_SAME_ROW = 0.5
"""Share of the lower one's height that two pieces of one row have in common."""
_APART = 1.2
"""Heights of a gap that parts cells."""
_BLANK = 0.22
"""Heights of a gap that is a blank where nothing else tells."""
_GUTTER_ROWS = 4
_GUTTER_WIDTH = 9.0
_PROSE = 0.6
"""Share of a column's width that its lines fill on average, so that it is no table."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"}
_PLAIN = {**_LIGATURES, **_HYPHENS}
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "›", "\uf0fc": "✓", "\uf02d": "-"}
"""What symbol fonts show at the places of word processors' list marks."""
_WIDE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character that is seen.

    Attributes:
        char: the character.
        box: of font height.
        owner: key of its text object.
        blank_before: whether a blank stands before it.
        turn: quarter turns clockwise that its line has on the displayed page; ``None`` for
            any other angle.
    """

    char: str = field(repr=False)
    box: Box
    owner: int
    blank_before: bool
    turn: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a cell of a row.

    Attributes:
        text: its text, blanks single.
        box: around it, as displayed.
        owners: keys of the text objects that have a part in it.
        turn: quarter turns clockwise; 0 also for a line at an odd angle.
        size: height of its letters' boxes.
        end: what parts it from the next one: a line feed or a tab.
    """

    text: str = field(repr=False)
    box: Box
    owners: frozenset[int]
    turn: int
    size: float
    end: str = NEXT_LINE


def plain(char: str) -> str:
    """Return a character as it is written: no ligatures, odd hyphens or bullets."""
    known = _PLAIN.get(char) or _BULLETS.get(char)
    if known is None and not char.isspace() and unicodedata.category(char) in {"Cc", "Co", "Cs", "Cn"}:
        return UNKNOWN
    return known or char


def in_lines(found: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page in reading order; cells of a row are parted by tabs."""
    by_turn: dict[int | None, list[Glyph]] = {}
    for glyph in found:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    lines: list[Line] = []
    for turn in (0, 1, 2, 3):
        pieces = _pieces(by_turn.get(turn, []), turn)
        lines += _in_order(_rows(_joined(pieces)))
    lines += [line for p in _by_owner(by_turn.get(None, [])) if (line := p.line(0)).text]
    return lines


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that follow one another, in a frame in which they run to the right."""

    glyphs: tuple[Glyph, ...]
    box: Box
    """In the turned frame."""

    @property
    def height(self) -> float:
        return max(self.box[3] - self.box[1], 0.1)

    def line(self, turn: int) -> Line:
        marks = ((" " if g.blank_before else "") + plain(g.char) for g in self.glyphs)
        text = _WIDE.sub(" ", "".join(marks)).strip()
        boxes = [turned(g.box, turn) for g in self.glyphs]
        size = max(median(box[3] - box[1] for box in boxes), 1.0)
        owners = frozenset(g.owner for g in self.glyphs)
        return Line(text, around([g.box for g in self.glyphs]), owners, turn, size)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def turned(box: Box, turn: int) -> Box:
    """Return a box in the frame in which text with that turn runs to the right."""
    left, top, right, bottom = box
    if turn == 1:
        return top, -right, bottom, -left
    if turn == 2:
        return -right, -bottom, -left, -top
    if turn == 3:
        return -bottom, left, -top, right
    return box


def _pieces(found: Sequence[Glyph], turn: int) -> list[_Piece]:
    """Join what follows one another; the letters of a ligature share one box."""
    pieces: list[_Piece] = []
    run: list[Glyph] = []
    boxes: list[Box] = []
    for glyph in found:
        box = turned(glyph.box, turn)
        if run and not (_follows(boxes[-1], box) or (box == boxes[-1] and glyph.owner == run[-1].owner)):
            pieces.append(_Piece(tuple(run), around(boxes)))
            run, boxes = [], []
        run.append(glyph)
        boxes.append(box)
    if run:
        pieces.append(_Piece(tuple(run), around(boxes)))
    return [p for p in pieces if any(not g.char.isspace() for g in p.glyphs)]


def _follows(box: Box, other: Box) -> bool:
    height = max(box[3] - box[1], other[3] - other[1])
    return shared(box, other) >= _SAME_ROW and -0.5 * height < other[0] - box[2] < _APART * height


def shared(box: Box, other: Box) -> float:
    """Return how much of the lower one's height two boxes have in common."""
    lower = min(box[3] - box[1], other[3] - other[1])
    return (min(box[3], other[3]) - max(box[1], other[1])) / max(lower, 0.1)


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Put pieces of one row together that stand no further apart than words."""
    rest = sorted(pieces, key=lambda p: p.box[0])
    done: list[_Piece] = []
    for piece in rest:
        near = (n for n, d in enumerate(done) if _follows(d.box, piece.box))
        at = min(near, key=lambda n: abs(piece.box[0] - done[n].box[2]), default=None)
        if at is None:
            done.append(piece)
        else:
            done[at] = _merged(done[at], piece)
    return done


def _merged(left: _Piece, right: _Piece) -> _Piece:
    first = right.glyphs[0]
    gap = right.box[0] - left.box[2]
    blank = (first.blank_before and gap > 0.1 * right.height) or gap > _BLANK * min(left.height, right.height)
    head = Glyph(first.char, first.box, first.owner, blank, first.turn)
    return _Piece((*left.glyphs, head, *right.glyphs[1:]), around([left.box, right.box]))


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Group pieces into rows, from top to bottom, each from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.box[1] + p.box[3]) / 2):
        beside = rows and all(shared(p.box, piece.box) >= _SAME_ROW for p in rows[-1])
        if beside:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.box[0]) for row in rows]


def _in_order(rows: Sequence[list[_Piece]]) -> list[Line]:
    """Read rows one after the other, columns of prose one beside the other."""
    gutter = _gutter(rows)
    if gutter is None:
        return _of_rows(rows)
    lines: list[Line] = []
    left: list[list[_Piece]] = []
    right: list[list[_Piece]] = []
    for row in rows:
        if any(p.box[0] < gutter < p.box[2] for p in row):
            lines += [*_in_order(left), *_in_order(right), *_of_rows([row])]
            left, right = [], []
        else:
            left.append([p for p in row if p.box[2] <= gutter])
            right.append([p for p in row if p.box[0] >= gutter])
    return [*lines, *_in_order([r for r in left if r]), *_in_order([r for r in right if r])]


def _gutter(rows: Sequence[list[_Piece]]) -> float | None:
    """Return where columns of prose are parted, if there are any."""
    gaps = [
        (a.box[2], b.box[0]) for row in rows for a, b in pairwise(row) if b.box[0] - a.box[2] > _GUTTER_WIDTH
    ]
    for start, end in gaps:
        middle = (start + end) / 2
        sides = [row for row in rows if not any(p.box[0] < middle < p.box[2] for p in row)]
        left = [p for row in sides for p in row if p.box[2] <= middle]
        right = [p for row in sides for p in row if p.box[0] >= middle]
        shared = sum(1 for one, other in gaps if one < middle < other)
        if shared >= _GUTTER_ROWS and _is_prose(left) and _is_prose(right):
            return middle
    return None


def _is_prose(pieces: Sequence[_Piece]) -> bool:
    if len(pieces) < _GUTTER_ROWS:
        return False
    width = max(p.box[2] for p in pieces) - min(p.box[0] for p in pieces)
    high = sum(p.height for p in pieces) / len(pieces)
    filled = sum(p.box[2] - p.box[0] for p in pieces) / len(pieces)
    return filled >= _PROSE * width and width > 8 * high


def _of_rows(rows: Iterable[list[_Piece]]) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        cells = [line for piece in row if (line := piece.line(piece.glyphs[0].turn or 0)).text]
        lines += [replace(cell, end=NEXT_CELL) for cell in cells[:-1]] + cells[-1:]
    return lines


def _by_owner(found: Iterable[Glyph]) -> list[_Piece]:
    """Return text at odd angles, each text object by itself."""
    runs: dict[int, list[Glyph]] = {}
    for glyph in found:
        runs.setdefault(glyph.owner, []).append(glyph)
    return [_Piece(tuple(run), around([g.box for g in run])) for run in runs.values()]
