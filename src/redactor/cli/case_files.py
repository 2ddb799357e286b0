"""Opening and sealing case files; what they hold is shown to nobody."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import click

from redactor.case import Case, read_case
from redactor.case.schema import json_schema
from redactor.case.seal import is_sealed, seal, unseal
from redactor.cli.console import escape
from redactor.cli.passphrase import passphrase
from redactor.errors import UnreadableError, UsageError
from redactor.intake import read_file
from redactor.release import write_release


def opened_case(path: Path | None, fd: int | None = None) -> Case | None:
    """Load a case file; ask for the passphrase of a sealed one, warn of a plain one.

    Args:
        path: of the file; ``None`` for none.
        fd: file descriptor that a passphrase is read from.

    Raises:
        RedactorError: as :func:`redactor.case.load_case` does.
    """
    if path is None:
        return None
    data = _read(path)
    if is_sealed(data):
        return read_case(unseal(data, passphrase(fd)), path.name)
    warn_that_plain(path)
    return read_case(data, path.name)


def check_case(path: Path, fd: int | None) -> None:
    """Say what a case file holds, in numbers; raises where it is wrong."""
    case = opened_case(path, fd)
    if case is not None:
        names = sum(len(person.names) for person in case.people)
        click.echo(
            f"{escape(str(path))}: {len(case.people)} people with {names} names,"
            f" {len(case.facts)} dangerous facts,"
            f" {len(case.open_facts)} that may stay, {len(case.public_figures)} public figures"
        )


def print_schema() -> None:
    """Print the JSON Schema of case files."""
    click.echo(json.dumps(json_schema(), indent=2))


def seal_case(path: Path, fd: int | None) -> None:
    """Encrypt a plain case file in place.

    Raises:
        UsageError: if it is sealed already, or the passphrase is too short.
        CaseError: if it is not well-formed: a mistake cannot be mended in a sealed file.
    """
    data = _read(path)
    if is_sealed(data):
        raise UsageError(f"{path.name} is sealed already")
    read_case(data, path.name)
    write_case(path, seal(data, passphrase(fd, twice=True)))
    click.echo(f"{escape(str(path))}: sealed; copies and backups made before are not")


def open_case(path: Path, output: Path | None, fd: int | None) -> None:
    """Decrypt a sealed case file in place, or into another file.

    Raises:
        UsageError: if it is not sealed, or the passphrase is wrong.
    """
    data = _read(path)
    if not is_sealed(data):
        raise UsageError(f"{path.name} is not sealed")
    target = output or path
    if output is not None and output.exists():
        raise UsageError(f"{output.name} exists; it is not written over")
    write_case(target, unseal(data, passphrase(fd)))
    warn_that_plain(target)


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except UnreadableError as error:
        raise UnreadableError(f"the case file {path.name}: {error}") from None


def write_case(path: Path, data: bytes) -> None:
    """Write a case file that only its owner may read.

    Args:
        path: where to.
        data: sealed or plain.
    """
    write_release(path.parent, {path.name: data}, private=[path.name])


def warn_that_plain(path: Path) -> None:
    """Say that a case file is not encrypted, and whether others can read it.

    Args:
        path: of the file.
    """
    shared = stat.S_IMODE(path.stat().st_mode) & 0o077
    more = " Others on this machine can read it: chmod 600." if shared else ""
    name = escape(str(path))
    click.echo(f"{name}: this case file is not encrypted; `redactor case seal` does it.{more}", err=True)
