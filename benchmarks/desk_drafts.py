"""Drafts for the review desk's benchmark: a very long interview, and a queue of ordinary ones."""

from __future__ import annotations

import uuid
from typing import Any

from interviews import interview
from sqlalchemy import func, insert, select, update

from redactor.review import service
from redactor.review.records import DeskRole, Person
from redactor.review.service import Desk
from redactor.review.store import schema
from redactor.review.store.connect import reading, writing

EDITOR = Person("editor", frozenset({DeskRole.EDITOR}))
PAGES, FINDINGS = 300, 3_000
LETTERS = 2_000
"""Characters of a page."""
_SOLDIERS = 3
_TO_COPY = 5
_UNEVENTFUL = (
    "It rained for most of the morning, and nobody wanted to go out. We drank tea and said nothing for a "
    "while. The radio played an old song in the corridor. Somebody closed the window because of the wind, "
    "and the dog under the table slept on. I had a cold, so I remember the cough better than the words."
)


def long_interview(findings_of_one: int) -> str:
    """Return 300 pages with about 3,000 findings: interviews with nothing much between their answers.

    Args:
        findings_of_one: how many an ordinary interview has.
    """
    parts: list[str] = []
    for number in range(round(FINDINGS / findings_of_one)):
        parts += [text for _, text in interview(number, _SOLDIERS)[1]]
    missing = PAGES * LETTERS - sum(len(part) + 2 for part in parts)
    each = max(1, round(missing / len(parts) / len(_UNEVENTFUL)))
    return "\n\n".join(f"{part}\n\n{' '.join([_UNEVENTFUL] * each)}" for part in parts) + "\n"


def ordinary(number: int) -> str:
    """Return an ordinary interview, ten kilobytes of it."""
    return "\n\n".join(text for _, text in interview(number, _SOLDIERS)[1]) + "\n"


def add(desk: Desk, name: str, text: str) -> str:
    """Put a draft into the queue and return its id."""
    (added,) = service.add_documents(desk, EDITOR, [(name, text.encode())], "pow-families")
    if added.document_id is None:
        raise SystemExit(f"a draft was refused: {added.problem}")
    return added.document_id


def fill_queue(desk: Desk, before: str, length: int) -> None:
    """Put ordinary interviews before a document, so that it becomes number `length` of the queue.

    Some are read by the program; the others are copies of their rows, because reading 500 takes long.
    """
    read = [add(desk, f"interview-{n}.txt", ordinary(n)) for n in range(min(_TO_COPY, length - 1))]
    with reading(desk.database) as connection:
        documents = [_rows(connection, schema.documents, schema.documents.c.id == one) for one in read]
        items = [_rows(connection, schema.items, schema.items.c.document_id == one) for one in read]
    for number in range(len(read), length - 1):
        _copy(desk, documents[number % len(read)][0], items[number % len(read)])
    with writing(desk.database) as connection:
        last = connection.execute(select(func.max(schema.documents.c.number))).scalar_one()
        row = schema.documents
        connection.execute(update(row).where(row.c.id == before).values(number=last + 1))


def _copy(desk: Desk, document: dict[str, Any], items: list[dict[str, Any]]) -> None:
    new = uuid.uuid4().hex
    with writing(desk.database) as connection:
        last = connection.execute(select(func.max(schema.documents.c.number))).scalar_one()
        connection.execute(insert(schema.documents).values(**{**document, "id": new, "number": last + 1}))
        copies = [{**item, "id": uuid.uuid4().hex, "document_id": new} for item in items]
        connection.execute(insert(schema.items), copies)


def _rows(connection: Any, table: Any, wanted: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(wanted)).mappings()]
