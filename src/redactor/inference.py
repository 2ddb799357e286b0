"""What an analyst would work out: a hidden fact that follows from facts left readable.

An age and the year in which it was given make a birth year; a year of enlistment and a
length of service make a date; "at seventeen, in my ninth year" makes an age; "not far from
Pyongyang" makes a home. Hiding the conclusion while its premises stand is a leak by inference.
Only simple arithmetic is done here, the kind that needs no other source; what other published
texts add, nobody can check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from redactor.generalize import exact_age, exact_length, exact_year
from redactor.model import Action, Decision, Document, EntityType, Finding, Leak, LeakKind, Span

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n")
_NEAR = (
    r"(?:not (?:very |so |too )?far (?:away )?from|close to|near(?: to)?|next to|right beside"
    r"|(?:just )?outside"
    r"|(?:an?|one|two|three|half an?|\w+|\d+) (?:hour|day|minute|kilomet(?:re|er)|km|mile|stop|station)s?"
    r"(?:['’]s?)?(?: (?:walk|drive|ride|journey|by \w+|on foot|away))*"
    r" (?:from|(?:north|south|east|west)(?:-?(?:east|west))? of|outside)"
    r"|(?:north|south|east|west)(?:-?(?:east|west))? of)"
)
_NEAR_BEHIND = re.compile(
    r"(?:[\s,(–—-]*(?:which|that|and)?|[.;][\s\"”’]*(?:it|that|this))\s*(?:['’]s|is|was|lies|lay|stands|stood)?"
    rf"\s*(?:about |some |only |just |right )?{_NEAR} (?:the )?",
    re.IGNORECASE,
)
"""What stands between a hidden home and the place beside it: "..., which is not far from"."""
_NEAR_BEFORE = re.compile(rf"\b{_NEAR} (?:the )?\Z", re.IGNORECASE)
_THEN_HOME = re.compile(
    r",? ?(?:in|at|is|was|lies|lay|stands|stood|there is|there was)? ?(?:my|our|his|her|the|a)? ?(?:home ?)?"
    r"(?:village|town|hamlet|house|farm|base|camp)?,? ?(?:of|called|named|in|is)? ?",
    re.IGNORECASE,
)
_REACH = 60
"""Code points before a place in which "not far from" stands."""
_HOMES = (EntityType.HOMETOWN, EntityType.DUTY_STATION)
_PLACES = (*_HOMES, EntityType.LOCATION)
_INTERVIEW = re.compile(
    r"\b(?:interview(?:ed)?|recorded|access|conversation|we met|spoke to us)\b[^.;\n]{0,30}\Z", re.IGNORECASE
)
_ACCESS = "date.field"
"""Rule of the date of an interview, which dates every "he is 27" in it."""
_PAST = re.compile(r"\b(?:at|when|aged?|turned|was|were|until|since|of)\b[^.;]{0,20}\Z", re.IGNORECASE)
_TIMES = (EntityType.DATE, EntityType.SERVICE_RECORD)


_DOUBTED = 0.25
"""Up to this score a detector doubts what another one says; a person is shown it, and it proves nothing."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """A fact that follows from others.

    Attributes:
        rule: name of the deduction: ``age-from-birth-year``.
        concludes: the entity type of what follows.
        premises: the findings that it follows from, all about one person.
        reason: one sentence, without any of the document's words.
    """

    rule: str
    concludes: EntityType
    premises: tuple[Finding, ...]
    reason: str


def deduce(document: Document, findings: Sequence[Finding]) -> tuple[Deduction, ...]:
    """Return what follows from the findings of a document, person by person.

    Args:
        document: the findings' document.
        findings: any; those about nobody to be protected give no premises.

    Returns:
        Each deduction once, in the order of its first premise.
    """
    texts = {s.id: s.text for s in document.segments}
    by_person: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.subject.role.is_protected and finding.segment in texts:
            by_person[finding.subject.id].append(finding)
    access = [f for f in findings if f.segment in texts and _is_access_date(texts, f)]
    deductions = (d for facts in by_person.values() for d in _of_person(texts, facts, access))
    unique = {(d.rule, d.premises): d for d in deductions}
    return tuple(sorted(unique.values(), key=lambda d: (d.premises[0].segment, d.premises[0].span, d.rule)))


def inferable(document: Document, decisions: Iterable[Decision]) -> tuple[Leak, ...]:
    """Return what can be worked out from the readable facts though the same person's is hidden.

    A hidden home is told by a readable place right beside it, whoever that place is about.

    Args:
        document: as read.
        decisions: all of them, also those that keep.

    Returns:
        One leak a deduction, at its first premise.
    """
    decisions = tuple(decisions)
    strictest: dict[tuple[str, Span], Action] = {}
    hidden: set[tuple[str, str]] = set()
    for decision in decisions:
        finding = decision.finding
        place = (finding.segment, finding.span)
        strictest[place] = max(decision.action, strictest.get(place, Action.KEEP))
        if decision.action is not Action.KEEP:
            hidden.add((finding.subject.id, finding.entity_type))
    covered = _Covered(strictest)
    readable = [d.finding for d in decisions if d.action is Action.KEEP and not covered.hides(d.finding)]
    texts = {s.id: s.text for s in document.segments}
    away = [d.finding for d in decisions if d.action is not Action.KEEP and d.finding.entity_type in _HOMES]
    sure = [f for f in readable if f.score > _DOUBTED]
    follows = [d for d in deduce(document, sure) if (d.premises[0].subject.id, d.concludes) in hidden]
    follows += _told_by_neighbours(texts, away, [f for f in readable if f.entity_type in _PLACES])
    return tuple(
        Leak(LeakKind.INFERENCE, d.premises[0].segment, d.premises[0].span, d.concludes, d.reason)
        for d in follows
    )


def _told_by_neighbours(
    texts: Mapping[str, str], hidden: Sequence[Finding], readable: Sequence[Finding]
) -> Iterator[Deduction]:
    """Yield a deduction for each readable place that its sentence puts near a hidden home or post."""
    reason = "a place that can be read is said to be near it"
    found = set()
    for home, place in product(hidden, readable):
        if home.segment != place.segment or not home.subject.role.is_protected:
            continue
        text = texts[home.segment]
        if _is_beside(text, home.span, place.span) and place not in found:
            found.add(place)
            yield Deduction("place-from-nearness", EntityType(home.entity_type), (place,), reason)


def _is_beside(text: str, home: Span, place: Span) -> bool:
    if home.end <= place.start:
        return bool(_NEAR_BEHIND.fullmatch(text, home.end, place.start))
    opens = _NEAR_BEFORE.search(text, max(0, place.start - _REACH), place.start)
    return bool(opens and _THEN_HOME.fullmatch(text, place.end, home.start))


class _Covered:
    """Where a segment's text is hidden, so that a kept finding there cannot be read."""

    def __init__(self, strictest: Mapping[tuple[str, Span], Action]) -> None:
        self._hidden: dict[str, list[Span]] = defaultdict(list)
        for (segment, span), action in strictest.items():
            if action is not Action.KEEP:
                self._hidden[segment].append(span)

    def hides(self, finding: Finding) -> bool:
        return any(span.overlaps(finding.span) for span in self._hidden[finding.segment])


def _of_person(
    texts: Mapping[str, str], facts: Sequence[Finding], access: Sequence[Finding]
) -> Iterator[Deduction]:
    ages = [f for f in facts if f.entity_type == EntityType.AGE and exact_age(_surface(texts, f)) is not None]
    births = [f for f in facts if f.entity_type == EntityType.DATE_OF_BIRTH and _has_year(texts, f)]
    years = [f for f in facts if f.entity_type in _TIMES and _has_year(texts, f)]
    lengths = [
        f
        for f in facts
        if f.entity_type == EntityType.SERVICE_RECORD and exact_length(_surface(texts, f)) is not None
    ]
    for birth in births:
        reason = "a birth year that can be read tells the age"
        yield Deduction("age-from-birth-year", EntityType.AGE, (birth,), reason)
    for age, year in product(ages, years):
        if _same_sentence(texts, age, year):
            reason = "an age and the year in which it was reached tell the birth year"
            yield Deduction("birth-year-from-age", EntityType.DATE_OF_BIRTH, (age, year), reason)
    for age, day in product(ages, access):
        if _is_todays(texts, age):
            reason = "an age and the day of the interview tell the birth year"
            yield Deduction("birth-year-from-age", EntityType.DATE_OF_BIRTH, (age, day), reason)
    for age, length in product(ages, lengths):
        if _same_sentence(texts, age, length):
            reason = "the age at enlistment and the length of service tell the age today"
            yield Deduction("age-from-service", EntityType.AGE, (age, length), reason)
    for year, length in product(years, lengths):
        if year.entity_type == EntityType.SERVICE_RECORD and _same_sentence(texts, year, length):
            reason = "the year of enlistment and the length of service tell when it ended"
            yield Deduction("date-from-service", EntityType.DATE, (year, length), reason)


def _surface(texts: Mapping[str, str], finding: Finding) -> str:
    return texts[finding.segment][finding.span.start : finding.span.end]


def _has_year(texts: Mapping[str, str], finding: Finding) -> bool:
    return exact_year(_surface(texts, finding)) is not None


def _is_access_date(texts: Mapping[str, str], finding: Finding) -> bool:
    """Whether a date is that of the interview, whoever it is about: its field or the words before it tell."""
    if finding.entity_type != EntityType.DATE or not _has_year(texts, finding):
        return False
    start = finding.span.start
    before = _INTERVIEW.search(texts[finding.segment], max(0, start - _REACH), start)
    return finding.rule == _ACCESS or before is not None


def _is_todays(texts: Mapping[str, str], age: Finding) -> bool:
    """Whether an age is that of the day of the interview: "he is 27", but not "he was 17 when"."""
    start = age.span.start
    return not _PAST.search(texts[age.segment], max(0, start - 40), start)


def _same_sentence(texts: Mapping[str, str], one: Finding, other: Finding) -> bool:
    """Whether two findings stand in one sentence, or in two that follow each other on a line."""
    if one.segment != other.segment:
        return False
    first, second = sorted((one.span, other.span))
    between = texts[one.segment][first.end : second.start]
    ends = list(_SENTENCE_END.finditer(between))
    return len(ends) <= 1 and "\n" not in between
