"""Which type the tool gives to what people marked with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from redactor.evaluate.records import GoldAction, Table
from redactor.evaluate.score import DocumentScore, SpanScore
from redactor.model import EntityType

PLACE_ROLES = (EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.LOCATION)
NO_TYPE = "none"
"""The column of marks that no type alone reaches."""
OTHER = "other"
"""The column of places that another type reaches."""


def type_confusion(scores: Sequence[DocumentScore]) -> Table:
    """Count marks to protect or flag by their type (row) and the type that reaches them (column)."""
    spans = [s for score in scores for s in score.spans if s.gold.action is not GoldAction.KEEP]
    return _table((s.gold.entity_type, s.seen_as or NO_TYPE) for s in spans)


def place_confusion(scores: Sequence[DocumentScore]) -> Table:
    """Count marked places by role: home, post or any other place; those to keep count, too."""
    spans = [s for score in scores for s in score.spans if s.gold.entity_type in PLACE_ROLES]
    return _table((s.gold.entity_type, _place_column(s)) for s in spans)


def _place_column(span: SpanScore) -> str:
    if span.seen_as is None:
        return NO_TYPE
    return span.seen_as if span.seen_as in PLACE_ROLES else OTHER


def _table(cells: Iterable[tuple[str, str]]) -> Table:
    counts: dict[str, Counter[str]] = {}
    for row, column in cells:
        counts.setdefault(row, Counter())[column] += 1
    return {row: dict(sorted(counts[row].items())) for row in sorted(counts)}
