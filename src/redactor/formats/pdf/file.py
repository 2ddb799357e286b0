"""The PDF format: reads with pdfium and pikepdf, writes pages drawn anew or Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.handling import DEFAULT_HANDLING, Handling, PdfOutput
from redactor.model import Document, Edit

_HEAD = b"%PDF-"


class Pdf:
    """Reads PDF; writes PDF of drawn pages with a fresh text layer, or Markdown."""

    name = "pdf"
    title = "PDF"
    suffixes = (".pdf",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return data.startswith(_HEAD)

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return ".md" if handling.pdf is PdfOutput.TEXT else None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        from redactor.formats.pdf.reading import read_document  # noqa: PLC0415

        return read_document(name, data, language, handling)

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        from redactor.formats.pdf.writing import write_document  # noqa: PLC0415

        return write_document(document, edits, original, handling)
