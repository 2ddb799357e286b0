"""Ranges of scores that rules tell apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Band:
    """A range of scores that no rule tells apart.

    Attributes:
        low: lower end.
        high: upper end; the band is that single score where both are the same.
        touches_low: whether ``low`` itself belongs to it.
        touches_high: whether ``high`` itself belongs to it.
    """

    low: float
    high: float
    touches_low: bool
    touches_high: bool

    @property
    def middle(self) -> float:
        """A score that stands for all of the band."""
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:g}"
        low = f"{'at least' if self.touches_low else 'above'} {self.low:g}" if self.low > 0 else ""
        high = f"{'at most' if self.touches_high else 'below'} {self.high:g}" if self.high < 1 else ""
        return " and ".join(end for end in (low, high) if end) or "above 0"


def cut_at(bounds: Iterable[float]) -> tuple[Band, ...]:
    """Cut the scores from 0 to 1 at some bounds: each bound itself, and what is between two.

    Returns:
        The bands, ascending; together they are all scores.
    """
    cuts = sorted(set(bounds))
    ends = sorted({0.0, *cuts, 1.0})
    between = [Band(low, high, low not in cuts, high not in cuts) for low, high in pairwise(ends)]
    return tuple(sorted((*between, *(Band(b, b, True, True) for b in cuts))))


def phrase_bands(bands: Iterable[Band]) -> str:
    """Return bands in words, neighbours joined: ``score at least 0.5``; nothing for no bands."""
    joined: list[Band] = []
    for band in sorted(bands):
        last = joined[-1] if joined else None
        if last is not None and last.high == band.low and last.touches_high != band.touches_low:
            joined[-1] = Band(last.low, band.high, last.touches_low, band.touches_high)
        else:
            joined.append(band)
    return f"score {' or '.join(map(str, joined))}" if joined else ""
