"""A document's new text as a PDF of drawn pages, or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.errors import UnwritableError
from redactor.formats.encoding import is_dropped, texts_of
from redactor.formats.pdf.drawn import drawn_page, is_set_anew
from redactor.formats.pdf.engine import Page, opened, page_of, size_of
from redactor.formats.pdf.layer import laid
from redactor.formats.pdf.page import PageText
from redactor.formats.pdf.placed import placed
from redactor.formats.pdf.reading import TEXT, Parts, taken_apart
from redactor.formats.pdf.written import Sheet, bytes_of
from redactor.handling import Handling, PdfOutput, Pictures
from redactor.model import Document, Edit, SegmentKind


def write_document(document: Document, edits: Sequence[Edit], original: bytes, handling: Handling) -> bytes:
    """Write a PDF anew; see :meth:`redactor.formats.base.Format.write`."""
    parts = taken_apart(original, document.language, handling.limits)
    texts = texts_of(document, edits, parts.segments(handling.pdf))
    for segment in document.segments:
        if segment.kind is SegmentKind.HIDDEN and not is_dropped(segment.kind, texts[segment.id]):
            raise UnwritableError(f"{segment.id} is hidden and cannot be written; have the policy mask it")
    if handling.pdf is PdfOutput.TEXT:
        return texts[TEXT].encode("utf-8")
    return bytes_of(_sheets(parts, edits, handling.pictures))


def _sheets(parts: Parts, edits: Sequence[Edit], pictures: Pictures) -> list[Sheet]:
    sheets = []
    with opened(parts.data) as document:
        for number, read in enumerate(parts.pages):
            own = [edit for edit in edits if edit.segment == f"page[{number + 1}]"]
            with page_of(document, number) as page:
                sheets.append(_sheet(page, read, own, pictures))
    return sheets


def _sheet(page: Page, read: PageText, edits: Sequence[Edit], pictures: Pictures) -> Sheet:
    size = size_of(page)
    anew = is_set_anew(read, pictures)
    new = placed(read, edits, size, anew=anew)
    picture = drawn_page(page, new, None if anew else pictures)
    return Sheet(size, picture, tuple(laid(new.text, new.box_at, size)))
