"""The audit log: rows in a hash chain, so that an edited, deleted, moved or cut row is found.

Each row's hash is SHA-256 over the hash before it and the row's own canonical JSON (after
Schneier and Kelsey, "Secure Audit Logs to Support Computer Forensics", 1999). A chain cannot
tell that its end was cut, so its head is kept outside of the database too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64
"""What stands before the first row."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log as it is stored.

    Attributes:
        number: from 1, without gaps.
        body: canonical JSON: who, when, what, about which document and item, from, to,
            reason code, versions; a person's sentence only encrypted.
        hash: over the hash before it and ``number`` and ``body``.
    """

    number: int
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many rows it had, and the last one's hash."""

    number: int
    hash: str


def chained(before: Head, body: Mapping[str, Any]) -> LogRow:
    """Return the row that comes after a head.

    Args:
        before: of the log so far.
        body: values that JSON can hold.
    """
    text = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    number = before.number + 1
    return LogRow(number, text, _hash(before.hash, number, text))


def verify_log(rows: Iterable[LogRow], head: Head | None = None) -> Iterator[str]:
    """Yield what is wrong with a log, one sentence each; nothing if it is whole.

    Args:
        rows: in the order in which they are stored.
        head: kept outside of it; the log may have grown since.
    """
    before, at_head = Head(0, FIRST), None
    for row in rows:
        if row.number != before.number + 1:
            yield f"row {before.number + 1} is missing or moved: row {row.number} stands in its place"
        if row.hash != _hash(before.hash, row.number, row.body):
            yield f"row {row.number} was edited, or a row before it is missing or moved"
        before = Head(row.number, row.hash)
        if head is not None and row.number == head.number:
            at_head = row.hash
    if head is None or head.number == 0:
        return
    if before.number < head.number:
        yield f"the end was cut: the log had {head.number} rows and has {before.number}"
    elif at_head != head.hash:
        yield f"row {head.number} is not the one that the kept head names"


def _hash(before: str, number: int, body: str) -> str:
    return hashlib.sha256(f"{before}\n{number}\n{body}".encode()).hexdigest()
