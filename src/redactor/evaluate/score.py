"""One document's findings against its marks, counted in letters and digits.

The definitions are those of the gold annotation guide: a mark counts as reached when findings
cover at least 80 % of its letters and digits, 50 % where a mark is a clause, because people
differ on where a clause ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from redactor.evaluate.records import Found, GoldAction, GoldDocument, GoldSpan, Share
from redactor.model import EntityType, Span

CLAUSE_TYPES = frozenset(
    {EntityType.FAMILY_DETAIL, EntityType.HEALTH, EntityType.BACKGROUND, EntityType.REPRISAL_RISK}
)
_ENOUGH, _ENOUGH_OF_A_CLAUSE = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class SpanScore:
    """What became of one mark.

    Attributes:
        gold: the mark; never one with the action ``either``.
        right: a ``protect`` was hidden, a ``flag`` was flagged, a ``keep`` stayed.
        typed: findings of the mark's own type reach it.
        seen_as: the type that reaches it: its own if that does, else the one that covers
            most of it; ``None`` if no type alone reaches it.
    """

    gold: GoldSpan
    right: bool
    typed: bool
    seen_as: str | None


@dataclass(frozen=True)
class DocumentScore:
    """What became of a document.

    Attributes:
        document: the marked document.
        spans: every mark that counts, in the document's order.
        outside: letters and digits outside every ``protect``, ``flag`` and ``either``.
        over: stretches of those that would be changed, in the document's order.
        over_letters: how many letters and digits those hold.
    """

    document: GoldDocument
    spans: tuple[SpanScore, ...]
    outside: int
    over: tuple[Span, ...]
    over_letters: int

    def share(self, action: GoldAction) -> Share:
        """Return how many marks with an action came out right."""
        right = [s.right for s in self.spans if s.gold.action is action]
        return Share(sum(right), len(right))

    @cached_property
    def typed(self) -> Share:
        """How many of what is to be hidden or flagged has findings of its own type."""
        typed = [s.typed for s in self.spans if s.gold.action is not GoldAction.KEEP]
        return Share(sum(typed), len(typed))

    @property
    def over_redaction(self) -> Share:
        """How many of the letters that should stay would be changed."""
        return Share(self.over_letters, self.outside)

    @property
    def left(self) -> Share:
        """How many of the dangerous places are left."""
        hidden = self.share(GoldAction.PROTECT)
        return Share(hidden.total - hidden.hits, hidden.total)

    @property
    def clean(self) -> bool:
        """Whether not one dangerous place is left."""
        return not self.left.hits


def score_document(document: GoldDocument, found: Sequence[Found]) -> DocumentScore:
    """Compare what was found in a document with its marks.

    Args:
        document: text and marks.
        found: findings with spans in that text, in any order; they may overlap.
    """
    text, reach = document.text, _Reach.of(document.text, found)
    spans: list[SpanScore] = []
    free: set[int] = set()
    for gold in document.spans:
        cover = letters(text, gold.span)
        if not cover:
            continue
        if gold.action is not GoldAction.KEEP:
            free |= cover
        if gold.action is not GoldAction.EITHER:
            inside = _marked_inside(document, gold) if gold.action is GoldAction.KEEP else set()
            spans.append(_score_span(gold, cover, cover - inside, reach))
    outside = letters(text, Span(0, len(text))) - free
    over = outside & reach.altered
    return DocumentScore(document, tuple(spans), len(outside), _stretches(text, over), len(over))


def letters(text: str, span: Span) -> set[int]:
    """Return the places of a span's letters and digits."""
    return {i for i in range(span.start, span.end) if text[i].isalnum()}


@dataclass(frozen=True, slots=True)
class _Reach:
    """Which letters findings cover: with any action, with one that changes them, by type."""

    flagged: set[int]
    altered: set[int]
    by_type: Mapping[str, set[int]]

    @classmethod
    def of(cls, text: str, found: Iterable[Found]) -> _Reach:
        flagged: set[int] = set()
        altered: set[int] = set()
        by_type: dict[str, set[int]] = defaultdict(set)
        for f in found:
            cover = letters(text, f.span)
            flagged |= cover
            by_type[f.entity_type] |= cover
            if f.alters:
                altered |= cover
        return cls(flagged, altered, dict(by_type))


def _score_span(gold: GoldSpan, cover: set[int], own: set[int], reach: _Reach) -> SpanScore:
    enough = (_ENOUGH_OF_A_CLAUSE if gold.entity_type in CLAUSE_TYPES else _ENOUGH) * len(cover)
    types = {t: n for t, reached in reach.by_type.items() if (n := len(cover & reached)) >= enough}
    typed = gold.entity_type in types
    best = gold.entity_type if typed else min(types, key=lambda t: (-types[t], t), default=None)
    match gold.action:
        case GoldAction.KEEP:
            right = not own & reach.altered
        case GoldAction.PROTECT:
            right = len(cover & reach.altered) >= enough
        case _:
            right = len(cover & reach.flagged) >= enough
    return SpanScore(gold, right, typed, best)


def _marked_inside(document: GoldDocument, outer: GoldSpan) -> set[int]:
    """The letters of other marks within one to keep: those may change."""
    inner = [g for g in document.spans if g.action is not GoldAction.KEEP and outer.span.contains(g.span)]
    return {i for g in inner for i in letters(document.text, g.span)}


def _stretches(text: str, places: set[int]) -> tuple[Span, ...]:
    """Join letters with nothing but other signs on one line between them into stretches."""
    found: list[Span] = []
    for place in sorted(places):
        gap = text[found[-1].end : place] if found else ""
        if found and "\n" not in gap and not any(map(str.isalnum, gap)):
            found[-1] = Span(found[-1].start, place + 1)
        else:
            found.append(Span(place, place + 1))
    return tuple(found)
