"""Says whom each detection is about: a source, a relative, a comrade, a public figure, nobody.

People are told apart by the words of their names; a fact without a name belongs to the
person last named before it, an interview's answers to the one who gives them. Where
nothing tells, the subject is unknown, and unknown counts as protected.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from redactor.model import NOBODY, UNKNOWN, Context, Detection, Document, EntityType, Finding, Role, Subject
from redactor.text.fold import fold
from redactor.text.tables import table
from redactor.text.variants import name_parts

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
    clusters = _cluster(mentions, texts)
    main_cluster = _main(clusters)
    subjects: dict[Detection, Subject] = {}
    numbers: Counter[str] = Counter()
    ids: dict[int, Subject] = {}
    for number, members in enumerate(clusters):
        ids[number] = _cluster_subject(members, members is main_cluster, numbers)
        subjects.update(dict.fromkeys(members, ids[number]))
    main = next((s for s in ids.values() if s.role is Role.SOURCE), UNKNOWN)
    named: dict[str, tuple[list[int], list[Subject]]] = defaultdict(lambda: ([], []))
    for d in mentions:
        if subjects[d].role in (Role.SOURCE, Role.COMRADE, Role.HELPER, Role.UNKNOWN):
            starts, owners = named[d.segment]
            starts.append(d.span.start)
            owners.append(subjects[d])
    return _People(subjects, dict(named), main)


def _cluster(mentions: Sequence[Detection], texts: dict[str, str]) -> list[list[Detection]]:
    """Group mentions that share a word of a name, in order of first mention.

    A surname joins nobody: two full names that share it are two people, and alone it is that of
    the last of them named before.
    """
    named = [name_parts(texts[d.segment][d.span.start : d.span.end]) for d in mentions]
    bearers = _bearers(named)
    group_of: dict[tuple[object, bool], int] = {}
    groups: dict[int, list[Detection]] = {}
    for n, d in enumerate(mentions):
        protected = d.role is None or d.role.is_protected
        surface = texts[d.segment][d.span.start : d.span.end]
        keys: list[tuple[object, bool]] = [(p, protected) for p in _telling_parts(named, bearers, n)]
        keys = keys or [(fold(surface).text, protected)]
        keys += [((d.segment, d.span), protected), *([(d.restates, protected)] if d.restates else [])]
        known = sorted({group_of[k] for k in keys if k in group_of})
        target = known[0] if known else n
        groups.setdefault(target, [])
        for other in known[1:]:
            groups[target].extend(groups.pop(other))
            group_of.update({k: target for k, g in group_of.items() if g == other})
        groups[target].append(d)
        group_of.update(dict.fromkeys(keys, target))
    return [sorted(g, key=lambda d: (d.segment, d.span)) for g in groups.values()]


def _telling_parts(
    named: Sequence[tuple[str, ...]], bearers: Mapping[str, Sequence[int]], number: int
) -> Sequence[str]:
    """Return the parts of a name that tell its bearer from others of the family.

    A part that is somebody's surname stands for that bearer: alone, or in a name whose order is
    another one or that holds a word too much.

    Args:
        named: the parts of all names.
        bearers: family to the numbers of its bearers' full names.
        number: of the name.
    """
    own = _without_surname(named[number])
    told = list(own) if len(named[number]) > 1 else []
    for part in own:
        family = bearers.get(_family_of(part), ())
        if family:
            told += _without_surname(named[family[max(0, bisect_left(family, number) - 1)]])
    return told or own


def _bearers(named: Sequence[tuple[str, ...]]) -> Mapping[str, Sequence[int]]:
    families: dict[str, list[int]] = defaultdict(list)
    for number, parts in enumerate(named):
        if len(parts) > 1:
            families[_family_of(_surname(parts))].append(number)
    return families


def _without_surname(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in parts if p != _surname(parts)) if len(parts) > 1 else parts


def _surname(parts: tuple[str, ...]) -> str:
    """Return which part of a full name is the surname: a Korean one stands first."""
    is_korean = " " in parts[1] or parts[0] in _korean_surnames()
    return parts[0] if is_korean else parts[-1]


def _family_of(surname: str) -> str:
    """Return one spelling for all romanizations of a Korean surname; others stay ("Ho", "Heo")."""
    return _korean_surnames().get(surname, surname)


@cache
def _korean_surnames() -> dict[str, str]:
    rows = [[str(spelling) for spelling in row] for row in table("names")["surnames"]]
    return {spelling: row[0] for row in reversed(rows) for spelling in row}


def _main(clusters: Iterable[list[Detection]]) -> list[Detection] | None:
    """The cluster that is most likely the source: said to be one, else named most often."""
    open_ones = [c for c in clusters if _role(c) in (Role.UNKNOWN, Role.SOURCE)]
    return max(open_ones, key=lambda c: (_role(c) is Role.SOURCE, len(c), -c[0].span.start), default=None)


def _role(members: Iterable[Detection]) -> Role:
    said = Counter(d.role for d in members if d.role is not None)
    return said.most_common(1)[0][0] if said else Role.UNKNOWN


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


def _cluster_subject(members: Sequence[Detection], is_main: bool, numbers: Counter[str]) -> Subject:
    role = _role(members)
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
