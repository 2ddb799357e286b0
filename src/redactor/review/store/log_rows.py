"""Rows of the log as they are stored."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from redactor.review.log import LogRow
from redactor.review.store import schema


def log_rows(connection: Connection) -> tuple[LogRow, ...]:
    """Return the log."""
    row = schema.log.c
    found = select(row.number, row.body, row.hash).order_by(row.number)
    return tuple(LogRow(*one) for one in connection.execute(found))


def misfiled(connection: Connection) -> tuple[int, ...]:
    """Return the numbers of rows that are found under another item than their body names."""
    row = schema.log.c
    found = connection.execute(select(row.number, row.body, row.item_id).order_by(row.number))
    return tuple(number for number, body, item_id in found if _item_of(body) != item_id)


def _item_of(body: str) -> str | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told.get("item") if isinstance(told, dict) else None
