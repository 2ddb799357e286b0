"""Undo and redo over everything that a person did."""

from __future__ import annotations

from sqlalchemy import RowMapping, select, update

from redactor.review.desk import Change, Desk, changing
from redactor.review.errors import Conflict, NotAllowed
from redactor.review.records import Item, Person
from redactor.review.states import check_may
from redactor.review.steps import log_item, settle, told
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
    row = schema.steps.c
    with changing(desk, who) as change:
        own = select(row.batch).where(row.who == who.name, row.undone == (not back))
        order = row.number.desc() if back else row.number.asc()
        batch = change.rows.connection.execute(own.order_by(order).limit(1)).scalar()
        if batch is None:
            raise NotAllowed("there is nothing to undo" if back else "there is nothing to do again")
        same = select(schema.steps).where(row.batch == batch)
        steps = change.rows.connection.execute(same).mappings().all()
        items = [_stepped(change, step, back=back) for step in steps]
        change.rows.connection.execute(update(schema.steps).where(row.batch == batch).values(undone=back))
        settle(change, items)
    return tuple(items)


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
