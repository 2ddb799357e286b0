"""What a release of an archive stands at: counts by state, and the files that a person has to look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from redactor.archive.journal import opened_to_read
from redactor.archive.progress_lines import SCHEMA, WORDS
from redactor.archive.reasons import shown
from redactor.archive.records import FileRecord, FileState
from redactor.archive.release_home import home_of
from redactor.cli.console import escape
from redactor.errors import ExitCode

_TO_LOOK_AT = (FileState.HELD, FileState.FAILED)


def show_status(release: str, *, as_json: bool) -> ExitCode:
    """Say how far a release is; return the exit code that its run would end with.

    Raises:
        UsageError: if there is no journal.
    """
    with opened_to_read(home_of(release)) as journal:
        records = tuple(journal.records().values())
    for line in _as_json(records) if as_json else _as_text(records):
        click.echo(line)
    return exit_code_of(records)


def exit_code_of(records: Sequence[FileRecord]) -> ExitCode:
    """Return 1 if a file failed, 3 if one is held or still waits, else 0."""
    states = {record.state for record in records}
    if FileState.FAILED in states:
        return ExitCode.REFUSED
    return ExitCode.RELEASED if states <= {FileState.DONE} else ExitCode.UNREADABLE


def result_lines(records: Sequence[FileRecord], page: Path, *, as_json: bool) -> Iterator[str]:
    """Yield what a run ends with."""
    if as_json:
        event = {"schema": SCHEMA, "event": "result", "total": len(records), "counts": _counts(records)}
        yield json.dumps({**event, "exit_code": int(exit_code_of(records))})
        return
    yield f"{_counted(records)}; the report is {escape(str(page))}"


def _counts(records: Sequence[FileRecord]) -> dict[str, int]:
    counts = Counter(record.state for record in records)
    return {state.value: counts[state] for state in FileState}


def _counted(records: Sequence[FileRecord]) -> str:
    counts = Counter(record.state for record in records)
    parts = [f"{counts[state]} {word}" for state, word in WORDS.items() if counts[state]]
    return f"{len(records)} files: {', '.join(parts)}" if parts else "no files"


def _as_text(records: Sequence[FileRecord]) -> Iterator[str]:
    yield _counted(records)
    for number, record in enumerate(records, 1):
        if record.state in _TO_LOOK_AT:
            reason = escape(shown(record.reason, record.path))
            yield f"file {number} {WORDS[record.state]}: {reason}"


def _as_json(records: Sequence[FileRecord]) -> Iterator[str]:
    files = [
        {"number": number, "state": record.state.value, "reason": shown(record.reason, record.path)}
        for number, record in enumerate(records, 1)
        if record.state in _TO_LOOK_AT
    ]
    event = {"schema": SCHEMA, "event": "status", "total": len(records), "counts": _counts(records)}
    yield json.dumps({**event, "files": files})
