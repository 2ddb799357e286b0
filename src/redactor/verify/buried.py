"""What a written file holds beneath its text: raw bytes, unpacked members, encodings.

No format's own reader is used here, so that a mistake of the writer and of its reader
together is still seen: ZIP members and deflated streams are unpacked, markup is stripped,
entities, escapes, base64 and UTF-16 are decoded, and everything that comes out is searched.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_to_bytes

_ASCII = re.compile(r"[ -~\s]")
_LOOKED_AT = 4096
_LEAST_ASCII = 0.1
"""Share of blanks, digits and the like that any text has, and a picture's bytes read as UTF-16 do not."""
_DEPTH = 3
"""How often something unpacked is unpacked again."""
_LARGEST = 256 * 2**20
"""Bytes beyond which one unpacked part is not looked at: such a file counts as unread."""
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{4})+)>")
"""A string of a page description, in which a text layer has its letters."""
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4}\s*){6,}(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_QUOTED = re.compile(rb"(?:=[0-9A-Fa-f]{2}){2}|=\r?\n")
"""As mails have bytes that are no ASCII, and lines that are cut."""
_PERCENT = re.compile(rb"(?:%[0-9A-Fa-f]{2}){2}")
"""As links have them."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
"""As JSON has characters."""
_TAG = re.compile(r"<[^<>]*>")
_TYPEFACE = re.compile(
    r"""(?:ascii|hAnsi|cs|eastAsia|typeface|font-name(?:-asian|-complex)?|font-family|panose|lastClr)\s*[=:]\s*"""
    r"""(?:"[^"]*"|'[^']*'|[^;"']*)"""
)
"""Names of typefaces, which may be those of people: Times New Roman."""


class Noise(str):
    """What bytes that are hardly text would say: a short word in it is there by chance."""

    __slots__ = ()


class TooLargeError(ValueError):
    """A part of a written file unpacks to more than can be searched."""


def texts_in(data: bytes, depth: int = _DEPTH) -> Iterator[str]:
    """Yield every text that bytes hold, in whatever wrapping; the same text may come twice.

    Args:
        data: a written file.
        depth: how often something unpacked is unpacked again.

    Raises:
        TooLargeError: if a part unpacks to more than can be searched.
    """
    yield from _decoded(data)
    if depth == 0:
        return
    for part in (*_members(data), *_streams(data), *_base64(data)):
        if isinstance(part, str):
            yield part
        else:
            yield from texts_in(part, depth - 1)


def _decoded(data: bytes) -> Iterator[str]:
    text = _as_utf_8(data)
    kind = type(text)
    if "<" in text and ">" in text:
        text = html.unescape(_TYPEFACE.sub("", text))
        yield kind(_TAG.sub("", text))
        yield kind(_TAG.sub(" ", text))
    yield kind(text)
    if "\\u" in text:
        units = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        yield kind(units.encode("utf-16", "surrogatepass").decode("utf-16", "ignore"))
    for escape, decode in ((_QUOTED, quopri.decodestring), (_PERCENT, unquote_to_bytes)):
        if escape.search(data):
            yield kind(decode(data).decode("utf-8", "ignore"))
    if b"\x00" in data:
        for codec in ("utf-16-le", "utf-16-be"):
            yield _as_utf_16(data, codec)
            yield _as_utf_16(data[1:], codec)


def _as_utf_8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return Noise(data.decode("utf-8", "ignore"))


def _as_utf_16(data: bytes, codec: str) -> str:
    text = data.decode(codec, "ignore")
    plain = len(_ASCII.findall(text[:_LOOKED_AT]))
    return text if plain >= _LEAST_ASCII * min(len(text), _LOOKED_AT) else Noise(text)


def _members(data: bytes) -> Iterator[bytes | str]:
    if not zipfile.is_zipfile(BytesIO(data)):
        return
    with zipfile.ZipFile(BytesIO(data)) as package:
        yield package.comment
        for member in package.infolist():
            if member.file_size > _LARGEST:
                raise TooLargeError(member.file_size)
            yield member.filename
            yield member.comment
            yield member.extra
            yield package.read(member)


def _streams(data: bytes) -> Iterator[bytes | str]:
    if not data.startswith(b"%PDF"):
        return
    yield _STREAM.sub(b" ", data).decode("utf-8", "ignore")
    for found in _STREAM.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(found[1], _LARGEST)
        except zlib.error:
            continue  # a picture, or a stream that is not deflated: its bytes were searched as they are
        yield unpacked
        if b"Tj" in unpacked:
            strings = [bytes.fromhex(letters.decode("ascii")) for letters in _HEX.findall(unpacked)]
            for codec in ("utf-16-be", "latin-1"):
                yield " ".join(string.decode(codec, "ignore") for string in strings)


def _base64(data: bytes) -> Iterator[bytes]:
    for found in _BASE64.finditer(data):
        letters = b"".join(found[0].split())
        try:
            yield base64.b64decode(letters[: len(letters) // 4 * 4])
        except binascii.Error:
            continue
