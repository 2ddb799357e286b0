"""Where a passphrase comes from: a file descriptor, a variable, or a person at the keyboard.

Never an argument: other users of the machine can read the arguments of a running program.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import click

from redactor.errors import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """What a passphrase is for, and where it is looked for.

    Attributes:
        question: that a person is asked.
        variable: of the environment, where nobody is there to be asked.
        option: of the command line, that names a file descriptor.
    """

    question: str
    variable: str
    option: str


FOR_CASE = Asked("Passphrase", "REDACTOR_CASE_PASSPHRASE", "--passphrase-fd")
FOR_VAULT = Asked("Passphrase of the vault", "REDACTOR_VAULT_PASSPHRASE", "--vault-passphrase-fd")

_LONGEST = 4096


def passphrase(fd: int | None, *, twice: bool = False, asked: Asked = FOR_CASE) -> str:
    """Return a passphrase.

    Args:
        fd: an open file descriptor whose first line it is; ``None`` to look elsewhere.
        twice: whether a person has to type it twice.
        asked: what it is for.

    Raises:
        UsageError: if the descriptor cannot be read, or nobody types anything.
    """
    given = _first_line(fd) if fd is not None else os.environ.get(asked.variable)
    if given:
        return given
    if fd is not None:
        raise UsageError(f"the file descriptor {fd} holds no passphrase in its first line")
    try:
        answer: str = click.prompt(asked.question, hide_input=True, err=True, confirmation_prompt=twice)
    except click.Abort:
        raise UsageError(
            f"a passphrase is needed; type it, set {asked.variable} or use {asked.option}"
        ) from None
    return answer


def _first_line(fd: int) -> str:
    data = b""
    try:
        while b"\n" not in data and len(data) < _LONGEST and (more := os.read(fd, _LONGEST)):
            data += more
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UsageError(f"the passphrase cannot be read from file descriptor {fd}: {reason}") from None
    return data.split(b"\n", 1)[0].removesuffix(b"\r").decode("utf-8", "surrogateescape")
