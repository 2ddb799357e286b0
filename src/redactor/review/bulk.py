"""Which items a bulk decision would be about, before anybody decides."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, select

from redactor.review.desk import Desk, looking
from redactor.review.errors import NotAllowed
from redactor.review.records import Bulk, Hit, ItemStatus, Person
from redactor.review.states import check_may
from redactor.review.store import schema


def bulk_preview(desk: Desk, who: Person, bulk: Bulk) -> Mapping[str, tuple[Hit, ...]]:
    """Return by document the open items that a bulk decision would be about.

    Raises:
        NotAllowed: if this person may not decide, or the bulk names no condition.
    """
    check_may(who, "decide")
    if bulk == Bulk():
        raise NotAllowed("say what the items have in common")
    row = schema.items.c
    wanted: list[ColumnElement[bool]] = [row.status.in_([ItemStatus.OPEN.value, ItemStatus.UNSURE.value])]
    if bulk.same_words_as is not None:
        words = select(row.words).where(row.id == bulk.same_words_as).scalar_subquery()
        wanted.append(row.words == words)
    wanted += [
        column == value
        for column, value in (
            (row.document_id, bulk.document_id),
            (row.entity_type, bulk.entity_type),
            (row.rule, bulk.rule),
            (row.subject_id, bulk.subject_id),
        )
        if value is not None
    ]
    with looking(desk) as rows:
        found = rows.connection.execute(
            select(row.id).where(*wanted).order_by(row.document_id, row.place, row.start)
        )
        hits: dict[str, list[Hit]] = {}
        for item_id in found.scalars().all():
            item = rows.item(item_id)
            hits.setdefault(item.document_id, []).append(
                Hit(item.id, item.version, item.document_id, item.quote)
            )
    return {document_id: tuple(found) for document_id, found in hits.items()}
