"""Overlapping windows over a long text, so that every piece is read with context on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Window(NamedTuple):
    """A stretch of word pieces that the network reads at once.

    Attributes:
        start: first piece read.
        end: after the last piece read.
        own_start: first piece whose answer this window gives.
        own_end: after the last piece whose answer it gives.
    """

    start: int
    end: int
    own_start: int
    own_end: int


def windows(count: int, size: int, overlap: int) -> Iterator[Window]:
    """Yield windows whose own parts tile ``range(count)``.

    Args:
        count: number of word pieces.
        size: pieces a window reads at most.
        overlap: pieces that neighbours share; each answers for half of them.

    Raises:
        ValueError: if windows of this size would not move on.
    """
    if not 0 <= overlap < size:
        raise ValueError("windows overlap by less than their size")
    start, own = 0, 0
    while own < count:
        end = min(start + size, count)
        own_end = count if end == count else end - overlap // 2
        yield Window(start, end, own, own_end)
        start, own = end - overlap, own_end
