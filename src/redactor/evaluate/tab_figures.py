"""The Text Anonymization Benchmark's own measures (Pilán et al. 2022, section 5).

Recall counts an entity only when every mention of it is masked; function words and titles
need not be. Precision counts words. With several annotators each one's marks count, as the
paper's micro-average does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.evaluate.records import Found, GoldDocument, GoldSpan, Share
from redactor.evaluate.text_anonymization_benchmark import DIRECT, NO_MASK, QUASI
from redactor.model import Span

_WORD = re.compile(r"\w+")
_IGNORED = frozenset({
    "mr", "mrs", "ms", "no", "nr", "about", "a", "an", "the", "of", "in", "on", "at",
    "to", "from", "by", "for", "with", "and", "or", "between", "until", "since", "s",
})  # fmt: skip
"""Function words and titles that the paper's evaluation passes over."""
_NEVER_IGNORED = frozenset({"A", "S"})
"""Initials that look like function words."""


@dataclass(frozen=True, slots=True)
class TabFigures:
    """The benchmark's measures.

    Attributes:
        entity_recall: kind of identifier to its entities of which no mention is left.
        mention_recall: kind of identifier to its masked mentions.
        token_precision: masked words that somebody marked, of the masked words.
    """

    entity_recall: dict[str, Share]
    mention_recall: dict[str, Share]
    token_precision: Share


def tab_figures(results: Sequence[tuple[GoldDocument, Sequence[Found]]]) -> TabFigures:
    """Work out the benchmark's measures for documents with their findings."""
    entities: list[tuple[str, bool]] = []
    mentions: list[tuple[str, bool]] = []
    precision = Share(0, 0)
    for document, found in results:
        masked = _flags(len(document.text), (f.span for f in found if f.alters))
        marked = [
            (gold.identifier, _hidden(document, gold, masked))
            for gold in document.spans
            if gold.identifier is not None and gold.identifier.kind != NO_MASK
        ]
        mentions += [(identifier.kind, hidden) for identifier, hidden in marked]
        by_entity: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
        for identifier, hidden in marked:
            by_entity[identifier.annotator, identifier.entity].append((identifier.kind, hidden))
        for parts in by_entity.values():
            direct = any(kind == DIRECT for kind, _ in parts)
            entities.append((DIRECT if direct else QUASI, all(hidden for _, hidden in parts)))
        precision += _precision(document, masked)
    return TabFigures(_shares(entities), _shares(mentions), precision)


def _hidden(document: GoldDocument, gold: GoldSpan, masked: bytearray) -> bool:
    words = _WORD.finditer(document.text, gold.span.start, gold.span.end)
    needed = (w for w in words if w[0] in _NEVER_IGNORED or w[0].lower() not in _IGNORED)
    return all(all(masked[w.start() : w.end()]) for w in needed)


def _precision(document: GoldDocument, masked: bytearray) -> Share:
    annotators = sorted({g.identifier.annotator for g in document.spans if g.identifier is not None})
    words = [w.span() for w in _WORD.finditer(document.text) if any(masked[w.start() : w.end()])]
    right = 0
    for annotator in annotators:
        own = (
            g.span
            for g in document.spans
            if g.identifier and g.identifier.annotator == annotator and g.identifier.kind != NO_MASK
        )
        flags = _flags(len(document.text), own)
        right += sum(any(flags[start:end]) for start, end in words)
    return Share(right, len(words) * max(len(annotators), 1))


def _flags(size: int, spans: Iterable[Span]) -> bytearray:
    flags = bytearray(size)
    for span in spans:
        flags[span.start : span.end] = b"\1" * len(span)
    return flags


def _shares(marks: Sequence[tuple[str, bool]]) -> dict[str, Share]:
    kinds = sorted({kind for kind, _ in marks})
    return {
        k: Share(sum(h for kind, h in marks if kind == k), sum(kind == k for kind, _ in marks)) for k in kinds
    }
