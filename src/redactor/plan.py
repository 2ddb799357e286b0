"""From decisions, whose spans may overlap, to disjoint edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from redactor.model import Action, Decision, Edit, EntityType, Plan, Span

# Types of which one may be told from the other: a masked one inside a generalized one of the
# same kin could show through the outer one's replacement.
_KIN: dict[str, str] = {
    EntityType.HOMETOWN: "place",
    EntityType.DUTY_STATION: "place",
    EntityType.LOCATION: "place",
    EntityType.AGE: "time",
    EntityType.DATE: "time",
    EntityType.DATE_OF_BIRTH: "time",
}


def make_plan(decisions: Sequence[Decision]) -> Plan:
    """Resolve decisions into disjoint edits; the order of ``decisions`` does not matter.

    What one decision hides stays hidden whatever another says: ``keep`` never uncovers
    anything, and edits that share a code point become one edit over their union. Its
    replacement is that of

    * the strictest decision, of equally strict ones that on hidden text, else the longest,
    * but none that lies inside another, so that a clause speaks for what it holds, unless
      it is of the other's own kin (a place in a place, a date in a date) and hidden more
      strictly.

    Replacements are never joined: two phrases made for two places rarely read well as one.
    Edits that only touch stay apart.

    Args:
        decisions: of one document, in any order.

    Returns:
        Edits ordered by segment id and position.

    Raises:
        ValueError: if a decision hides something without a replacement.
    """
    hidden = sorted(filter(None, map(_hiding, decisions)), key=lambda h: h.order)
    by_segment = groupby(hidden, key=lambda h: h.segment)
    return Plan(tuple(_edit(group) for _, these in by_segment for group in _overlapping(these)))


@dataclass(frozen=True, slots=True)
class _Hiding:
    """What one decision hides: its finding and its edit together."""

    segment: str
    span: Span
    action: Action
    kin: str
    replacement: str

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        return (self.segment, self.span.start, -self.span.end, -self.action, self.kin, self.replacement)


def _hiding(decision: Decision) -> _Hiding | None:
    finding = decision.finding
    if decision.action is Action.KEEP or not (len(finding.span) or len(decision.edit)):
        return None
    if decision.replacement is None:
        raise ValueError(f"{decision.decided_by} hides something but gives no replacement")
    span = _union(span for span in (finding.span, decision.edit) if len(span))
    kin = _KIN.get(finding.entity_type, finding.entity_type)
    return _Hiding(finding.segment, span, decision.action, kin, decision.replacement)


def _union(spans: Iterable[Span]) -> Span:
    parts = list(spans)
    return Span(min(s.start for s in parts), max(s.end for s in parts))


def _overlapping(hidden: Iterable[_Hiding]) -> Iterator[list[_Hiding]]:
    """Group what overlaps, directly or through others; ``hidden`` is ordered by position."""
    group: list[_Hiding] = []
    end = 0
    for one in hidden:
        if group and one.span.start >= end:
            yield group
            group = []
        end = max(end, one.span.end) if group else one.span.end
        group.append(one)
    if group:
        yield group


def _edit(group: list[_Hiding]) -> Edit:
    whole = _union(one.span for one in group)
    speaking = min(
        (one for one in group if _may_speak(one, group)),
        key=lambda one: (-one.action, one.kin != EntityType.HIDDEN_TEXT, -len(one.span), one.order),
    )
    return Edit(speaking.segment, whole, speaking.replacement)


def _may_speak(one: _Hiding, group: Iterable[_Hiding]) -> bool:
    """Whether nothing holds it that speaks for it: a date in a clause is the clause's."""
    return all(
        other.span == one.span
        or not other.span.contains(one.span)
        or (one.kin == other.kin and one.action > other.action)
        for other in group
    )
