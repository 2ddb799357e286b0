"""Bytes in, bytes out: one file per format, found by :func:`format_for`.

A new format is a new file with a :class:`Format` and one line in the registry here.
"""

from __future__ import annotations

from pathlib import PurePath

from redactor.errors import UnreadableError
from redactor.formats.base import Format
from redactor.formats.encoding import decode
from redactor.formats.markdown import Markdown
from redactor.formats.plain_text import PlainText
from redactor.formats.sniff import foreign_content

__all__ = ["DEFAULT_MAX_BYTES", "FORMATS", "Format", "format_for"]

FORMATS: tuple[Format, ...] = (PlainText(), Markdown())

DEFAULT_MAX_BYTES = 16 * 2**20
"""Largest file that is read unless told otherwise: 16 MiB."""


def format_for(name: str, data: bytes, max_bytes: int = DEFAULT_MAX_BYTES) -> Format:
    """Return the format that reads a file, after a look at what it really holds.

    Args:
        name: file name; only its ending counts.
        data: the file's bytes.
        max_bytes: largest size accepted, in bytes.

    Raises:
        UnreadableError: if the file is empty, too large, of an unknown format, or not what
            its ending says. A file is never guessed at.
    """
    if not data:
        raise UnreadableError("the file is empty: there is nothing to check, so it cannot count as clean")
    if len(data) > max_bytes:
        raise UnreadableError(f"the file has {len(data)} bytes; the limit is {max_bytes}")
    by_name = _by_suffix(name)
    foreign = foreign_content(data)
    if foreign:
        claim = f"its name says {by_name.title}, but " if by_name else ""
        raise UnreadableError(f"{claim}it holds {foreign}, which is not read yet; {_known()}")
    if by_name is None:
        raise UnreadableError(f"its name does not end in a known suffix; {_known()}")
    decode(data)
    return by_name


def _by_suffix(name: str) -> Format | None:
    suffix = PurePath(name).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), None)


def _known() -> str:
    return "; ".join(f"{f.title} is {' or '.join(f.suffixes)}" for f in FORMATS)
