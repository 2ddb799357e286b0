"""The same fact said again in another notation: another alphabet, a romanization, a date in figures.

What stands again letter by letter the sweep finds; here are the other forms, by the same
search that a case file's terms are found with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.model import Context, Detection, Document, EntityType, Segment, SegmentKind, Span
from redactor.text.fold import fold
from redactor.text.forms import Term, TermFinder, TermKind, TermMatch
from redactor.text.places import is_country
from redactor.text.variants import name_parts

_KINDS: Mapping[str, TermKind] = {
    EntityType.PERSON: TermKind.PERSON,
    EntityType.HOMETOWN: TermKind.PLACE,
    EntityType.DUTY_STATION: TermKind.PLACE,
    EntityType.MILITARY_UNIT: TermKind.UNIT,
    EntityType.DATE_OF_BIRTH: TermKind.DATE,
    EntityType.DATE: TermKind.DATE,
}
_TRUSTED = 0.7
"""Below this score a finding is not looked for elsewhere."""
_TOO_PLAIN = frozenset({"exact", "part", "possessive", "joined", "hyphenation"})
"""Forms of names that the sweep finds, or that are as often somebody else's."""
_LEAST_DIGITS = 2
_LEAST_DIGITS_OF_DATE = 5
"""A day and a year; a year alone stands for too much else."""
_LEAST_WORDS = 2
"""A name or a date of fewer parts has too many other readings."""


def with_restated(document: Document, found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield the detections, and what says a protected fact of them again in another form.

    Args:
        document: whose segments the detections point into.
        found: everything found in it so far.

    Yields:
        Each detection once; a person's name that is another form of one found elsewhere says so
        in ``restates``. New ones have the role and the relation of the fact that they repeat.
    """
    texts = {s.id: s.text for s in document.segments}
    facts: dict[tuple[str, str], tuple[Detection, str]] = {}
    for d in found:
        text = texts[d.segment][d.span.start : d.span.end]
        if _is_searched(d, text):
            facts.setdefault((d.entity_type, fold(text).text), (d, text))
    ties: dict[Detection, tuple[str, Span]] = {}
    new: list[Detection] = []
    by_place = _by_place(found)
    for original, segment, match in _matches(document, facts):
        there = [d for d in by_place[segment.id, original.entity_type] if d.span.overlaps(match.span)]
        for d in there:
            if d.entity_type == EntityType.PERSON and d != original:
                ties.setdefault(d, (original.segment, original.span))
        if not any(d.span.contains(match.span) for d in there):
            new.append(_again(original, segment, match))
            by_place[segment.id, original.entity_type].append(new[-1])
    yield from (replace(d, restates=ties[d]) if d in ties else d for d in found)
    yield from new


def _by_place(found: Sequence[Detection]) -> dict[tuple[str, str], list[Detection]]:
    by_place: dict[tuple[str, str], list[Detection]] = defaultdict(list)
    for d in found:
        by_place[d.segment, d.entity_type].append(d)
    return by_place


def _matches(
    document: Document, facts: Mapping[tuple[str, str], tuple[Detection, str]]
) -> Iterator[tuple[Detection, Segment, TermMatch]]:
    """Yield where facts stand in forms that the letters alone do not tell."""
    if not facts:
        return
    known = {str(n): fact for n, fact in enumerate(facts.values())}
    finder = TermFinder(Term(key, _KINDS[d.entity_type], text) for key, (d, text) in known.items())
    for segment in document.segments:
        for match in finder.find(segment.text):
            original, text = known[match.key]
            is_name = _KINDS[original.entity_type] in (TermKind.PERSON, TermKind.PLACE)
            again = segment.text[match.span.start : match.span.end]
            if fold(again).text != fold(text).text and not (is_name and match.form in _TOO_PLAIN):
                yield original, segment, match


def _again(original: Detection, segment: Segment, match: TermMatch) -> Detection:
    return replace(
        original,
        segment=segment.id,
        span=match.span,
        context=Context.NARRATION if segment.kind is SegmentKind.TEXT else Context.METADATA,
        rule=f"restated.{original.entity_type.lower().replace('_', '-')}",
        reason=f"the same fact in another form ({match.form})",
        restates=(original.segment, original.span),
    )


def _is_searched(d: Detection, text: str) -> bool:
    """Whether a finding is sure and exact enough to be looked for in other forms."""
    if d.entity_type not in _KINDS or d.score < _TRUSTED or not (d.role is None or d.role.is_protected):
        return False
    if d.entity_type == EntityType.PERSON:
        return len(name_parts(text)) >= _LEAST_WORDS
    if _KINDS[d.entity_type] is TermKind.PLACE:
        return not is_country(text)
    digits = sum(c.isdigit() for c in text)
    return digits >= _LEAST_DIGITS and (
        d.entity_type == EntityType.MILITARY_UNIT or digits > _LEAST_DIGITS + 2
    )
