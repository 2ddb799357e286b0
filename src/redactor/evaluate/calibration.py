"""Whether the scores of findings mean what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.evaluate.records import Found, GoldAction, GoldDocument
from redactor.evaluate.score import letters

BINS = 10
"""Bins of equal width, as usual for reliability tables (Guo et al. 2017, ICML, "On calibration")."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings with scores in ``[low, high)``; the last bin holds ``high`` too.

    Attributes:
        low: lower end.
        high: upper end.
        findings: how many.
        mean_score: of them; 0 if there are none.
        right: how many touch a mark to protect or flag.
    """

    low: float
    high: float
    findings: int
    mean_score: float
    right: int

    @property
    def share(self) -> float | None:
        """The share that touches a mark to protect or flag; ``None`` of nothing."""
        return self.right / self.findings if self.findings else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """A reliability table.

    Attributes:
        bins: from the lowest scores to the highest.
        error: expected calibration error: the mean distance of score and share over the
            bins, weighted by their findings; ``None`` without findings.
    """

    bins: tuple[Bin, ...]
    error: float | None


def calibrate(results: Iterable[tuple[GoldDocument, Sequence[Found]]]) -> Calibration:
    """Set the scores of findings against how often they touch a mark to protect or flag."""
    judged = [pair for document, found in results for pair in _judged(document, found)]
    bins = tuple(_bin(number, judged) for number in range(BINS))
    off = [b.findings * abs(b.mean_score - b.share) for b in bins if b.share is not None]
    return Calibration(bins, sum(off) / len(judged) if judged else None)


def _judged(document: GoldDocument, found: Sequence[Found]) -> list[tuple[float, bool]]:
    wanted = {
        place
        for gold in document.spans
        if gold.action in (GoldAction.PROTECT, GoldAction.FLAG)
        for place in letters(document.text, gold.span)
    }
    return [(f.score, bool(letters(document.text, f.span) & wanted)) for f in found]


def _bin(number: int, judged: Sequence[tuple[float, bool]]) -> Bin:
    inside = [(score, right) for score, right in judged if min(int(score * BINS), BINS - 1) == number]
    mean = sum(score for score, _ in inside) / len(inside) if inside else 0.0
    return Bin(number / BINS, (number + 1) / BINS, len(inside), mean, sum(right for _, right in inside))
