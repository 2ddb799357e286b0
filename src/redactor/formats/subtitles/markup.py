"""What a line of a subtitle shows, and the tags between."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

EMPTY = "<i></i>"
"""Keeps a line of which nothing is left from ending its subtitle."""

_CLASS = r"(?:white|lime|cyan|red|yellow|magenta|blue|black)"
_STAMP = re.compile(r"<(?:[0-9]{1,4}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_VTT_TAG = re.compile(r"<[^>]*(?:>|\Z)")
_VTT_PLAIN = re.compile(
    rf"</?(?:[ibuc]|ruby|rt)>|</(?:v|lang)>|<lang [a-z]{{2,3}}>|<c(?:\.(?:bg_)?{_CLASS})+>"
)
_VOICE = re.compile(r"<v(?P<classes>(?:\.[^\s>.]+)*)[ \t]+(?P<name>[^>]*)>")
_SRT_TAG = re.compile(
    rf"{_STAMP.pattern}|</?(?:[ibusv]|font|c)(?:[ \t.][^<>]*)?>|\{{\\[^{{}}]*\}}", re.IGNORECASE
)
_SRT_PLAIN = re.compile(
    r"</?[ibus]>|</?font>|<font[ ]color=(?P<q>[\"']?)(?:#[0-9a-f]{6}|[a-z]{3,7})(?P=q)>"
    r"|\{\\(?:an?[0-9]{1,2}|[ibus][01])\}",
    re.IGNORECASE,
)
_BARE = re.compile(r"<(?P<close>/?)(?P<name>font|ruby|lang|rt|[ibusc])(?=[ \t.>])", re.IGNORECASE)


class Mark(Enum):
    """What a bit of a line is."""

    SHOWN = auto()
    TAG = auto()
    """Of the form only: written as it is."""
    STAMP = auto()
    """A time within a line: goes with the words around it."""
    VOICE = auto()
    HIDDEN = auto()
    """A tag that says more than it has to."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A bit of a line.

    Attributes:
        mark: what it is.
        raw: as it stands in the file.
        shown: what a viewer reads, or the name in a voice tag.
    """

    mark: Mark
    raw: str = field(repr=False)
    shown: str = field(default="", repr=False)

    @property
    def plain(self) -> str:
        """A hidden tag without what it should not say."""
        bare = _BARE.match(self.raw)
        return f"<{bare['close']}{bare['name']}>" if bare else ""


def bits(line: str, *, vtt: bool) -> Iterator[Bit]:
    """Yield the bits of a line, blanks at its end left out."""
    line = line.rstrip(" \t")
    tag = _VTT_TAG if vtt else _SRT_TAG
    at = start = 0
    while at < len(line):
        found = tag.match(line, at) or _ENTITY.match(line, at)
        bit = _bit(found[0], vtt=vtt) if found else None
        if bit is None or found is None:
            at += 1
            continue
        if start < at:
            yield Bit(Mark.SHOWN, line[start:at], line[start:at])
        yield bit
        at = start = found.end()
    if start < at:
        yield Bit(Mark.SHOWN, line[start:at], line[start:at])


def _bit(raw: str, *, vtt: bool) -> Bit | None:
    if raw.startswith("&"):
        shown = html.unescape(raw)
        return Bit(Mark.SHOWN, raw, shown) if shown != raw and not set(shown) & set("\r\n") else None
    if _STAMP.fullmatch(raw):
        return Bit(Mark.STAMP, raw)
    voice = _VOICE.fullmatch(raw)
    if voice and not voice["classes"]:
        return Bit(Mark.VOICE, raw, html.unescape(voice["name"]))
    plain = (_VTT_PLAIN if vtt else _SRT_PLAIN).fullmatch(raw)
    return Bit(Mark.TAG if plain else Mark.HIDDEN, raw)


def escaped(text: str, *, vtt: bool) -> str:
    """Return new text so that no viewer takes it for a tag or an entity."""
    if vtt:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _ENTITY.sub(lambda m: "&amp;" + m[0][1:], text)
    text = re.sub(r"<(?=/?(?:[a-zA-Z0-9]|\Z))", "&lt;", text.replace("-->", "--&gt;"))
    return re.sub(r"\{(?=\\|\Z)", "&#123;", text)
