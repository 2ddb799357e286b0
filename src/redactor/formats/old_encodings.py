"""Text in encodings from before UTF-8: read where only one reading is likely, else held."""

from __future__ import annotations

from redactor.errors import UnreadableError
from redactor.formats.encoding import Decoded, decode

_CODECS = (
    *("cp1251", "koi8_r", "koi8_u", "cp866", "cp1125", "iso8859_5", "mac_cyrillic"),
    *("cp1252", "cp1250", "iso8859_2", "iso8859_15", "mac_roman"),
    *("cp949", "cp932", "gb18030", "big5"),
)
_RIVAL = 0.05
"""A reading that looks as tidy as the best one but for this much speaks against both."""
_MOST_CHAOS = 0.1
_LEAST_COHERENCE = 0.1
_LEAST_FOREIGN_BYTES = 30
_MOST_UTF_8 = 0.8
"""Share of the bytes beyond ASCII that may happen to be right UTF-8."""


def decode_text(data: bytes) -> Decoded:
    """Decode text: UTF-8, UTF-16 and UTF-32 as they are, an old encoding to be written as UTF-8.

    An old encoding declares itself nowhere. It is taken only if the text is long enough and
    every likely reading gives the same characters.

    Raises:
        UnreadableError: if a byte does not fit, or several readings do.
    """
    try:
        return decode(data)
    except UnreadableError:
        found = _old(data)
        if found is None:
            raise
        return found


def _old(data: bytes) -> Decoded | None:
    foreign = sum(byte > 0x7F for byte in data)
    if b"\x00" in data or foreign < _LEAST_FOREIGN_BYTES or _is_damaged_utf_8(data, foreign):
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415 - for such files only

    matches = list(from_bytes(data, cp_isolation=list(_CODECS)))
    if not matches or matches[0].chaos > _MOST_CHAOS or matches[0].coherence < _LEAST_COHERENCE:
        return None
    likely = [match.encoding for match in matches if match.chaos < matches[0].chaos + _RIVAL]
    try:
        texts = {data.decode(codec) for codec in likely}
    except UnicodeDecodeError:
        return None
    if len(texts) != 1:
        return None
    remark = f"It was read as {likely[0]}, an encoding that it does not declare, and is released as UTF-8."
    return Decoded(texts.pop(), b"", "utf-8", remark)


def _is_damaged_utf_8(data: bytes, foreign: int) -> bool:
    """Whether so much is right in UTF-8 that the file is such a one, with a fault in it."""
    valid = data.decode("utf-8", "ignore").encode()
    return sum(byte > 0x7F for byte in valid) > _MOST_UTF_8 * foreign
