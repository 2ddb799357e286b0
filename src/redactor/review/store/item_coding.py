"""Items as rows: what tells something is encrypted, what is searched by is not, or is a keyed digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from redactor.model import Action, Role, Span
from redactor.review.records import Decision, Evidence, Item, ItemStatus
from redactor.review.store.cipher import Cipher
from redactor.text.fold import fold

_SECRETS = ("segment", "relation", "reason", "quote", "policy_rule", "policy_reason", "policy_code")


class ItemCoding:
    """Encrypts items into rows, and back.

    Args:
        cipher: of the desk.
    """

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher

    def values(self, item: Item, place: int) -> dict[str, Any]:
        """Return a new row; ``place`` is of the item's segment in its document."""
        content = {name: getattr(item, name) for name in _SECRETS}
        content["role"] = item.role.value
        content["review_required"] = item.review_required
        content["proposed"] = decision_values(item.proposed)
        return {
            "id": item.id,
            "document_id": item.document_id,
            "place": place,
            "start": item.span.start,
            "end": item.span.end,
            "entity_type": item.entity_type,
            "rule": item.rule,
            "subject_id": item.subject_id,
            "words": self._words(item.quote),
            "score": item.score,
            "content": self._cipher.seal(content),
            "is_marked": item.is_marked,
            **self.changing(item),
        }

    def changing(self, item: Item) -> dict[str, Any]:
        """Return what of a row changes when somebody decides."""
        said = item.decision
        return {
            "status": item.status.value,
            "decision": self._cipher.seal(decision_values(said)) if said is not None else None,
            "decided_by": item.decided_by,
            "confirmed_by": item.confirmed_by,
            "version": item.version,
        }

    def item(self, row: RowMapping) -> Item:
        """Return a row's item."""
        content = self._cipher.open(row["content"])
        return Item(
            id=row["id"],
            document_id=row["document_id"],
            span=Span(row["start"], row["end"]),
            entity_type=row["entity_type"],
            subject_id=row["subject_id"],
            role=Role(content["role"]),
            score=row["score"],
            rule=row["rule"],
            **{name: content[name] for name in _SECRETS},
            proposed=decision_of(content["proposed"]) or Decision(Action.MASK),
            review_required=content["review_required"],
            is_marked=row["is_marked"],
            status=ItemStatus(row["status"]),
            decision=decision_of(self._cipher.open(row["decision"])) if row["decision"] is not None else None,
            decided_by=row["decided_by"],
            confirmed_by=row["confirmed_by"],
            version=row["version"],
        )

    def _words(self, quote: str) -> str:
        """Return the keyed digest by which the same words are found."""
        return self._cipher.digest(" ".join(fold(quote).text.split()).encode("utf-8", "surrogatepass"))


def decision_values(decision: Decision | None) -> dict[str, Any] | None:
    """Return a decision as JSON holds it."""
    if decision is None:
        return None
    action = None if decision.action is None else decision.action.label
    return {**asdict(decision), "action": action}


def decision_of(told: Mapping[str, Any] | None) -> Decision | None:
    """Return a decision out of JSON."""
    if told is None:
        return None
    evidence = Evidence(**told["evidence"]) if told["evidence"] else None
    action = None if told["action"] is None else Action.from_label(told["action"])
    return Decision(
        action, told["rung"], told["replacement"], told["reason_code"], told["sentence"], evidence
    )
