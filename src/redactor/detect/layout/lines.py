"""Lines of a text, and the lines of subtitles that hold times instead of words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAKS = "\r\n\u2028\u2029\x0b\x0c\x85"
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]*(?:\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]|$)")
_CUE_TIME = re.compile(r"[ \t]*(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}\s+-->\s", re.MULTILINE)
_CUE_NUMBER = re.compile(r"\s*\d{1,6}\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        number: counted from 0.
        start: code point where it starts.
        end: code point after it, without the line end.
    """

    number: int
    start: int
    end: int

    @property
    def width(self) -> int:
        """Its length in code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the line's characters in ``text``."""
        return text[self.start : self.end]


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, whatever its line ends."""
    lines = []
    for number, m in enumerate(_LINE.finditer(text)):
        if m.start() == m.end():
            break
        lines.append(Line(number, m.start(), m.start() + len(m.group().rstrip(_BREAKS))))
    return lines


def is_cue_time(line: str) -> bool:
    """Whether a line of subtitles says from when to when a cue is shown."""
    return bool(_CUE_TIME.match(line))


def is_cue_number(line: str) -> bool:
    """Whether a line may be the number of a subtitle cue."""
    return bool(_CUE_NUMBER.match(line))


def has_cues(text: str) -> bool:
    """Whether a text is a subtitle file."""
    return "-->" in text and bool(_CUE_TIME.search(text))
