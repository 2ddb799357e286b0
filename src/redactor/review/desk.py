"""A desk: its database, its key, what reads drafts for it, and the log that every change goes into."""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine as Database
from sqlalchemy import insert, select

from redactor.errors import RefusedError
from redactor.pipeline import Engine
from redactor.review.log import FIRST, Head, LogRow, chained
from redactor.review.records import Person
from redactor.review.store import schema
from redactor.review.store.cipher import Cipher
from redactor.review.store.connect import reading, writing
from redactor.review.store.rows import Rows
from redactor.review.views import PageSegment


@dataclass(frozen=True, slots=True)
class Desk:
    """What every service function takes first.

    Attributes:
        database: from :func:`redactor.review.store.connect.opened_database`.
        cipher: of its key file.
        engine: loads, or remembers, the models under a policy and a case file's plain bytes.
        model: version of the program and of the learned recognizer, for the log.
        head_file: where the log's head is kept, outside of the database.
        out: folder that released files are written to; ``None`` where they are only handed out.
        is_blind: whether a second person is not shown what the first one decided.
        now: the time, as the log has it.
        turn: held while models work, which are not made for two threads at once.
        writes: held while something is changed: those who wait here do so in turn, and hold no connection.
        previews: texts as they would be released, the last few, each for a version of its document.
    """

    database: Database
    cipher: Cipher = field(repr=False)
    engine: Callable[[str, bytes | None], Engine] = field(repr=False)
    model: str
    head_file: Path
    out: Path | None
    is_blind: bool
    now: Callable[[], str] = field(repr=False)
    turn: threading.Lock = field(repr=False, default_factory=threading.Lock)
    writes: threading.Lock = field(repr=False, default_factory=threading.Lock)
    previews: dict[tuple[str, int, str], tuple[PageSegment, ...]] = field(repr=False, default_factory=dict)


@dataclass(slots=True)
class Change:
    """One change of the desk: its rows, and what it says in the log. All of it happens, or nothing."""

    desk: Desk
    who: Person
    rows: Rows
    head: Head
    written: list[LogRow] = field(default_factory=list)

    def log(self, what: str, **more: Any) -> None:
        """Add a row to the log.

        Args:
            what: happened: ``decide``, ``release``, ...
            more: ids, states and codes; no original text. ``sentence`` is encrypted here.
        """
        sentence = more.pop("sentence", "")
        sealed = self.desk.cipher.seal(sentence).decode("ascii") if sentence else ""
        body = {
            "at": self.desk.now(),
            "who": self.who.name,
            "what": what,
            "model": self.desk.model,
            "sentence": sealed,
            **more,
        }
        row = chained(self.head, body)
        self.rows.connection.execute(
            insert(schema.log).values(
                number=row.number, body=row.body, hash=row.hash, item_id=more.get("item")
            )
        )
        self.head = Head(row.number, row.hash)
        self.written.append(row)


@contextmanager
def changing(desk: Desk, who: Person) -> Iterator[Change]:
    """Yield a change; it is in the database, and the log's head is on the disk, when this ends well.

    Raises:
        RefusedError: if it could not be written; then nothing was changed.
    """
    with desk.writes, writing(desk.database) as connection:
        last = connection.execute(
            select(schema.log.c.number, schema.log.c.hash).order_by(schema.log.c.number.desc()).limit(1)
        ).one_or_none()
        head = Head(last[0], last[1]) if last is not None else Head(0, FIRST)
        change = Change(desk, who, Rows(connection, desk.cipher), head)
        yield change
    if change.written:
        _keep_head(desk.head_file, change.head)


@contextmanager
def looking(desk: Desk) -> Iterator[Rows]:
    """Yield the rows as they are at one moment."""
    with reading(desk.database) as connection:
        yield Rows(connection, desk.cipher)


def kept_head(path: Path) -> Head | None:
    """Return the log's head as it is kept outside; ``None`` if there is none."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return Head(int(told["number"]), str(told["hash"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise RefusedError(f"the log's head {path.name} cannot be read; take it from a backup") from None


def _keep_head(path: Path, head: Head) -> None:
    """Move the kept head on; of two that come at once the later one stays."""
    try:
        lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = kept_head(path)
            if known is not None and known.number >= head.number:
                return
            partial = path.with_suffix(".new")
            partial.unlink(missing_ok=True)
            fd = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fd, "w", encoding="utf-8") as file:
                file.write(json.dumps({"number": head.number, "hash": head.hash}))
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
        finally:
            os.close(lock)
    except OSError:
        raise RefusedError(
            f"it was written, but the log's head {path.name} was not: is the disk full?"
        ) from None
