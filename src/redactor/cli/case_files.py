"""Opening, sealing and proposing case files; what they hold is shown to nobody."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click

from redactor.case import Case, load_case, read_case
from redactor.case.propose import propose
from redactor.case.seal import is_sealed, seal, unseal
from redactor.cli.console import escape
from redactor.errors import UnreadableError, UsageError
from redactor.intake import read_file
from redactor.pipeline import analyze_document, load_engine
from redactor.policy import load_policy
from redactor.release import write_release
from redactor.sandbox import Sandbox

PASSPHRASE = "REDACTOR_CASE_PASSPHRASE"  # noqa: S105 - the variable's name
"""Environment variable that a passphrase is taken from, where nobody is there to be asked."""


def opened_case(path: Path | None) -> Case | None:
    """Load a case file; ask for the passphrase of a sealed one, warn of a plain one.

    Raises:
        RedactorError: as :func:`redactor.case.load_case` does.
    """
    if path is None:
        return None
    data = _read(path)
    if is_sealed(data):
        return load_case(path, _passphrase())
    _warn(path)
    return read_case(data, path.name)


def check_case(path: Path) -> None:
    """Say what a case file holds, in numbers; raises where it is wrong."""
    case = opened_case(path)
    if case is not None:
        names = sum(len(person.names) for person in case.people)
        click.echo(
            f"{escape(str(path))}: {len(case.people)} people with {names} names,"
            f" {len(case.facts)} dangerous facts,"
            f" {len(case.open_facts)} that may stay, {len(case.public_figures)} public figures"
        )


def seal_case(path: Path) -> None:
    """Encrypt a plain case file in place.

    Raises:
        UsageError: if it is sealed already, or the passphrase is too short.
        PolicyError: if it is not well-formed: a mistake cannot be mended in a sealed file.
    """
    data = _read(path)
    if is_sealed(data):
        raise UsageError(f"{path.name} is sealed already")
    read_case(data, path.name)
    _write(path, seal(data, _passphrase(twice=True)))
    click.echo(f"{escape(str(path))}: sealed; copies and backups made before are not")


def open_case(path: Path, output: Path | None) -> None:
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
    _write(target, unseal(data, _passphrase()))
    _warn(target)


def new_case(draft: Path, output: Path, pipeline: str | None) -> None:
    """Propose a case file from a draft.

    Raises:
        UsageError: if the output exists.
        RedactorError: if the draft cannot be read or analyzed.
    """
    if output.exists():
        raise UsageError(f"{output.name} exists; it is not written over")
    engine = load_engine(load_policy("strict"), pipeline=pipeline, confine=Sandbox().confine)
    text = propose(analyze_document(engine, engine.read(draft.name, read_file(draft))), draft.stem)
    _write(output, text.encode("utf-8"))
    asks = text.count("# ask:")
    click.echo(f"{escape(str(output))}: a proposal with {asks} questions; read it line by line, then seal it")
    _warn(output)


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except UnreadableError as error:
        raise UnreadableError(f"the case file {path.name}: {error}") from None


def _write(path: Path, data: bytes) -> None:
    write_release(path.parent, {path.name: data}, private=[path.name])


def _warn(path: Path) -> None:
    shared = stat.S_IMODE(path.stat().st_mode) & 0o077
    more = " Others on this machine can read it: chmod 600." if shared else ""
    name = escape(str(path))
    click.echo(f"{name}: this case file is not encrypted; `redactor case seal` does it.{more}", err=True)


def _passphrase(*, twice: bool = False) -> str:
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    try:
        answer: str = click.prompt("Passphrase", hide_input=True, err=True, confirmation_prompt=twice)
    except click.Abort:
        raise UsageError(f"a passphrase is needed; type it, or set {PASSPHRASE}") from None
    return answer
