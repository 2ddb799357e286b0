"""Says whom each detection is about: a source, a relative, a comrade, a public figure, nobody.

People are told apart by the words of their names; a fact without a name belongs to the
person last named before it, an interview's answers to the one who gives them. Where
nothing tells, the subject is unknown, and unknown counts as protected.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from redactor.attribute.people import Group, groups_of
from redactor.model import (
    NOBODY,
    UNKNOWN,
    Context,
    Detection,
    Document,
    EntityType,
    Finding,
    Role,
    Span,
    Subject,
)
from redactor.text.cover import Cover
from redactor.text.tables import table

_PERSONAL_TYPES = frozenset(
    {
        EntityType.AGE,
        EntityType.DATE_OF_BIRTH,
        EntityType.HOMETOWN,
        EntityType.DUTY_STATION,
        EntityType.MILITARY_UNIT,
        EntityType.MILITARY_ROLE,
        EntityType.SERVICE_RECORD,
        EntityType.DATE,
        EntityType.FAMILY_DETAIL,
        EntityType.HEALTH,
        EntityType.BACKGROUND,
        EntityType.REPRISAL_RISK,
        EntityType.CONTACT,
        EntityType.ORGANIZATION,
        EntityType.LOCATION,
    }
)
_FAMILY = "family"
"""Relation of a fact about relatives of which nothing tells which."""
_OWN_NAME_WITHIN = 40
_REACH = 2_000
"""Code points beyond which the person last named no longer owns a fact."""


def attribute(document: Document, detections: Sequence[Detection]) -> tuple[Finding, ...]:
    """Give every detection its subject.

    Args:
        document: the detections' document.
        detections: ordered by segment and position.

    Returns:
        One finding a detection, in the same order.
    """
    people = _people(document, detections)
    told = _told_of_relatives(detections)
    return tuple(_finding(d, _subject(told.get(d, d), people)) for d in detections)


def _told_of_relatives(detections: Sequence[Detection]) -> dict[Detection, Detection]:
    """Give a relation to facts whose own words tell none.

    "My mother, fifty, sews in Tanchon" states the relation once, for all that it holds. Where
    statements nest, the shortest one around a fact tells whose it is. A family fact without a
    relation takes that of the one that it overlaps, and is the family's where there is none.
    """
    statements: dict[str, list[Detection]] = defaultdict(list)
    for d in detections:
        if d.entity_type == EntityType.FAMILY_DETAIL and d.relation is not None:
            statements[d.segment].append(d)
    for found in statements.values():
        found.sort(key=lambda d: len(d.span))
    told = {}
    for d in detections:
        if (
            d.relation is not None
            or d.entity_type not in _PERSONAL_TYPES
            or d.role not in (None, Role.UNKNOWN)
        ):
            continue
        is_family = d.entity_type == EntityType.FAMILY_DETAIL
        meets = d.span.overlaps if is_family else d.span.inside
        relation = next((s.relation for s in statements.get(d.segment, ()) if meets(s.span)), None)
        if relation is not None or is_family:
            told[d] = replace(d, relation=relation or _FAMILY)
    return told


def _finding(d: Detection, subject: Subject) -> Finding:
    return Finding(d.segment, d.span, d.entity_type, subject, d.context, d.score, d.rule, d.reason)


@dataclass(frozen=True, slots=True)
class _People:
    """The people of a document.

    Attributes:
        subjects: PERSON detection to its subject.
        named: for each segment, positions of protected people's names, and their subjects.
        main: the source that an interview's answers belong to.
    """

    subjects: dict[Detection, Subject]
    named: dict[str, tuple[list[int], list[Subject]]]
    main: Subject

    def before(self, segment: str, position: int) -> Subject | None:
        """Return the protected person last named before a position, if near."""
        starts, subjects = self.named.get(segment, ([], []))
        i = bisect_left(starts, position + 1) - 1
        if i < 0 or position - starts[i] > _REACH:
            return None
        return subjects[i]


def _people(document: Document, detections: Sequence[Detection]) -> _People:
    texts = {s.id: s.text for s in document.segments}
    mentions = [d for d in detections if d.entity_type == EntityType.PERSON]
    groups = groups_of(mentions, texts)
    relatives = _told_as_relatives(groups, detections)
    main_group = _main([g for n, g in enumerate(groups) if n not in relatives], texts)
    # A name that may be several people's is nobody's: its subject is unknown, and so protected.
    subjects: dict[Detection, Subject] = dict.fromkeys(mentions, UNKNOWN)
    numbers: Counter[str] = Counter()
    main = UNKNOWN
    for n, group in enumerate(groups):
        role = Role.RELATIVE if n in relatives else _role(group)
        subject = _group_subject(role, numbers, is_main=group is main_group)
        subjects.update(dict.fromkeys(group.members, subject))
        if main == UNKNOWN and subject.role is Role.SOURCE:
            main = subject
    named: dict[str, tuple[list[int], list[Subject]]] = defaultdict(lambda: ([], []))
    for d in mentions:
        if subjects[d].role in (Role.SOURCE, Role.COMRADE, Role.HELPER, Role.UNKNOWN):
            starts, owners = named[d.segment]
            starts.append(d.span.start)
            owners.append(subjects[d])
    return _People(subjects, dict(named), main)


def _main(groups: Iterable[Group], texts: Mapping[str, str]) -> Group | None:
    """The likely source: said to be one, else who tells the own name, else who is named most often."""

    def likeliness(g: Group) -> tuple[bool, bool, int, int]:
        tells_own = any(_tells_own_name(texts[d.segment], d) for d in g.members)
        return _role(g) is Role.SOURCE, tells_own, len(g.members), -g.members[0].span.start

    open_ones = [g for g in groups if _role(g) in (Role.UNKNOWN, Role.SOURCE)]
    return max(open_ones, key=likeliness, default=None)


def _tells_own_name(text: str, d: Detection) -> bool:
    """Whether "I am" or the like stands before a name."""
    before = text[max(0, d.span.start - _OWN_NAME_WITHIN) : d.span.start]
    return _own_name_before().search(before) is not None


@cache
def _own_name_before() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in table("bearers")["own_name"])
    return re.compile(rf"(?<![^\W_])(?:{words})\s+\Z", re.IGNORECASE)


def _role(group: Group) -> Role:
    said = Counter(d.role for d in group.telling or group.members if d.role is not None)
    return said.most_common(1)[0][0] if said else Role.UNKNOWN


def _told_as_relatives(groups: Sequence[Group], detections: Sequence[Detection]) -> frozenset[int]:
    """Return the numbers of those who come up as one of the family, and seldom otherwise."""
    family: dict[str, list[Span]] = defaultdict(list)
    for d in detections:
        if d.entity_type == EntityType.FAMILY_DETAIL:
            family[d.segment].append(d.span)
    covers = {segment: Cover(spans) for segment, spans in family.items()}

    def is_told(d: Detection) -> bool:
        return d.segment in covers and covers[d.segment].contains(d.span)

    return frozenset(
        n
        for n, group in enumerate(groups)
        if _role(group) is Role.UNKNOWN
        and is_told(group.members[0])
        and 2 * sum(map(is_told, group.members)) >= len(group.members)
    )


_PREFIX = {
    Role.SOURCE: "s",
    Role.RELATIVE: "r",
    Role.COMRADE: "c",
    Role.HELPER: "h",
    Role.PUBLIC_FIGURE: "public:",
    Role.OFFICIAL: "official:",
    Role.JOURNALIST: "journalist:",
    Role.UNKNOWN: "p",
    Role.NOBODY: "n",
}


def _group_subject(role: Role, numbers: Counter[str], *, is_main: bool) -> Subject:
    if role is Role.UNKNOWN and is_main:
        role = Role.SOURCE
    prefix = _PREFIX[role]
    numbers[prefix] += 1
    return Subject(f"{prefix}{numbers[prefix]}", role)


def _subject(d: Detection, people: _People) -> Subject:
    if d.entity_type == EntityType.PERSON:
        return people.subjects[d]
    if d.role is not None and not d.role.is_protected:
        return NOBODY if d.role is Role.NOBODY else Subject(f"{_PREFIX[d.role]}0", d.role)
    if d.entity_type not in _PERSONAL_TYPES:
        return NOBODY if d.role is Role.NOBODY else UNKNOWN
    owner = _owner(d, people)
    if d.relation is not None:
        return Subject(f"{owner.id}.{d.relation}", Role.RELATIVE, d.relation)
    return owner


def _owner(d: Detection, people: _People) -> Subject:
    """Whose fact it is: in an answer the source's, elsewhere the person's last named."""
    if d.context is Context.ANSWER or d.context is Context.QUESTION:
        return people.main
    return people.before(d.segment, d.span.end) or people.main


def subjects_of(findings: Iterable[Finding]) -> Iterator[Subject]:
    """Yield each protected subject once, in order of first mention."""
    seen: set[str] = set()
    for f in findings:
        if f.subject.role.is_protected and f.subject.id not in seen:
            seen.add(f.subject.id)
            yield f.subject
