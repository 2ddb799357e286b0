"""A PDF's bytes as a document."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pikepdf

from redactor.errors import UnreadableError
from redactor.formats.encoding import document_of
from redactor.formats.pdf.clean import cleaned
from redactor.formats.pdf.engine import Page, opened, page_of
from redactor.formats.pdf.glyphs import shown, to_display
from redactor.formats.pdf.layer import PRODUCER
from redactor.formats.pdf.lines import Box
from redactor.formats.pdf.ocr import lines_by_ocr
from redactor.formats.pdf.page import PageText, read_page
from redactor.formats.pdf.structure import beside
from redactor.formats.pdf.structure import opened as structure_of
from redactor.handling import Handling, Limits, PdfOutput
from redactor.model import Document, Segment, SegmentKind

TEXT = "text"
_WITHOUT_TEXT = "a scan without text"
_DAMAGE = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    ctypes.ArgumentError,
)
"""What the libraries raise on files that are not as they should be."""
_SCAN = "the PDF is a scan without text; install tesseract with the language's data, or give its text"
_EMPTY = "no text is to be seen: there is nothing to check, so it cannot count as clean"


@dataclass(frozen=True, slots=True)
class Parts:
    """A PDF taken apart.

    Attributes:
        data: bytes in which pdfium finds the same pages, without what nobody can check.
        pages: what was read of each.
        hidden: address and text of each part that nobody sees.
        unknown: addresses of parts that nothing here understands.
        remarks: what a person should know.
    """

    data: bytes = field(repr=False)
    pages: tuple[PageText, ...]
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    unknown: tuple[str, ...]
    remarks: tuple[str, ...]

    def segments(self, output: PdfOutput) -> tuple[Segment, ...]:
        """Return all text as segments."""
        texts = [(f"page[{n}]", page.text) for n, page in enumerate(self.pages, 1)]
        if output is PdfOutput.TEXT:
            texts = [(TEXT, "\n\n".join(text for _, text in texts))]
        unseen = [(f"page[{n}].unseen", page.unseen) for n, page in enumerate(self.pages, 1) if page.unseen]
        return (
            *(Segment(address, SegmentKind.TEXT, text) for address, text in texts),
            *(Segment(address, SegmentKind.HIDDEN, text) for address, text in (*unseen, *self.hidden)),
        )


def read_document(name: str, data: bytes, language: str, handling: Handling) -> Document:
    """Read a PDF; see :meth:`redactor.formats.base.Format.read`."""
    parts = taken_apart(data, language, handling.limits)
    if not any(page.text.strip() for page in parts.pages):
        raise UnreadableError(_SCAN if any(page.doubts for page in parts.pages) else _EMPTY)
    document = document_of(name, "pdf", language, data, parts.segments(handling.pdf))
    return replace(
        document,
        unknown_parts=tuple(_unknown(parts)),
        pictures=tuple(_pictures(parts.pages)),
        remarks=tuple(_remarks(parts)),
    )


@lru_cache(maxsize=1)
def taken_apart(data: bytes, language: str, limits: Limits) -> Parts:
    """Take a PDF apart; the last one is kept, because what was read is written next.

    Raises:
        UnreadableError: if it is encrypted, damaged or has too many pages.
    """
    try:
        return _taken_apart(data, language, limits)
    except _DAMAGE:
        raise UnreadableError("the PDF is damaged; print it anew to a PDF and try again") from None


def _taken_apart(data: bytes, language: str, limits: Limits) -> Parts:
    with structure_of(data) as pdf:
        if len(pdf.pages) > limits.pages:
            raise UnreadableError(f"it has more than {limits.pages} pages; split it and try again")
        aside = beside(pdf, data, PRODUCER)
        fit = cleaned(pdf, data)
    with opened(fit.data) as document:
        pages = []
        for number, marks in enumerate(aside.marks):
            with page_of(document, number) as page:
                boxes = _on_display(page, marks)
                pages.append(_with_ocr(page, read_page(page, ours=aside.ours, marks=boxes), language))
    told = (("actual-text", "\n".join(f"reads: {text}" for text in fit.told)),) if fit.told else ()
    return Parts(
        fit.data, tuple(pages), (*aside.hidden, *told), (*aside.unknown, *fit.unknown), aside.remarks
    )


def _on_display(page: Page, marks: tuple[Box, ...]) -> tuple[Box, ...]:
    boxes = shown(list(marks), to_display(page)).tolist()
    return tuple((left, top, right, bottom) for left, top, right, bottom in boxes)


def _with_ocr(page: Page, read: PageText, language: str) -> PageText:
    if _WITHOUT_TEXT not in read.doubts:
        return read
    lines = lines_by_ocr(page, language)
    if not lines:
        return read
    doubts = tuple(doubt for doubt in read.doubts if doubt != _WITHOUT_TEXT)
    remark = "a scan: its text was read by character recognition, which misreads names"
    return replace(read, lines=tuple(lines), doubts=doubts, by_ocr=True, remarks=(*read.remarks, remark))


def _unknown(parts: Parts) -> Iterator[str]:
    for number, page in enumerate(parts.pages, 1):
        yield from (f"page[{number}]: {doubt}" for doubt in page.doubts)
    yield from parts.unknown


def _pictures(pages: tuple[PageText, ...]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        yield from (f"page[{number}].picture[{n}]" for n in range(1, page.pictures + 1))


def _remarks(parts: Parts) -> Iterator[str]:
    for number, page in enumerate(parts.pages, 1):
        yield from (f"Page {number} has {remark}." for remark in page.remarks)
    yield from (f"{remark[0].upper()}{remark[1:]}." for remark in parts.remarks)
