"""Groups lines into paragraphs: hard-wrapped lines are one, blank lines and rules part them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from redactor.detect.layout.labels import match_field, match_speaker
from redactor.detect.layout.lines import Line, is_cue_number, is_cue_time
from redactor.detect.layout.marks import HEADING, MARKUP, TIMECODE
from redactor.detect.layout.words import LayoutWords

_RULE = re.compile(r"\s*[-=*_|:\s]+$")
_NARROWEST = 45
"""Code points below which a line that ends a sentence is not full."""
_WIDEST = 120
"""Code points above which a line is no hard-wrapped one."""


def paragraphs(text: str, lines: Sequence[Line], words: LayoutWords) -> Iterator[list[Line]]:
    """Group lines that are one paragraph hard-wrapped; skip blank lines, rules and cue times.

    Args:
        text: the text.
        lines: its lines, in order.
        words: the language's layout words.

    Yields:
        The lines of each paragraph, at least one.
    """
    wrapped = _is_wrapped(lines)
    group: list[Line] = []
    in_cue = False
    for line in lines:
        body = line.of(text)
        cue_time = is_cue_time(body)
        if not body.strip() or cue_time or _RULE.match(body):
            if cue_time and group and is_cue_number(group[-1].of(text)):
                group.pop()
            if group:
                yield group
            group, in_cue = [], cue_time
            continue
        if group and not _Joint(group[-1].of(text), body, in_cue).holds(words, wrapped):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines end because they are full: most of those that go on are nearly as long as the longest."""
    widths = sorted(line.width for line in lines if line.width)
    if not widths or widths[int(len(widths) * 0.9)] > _WIDEST:
        return False
    full = 0.7 * widths[int(len(widths) * 0.9)]
    followed = [a for a, b in pairwise(lines) if a.width and b.width]
    return bool(followed) and sum(a.width >= full for a in followed) > 0.6 * len(followed)


@dataclass(frozen=True, slots=True)
class _Joint:
    """Two lines in a row: whether the second goes on with the paragraph of the first."""

    previous: str
    body: str
    in_cue: bool

    def holds(self, words: LayoutWords, wrapped: bool) -> bool:
        parted = "|" in self.body or "|" in self.previous or HEADING.match(self.previous)
        if parted or not (wrapped or self.in_cue) or _starts_anew(self.body, words):
            return False
        before = self.previous.rstrip()
        if not self.in_cue and len(self.previous) < _NARROWEST and not before.endswith((",", "-")):
            return False
        return self.in_cue or self.body[:1].islower() or not before.endswith((".", "!", "?", ":", "”", '"'))


def _starts_anew(body: str, words: LayoutWords) -> bool:
    if HEADING.match(body) or TIMECODE.match(body) or MARKUP.match(body):
        return True
    stripped = body.lstrip()
    if stripped[:1] in "[(":
        return True
    return match_speaker(stripped, words) is not None or match_field(stripped, words) is not None
