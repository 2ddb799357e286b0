"""The lines that are written, and how they show what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redactor.formats.subtitles.joints import HINTS, natural, said
from redactor.formats.subtitles.lines import Line
from redactor.formats.subtitles.markup import EMPTY, Bit, Mark, bits, escaped

_POINT = re.compile(r"(?P<point>[.,;:!?…]+)(?P<blank> ?)(?! )")


@dataclass(frozen=True, slots=True)
class Row:
    """A line to be written.

    Attributes:
        line: number of the text line from which it comes.
        cue: number of that line's subtitle.
        raw: as it is written, but for hints.
        between: what shall stand in the text behind it; ``None`` for the last.
    """

    line: int
    cue: int
    raw: str = field(repr=False)
    between: str | None


def rows_of(
    number: int, source: Line, raw: str, between: str | None, *, unchanged: bool, vtt: bool
) -> list[Row]:
    """Return the lines that take a text line's place: as it was, or with new words."""
    if between is not None and between not in HINTS:
        raw, between, unchanged = raw + escaped(between, vtt=vtt), "", False
    if unchanged:
        return [Row(number, source.cue, source.body, between)]
    lines = raw.split("\n")
    behind: list[str | None] = [*["\n"] * (len(lines) - 1), between]
    return [Row(number, source.cue, _closed(line), after) for line, after in zip(lines, behind, strict=True)]


def _closed(raw: str) -> str:
    """Keep a line from being empty, and blanks that belong to the text from counting as hints."""
    return raw + EMPTY if not raw or raw[-1] in " \t" else raw


def with_hints(rows: Sequence[Row], count: int, *, vtt: bool) -> list[list[str]]:
    """Return the raw lines by text line; where the words do not say what stands between, blanks do."""
    lines: list[list[str]] = [[] for _ in range(count)]
    words = [words_of(tuple(bits(row.raw, vtt=vtt))) for row in rows]
    for number, row in enumerate(rows):
        raw = row.raw
        if row.between is not None and between_lines(raw, words[number], words[number + 1]) != row.between:
            raw = raw.rstrip(" \t") + HINTS[row.between]
        lines[row.line].append(raw)
    return lines


def between_lines(line: str, words: str, next_words: str) -> str:
    """Return what stands in the text between two lines."""
    hint = said(line)
    return natural(words, next_words) if hint is None else hint


def words_of(line: Sequence[Bit]) -> str:
    """Return what a line shows."""
    return "".join(bit.shown for bit in line if bit.mark is Mark.SHOWN)


def tidied(rows: Sequence[Row]) -> list[Row]:
    """Make the best of lines that edits left odd, without changing the text.

    A line that would begin with the end of a sentence gives it to the line before; a line of
    which nothing is left goes if its subtitle has another one.
    """
    kept = list(rows)
    for at in range(len(kept) - 1):
        _pull_point(kept, at)
    result: list[Row] = []
    left = Counter(row.cue for row in kept)
    for row in kept:
        before = result[-1] if result else None
        if row.raw == EMPTY and left[row.cue] > 1 and before is not None and before.between == "":
            left[row.cue] -= 1
            result[-1] = replace(before, between=row.between)
        else:
            result.append(row)
    return result


def _pull_point(rows: list[Row], at: int) -> None:
    point = _POINT.match(rows[at + 1].raw)
    home = at
    while home and rows[home].raw == EMPTY and rows[home - 1].between == "":
        home -= 1
    if point is None or rows[at].between != "" or rows[home].raw == EMPTY:
        return
    rows[home] = replace(rows[home], raw=rows[home].raw.rstrip(" \t") + point["point"])
    if point["blank"]:
        rows[at] = replace(rows[at], between=" ")
    rows[at + 1] = replace(rows[at + 1], raw=_closed(rows[at + 1].raw[point.end() :]))
