"""Undo and redo over everything that a person did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import RowMapping, delete, select, update

from redactor.review.desk import Change, Desk, changing
from redactor.review.errors import Conflict, NotAllowed
from redactor.review.records import DocumentState, Item, Person
from redactor.review.states import check_may
from redactor.review.steps import APPROVED, READ, log_item, settle, told
from redactor.review.store import schema


def undo(desk: Desk, who: Person) -> tuple[Item, ...]:
    """Take back what this person did last, a bulk decision as one; again for what was before that.

    Raises:
        Conflict: if somebody else changed one of the items since; nothing is undone.
        NotAllowed: if there is nothing to undo.
    """
    return _step(desk, who, back=True)


def redo(desk: Desk, who: Person) -> tuple[Item, ...]:
    """Do again what this person undid last.

    Raises:
        Conflict: if somebody else changed one of the items since.
        NotAllowed: if there is nothing to do again.
    """
    return _step(desk, who, back=False)


def _step(desk: Desk, who: Person, *, back: bool) -> tuple[Item, ...]:
    check_may(who, "mark")
    with changing(desk, who) as change:
        while steps := _batch(change, back=back):
            if change.rows.has_document(steps[0]["item_id"]):
                forgotten = delete(schema.steps).where(schema.steps.c.batch == steps[0]["batch"])
                change.rows.connection.execute(forgotten)
                if _document_stepped(change, steps[0]):
                    return ()
                continue
            items = [_stepped(change, step, back=back) for step in steps]
            same = schema.steps.c.batch == steps[0]["batch"]
            change.rows.connection.execute(update(schema.steps).where(same).values(undone=back))
            settle(change, items)
            return tuple(items)
        raise NotAllowed("there is nothing to undo" if back else "there is nothing to do again")


def _batch(change: Change, *, back: bool) -> Sequence[RowMapping]:
    row = schema.steps.c
    own = select(row.batch).where(row.who == change.who.name, row.undone == (not back))
    order = row.number.desc() if back else row.number.asc()
    batch = change.rows.connection.execute(own.order_by(order).limit(1)).scalar()
    if batch is None:
        return ()
    return change.rows.connection.execute(select(schema.steps).where(row.batch == batch)).mappings().all()


def _document_stepped(change: Change, step: RowMapping) -> bool:
    """Take back a tick or an approval; say whether it still stood. It is not done again by redo."""
    told, draft = change.desk.cipher.open(step["before"]), change.rows.draft(step["item_id"])
    name = change.who.name
    if told["what"] == READ and name in draft.read_by and draft.state is not DocumentState.RELEASED:
        after = replace(draft, read_by=tuple(one for one in draft.read_by if one != name))
    elif told["what"] == APPROVED and (draft.state, draft.approved_by) == (DocumentState.APPROVED, name):
        after = replace(draft, state=DocumentState(told["state"]), approved_by=None)
    else:
        return False
    change.rows.put_state(replace(after, version=draft.version + 1))
    change.log(
        "undo", document=draft.id, before=told["what"], after=after.state.value, policy=draft.policy_digest
    )
    return True


def _stepped(change: Change, step: RowMapping, *, back: bool) -> Item:
    item = change.rows.item(step["item_id"])
    if back and not step["before"]:
        # A mark: before it there was no item.
        change.rows.remove_items([item.id])
        change.rows.forget_steps([item.id])
        log_item(change, "undo", item, before="mark")
        return item
    expected, wanted = (step["after"], step["before"]) if back else (step["before"], step["after"])
    if change.rows.with_decision(item, expected) != item:
        raise Conflict(item.confirmed_by or item.decided_by or "somebody")
    after = change.rows.change_item(change.rows.with_decision(item, wanted), item.version, change.who.name)
    log_item(change, "undo" if back else "redo", after, before=told(item))
    return after
