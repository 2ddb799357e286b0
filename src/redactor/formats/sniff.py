"""What a file really holds, from its first bytes."""

from __future__ import annotations

import re

from redactor.errors import UnreadableError
from redactor.formats.old_encodings import decode_text

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP container (a Word, Excel or OpenDocument file is one too)"),
    (b"PK\x05\x06", "an empty ZIP container"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_MARKUP = re.compile(r"\s*<(?:\?xml[\s?]|!doctype\s|html[\s>])", re.IGNORECASE)


def is_text(data: bytes) -> bool:
    """Whether the bytes are text that is not the source of another format."""
    if foreign_content(data) is not None:
        return False
    try:
        decode_text(data)
    except UnreadableError:
        return False
    return True


def foreign_content(data: bytes) -> str | None:
    """Return, in words, what the bytes hold if that is no text; ``None`` if it may be text."""
    for signature, title in _SIGNATURES:
        if data.startswith(signature):
            return title
    try:
        text = decode_text(data).text
    except UnreadableError:
        return "binary data" if b"\x00" in data else None
    if "\x00" in text:
        return "binary data, or UTF-16 without a byte order mark"
    if _MARKUP.match(text[:1024]):
        return "HTML or XML"
    return None
