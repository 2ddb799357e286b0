"""Pages opened and drawn by pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from redactor.errors import UnreadableError

Page = Any
"""A page's handle: pypdfium2 gives its types no names."""
Pixels = npt.NDArray[np.uint8]
TYPEFACES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Packages that bring the typefaces."""
_LARGEST = 24 * 10**6
"""Pixels of the largest picture drawn of a page; a larger page is drawn coarser."""


@cache
def _started() -> object:
    """Start pdfium with the typefaces that come with this program, and no others.

    pypdfium2 starts it with those of the system, so that a page in Korean of which the
    typeface is not in the file would be blank on one machine and not on the other.
    """
    folders = [ctypes.create_string_buffer(str(files(name)).encode()) for name in TYPEFACES]
    paths = (ctypes.POINTER(ctypes.c_char) * (len(folders) + 1))()
    for n, folder in enumerate(folders):
        paths[n] = ctypes.cast(folder, ctypes.POINTER(ctypes.c_char))
    settings = pdfium.FPDF_LIBRARY_CONFIG(version=2)
    settings.m_pUserFontPaths = ctypes.cast(paths, type(settings.m_pUserFontPaths))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(settings)
    return folders, paths, settings  # pdfium reads them for as long as it lives


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF's bytes with pdfium.

    Raises:
        UnreadableError: if pdfium does not accept them.
    """
    _started()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError("the PDF is damaged; print it anew to a PDF and try again")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Page]:
    """Open a page, counted from 0.

    Raises:
        UnreadableError: if it cannot be read.
    """
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise UnreadableError(f"page {number + 1} is damaged; print the file anew to a PDF and try again")
    try:
        if min(size_of(page)) < 1:
            raise UnreadableError(
                f"page {number + 1} has no size; print the file anew to a PDF and try again"
            )
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def size_of(page: Page) -> tuple[float, float]:
    """Return a displayed page's width and height in points."""
    return pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def draw(page: Page, dpi: float, *, notes: bool) -> Pixels:
    """Draw a page on white as rows of pixels, each blue, green, red.

    Args:
        page: which.
        dpi: how fine; coarser for a page that would take too many pixels.
        notes: whether annotations are drawn.
    """
    canvas = blank(page, dpi)
    rows, columns, _ = canvas.shape
    bitmap = pdfium.FPDFBitmap_CreateEx(
        columns, rows, pdfium.FPDFBitmap_BGRx, canvas.ctypes.data, columns * 4
    )
    try:
        flags = pdfium.FPDF_ANNOT if notes else 0
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return canvas[:, :, :3]


def blank(page: Page, dpi: float) -> Pixels:
    """Return white paper of a page's size, as rows of pixels of four channels."""
    width, height = size_of(page)
    scale = min(dpi / 72, (_LARGEST / (width * height)) ** 0.5)
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    return np.full((rows, columns, 4), 255, dtype=np.uint8)
