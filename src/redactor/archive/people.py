"""Whom one document of an archive names: what the first pass brings home, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from redactor.model import Action, Analysis, Decision, EntityType, Role, Subject

_SERVICE = frozenset(
    {EntityType.MILITARY_UNIT, EntityType.MILITARY_ROLE, EntityType.SERVICE_RECORD, EntityType.DUTY_STATION}
)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody whom a document names. The names are original text: they go into the vault and nowhere else.

    Attributes:
        names: as they stand in the document; of somebody hidden, those that are hidden.
        role: who that is in the document.
        is_hidden: whether the document hides a name of this person.
        is_soldier: whether the document tells of a service.
        relation: for a relative, the relation to the source.
    """

    names: tuple[str, ...] = field(repr=False)
    role: Role
    is_hidden: bool
    is_soldier: bool
    relation: str | None


def people_of(analysis: Analysis) -> tuple[FoundPerson, ...]:
    """Return everybody whom a document names, in an order that tells nothing of the text.

    Args:
        analysis: of the document.
    """
    named: dict[Subject, list[Decision]] = defaultdict(list)
    for decision in analysis.decisions:
        if decision.finding.entity_type == EntityType.PERSON:
            named[decision.finding.subject].append(decision)
    serving = {d.finding.subject.id for d in analysis.decisions if d.finding.entity_type in _SERVICE}
    found = (_found(analysis, s, said, s.id in serving) for s, said in named.items())
    return tuple(sorted(found, key=lambda p: (p.names, p.role, p.relation or "")))


def _found(analysis: Analysis, subject: Subject, said: list[Decision], serves: bool) -> FoundPerson:
    hidden = [d for d in said if d.action is not Action.KEEP]
    return FoundPerson(
        names=tuple(sorted({_surface(analysis, d) for d in hidden or said})),
        role=subject.role,
        is_hidden=bool(hidden),
        is_soldier=serves and subject.role.is_protected,
        relation=subject.relation,
    )


def _surface(analysis: Analysis, decision: Decision) -> str:
    span = decision.finding.span
    return " ".join(analysis.document.segment(decision.finding.segment).text[span.start : span.end].split())
