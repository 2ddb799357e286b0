"""The journal of a release: what became of each file, so that a run can be broken off at any point.

SQLite with a write-ahead log, synced at every commit. A record is written after the files it
tells of are on disk; so whatever a crash leaves, the next run does again, to the same bytes.
It holds no original text and no names, but the paths of the archive; readable by the owner only.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from redactor.archive.file_numbers import number_of
from redactor.archive.records import FileRecord, FileState, Tally
from redactor.archive.stored import INTERNAL, place
from redactor.archive.vault import VaultMark
from redactor.errors import RefusedError, UsageError

JOURNAL = "journal.sqlite"
_LOCK = "run.lock"
_SCHEMA = """
create table if not exists about (name text primary key, value text not null) strict;
create table if not exists files (
  number integer primary key autoincrement, path text not null unique, size integer not null,
  digest text not null, state text not null, reason text not null,
  released text not null, released_digest text not null, findings text not null,
  words integer not null, seconds real not null, attempts integer not null
) strict;
"""
_VERSION = "1"
_DAMAGED = "the release's journal is damaged or cannot be written to; start in a new folder"
_NOT_WRITABLE = "the release's folder cannot be written to; choose another one"
_FOOTING, _ARCHIVE, _VAULT = "footing", "archive", "vault"
_COLUMNS = "path, size, digest, state, reason, released, released_digest, findings, words, seconds, attempts"
_SELECT = f"select {_COLUMNS} from files"  # noqa: S608 - our own names
_PUT = (
    f"insert into files ({_COLUMNS}, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608 - our own names
    f"on conflict (path) do update set {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS.split(', ')[1:])}"
)


@dataclass(frozen=True, slots=True)
class Footing:
    """What all results of one release rest on; with another nothing is mixed.

    Attributes:
        policy: digest of the policy's files.
        case: digest of the case file; empty without one.
        model: version of the learned recognizer.
        package: version of this product.
        pipeline: the spaCy pipeline.
    """

    policy: str
    case: str
    model: str
    package: str
    pipeline: str

    def differs_from(self, other: Footing) -> list[str]:
        """Return the names of what is not the same."""
        mine, theirs = asdict(self), asdict(other)
        return [name for name in mine if mine[name] != theirs[name]]


class Journal:
    """An open journal; one process has it at a time.

    Use :func:`opened`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def footing(self) -> Footing | None:
        """Return what the release rests on; ``None`` if it is new."""
        told = self.noted(_FOOTING)
        return Footing(**json.loads(told)) if told else None

    def begin(self, footing: Footing, archive: str) -> None:
        """Note what the release rests on, and of which archive it is.

        Raises:
            UsageError: if it is another archive's release.
        """
        told = self.noted(_ARCHIVE)
        if told is not None and told != archive:
            raise UsageError("this folder holds the release of another archive; choose another folder")
        self.note(_FOOTING, json.dumps(asdict(footing)))
        self.note(_ARCHIVE, archive)

    def records(self) -> dict[str, FileRecord]:
        """Return all records by path, folder after folder."""
        rows = self._read(_SELECT)
        found = {row[0]: _record(row) for row in rows}
        return {path: found[path] for path in sorted(found, key=place)}

    def numbers(self) -> dict[str, int]:
        """Return for each path a number that it keeps for ever, for names that must not tell."""
        return dict(self._read("select path, number from files"))

    def note(self, name: str, value: str) -> None:
        """Write down something about the whole release; it is on disk when this returns."""
        self._write("insert or replace into about values (?, ?)", (name, value))

    def note_vault(self, mark: VaultMark) -> None:
        """Note with which vault the release was made, and how many codes that had given out."""
        self.note(_VAULT, json.dumps(asdict(mark)))

    def vault(self) -> VaultMark | None:
        """Return which vault the release was made with; ``None`` for a new release."""
        told = self.noted(_VAULT)
        return VaultMark(**json.loads(told)) if told else None

    def noted(self, name: str) -> str | None:
        """Return what was written down; ``None`` if nothing was."""
        rows = self._read("select value from about where name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def put(self, record: FileRecord) -> None:
        """Write a record; it is on disk when this returns."""
        findings = json.dumps([[t.entity_type, t.action, t.count] for t in record.findings])
        row = (
            record.path, record.size, record.digest, record.state.value, record.reason, record.released,
            record.released_digest, findings, record.words, record.seconds, record.attempts,
            self._free_number(record.path),
        )  # fmt: skip
        self._write(_PUT, row)

    def drop(self, path: str) -> None:
        """Forget a file that is not in the archive any more."""
        self._write("delete from files where path = ?", (path,))

    def begin_anew(self, states: Collection[FileState]) -> None:
        """Take files up again that ended in some states, as if nothing had been done for them.

        What was released of them stays on record, so that it is replaced or removed.
        """
        told = {"new": FileState.NEW.value}
        for state in states:
            self._write(
                "update files set state = :new, reason = '', digest = '' where state = :state",
                {**told, "state": state.value},
            )

    def _free_number(self, path: str) -> int:
        """Return a number that no other file has; a file that is on record keeps the one it has."""
        mark = self.vault()
        secret = mark.id if mark else ""
        tries = (number_of(path, secret, attempt) for attempt in itertools.count())
        taken = "select 1 from files where number = ? and path <> ?"
        return next(number for number in tries if not self._read(taken, (number, path)))

    def _read(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error:
            raise UsageError(_DAMAGED) from None

    def _write(self, statement: str, values: Sequence[object] | Mapping[str, object]) -> None:
        try:
            with self._connection:
                self._connection.execute(statement, values)
        except sqlite3.Error:
            raise RefusedError("the journal cannot be written to: is the disk full?") from None


def check_footing(journal: Journal, footing: Footing) -> None:
    """Refuse to mix results that rest on different things.

    Raises:
        UsageError: naming what changed.
    """
    known = journal.footing()
    changed = known.differs_from(footing) if known else []
    if changed:
        raise UsageError(
            f"this release rests on another {', '.join(changed)}; "
            "use a new folder, or `batch run --anew` to do all of it again"
        )


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """Open a release's journal, made if there is none; nobody else has it meanwhile.

    Args:
        folder: of the release.

    Raises:
        UsageError: if another run has it, or it is damaged or of another version.
    """
    internal = folder / INTERNAL
    try:
        internal.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise UsageError(_NOT_WRITABLE) from None
    _check_own(internal)
    try:
        lock = os.open(internal / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        raise UsageError(_NOT_WRITABLE) from None
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError("another run works on this release; wait for it to end") from None
        connection = _connected(internal / JOURNAL)
        try:
            yield Journal(connection)
        finally:
            connection.close()
    finally:
        os.close(lock)


def _check_own(internal: Path) -> None:
    """See to it that what is written there stays there, for the owner alone."""
    try:
        os.close(os.open(internal, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC))
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        os.close(os.open(internal / JOURNAL, flags, 0o600))
    except OSError:
        raise UsageError(
            "the release's folder .redactor or its journal is a link or not yours; it is not written through"
        ) from None


def check_begun(folder: Path) -> None:
    """Refuse a folder that no run has begun to release to.

    Raises:
        UsageError: if it has no journal.
    """
    if not (folder / INTERNAL / JOURNAL).is_file():
        raise UsageError("this folder holds no release of an archive: it has no journal")


@contextmanager
def opened_to_read(folder: Path) -> Iterator[Journal]:
    """Open a release's journal to look at it, also while a run goes on.

    Args:
        folder: of the release.

    Raises:
        UsageError: if there is none, or it is damaged or of another version.
    """
    path = folder / INTERNAL / JOURNAL
    check_begun(folder)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        raise UsageError(_DAMAGED) from None
    try:
        _check_version(connection)
        yield Journal(connection)
    finally:
        connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.executescript(_SCHEMA)
        with connection:
            connection.execute("insert or ignore into about values ('version', ?)", (_VERSION,))
    except sqlite3.Error:
        raise UsageError(_DAMAGED) from None
    _check_version(connection)
    return connection


def _check_version(connection: sqlite3.Connection) -> None:
    try:
        (version,) = connection.execute("select value from about where name = 'version'").fetchone()
    except (sqlite3.Error, TypeError):
        raise UsageError(_DAMAGED) from None
    if version != _VERSION:
        raise UsageError("the release's journal is of another version of this program; start in a new folder")


def _record(row: tuple[str, int, str, str, str, str, str, str, int, float, int]) -> FileRecord:
    path, size, digest, state, reason, released, released_digest, findings, words, seconds, attempts = row
    tallies = tuple(Tally(*told) for told in json.loads(findings))
    known = (FileState(state), reason, released, released_digest, tallies)
    return FileRecord(path, size, digest, *known, words, seconds, attempts)
