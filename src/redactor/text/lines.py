"""Line ends: which only wrap a paragraph, and which end something."""

from __future__ import annotations

import re
from functools import lru_cache

_SHORTEST_WRAPPED = 40
"""Code points of the shortest line that is taken for wrapped: shorter ones are fields, verses, lists."""
_NEW_BLOCK = re.compile(r"[ \t]*(?:\r?\n|\Z|[-*+•–—]\s|#|>|\||\d+[.)]\s|[*_]*[A-Z][\w /-]{0,24}:)")


def is_soft_break(text: str, at: int) -> bool:
    """Whether the newline at position ``at`` only wraps a paragraph.

    The line before it is long and the next one begins nothing new: no blank line, list item,
    heading, quote or field ("Age: ...").
    """
    start = text.rfind("\n", max(0, at - 2 * _SHORTEST_WRAPPED), at) + 1
    line = text[max(start, at - 2 * _SHORTEST_WRAPPED) : at].strip()
    return len(line) >= _SHORTEST_WRAPPED and not _NEW_BLOCK.match(text, at + 1)


# The rules that word one finding ask for the same paragraph over and over.
@lru_cache(maxsize=64)
def block_start(text: str, at: int, reach: int) -> int:
    """Return where the paragraph around ``at`` starts, or ``reach`` code points before ``at``."""
    least = max(0, at - reach)
    newline = text.rfind("\n", least, at)
    while newline >= 0:
        if not is_soft_break(text, newline):
            return newline + 1
        newline = text.rfind("\n", least, newline)
    return least


@lru_cache(maxsize=64)
def block_end(text: str, at: int, reach: int) -> int:
    """Return where the paragraph around ``at`` ends, or ``reach`` code points behind ``at``."""
    most = min(len(text), at + reach)
    newline = text.find("\n", at, most)
    while newline >= 0:
        if not is_soft_break(text, newline):
            return newline
        newline = text.find("\n", newline + 1, most)
    return most
