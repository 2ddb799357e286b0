"""How an item changes: its row, what undo needs, the log, and its document's state."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, insert

from redactor.review.desk import Change
from redactor.review.records import DocumentState, Item
from redactor.review.states import state_after
from redactor.review.store import schema

READ, APPROVED = "read", "approved"
"""What a document's step was."""


def changed(change: Change, before: Item, after: Item, seen: int, batch: str) -> Item:
    """Write an item and keep what undo needs; return it with its new version.

    Raises:
        Conflict: if it is not what somebody saw any more.
    """
    written = change.rows.change_item(after, seen, change.who.name)
    texts = change.rows.decision_text(before), change.rows.decision_text(written)
    keep_step(change, before.id, *texts, batch)
    return written


def keep_step(change: Change, item_id: str, before: bytes, after: bytes, batch: str) -> None:
    """Keep what undo needs; what was undone cannot be done again once something new was done."""
    row = schema.steps.c
    who = change.who.name
    change.rows.connection.execute(delete(schema.steps).where(row.who == who, row.undone.is_(True)))
    values = {
        "who": who,
        "batch": batch,
        "item_id": item_id,
        "before": before,
        "after": after,
        "undone": False,
    }
    change.rows.connection.execute(insert(schema.steps).values(**values))


def keep_document_step(change: Change, document_id: str, what: str, before: DocumentState) -> None:
    """Keep that a document was read, or approved, so that it can be taken back."""
    told = change.desk.cipher.seal({"what": what, "state": before.value})
    keep_step(change, document_id, told, told, uuid.uuid4().hex)


def settle(change: Change, items: Sequence[Item]) -> None:
    """Move the documents on."""
    for document_id in dict.fromkeys(item.document_id for item in items):
        state = change.rows.state(document_id)
        change.rows.move(document_id, state_after(state, change.rows.statuses(document_id)))


def told(item: Item) -> str:
    """Return what the log says an item was: no words of it."""
    said = item.decision
    action = "" if said is None or said.action is None else f" {said.action.label}"
    return f"{item.status.value}{action}"


def log_item(
    change: Change, what: str, item: Item, *, before: str, code: str = "", sentence: str = ""
) -> None:
    """Put what happened to an item into the log."""
    change.log(
        what,
        document=item.document_id,
        item=item.id,
        type=item.entity_type,
        before=before,
        after=told(item),
        reason_code=code,
        policy=change.rows.policy_digest(item.document_id),
        sentence=sentence,
    )
