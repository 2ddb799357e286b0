"""Confidence intervals by resampling documents (Efron and Tibshirani 1993, chapter 13, percentiles).

Documents are drawn, not marks: the marks of one document are alike, and an interval over
marks would be too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from random import Random

RESAMPLES = 2_000
LEVEL = 0.95
SEED = 20_240_501
"""Fixed, so that the same figures come with the same intervals."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval.

    Attributes:
        low: lower end.
        high: upper end.
    """

    low: float
    high: float


def ratio_interval(
    parts: Sequence[tuple[float, float]], resamples: int = RESAMPLES, seed: int = SEED
) -> Interval | None:
    """Return the 95 % interval of a ratio of sums over documents.

    A mean over documents is the ratio whose denominators are all 1.

    Args:
        parts: numerator and denominator of each document.
        resamples: how often to draw as many documents as there are, with replacement.
        seed: of the draws.

    Returns:
        ``None`` without resamples, for less than two documents, or if every denominator is 0.
    """
    if resamples < 1 or len(parts) < 2 or not any(below for _, below in parts):
        return None
    random = Random(seed)  # noqa: S311 - statistics, not a secret
    drawn: list[float] = []
    for _ in repeat(None, resamples):
        sample = random.choices(parts, k=len(parts))
        below = sum(part[1] for part in sample)
        if below:
            drawn.append(sum(part[0] for part in sample) / below)
    if not drawn:
        return None
    drawn.sort()
    return Interval(_percentile(drawn, (1 - LEVEL) / 2), _percentile(drawn, (1 + LEVEL) / 2))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return a percentile, between two values in proportion."""
    place = share * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (place - lower) * (ordered[upper] - ordered[lower])
