"""A cell's value as text, and whether a reader sees it."""

from __future__ import annotations

import datetime
import re
from typing import Any

_PLAIN_FORMAT = re.compile(r"[0#?.,%/\-: ;()_*@EeymdhsHMSYD$€£+]*")
_NAMED_FORMATS = frozenset({"General", "@", "[h]:mm:ss", "mm-dd-yy"})
_WHITE = {"FFFFFFFF", "00FFFFFF"}
_WHITE_INDEXES = {1, 9}
_TINY = 2


def text_of(value: Any) -> str:
    """Return a cell's value as text: a date as ISO 8601, a number with all its digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return str(value)


def number_format(cell: Any) -> str:
    """Return the number format that is written: the cell's, if it holds no text of its own."""
    found = str(cell.number_format)
    if found in _NAMED_FORMATS or (len(found) <= 40 and _PLAIN_FORMAT.fullmatch(found)):
        return found
    if isinstance(cell.value, datetime.datetime):
        return "yyyy-mm-dd" if text_of(cell.value).find(":") < 0 else "yyyy-mm-dd hh:mm:ss"
    if isinstance(cell.value, datetime.time | datetime.timedelta):
        return "[h]:mm:ss"
    return "yyyy-mm-dd" if isinstance(cell.value, datetime.date) else "General"


def format_text(cell: Any) -> str:
    """Return the cell's number format where it is not written."""
    found = str(cell.number_format)
    return found if found != number_format(cell) else ""


def is_unseen(cell: Any) -> bool:
    """Whether a cell's look hides it: an empty number format, tiny or white letters."""
    if not cell.has_style:
        return False
    if ";;;" in str(cell.number_format):
        return True
    font, fill = cell.font, cell.fill
    is_tiny = font is not None and font.sz is not None and font.sz <= _TINY
    colour = font.color if font is not None else None
    if fill is not None and fill.fill_type is not None:
        return is_tiny or (colour is not None and _key(colour) == _key(fill.fgColor))
    return is_tiny or _is_white(colour)


def _is_white(colour: Any) -> bool:
    if colour is None:
        return False
    if colour.type == "theme":
        return bool(colour.theme == 0)
    if colour.type == "indexed":
        return colour.indexed in _WHITE_INDEXES
    return bool(colour.type == "rgb" and str(colour.rgb).upper() in _WHITE)


def _key(colour: Any) -> tuple[str, str]:
    return (str(colour.type), str(colour.value)) if colour is not None else ("", "")
