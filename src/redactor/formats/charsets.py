"""Text in an encoding that the file itself declares."""

from __future__ import annotations

import codecs

from redactor.errors import UnreadableError
from redactor.formats.encoding import decode

_READ_AS = {"ascii": "utf-8", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
"""Programs read these encodings as wider ones."""
_NO_CHARSETS = ("utf", "mbcs", "oem", "idna", "puny", "unicode", "raw", "undefined", "palmos")


def decode_declared(data: bytes, label: str | None) -> str:
    """Decode bytes by the name of their encoding, or as UTF-8 where there is none.

    Raises:
        UnreadableError: if the bytes do not fit, or nobody knows the name.
    """
    if not label:
        return decode(data).text
    try:
        name = codecs.lookup(label).name
        name = _READ_AS.get(name, name)
        if name.startswith(_NO_CHARSETS):
            return decode(data).text
        return data.decode(name)
    except (LookupError, UnicodeError, TypeError, AttributeError, ValueError):
        advice = "save it as UTF-8 and try again"
        raise UnreadableError(f"its bytes are not in the encoding that it declares; {advice}") from None
