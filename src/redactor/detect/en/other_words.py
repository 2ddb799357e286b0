"""The same fact in other words: 'My mother teaches in Musan.' ... 'a teacher's son'."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from redactor.detect.lexicon import lexicon
from redactor.model import Context, Detection, Document, EntityType, Segment, SegmentKind, Span

_CLAUSES = frozenset({EntityType.FAMILY_DETAIL, EntityType.BACKGROUND, EntityType.HEALTH})
_TRUSTED = 0.6
"""Below this score a finding is not looked for elsewhere, and does not count as one."""
_OWN = r"like\s+(?:me|him|her|us|myself|himself|herself)"


@dataclass(frozen=True, slots=True)
class _Fact:
    """One fact that has several names.

    Attributes:
        told: what tells it in a finding.
        family: what tells it elsewhere of a relative's.
        own: what tells it elsewhere of the speaker; ``None`` if the same as of a relative.
        types: of the findings that tell it.
    """

    told: re.Pattern[str]
    family: re.Pattern[str]
    own: re.Pattern[str] | None
    types: frozenset[EntityType]


def in_other_words(document: Document, found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield what says a protected fact of some detections again, in words of its own.

    Args:
        document: whose segments the detections point into.
        found: everything found in it so far.
    """
    texts = {s.id: s.text for s in document.segments}
    covered: dict[str, list[Span]] = defaultdict(list)
    for d in found:
        if d.entity_type in _CLAUSES and _is_sure(d):
            covered[d.segment].append(d.span)
    for fact, first in _first_tellings(texts, found):
        pattern = fact.own if fact.own is not None and first.relation is None else fact.family
        for segment in document.segments:
            for again in pattern.finditer(segment.text):
                span = Span(*again.span())
                if not any(known.contains(span) for known in covered[segment.id]):
                    covered[segment.id].append(span)
                    yield _again(first, segment, span)


def _first_tellings(texts: dict[str, str], found: Sequence[Detection]) -> Iterator[tuple[_Fact, Detection]]:
    """Yield each fact with the first finding that tells it, once of the speaker and once of relatives."""
    seen: set[tuple[int, bool]] = set()
    for d in found:
        if d.entity_type not in _CLAUSES or not _is_sure(d):
            continue
        for number, fact in enumerate(_facts()):
            key = (number, d.relation is None)
            if key in seen or d.entity_type not in fact.types:
                continue
            if fact.told.search(texts[d.segment], d.span.start, d.span.end):
                seen.add(key)
                yield fact, d


def _is_sure(d: Detection) -> bool:
    return d.score >= _TRUSTED and (d.role is None or d.role.is_protected)


def _again(original: Detection, segment: Segment, span: Span) -> Detection:
    return replace(
        original,
        segment=segment.id,
        span=span,
        context=Context.NARRATION if segment.kind is SegmentKind.TEXT else Context.METADATA,
        rule="restated.other-words",
        reason="the same fact in other words",
        restates=(original.segment, original.span),
    )


@cache
def _facts() -> tuple[_Fact, ...]:
    lex = lexicon("en")
    whose = _any_of(lex.words("same_facts/offspring"))
    trades = [one for row in lex.entry("same_facts/trades") for one in _rows(row)]
    return (
        *(_trade(row["who"], row["tells"], whose) for row in trades),
        *(_illness(names) for names in lex.entry("same_facts/illnesses")),
    )


def _rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row, or one for each of its trades where they are not alike."""
    if row.get("alike", True):
        yield row
    else:
        yield from ({"who": [trade], "tells": []} for trade in row["who"])


def _trade(who: Sequence[str], tells: Sequence[str], whose: str) -> _Fact:
    people = rf"(?:{_any_of(who)})"
    return _Fact(
        told=_words(rf"{people}s?|{_any_of([*who, *tells])}"),
        family=_words(
            rf"(?:(?:an?|the|this|that)\s+)?{people}(?:['’]s|s['’])\s+(?:\w+\s+)?(?:{whose})s?"
            rf"|(?:{whose})s?\s+of\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{people}s?"
        ),
        own=_words(rf"(?:an?|the)\s+(?:\w+\s+)?{people}(?:(?=\s+from\b)|\s+{_OWN})"),
        types=frozenset({EntityType.FAMILY_DETAIL, EntityType.BACKGROUND}),
    )


def _illness(names: Sequence[str]) -> _Fact:
    words = _words(_any_of(names))
    types = frozenset({EntityType.FAMILY_DETAIL, EntityType.HEALTH})
    return _Fact(words, words, None, types)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _any_of(words: Sequence[str] | frozenset[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]+") for w in sorted(words, key=lambda w: (-len(w), w)))
