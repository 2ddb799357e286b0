"""From a plan to one whose release reads as sentences: edits grow over scraps, and neighbours merge."""

from __future__ import annotations

from collections.abc import Sequence

from redactor.generalize import Surroundings, tidy
from redactor.model import BY_PERSON, Action, Decision, Document, Edit, EntityType, Plan, Span
from redactor.text.cover import Cover

_STAYING = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANIZATION,
        EntityType.LOCATION,
        EntityType.CONTACT,
        EntityType.MILITARY_UNIT,
        EntityType.NORP,
    }
)
"""Types of which what is kept is kept by name."""
_OPEN = "case/"


def smoothed(document: Document, decisions: Sequence[Decision], plan: Plan) -> Plan:
    """Return a plan that hides all that the given one hides, and reads better.

    Args:
        document: the plan's document.
        decisions: that the plan carries out.
        plan: disjoint edits, ordered by segment and position.
    """
    if not plan.edits:
        return plan
    kept, names = _spans(document), _spans(document)
    for d in decisions:
        if d.action is Action.KEEP and _stays(d):
            kept[d.finding.segment].append(d.finding.span)
        elif d.finding.entity_type == EntityType.PERSON:
            names[d.finding.segment].append(d.finding.span)
    for fixed in document.fixed:
        kept[fixed.segment].append(fixed.span)
    by_segment: dict[str, list[Edit]] = {}
    for edit in plan.edits:
        by_segment.setdefault(edit.segment, []).append(edit)
    texts = {s.id: s.text for s in document.segments}
    return Plan(
        tuple(
            edit
            for segment, edits in by_segment.items()
            for edit in tidy(
                texts[segment],
                edits,
                Surroundings(Cover(kept[segment]), Cover(names[segment])),
                document.language,
            )
        )
    )


def _spans(document: Document) -> dict[str, list[Span]]:
    return {s.id: [] for s in document.segments}


def _stays(decision: Decision) -> bool:
    """Whether a reader, or a person who decided, counts on the words."""
    return (
        decision.finding.entity_type in _STAYING
        or decision.decided_by == BY_PERSON
        or decision.decided_by.startswith(_OPEN)
    )
