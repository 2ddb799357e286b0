"""A page drawn anew: kept lines as they are, edited lines set anew, nothing that is not known.

A line with an edit is set anew as a whole in this program's own typeface. A box over the
word alone would tell its width, and with the typeface known, often the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from redactor.formats.pdf.engine import Page, Pixels, blank, draw, size_of
from redactor.formats.pdf.fonts import runs_of, width_of
from redactor.formats.pdf.glyphs import Thing, things
from redactor.formats.pdf.lines import Box, Line
from redactor.formats.pdf.page import PageText
from redactor.formats.pdf.placed import Placed
from redactor.formats.pdf.seen import without
from redactor.formats.pdf.setting import BODY, Setting
from redactor.formats.pdf.written import Picture, flate
from redactor.handling import Pictures

DPI = 150
_GREY = 200
_MARGIN = 0.08
"""Heights around a line that are painted over with it."""
_LEAST_SIZE, _MOST_SIZE = 4, 300
"""Pixels of letters."""
_NARROWEST = 4
"""How many times narrower letters get before they get smaller."""
_TO_LEVEL = [(value + 8) // 17 for value in range(256)]
"""From a grey to the nearest of sixteen, which four bits hold."""
_TINT = 12
_DARK = 110


def drawn_page(page: Page, new: Placed, pictures: Pictures | None) -> Picture:
    """Draw a page.

    Args:
        page: open.
        new: what stays on it and what is set anew.
        pictures: what becomes of its pictures; ``None`` for blank paper.
    """
    if pictures is None:
        canvas = blank(page, DPI)[:, :, :3]
    else:
        with _only(things(page), new.kept, pictures):
            canvas = draw(page, DPI, notes=False)
    return _packed(_set(canvas, new, size_of(page)[0]))


def is_set_anew(read: PageText, pictures: Pictures) -> bool:
    """Whether a page's picture cannot be used, so that its text is set on blank paper."""
    return read.own or bool(read.doubts) or (read.by_ocr and pictures is not Pictures.KEEP)


@contextmanager
def _only(everything: Sequence[Thing], kept: Sequence[Line], pictures: Pictures) -> Iterator[None]:
    """Leave on the page only texts of kept lines, and what a policy says of pictures."""
    staying = frozenset(key for line in kept for key in line.owners)
    going = [t for t in everything if t.kind == pdfium.FPDF_PAGEOBJ_TEXT and t.key not in staying]
    images = [t for t in everything if t.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    if pictures is Pictures.DROP:
        going += images
    elif pictures is not Pictures.KEEP:
        going += [t for t in images if not _greyed(t)]
    with without(going):
        yield


def _greyed(thing: Thing) -> bool:
    """Put grey in a picture's place; what comes before or behind it stays so."""
    bitmap = pdfium.FPDFBitmap_Create(1, 1, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, 1, 1, 0xFF000000 | _GREY * 0x010101)
        return bool(pdfium.FPDFImageObj_SetBitmap(None, 0, thing.handle, bitmap))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _set(canvas: Pixels, new: Placed, width: float) -> Image.Image:
    picture = Image.fromarray(np.ascontiguousarray(canvas[:, :, ::-1]))
    scale = picture.width / width
    areas = [_area(box, scale, picture.size) for box in new.gone]
    for area, paper in [(area, _paper(picture, area)) for area in areas]:
        picture.paste(paper, area)
    inks = [_ink(_paper(picture, _area(s.box, scale, picture.size))) for s in new.settings]
    for setting, ink in zip(new.settings, inks, strict=True):
        _write(picture, setting, ink, scale)
    return picture


def _area(box: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    margin = _MARGIN * min(bottom - top, right - left)
    sides = (left - margin, top - margin, right + margin, bottom + margin)
    x0, y0, x1, y1 = (round(side * scale) for side in sides)
    x0, y0 = min(max(x0, 0), size[0] - 1), min(max(y0, 0), size[1] - 1)
    return x0, y0, max(x0 + 1, min(x1, size[0])), max(y0 + 1, min(y1, size[1]))


def _paper(picture: Image.Image, area: tuple[int, int, int, int]) -> tuple[int, int, int]:
    """Return the colour that most of an area has."""
    red, green, blue = np.median(np.asarray(picture.crop(area)).reshape(-1, 3), axis=0)
    return int(red), int(green), int(blue)


def _ink(paper: tuple[int, int, int]) -> tuple[int, int, int]:
    return (255, 255, 255) if sum(paper) < 3 * _DARK else (0, 0, 0)


def _write(picture: Image.Image, setting: Setting, ink: tuple[int, int, int], scale: float) -> None:
    """Draw a line's text into its box; it gets narrower, never wider, to fit."""
    x0, y0, x1, y1 = (round(side * scale) for side in setting.box)
    room, height = (y1 - y0, x1 - x0) if setting.turn % 2 else (x1 - x0, y1 - y0)
    strip = _strip(setting.text.replace("\t", "   "), max(height, 4), max(room, 4))
    if strip is None:
        return
    strip = strip.rotate(-90 * setting.turn, expand=True)
    left = x1 - strip.width if setting.turn in {1, 2} else x0
    top = y1 - strip.height if setting.turn in {2, 3} else y0
    picture.paste(ink, (left, top), strip)


def _strip(text: str, height: int, room: int) -> Image.Image | None:
    """Return a line's ink as a mask, no wider than there is room."""
    size = min(max(round(height * BODY), _LEAST_SIZE), _MOST_SIZE)
    natural = width_of(text, size)
    if natural < 1:
        return None
    size = max(min(size, round(size * _NARROWEST * room / natural)), _LEAST_SIZE)
    runs = [(run, face.at(size)) for run, face in runs_of(text)]
    tall = min(height, 2 * size)
    mask = Image.new("L", (int(sum(font.getlength(run) for run, font in runs)) + 2, tall), 0)
    pen, at = ImageDraw.Draw(mask), 0.0
    for run, font in runs:
        pen.text((at, tall * 0.78), run, fill=255, font=font, anchor="ls")
        at += font.getlength(run)
    return mask if mask.width <= room else mask.resize((room, tall), Image.Resampling.LANCZOS)


def _packed(picture: Image.Image) -> Picture:
    """Pack a page's picture: sixteen greys if it is grey, else as JPEG."""
    if _is_grey(picture):
        levels = np.asarray(picture.getchannel("G").point(_TO_LEVEL))
        if levels.shape[1] % 2:
            levels = np.pad(levels, ((0, 0), (0, 1)))
        packed = (levels[:, ::2] << 4) | levels[:, 1::2]
        return Picture(picture.width, picture.height, 4, 1, "FlateDecode", flate(packed.tobytes()))
    out = BytesIO()
    picture.save(out, "JPEG", quality=82)
    return Picture(picture.width, picture.height, 8, 3, "DCTDecode", out.getvalue())


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    return not any(any(ImageChops.difference(one, other).histogram()[_TINT:]) for one, other in pairs)
