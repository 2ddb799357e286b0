"""The characters of a page as pdfium finds them, with their places on the page as displayed."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from redactor.formats.pdf.engine import Page

Boxes = npt.NDArray[np.float64]
NOBODY = -1
"""Owner of a character of which no text object is known."""
_FORM_DEPTH = 15
_PRECISE = 1000
"""Device units to a point when the way from page to display is measured."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something drawn on a page.

    Attributes:
        handle: pdfium's object.
        address: where it is in memory, which tells one object from another.
        key: its number on the page, the same whenever the page is opened.
        kind: pdfium's number for text, path, picture, shading or form.
    """

    handle: object = field(repr=False)
    address: int
    key: int
    kind: int


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What pdfium lists of a page's text, in its order, without what it made up itself.

    Attributes:
        chars: one character each.
        ink: boxes around what is drawn, as left, top, right, bottom in points from the
            upper left corner of the displayed page.
        room: boxes of font height, in the same way.
        owner: for each character, the key of its text object.
        blank_before: whether pdfium saw a gap as wide as a blank before it.
        strange: how many characters stand for no letter that is known.
    """

    chars: list[str] = field(repr=False)
    ink: Boxes = field(repr=False)
    room: Boxes = field(repr=False)
    owner: list[int] = field(repr=False)
    blank_before: list[bool] = field(repr=False)
    strange: int


def things(page: Page) -> list[Thing]:
    """Return everything drawn on a page, forms opened, in drawing order."""
    count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    found = (pair for n in range(count(page)) for pair in _opened(get(page, n), 0))
    return [Thing(handle, _address(handle), n, kind) for n, (handle, kind) in enumerate(found)]


def _opened(handle: object, depth: int) -> Iterator[tuple[object, int]]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    yield handle, kind
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        if depth == _FORM_DEPTH:
            raise RecursionError
        for n in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _opened(pdfium.FPDFFormObj_GetObject(handle, n), depth + 1)


def _address(handle: object) -> int:
    """Return a number that tells one of pdfium's objects from another."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def glyphs(page: Page, drawn: Sequence[Thing]) -> Glyphs:
    """Return a page's characters.

    Args:
        page: open.
        drawn: what :func:`things` gave for it.
    """
    keys = {thing.address: thing.key for thing in drawn}
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return _listed(text, to_display(page), keys)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _listed(text: object, matrix: Boxes, keys: Mapping[int, int]) -> Glyphs:
    codes: list[int] = []
    ink: list[tuple[float, float, float, float]] = []
    room: list[tuple[float, float, float, float]] = []
    owner: list[int] = []
    blanks: list[bool] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    blank, strange = False, 0
    for n in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if pdfium.FPDFText_IsGenerated(text, n) == 1:
            blank = blank or code == ord(" ")
            continue
        strange += pdfium.FPDFText_HasUnicodeMapError(text, n) == 1
        pdfium.FPDFText_GetCharBox(text, n, left, right, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(text, n, loose)
        codes.append(code)
        ink.append((left.value, bottom.value, right.value, top.value))
        room.append((loose.left, loose.bottom, loose.right, loose.top))
        owner.append(keys.get(_address(pdfium.FPDFText_GetTextObject(text, n)), NOBODY))
        blanks.append(blank)
        blank = False
    chars = [chr(code) for code in codes]
    return Glyphs(chars, shown(ink, matrix), shown(room, matrix), owner, blanks, strange)


def to_display(page: Page) -> Boxes:
    """Return the matrix from page space to points from the displayed page's upper left corner."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    size = (round(width * _PRECISE), round(height * _PRECISE))
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for at in ((0, 0), (100, 0), (0, 100)):
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, *at, x, y)
        points.append((x.value / _PRECISE, y.value / _PRECISE))
    origin, right, up = (np.array(p) for p in points)
    return np.array([(right - origin) / 100, (up - origin) / 100, origin])


def shown(boxes: list[tuple[float, float, float, float]], matrix: Boxes) -> Boxes:
    """Return boxes of page space as boxes of the displayed page."""
    given = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    one = given[:, 0:2] @ matrix[:2] + matrix[2]
    other = given[:, 2:4] @ matrix[:2] + matrix[2]
    return np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1)


def bounds(handle: object, page: Page) -> tuple[float, float, float, float]:
    """Return the box of something drawn directly on the page, as displayed."""
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *sides)
    left, bottom, right, top = (side.value for side in sides)
    a, b, c, d = shown([(left, bottom, right, top)], to_display(page))[0]
    return float(a), float(b), float(c), float(d)
