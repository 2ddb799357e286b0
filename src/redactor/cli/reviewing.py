"""The ``review`` commands that need no page."""

from __future__ import annotations

import getpass
import json
from collections.abc import Sequence
from pathlib import Path

import click

from redactor.case.seal import is_sealed, unseal
from redactor.cli.console import escape
from redactor.cli.passphrase import Asked, passphrase
from redactor.errors import ExitCode, UnreadableError, UsageError
from redactor.intake import read_file
from redactor.release import write_release
from redactor.review import service
from redactor.review.exports.external import as_csv, as_pdf, external_rows
from redactor.review.exports.label_studio import exported, imported
from redactor.review.exports.log_file import check_desk, check_file, log_file
from redactor.review.exports.packet import packet
from redactor.review.exports.tracked import tracked
from redactor.review.opening import usual_key_file
from redactor.review.records import DeskRole, Person
from redactor.review.store.cipher import opened_cipher

_FOR_PACKET = Asked("Passphrase of the packet", "REDACTOR_PACKET_PASSPHRASE", "--passphrase-fd")
_LARGEST = 256 * 2**20


def add_drafts(
    paths: Sequence[Path],
    policy: str,
    case_path: Path | None,
    fd: int | None,
    *,
    database: str,
    key_file: Path | None,
) -> ExitCode:
    """Put drafts into the queue, with one line on each.

    Raises:
        RedactorError: if the desk, the policy or the case file cannot be opened.
    """
    desk = service.opened_desk(database, key_file=key_file)
    case = _case(case_path, fd)
    codes = []
    for path in paths:
        name = escape(str(path))
        try:
            files = [(path.name, read_file(path, _LARGEST))]
        except UnreadableError as error:
            click.echo(f"{name}: {escape(str(error))}", err=True)
            codes.append(ExitCode.UNREADABLE)
            continue
        policy_name = str(Path(policy).resolve()) if Path(policy).is_file() else policy
        (added,) = service.add_documents(desk, _me(), files, policy_name, case)
        if added.document_id is None:
            click.echo(f"{name}: {escape(added.problem)}", err=True)
            codes.append(ExitCode.UNREADABLE)
        else:
            click.echo(f"{name}: number {_number(desk, added.document_id)} of the queue")
            codes.append(ExitCode.RELEASED)
    return max(codes)


def replace_one(number: int, file: Path, *, database: str, key_file: Path | None) -> None:
    """Take a changed draft in the place of an earlier one.

    Raises:
        RedactorError: if it cannot be read, or there is no such document.
    """
    desk = service.opened_desk(database, key_file=key_file)
    (document_id,) = _ids(desk, [number])
    service.replace_draft(desk, _me(), document_id, read_file(file, _LARGEST))
    items = service.page(desk, document_id).items
    kept = sum(item.decision is not None for item in items)
    click.echo(f"number {number}: {len(items)} findings, {kept} of them with the decision that they had")


def export_documents(
    what: str,
    numbers: Sequence[int],
    output: Path,
    fd: int | None,
    *,
    database: str,
    key_file: Path | None,
) -> None:
    """Write an export, readable by its owner only unless it is an external one.

    Raises:
        UsageError: if there is no such document, or the export takes one only.
        RedactorError: if it cannot be made or written.
    """
    desk = service.opened_desk(database, key_file=key_file)
    ids = _ids(desk, numbers)
    if what in {"tracked", "label-studio"} and len(ids) != 1:
        raise UsageError(f"{what} is of one document: give its number")
    if what == "packet":
        data = packet(desk, ids, passphrase(fd, twice=True, asked=_FOR_PACKET))
    elif what == "log":
        data = log_file(desk)
    elif what == "tracked":
        data = tracked(desk, ids[0])
    elif what == "label-studio":
        data = json.dumps(exported(desk, ids[0]), ensure_ascii=False, indent=1).encode("utf-8")
    else:
        rows = external_rows(desk, ids)
        data = as_csv(rows) if what == "external-csv" else as_pdf(rows)
    private = [] if what.startswith("external") else [output.name]
    write_release(output.parent, {output.name: data}, private=private)
    click.echo(f"{escape(str(output))}: written")


def take_marks(number: int, file: Path, *, database: str, key_file: Path | None) -> None:
    """Take marks over from Label Studio and say what became of them.

    Raises:
        RedactorError: if the file cannot be read, or its text is not the document's.
    """
    desk = service.opened_desk(database, key_file=key_file)
    (document_id,) = _ids(desk, [number])
    try:
        tasks = json.loads(read_file(file, _LARGEST))
    except ValueError:
        raise UnreadableError(f"{file.name} is no JSON") from None
    if not isinstance(tasks, list):
        raise UnreadableError(f"{file.name} is no list of tasks")
    me = Person(_me().name, frozenset({DeskRole.EDITOR, DeskRole.REVIEWER}))
    told = imported(desk, me, document_id, tasks, file.name)
    click.echo(
        f"{told.marked} marked, {told.hidden} hidden that were to stay, {told.unchanged} as they were,"
        f" {told.left} left to the desk because they would protect less"
    )


def check_log(file: Path | None, *, database: str, key_file: Path | None) -> ExitCode:
    """Say whether a log is whole; 1 if it is not.

    Raises:
        RedactorError: if there is no desk, or the file is no log.
    """
    if file is not None:
        cipher = opened_cipher(key_file) if key_file is not None and key_file.exists() else None
        rows, problems = check_file(read_file(file, _LARGEST), cipher)
    else:
        _check_there(database, key_file)
        rows, problems = check_desk(service.opened_desk(database, key_file=key_file))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        return ExitCode.REFUSED
    click.echo(f"{rows} rows, none edited, deleted, moved or cut")
    return ExitCode.RELEASED


def _check_there(database: str, key_file: Path | None) -> None:
    """Refuse to make a new desk where one is to be checked."""
    if not (key_file or usual_key_file(database)).exists():
        raise UsageError("there is no desk here: its key file is missing")


def _case(path: Path | None, fd: int | None) -> bytes | None:
    if path is None:
        return None
    data = read_file(path, _LARGEST)
    return unseal(data, passphrase(fd)) if is_sealed(data) else data


def _me() -> Person:
    return Person(f"local:{getpass.getuser()}", frozenset({DeskRole.EDITOR}))


def _number(desk: service.Desk, document_id: str) -> int:
    return next(entry.number for entry in service.queue(desk) if entry.document_id == document_id)


def _ids(desk: service.Desk, numbers: Sequence[int]) -> list[str]:
    known = {entry.number: entry.document_id for entry in service.queue(desk)}
    missing = [number for number in numbers if number not in known]
    if missing:
        raise UsageError(f"there is no document {missing[0]} in the queue")
    return [known[number] for number in numbers] if numbers else list(known.values())
