"""The headers of a message as lines that a person reads, and back."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header

from redactor.errors import UnreadableError

SEEN = {name.lower(): name for name in ("From", "To", "Cc", "Subject", "Date", "Reply-To")}
"""Headers that a reader sees, by their names in lower case."""

_LOOSE = "X-Redacted-Line"
"""Stands before a line that edits left without the name of a header."""
_LINE = re.compile(rf"(?P<name>{'|'.join(SEEN.values())}): (?P<value>.*)")
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]*")
_PLAIN = re.compile(r"(?! )[ -~]{0,900}(?<! )")
_FOREIGN = re.compile(r"\S*[^ -~]\S*(?: +\S*[^ -~]\S*)*")
_CHUNK = 42
"""Bytes in one encoded word: it may have 75 characters."""


def decoded(value: str) -> str:
    """Return a header's value as a reader sees it, in one line.

    Raises:
        UnreadableError: if it is encoded in a way that nobody knows.
    """
    try:
        value = value.encode("utf-8", "surrogateescape").decode()
        pieces = decode_header(_FOLD.sub(" ", value).strip(" \t"))
        return _FOLD.sub(" ", "".join(_piece(piece, charset) for piece, charset in pieces))
    except (UnicodeError, LookupError, HeaderParseError, ValueError):
        raise UnreadableError("a header's encoding is not known; save the message anew as UTF-8") from None


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return piece.decode(charset) if charset else piece.decode("raw-unicode-escape")


def header_text(items: Iterable[tuple[str, str]]) -> str:
    """Return the headers that a reader sees, a line each."""
    lines = []
    for name, value in items:
        if name.lower() in SEEN:
            lines.append(f"{SEEN[name.lower()]}: {decoded(value)}")
        elif name == _LOOSE:
            lines.append(decoded(value))
    return "\n".join(lines)


def is_seen(name: str) -> bool:
    """Whether a reader sees a header of that name."""
    return name.lower() in SEEN or name == _LOOSE


def written_headers(text: str) -> Iterator[str]:
    """Yield the headers' raw lines for a text as :func:`header_text` gives it, edited."""
    for line in text.split("\n") if text else ():
        match = _LINE.fullmatch(line)
        name, value = (match["name"], match["value"]) if match else (_LOOSE, line)
        yield f"{name}: {_encoded(value)}"


def _encoded(value: str) -> str:
    if _PLAIN.fullmatch(value) and "=?" not in value:
        return value
    mixed = _FOREIGN.sub(lambda m: _words(m[0]), value)
    return mixed if "=?" not in value and decoded(mixed) == value else _words(value)


def _words(text: str) -> str:
    chunks, chunk = [], b""
    for char in text:
        more = char.encode()
        if len(chunk) + len(more) > _CHUNK:
            chunks.append(chunk)
            chunk = b""
        chunk += more
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(c).decode()}?=" for c in [*chunks, chunk])
