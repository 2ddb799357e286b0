"""A subtitle file taken apart into its lines, by what each line is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from redactor.errors import UnreadableError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = r"(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{1,2}[,.][0-9]{1,3}"
_TIMING = re.compile(rf"(?P<times>[ \t]*{_MARK}[ \t]*-->[ \t]*{_MARK})(?P<settings>[^\r\n]*)")
_NUMBER = re.compile(r"[ \t]*[0-9]{1,6}[ \t]*")
_BLOCK = re.compile(r"(?P<name>NOTE|STYLE|REGION)(?:[ \t]|$)")
_PERCENT = r"[0-9]{1,3}(?:\.[0-9]{1,6})?%"
_SETTING = re.compile(
    rf"[ \t]+(?:X1:[0-9]{{1,5}}|X2:[0-9]{{1,5}}|Y1:[0-9]{{1,5}}|Y2:[0-9]{{1,5}}|vertical:(?:rl|lr)"
    rf"|line:(?:-?[0-9]{{1,3}}|{_PERCENT})(?:,(?:start|center|end))?"
    rf"|position:{_PERCENT}(?:,(?:line-left|center|line-right))?"
    rf"|size:{_PERCENT}|align:(?:start|center|middle|end|left|right))(?=[ \t]|$)"
)


class Role(Enum):
    """What a line is."""

    FIXED = auto()
    """Numbering, timing, blank lines, the word WEBVTT: written as it is."""
    TEXT = auto()
    HIDDEN = auto()
    """Written only where the hidden segment that it belongs to is kept."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the part of one, of a file.

    Attributes:
        role: what it is.
        body: without its line end.
        end: its line end.
        cue: number of the cue, for text.
        hidden: number of the hidden segment, for hidden lines.
        instead: what is written where the hidden segment goes; ``None`` drops the line.
    """

    role: Role
    body: str = field(repr=False)
    end: str
    cue: int = 0
    hidden: int = 0
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that a viewer does not see."""

    name: str
    text: str = field(repr=False)


@dataclass(slots=True)
class _Reader:
    """Goes through the lines once."""

    rows: list[tuple[str, str]]
    names_are_ids: bool
    lines: list[Line] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    cues: int = 0
    at: int = 0

    def is_timing(self, at: int) -> bool:
        return at < len(self.rows) and _TIMING.fullmatch(self.rows[at][0]) is not None

    def is_blank(self, at: int) -> bool:
        return at >= len(self.rows) or not self.rows[at][0].strip(" \t")

    def fix(self) -> None:
        self.lines.append(Line(Role.FIXED, *self.rows[self.at]))
        self.at += 1

    def hide(self, name: str, until: int, *, with_blanks: bool) -> None:
        """Make lines a hidden segment, maybe with the blank lines behind them."""
        text = "\n".join(body for body, _ in self.rows[self.at : until])
        while with_blanks and until < len(self.rows) and self.is_blank(until):
            until += 1
        for body, end in self.rows[self.at : until]:
            self.conceal(name, text, body, end)
            text = ""
        self.at = until

    def conceal(self, name: str, text: str, body: str, end: str, instead: str | None = None) -> None:
        """Note a hidden line; one with a text begins a new hidden segment."""
        if text:
            self.hidden.append(Hidden(name, text))
        self.lines.append(Line(Role.HIDDEN, body, end, hidden=len(self.hidden), instead=instead))

    def block_end(self, at: int) -> int:
        while not self.is_blank(at):
            at += 1
        return at

    def cue(self) -> None:
        """Read a timing line and the text below it."""
        self.cues += 1
        body, end = self.rows[self.at]
        match = _TIMING.fullmatch(body)
        assert match is not None  # noqa: S101 - is_timing said so
        self.settings(match["times"], match["settings"], end)
        self.at += 1
        self.text()

    def text(self) -> None:
        while not self.is_blank(self.at) and not self.starts_cue():
            body, end = self.rows[self.at]
            self.lines.append(Line(Role.TEXT, body, end, cue=self.cues))
            self.at += 1

    def settings(self, times: str, settings: str, end: str) -> None:
        """Keep the settings that cannot say anything; the others are hidden."""
        harmless = "".join(m[0] for m in _SETTING.finditer(settings))
        self.lines.append(Line(Role.FIXED, times, ""))
        if harmless.strip() == settings.strip():
            self.lines.append(Line(Role.FIXED, settings, end))
        else:
            self.conceal("settings", settings.strip(), settings, end, harmless)

    def starts_cue(self) -> bool:
        numbered = _NUMBER.fullmatch(self.rows[self.at][0]) is not None
        return self.is_timing(self.at) or (numbered and self.is_timing(self.at + 1))

    def name_of_cue(self) -> None:
        """Read the line above a timing line."""
        if _NUMBER.fullmatch(self.rows[self.at][0]):
            self.fix()
            return
        body, end = self.rows[self.at]
        self.conceal("cue-name", body, body, end, None if self.names_are_ids else str(self.cues + 1))
        self.at += 1


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's lines, and what a viewer does not see of it."""

    lines: tuple[Line, ...]
    hidden: tuple[Hidden, ...]
    cues: int


def parse_srt(source: str) -> Parts:
    """Take a SubRip file apart.

    Raises:
        UnreadableError: if there is no cue, or text before the first one.
    """
    reader = _Reader(_rows(source), names_are_ids=False)
    while reader.at < len(reader.rows):
        if reader.is_blank(reader.at):
            reader.fix()
        elif reader.is_timing(reader.at):
            reader.cue()
        elif reader.is_timing(reader.at + 1):
            reader.name_of_cue()
        elif reader.cues:
            reader.text()
        else:
            raise UnreadableError(f"line {reader.at + 1} belongs to no subtitle; remove it and try again")
    return _parts(reader)


def parse_vtt(source: str) -> Parts:
    """Take a WebVTT file apart.

    Raises:
        UnreadableError: if it does not begin with ``WEBVTT``, or there is no cue.
    """
    reader = _Reader(_rows(source), names_are_ids=True)
    first, end = reader.rows[0] if reader.rows else ("", "")
    if not re.match(r"WEBVTT(?:[ \t]|$)", first):
        raise UnreadableError("it does not begin with WEBVTT; save it as WebVTT and try again")
    rest = first[6:].strip()
    reader.lines.append(Line(Role.FIXED, first[:6], "") if rest else Line(Role.FIXED, first, end))
    if rest:
        reader.conceal("header", rest, first[6:], end, "")
    reader.at = 1
    if not reader.is_blank(1) and not reader.is_timing(1) and not reader.is_timing(2):
        reader.hide("header", reader.block_end(1), with_blanks=False)
    while reader.at < len(reader.rows):
        _vtt_block(reader)
    return _parts(reader)


def _vtt_block(reader: _Reader) -> None:
    body = reader.rows[reader.at][0]
    block = _BLOCK.match(body)
    if reader.is_blank(reader.at):
        reader.fix()
    elif reader.is_timing(reader.at):
        reader.cue()
    elif block:
        reader.hide(block["name"].lower(), reader.block_end(reader.at), with_blanks=True)
    elif reader.is_timing(reader.at + 1):
        reader.name_of_cue()
    else:
        reader.hide("stray", reader.block_end(reader.at), with_blanks=True)


def _rows(source: str) -> list[tuple[str, str]]:
    rows = []
    for match in _LINE.finditer(source):
        body = match[0].rstrip("\r\n")
        if match[0]:
            rows.append((body, match[0][len(body) :]))
    return rows


def _parts(reader: _Reader) -> Parts:
    if not reader.cues:
        raise UnreadableError("no timed subtitle was found; check that the file is what its name says")
    return Parts(tuple(reader.lines), tuple(reader.hidden), reader.cues)
