"""Plain text: one segment, ``text``, that is the whole file."""

from __future__ import annotations

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import decode, document_of, texts_of
from redactor.model import Document, Segment, SegmentKind


class PlainText:
    """Reads and writes plain text.

    Offsets in the segment are code points of the decoded text without byte order mark.
    """

    name = "txt"
    title = "plain text"
    suffixes = (".txt", ".text")

    def read(self, name: str, data: bytes, language: str = DEFAULT_LANGUAGE) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        return document_of(name, self.name, language, data, _segments(data))

    def write(self, document: Document, original: bytes) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        return decode(original).encode(texts_of(document, _segments(original))["text"])


def _segments(data: bytes) -> tuple[Segment, ...]:
    return (Segment("text", SegmentKind.TEXT, decode(data).text),)
