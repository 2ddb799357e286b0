"""One page taken apart: what is seen of its text, what is not, and what nobody can read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as pdfium

from redactor.formats.pdf.engine import Page, size_of
from redactor.formats.pdf.glyphs import Glyphs, Thing, bounds, glyphs, things, to_display
from redactor.formats.pdf.layer import taken_up
from redactor.formats.pdf.lines import NEXT_LINE, UNKNOWN, Box, Glyph, Line, around, in_lines, plain
from redactor.formats.pdf.seen import Flags, draws_beside, seen

_MOST_CURVES = 64
"""Curved pieces of all lines on a page beyond which they may be letters."""
_MOST_STROKES = 120
"""Pieces of one line beyond which it may be letters."""
_SCAN = 0.5
"""Share of the page that a picture covers if the page is a scan."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as its text and what is beside it.

    Attributes:
        lines: what is seen, in reading order.
        unseen: what the page carries and nobody sees.
        own: whether this program drew the page; then its lines are the text layer.
        by_ocr: whether its lines were read from a picture.
        pictures: how many pictures it shows.
        doubts: why a person has to look at it, in words that end a sentence.
        remarks: what a person should know, in words that end a sentence.
        mixed: text objects of which a part is not seen.
    """

    lines: tuple[Line, ...] = field(repr=False)
    unseen: str = field(default="", repr=False)
    own: bool = False
    by_ocr: bool = False
    pictures: int = 0
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    mixed: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """The page's text: lines ended by a line feed, cells parted by tabs."""
        parts = [line.text + line.end for line in self.lines[:-1]]
        return "".join([*parts, *(line.text for line in self.lines[-1:])])


def read_page(page: Page, *, ours: bool, marks: Sequence[Box] = ()) -> PageText:
    """Read a page.

    Args:
        page: open.
        ours: whether the file says that this program wrote it.
        marks: boxes of redaction marks that nobody has carried out.
    """
    drawn = things(page)
    found = glyphs(page, drawn)
    if ours and _is_ours(drawn):
        return PageText(tuple(_own_lines(drawn, found)), own=True)
    pictures = sum(t.kind == pdfium.FPDF_PAGEOBJ_IMAGE for t in drawn)
    visible = seen(page, drawn, found)
    flags = visible if visible is not None else ~_nothing(found)
    is_scan = pictures > 0 and _is_scan(page, drawn)
    modes = _modes(drawn)
    layer = [is_scan and modes.get(key) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for key in found.owner]
    marked = _marked(found, marks)
    shown = [bool((f or u) and not m) for f, u, m in zip(flags, layer, marked, strict=True)]
    lines = in_lines(_shown_glyphs(page, drawn, found, shown))
    in_layer = any(layer)
    doubts = _doubts(page, drawn, found, visible, lines, is_scan=is_scan, in_layer=in_layer)
    return PageText(
        tuple(lines),
        _unseen(found, shown),
        pictures=pictures,
        doubts=tuple(doubts),
        remarks=_remarks(visible, found, marked, in_layer=in_layer),
        mixed=_mixed(found, shown),
    )


def _nothing(found: Glyphs) -> Flags:
    return np.zeros(len(found.chars), dtype=np.bool_)


def _box(found: Glyphs, number: int) -> Box:
    left, top, right, bottom = found.room[number].tolist()
    return left, top, right, bottom


def _is_ours(drawn: Sequence[Thing]) -> bool:
    """Whether a page is one picture and text that is never drawn, as this program writes it."""
    if not drawn or drawn[0].kind != pdfium.FPDF_PAGEOBJ_IMAGE:
        return False
    hidden = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    modes = _modes(drawn[1:])
    return len(modes) == len(drawn) - 1 and all(mode == hidden for mode in modes.values())


def _modes(drawn: Sequence[Thing]) -> dict[int, int]:
    return {
        t.key: pdfium.FPDFTextObj_GetTextRenderMode(t.handle)
        for t in drawn
        if t.kind == pdfium.FPDF_PAGEOBJ_TEXT
    }


def _own_lines(drawn: Sequence[Thing], found: Glyphs) -> list[Line]:
    """Return the text layer of a page that this program wrote, exactly as it was laid down."""
    numbers: dict[int, list[int]] = {}
    for n, key in enumerate(found.owner):
        numbers.setdefault(key, []).append(n)
    lines = []
    for thing in drawn[1:]:
        own = numbers.get(thing.key, [])
        if own:
            text = taken_up("".join(found.chars[n] for n in own))
            box = around([_box(found, n) for n in own])
            lines.append(Line(text, box, frozenset({thing.key}), 0, box[3] - box[1], ""))
    return lines


def _is_scan(page: Page, drawn: Sequence[Thing]) -> bool:
    width, height = size_of(page)
    shown = [bounds(t.handle, page) for t in drawn if t.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    areas = [
        max(0.0, min(r, width) - max(le, 0)) * max(0.0, min(b, height) - max(t, 0)) for le, t, r, b in shown
    ]
    return sum(areas) >= _SCAN * width * height


def _turns(page: Page, drawn: Sequence[Thing]) -> dict[int, int | None]:
    """Return how each text runs on the displayed page: quarter turns, or ``None`` if askew."""
    matrix = to_display(page)
    turns: dict[int, int | None] = {}
    own = pdfium.FS_MATRIX()
    for thing in drawn:
        if thing.kind == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetMatrix(thing.handle, own):
            x = own.a * matrix[0][0] + own.b * matrix[1][0]
            y = own.a * matrix[0][1] + own.b * matrix[1][1]
            quarters = math.degrees(math.atan2(y, x)) / 90
            near = round(quarters)
            turns[thing.key] = near % 4 if abs(quarters - near) < 0.05 else None
    return turns


def _unlisted_ink(page: Page, drawn: Sequence[Thing], found: Glyphs) -> bool:
    """Whether texts of which pdfium lists no character draw something beside those it lists."""
    listed = set(found.owner)
    texts = [t for t in drawn if t.kind == pdfium.FPDF_PAGEOBJ_TEXT and t.key not in listed]
    return bool(texts) and draws_beside(page, texts, found.room)


def _marked(found: Glyphs, marks: Sequence[Box]) -> list[bool]:
    middles = [((le + r) / 2, (t + b) / 2) for le, t, r, b in found.room.tolist()] if marks else []
    inside = [any(le <= x <= r and t <= y <= b for le, t, r, b in marks) for x, y in middles]
    return inside or [False] * len(found.chars)


def _shown_glyphs(
    page: Page, drawn: Sequence[Thing], found: Glyphs, shown: Sequence[bool]
) -> Iterator[Glyph]:
    turns = _turns(page, drawn)
    for n, flag in enumerate(shown):
        if flag:
            owner = found.owner[n]
            yield Glyph(found.chars[n], _box(found, n), owner, found.blank_before[n], turns.get(owner, 0))


def _mixed(found: Glyphs, shown: Sequence[bool]) -> frozenset[int]:
    """Return the text objects of which a part is not seen; blanks are no part."""
    return frozenset(
        key
        for key, flag, char in zip(found.owner, shown, found.chars, strict=True)
        if not flag and not char.isspace()
    )


def _unseen(found: Glyphs, shown: Sequence[bool]) -> str:
    """Return the text that nobody sees, stretch by stretch."""
    parts: list[str] = []
    owner = 0
    for n, flag in enumerate(shown):
        if not flag:
            if owner != found.owner[n]:
                parts.append(NEXT_LINE)
                owner = found.owner[n]
            parts.append((" " if found.blank_before[n] else "") + plain(found.chars[n]))
    rows = (" ".join(row.split()) for row in "".join(parts).split(NEXT_LINE))
    return NEXT_LINE.join(row for row in rows if row)


def _is_no_letter(char: str) -> bool:
    return plain(char) == UNKNOWN


def _may_be_letters(drawn: Sequence[Thing]) -> bool:
    """Whether lines on a page are so many and so curved that they could be writing."""
    curves = 0
    for thing in drawn:
        if thing.kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        count = pdfium.FPDFPath_CountSegments(thing.handle)
        if count > _MOST_STROKES:
            return True
        kinds = (
            pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(thing.handle, n))
            for n in range(count)
        )
        curves += sum(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind in kinds) // 3
    return curves > _MOST_CURVES


def _doubts(
    page: Page,
    drawn: Sequence[Thing],
    found: Glyphs,
    visible: Flags | None,
    lines: Sequence[Line],
    *,
    is_scan: bool,
    in_layer: bool,
) -> Iterator[str]:
    """Tell why a person has to look at the page, whatever was read of it."""
    if visible is None:
        yield "texts that lie on one another"
    if _unlisted_ink(page, drawn, found):
        yield "text that no reader can take out"
    if in_layer:
        yield "a scan, of which only the text layer was read"
    elif is_scan and not lines:
        yield "a scan without text"
    if found.strange or any(_is_no_letter(c) for c in found.chars):
        yield "characters that stand for no known letter"
    if _may_be_letters(drawn):
        yield "drawings that may be letters"


def _remarks(
    visible: Flags | None, found: Glyphs, marked: Sequence[bool], *, in_layer: bool
) -> tuple[str, ...]:
    """Tell of text that somebody meant to hide and that is still there."""
    remarks = []
    if any(marked):
        remarks.append("redaction marks that were never carried out: the text under them is still there")
    if (
        visible is not None
        and not in_layer
        and any(not flag and not char.isspace() for flag, char in zip(visible, found.chars, strict=True))
    ):
        remarks.append("text that nobody sees: white, covered by a box, switched off or outside the page")
    return tuple(remarks)
