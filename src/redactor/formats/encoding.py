"""Bytes to text and back, without guessing."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.apply import edited_text
from redactor.errors import UnreadableError
from redactor.model import Document, Edit, Segment, SegmentKind

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and what is needed to write it as it was.

    Attributes:
        text: the text without byte order mark, line ends untouched.
        mark: the byte order mark, or nothing. It stays, so that an untouched file keeps its
            bytes.
        codec: name of the codec.
        remark: what a person should know of it.
    """

    text: str = field(repr=False)
    mark: bytes
    codec: str
    remark: str | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know of it, as a document has it."""
        return (self.remark,) if self.remark else ()

    def encode(self, text: str) -> bytes:
        """Return new text in this file's encoding."""
        return self.mark + text.encode(self.codec)


def decode(data: bytes) -> Decoded:
    """Decode UTF-8, or UTF-16 and UTF-32 with a byte order mark.

    Raises:
        UnreadableError: if a byte does not fit; the message says which.
    """
    mark, codec = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise UnreadableError(
            f"byte {offset} is not {codec.upper()}; save the file as UTF-8 and try again"
        ) from None
    return Decoded(text, mark, codec)


def document_of(
    name: str,
    format_name: str,
    language: str,
    data: bytes,
    segments: tuple[Segment, ...],
    *,
    unknown_parts: tuple[str, ...] = (),
    pictures: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Document:
    """Put a read document together.

    Raises:
        UnreadableError: if no segment holds anything that a reader sees or a tool finds.
    """
    if not any(segment.text.strip() for segment in segments):
        raise UnreadableError("no text was found: there is nothing to check, so it cannot count as clean")
    return Document(
        name,
        format_name,
        language,
        hashlib.sha256(data).hexdigest(),
        segments,
        unknown_parts=unknown_parts,
        pictures=pictures,
        remarks=remarks,
    )


def texts_of(document: Document, edits: Sequence[Edit], expected: tuple[Segment, ...]) -> dict[str, str]:
    """Return each segment's text with its edits made.

    Raises:
        ValueError: if the document's segments are not the expected ones, or an edit names
            another one.
    """
    if document.segments != expected:
        raise ValueError("the document has other segments than the original")
    by_segment: dict[str, list[Edit]] = {s.id: [] for s in expected}
    for edit in edits:
        if edit.segment not in by_segment:
            raise ValueError(f"an edit names a segment that is not there: {edit.segment}")
        by_segment[edit.segment].append(edit)
    return {s.id: edited_text(s.text, by_segment[s.id]) for s in expected}


def is_dropped(kind: SegmentKind, text: str) -> bool:
    """Whether writing leaves a segment out: something hidden of which nothing is left."""
    return kind is SegmentKind.HIDDEN and not text
