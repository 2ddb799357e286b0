"""What the desk decided, as the pipeline understands it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.model import Action, Subject
from redactor.policy.vocabulary import reason_codes
from redactor.review.records import Item
from redactor.rulings import Ruling

MOST_WORDS = 4_000
"""Characters of a comment, a reason or a replacement."""

_UNTOLD = "A person at the desk decided it."


def rulings_of(items: Iterable[Item]) -> tuple[Ruling, ...]:
    """Return a ruling for everything that a person decided otherwise than the policy.

    A person's own sentence stays at the desk: reports go out with the text.
    """
    return tuple(_rulings(items))


def _rulings(items: Iterable[Item]) -> Iterator[Ruling]:
    for item in items:
        said = item.decision
        if said is None or said.action is None or (said == item.proposed and not item.is_marked):
            continue
        code = said.reason_code or item.policy_code
        rung = said.rung if said.action is Action.GENERALIZE else None
        yield Ruling(
            segment=item.segment,
            span=item.span,
            entity_type=item.entity_type,
            action=said.action,
            reason_code=code,
            reason=reason_codes().get(code, _UNTOLD),
            rung=rung,
            replacement=said.replacement if said.action is not Action.KEEP else None,
            subject=Subject(item.subject_id, item.role, item.relation),
        )
