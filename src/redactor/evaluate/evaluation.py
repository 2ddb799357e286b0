"""All figures of one run, worked out from marked documents and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from redactor.evaluate.bootstrap import RESAMPLES, Interval, ratio_interval
from redactor.evaluate.calibration import Calibration, calibrate
from redactor.evaluate.confusion import place_confusion, type_confusion
from redactor.evaluate.detectors import (
    DetectorRecall,
    Detectors,
    ReachedBy,
    Run,
    reached_by,
    recall_by_detector,
    split_run,
)
from redactor.evaluate.records import NOTHING, Found, GoldAction, GoldDocument, Share, Table
from redactor.evaluate.roles import subject_roles
from redactor.evaluate.score import DocumentScore, SpanScore, score_document
from redactor.evaluate.tab_figures import TabFigures, tab_figures

Result = tuple[GoldDocument, Sequence[Found]]
"""A marked document with what was found in it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure.

    Attributes:
        value: from 0 to 1; ``None`` where nothing counts.
        interval: 95 % over documents; ``None`` where there is none.
        good: whether higher is better.
    """

    value: float | None
    interval: Interval | None
    good: bool


@dataclass(frozen=True, slots=True)
class TypeShares:
    """Marks of one type and action.

    Attributes:
        right: hidden, flagged or kept, as the action asks.
        typed: those that findings of the same type reach.
    """

    right: Share
    typed: Share


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run is worth.

    Attributes:
        scores: document by document.
        figures: headline figures by name, ``protect_recall`` first.
        by_type: type and action to shares, without ``either``.
        by_role: whom a mark is about, and its action, to how many came out right.
        by_detector: what rules and the learned recognizer reach, alone and together.
        reached_by: marks to protect by what hides them.
        calibration: score against being right: for all findings.
        places: role of places as marked (row) and as seen (column).
        types: type as marked (row) and as seen (column).
        tab: the Text Anonymization Benchmark's measures, for its documents.
    """

    scores: tuple[DocumentScore, ...]
    figures: Mapping[str, Figure]
    by_type: Mapping[tuple[str, GoldAction], TypeShares]
    by_role: Mapping[tuple[str, GoldAction], Share]
    by_detector: tuple[DetectorRecall, ...]
    reached_by: ReachedBy
    calibration: Calibration
    places: Table
    types: Table
    tab: TabFigures | None

    @property
    def clean_documents(self) -> int:
        """How many documents have no dangerous place left."""
        return sum(score.clean for score in self.scores)


def evaluate(
    results: Sequence[Result], resamples: int = RESAMPLES, alone: Mapping[Detectors, Run] | None = None
) -> Evaluation:
    """Work out every figure for documents with their findings.

    Args:
        results: each marked document with its findings.
        resamples: of the bootstrap; 0 leaves the intervals out.
        alone: what rules and the learned recognizer found in the same documents, each without
            the other; if not given, that is told from the findings' rules.
    """
    runs = split_run(results) | dict(alone or {})
    scores = tuple(score_document(document, found) for document, found in results)
    benchmark = any(g.identifier is not None for document, _ in results for g in document.spans)
    return Evaluation(
        scores=scores,
        figures=headline(scores, resamples),
        by_type=_by_type(scores),
        by_role=_by_role(scores),
        by_detector=recall_by_detector(runs),
        reached_by=reached_by(runs),
        calibration=calibrate(results),
        places=place_confusion(scores),
        types=type_confusion(scores),
        tab=tab_figures(results) if benchmark else None,
    )


def headline(scores: Sequence[DocumentScore], resamples: int = RESAMPLES) -> dict[str, Figure]:
    """Return the figures that a run is judged by, with their intervals."""
    pooled: list[tuple[str, Callable[[DocumentScore], Share], bool]] = [
        ("protect_recall", lambda s: s.share(GoldAction.PROTECT), True),
        ("flag_recall", lambda s: s.share(GoldAction.FLAG), True),
        ("typed_recall", lambda s: s.typed, True),
        ("kept", lambda s: s.share(GoldAction.KEEP), True),
        ("over_redaction", lambda s: s.over_redaction, False),
    ]
    figures = {name: _pooled([of(s) for s in scores], resamples, good=good) for name, of, good in pooled}
    rates = [(left.value, 1.0) for s in scores if (left := s.left).value is not None]
    figures["leak_rate"] = _mean([(rate or 0.0, one) for rate, one in rates], resamples, good=False)
    figures["clean_share"] = _mean([(float(s.clean), 1.0) for s in scores], resamples, good=True)
    return figures


def _pooled(shares: Sequence[Share], resamples: int, *, good: bool) -> Figure:
    parts = [(float(s.hits), float(s.total)) for s in shares]
    return Figure(total(shares).value, ratio_interval(parts, resamples), good)


def _mean(parts: Sequence[tuple[float, float]], resamples: int, *, good: bool) -> Figure:
    value = sum(part[0] for part in parts) / len(parts) if parts else None
    return Figure(value, ratio_interval(parts, resamples), good)


def total(shares: Iterable[Share]) -> Share:
    """Return the sum of shares."""
    return reduce(add, shares, NOTHING)


def _by_type(scores: Sequence[DocumentScore]) -> dict[tuple[str, GoldAction], TypeShares]:
    groups: dict[tuple[str, GoldAction], list[SpanScore]] = defaultdict(list)
    for span in (s for score in scores for s in score.spans):
        groups[span.gold.entity_type, span.gold.action].append(span)
    return {
        key: TypeShares(
            Share(sum(s.right for s in groups[key]), len(groups[key])),
            Share(sum(s.typed for s in groups[key]), len(groups[key])),
        )
        for key in sorted(groups)
    }


def _by_role(scores: Sequence[DocumentScore]) -> dict[tuple[str, GoldAction], Share]:
    groups: dict[tuple[str, GoldAction], Share] = defaultdict(lambda: NOTHING)
    for score in scores:
        roles = subject_roles(score.document)
        for span in score.spans:
            groups[roles[span.gold.subject], span.gold.action] += Share(int(span.right), 1)
    return {key: groups[key] for key in sorted(groups)}
