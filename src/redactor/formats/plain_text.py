"""Plain text: one segment, ``text``, that is the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import Decoded, document_of, texts_of
from redactor.formats.old_encodings import decode_text
from redactor.formats.sniff import is_text
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit, Segment, SegmentKind


class PlainText:
    """Reads and writes plain text.

    Offsets in the segment are code points of the decoded text without byte order mark.
    """

    name = "txt"
    title = "plain text"
    suffixes = (".txt", ".text")
    is_container = False

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return is_text(data)

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        decoded = decode_text(data)
        segments = _segments(decoded)
        return document_of(name, self.name, language, data, segments, remarks=decoded.remarks)

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        decoded = decode_text(original)
        return decoded.encode(texts_of(document, edits, _segments(decoded))["text"])


def _segments(decoded: Decoded) -> tuple[Segment, ...]:
    return (Segment("text", SegmentKind.TEXT, decoded.text),)
