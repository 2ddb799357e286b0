"""Which stretches of a text some spans cover, answered in logarithmic time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from redactor.model import Span


class Cover:
    """The union of spans.

    Args:
        spans: in any order; those that overlap or touch become one stretch.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans if span.end > span.start):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def contains(self, span: Span) -> bool:
        """Whether every code point of ``span`` is covered."""
        i = bisect_right(self._starts, span.start) - 1
        return i >= 0 and span.end <= self._ends[i]

    def overlaps(self, span: Span) -> bool:
        """Whether at least one code point of ``span`` is covered."""
        i = bisect_right(self._starts, span.end - 1) - 1
        return len(span) > 0 and i >= 0 and self._ends[i] > span.start
