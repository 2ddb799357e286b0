"""Numbers counted in steps, for a chart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One bar: what it stands for, how many, and how long it is beside the longest."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Steps of a scale.

    Attributes:
        bounds: rising; a value on a bound belongs to the step above it.
        unit: written behind the numbers.
    """

    bounds: Sequence[float]
    unit: str = ""

    def of(self, values: Iterable[float]) -> tuple[Line, ...]:
        """Count values; empty steps at both ends are left out."""
        counts = [0] * (len(self.bounds) + 1)
        for value in values:
            counts[bisect_right(self.bounds, value)] += 1
        filled = [n for n, count in enumerate(counts) if count]
        if not filled:
            return ()
        longest = max(counts)
        return tuple(
            Line(self._label(n), counts[n], counts[n] / longest) for n in range(filled[0], filled[-1] + 1)
        )

    def _label(self, step: int) -> str:
        unit = f" {self.unit}" if self.unit else ""
        if step == 0:
            return f"under {self.bounds[0]:g}{unit}"
        if step == len(self.bounds):
            return f"{self.bounds[-1]:g}{unit} and more"
        return f"{self.bounds[step - 1]:g} to {self.bounds[step]:g}{unit}"
