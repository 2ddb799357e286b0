"""Bytes in, bytes out: one file per format, found by :func:`format_for`.

A new format is a new file with a :class:`Format` and one line in the registry here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from redactor.errors import HeldError, UnreadableError
from redactor.formats.base import Format
from redactor.formats.docx.document import Word
from redactor.formats.eml import Eml
from redactor.formats.encoding import decode
from redactor.formats.html import Html
from redactor.formats.markdown import Markdown
from redactor.formats.odt.document import OpenDocumentText
from redactor.formats.pdf import Pdf
from redactor.formats.plain_text import PlainText
from redactor.formats.rtf import Rtf
from redactor.formats.sniff import foreign_content
from redactor.formats.subtitles import SubRip, WebVtt
from redactor.formats.tables.delimited import Delimited
from redactor.formats.tables.json_lines import JsonLines
from redactor.formats.xlsx.document import Excel
from redactor.handling import Handling, Pictures, UnknownParts
from redactor.model import Document

__all__ = [
    "DEFAULT_MAX_BYTES",
    "FORMATS",
    "Format",
    "check_readable",
    "format_for",
    "format_named",
    "released_name",
]

_SHOWN = 8
"""How many parts a message lists."""

FORMATS: tuple[Format, ...] = (
    PlainText(),
    Markdown(),
    Word(),
    OpenDocumentText(),
    Rtf(),
    Html(),
    Eml(),
    SubRip(),
    WebVtt(),
    Delimited(),
    JsonLines(),
    Excel(),
    Pdf(),
)

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
    if by_name is not None and by_name.recognizes(data):
        return by_name
    claim = f"its name says {by_name.title}, but " if by_name else ""
    found = foreign_content(data)
    if found:
        held = next((f.title for f in FORMATS if f.recognizes(data)), None)
        advice = f"if it is {held}, give it that ending" if held else "that is not read"
        raise UnreadableError(f"{claim}it holds {found}; {advice}; {_known()}")
    if by_name is None:
        raise UnreadableError(f"its name does not end in a known suffix; {_known()}")
    decode(data)
    raise UnreadableError(f"{claim}its content is not; {_known()}")


def format_named(name: str) -> Format:
    """Return the format with a short name: ``txt``.

    Raises:
        KeyError: if there is none.
    """
    return {f.name: f for f in FORMATS}[name]


def check_readable(document: Document, handling: Handling) -> None:
    """Hold a file with parts that nothing here can look at, unless the policy says otherwise.

    Raises:
        HeldError: with the addresses of these parts.
    """
    reasons = []
    if document.unknown_parts and handling.unknown_parts is UnknownParts.HOLD:
        reasons.append(f"parts that are not understood: {_listed(document.unknown_parts)}")
    if document.pictures and handling.pictures is Pictures.HOLD:
        reasons.append(f"pictures: {_listed(document.pictures)}")
    if reasons:
        advice = "look at them; the policy's documents section can drop them"
        raise HeldError(f"held for a person; it has {' and '.join(reasons)}; {advice}")


def released_name(file_format: Format, name: str, handling: Handling) -> str:
    """Return a file's name with the ending that the written file has."""
    suffix = file_format.released_suffix(handling)
    return name if suffix is None else str(PurePath(name).with_suffix(suffix))


def _listed(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    return ", ".join(addresses[:_SHOWN]) + more


def _by_suffix(name: str) -> Format | None:
    suffix = PurePath(name).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), None)


def _known() -> str:
    return "; ".join(f"{f.title} is {' or '.join(f.suffixes)}" for f in FORMATS)
