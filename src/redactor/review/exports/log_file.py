"""The audit log as a file that can be checked without the database."""

from __future__ import annotations

import json
from collections.abc import Iterator

from redactor.errors import UnreadableError
from redactor.review.desk import Desk, kept_head, looking
from redactor.review.log import Head, LogRow, verify_log
from redactor.review.store.cipher import Cipher
from redactor.review.store.log_rows import log_rows, misfiled

SCHEMA = "redactor.review-log/1"


def check_desk(desk: Desk) -> tuple[int, list[str]]:
    """Check a desk's log against its chain and the head that is kept outside.

    Returns:
        How many rows there are, and what is wrong, one sentence each.
    """
    with looking(desk) as rows:
        log, elsewhere = log_rows(rows.connection), misfiled(rows.connection)
    head = kept_head(desk.head_file)
    problems = list(verify_log(log, head))
    problems += [f"row {number} is shown in another finding's history" for number in elsewhere]
    if head is None and log:
        problems.append("the log's head, which is kept outside of the database, is gone")
    return len(log), problems


def log_file(desk: Desk) -> bytes:
    """Return the log, one JSON object a line; the last line seals how many there are."""
    with looking(desk) as rows:
        log = log_rows(rows.connection)
    lines = [json.dumps({"number": row.number, "body": row.body, "hash": row.hash}) for row in log]
    number, last = (log[-1].number, log[-1].hash) if log else (0, "")
    seal = desk.cipher.digest(f"{SCHEMA} {number} {last}".encode())
    lines.append(json.dumps({"schema": SCHEMA, "rows": number, "hash": last, "seal": seal}))
    return ("\n".join(lines) + "\n").encode("ascii")


def check_file(data: bytes, cipher: Cipher | None = None) -> tuple[int, list[str]]:
    """Check a log file, without a database.

    Args:
        data: of the file.
        cipher: of the desk's key file; without it everything is checked but the last line's seal,
            so that somebody who can write the file anew could have written all of it anew.

    Returns:
        How many rows there are, and what is wrong, one sentence each.

    Raises:
        UnreadableError: if it is no such file.
    """
    try:
        *lines, last = [json.loads(line) for line in data.decode("ascii").splitlines()]
        rows = [LogRow(int(line["number"]), str(line["body"]), str(line["hash"])) for line in lines]
        is_end = last["schema"] == SCHEMA
        head, seal = Head(int(last["rows"]), str(last["hash"])), str(last["seal"])
    except (ValueError, KeyError, TypeError):
        raise UnreadableError("this is no log of a review desk, or its last line is gone") from None
    if not is_end:
        raise UnreadableError("this is a log of another version")
    problems = list(verify_log(rows, head))
    problems += _after(rows, head)
    if cipher is not None and seal != cipher.digest(f"{SCHEMA} {head.number} {head.hash}".encode()):
        problems.append("the last line was not written by this desk")
    return len(rows), problems


def _after(rows: list[LogRow], head: Head) -> Iterator[str]:
    if len(rows) > head.number:
        yield f"rows were added after the end: there are {len(rows)}, and the last line says {head.number}"
