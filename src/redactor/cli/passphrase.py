"""Where a passphrase comes from: a file descriptor, a variable, or a person at the keyboard.

Never an argument: other users of the machine can read the arguments of a running program.
"""

from __future__ import annotations

import os

import click

from redactor.errors import UsageError

VARIABLE = "REDACTOR_CASE_PASSPHRASE"
"""Environment variable that a passphrase is taken from, where nobody is there to be asked."""

_LONGEST = 4096


def passphrase(fd: int | None, *, twice: bool = False) -> str:
    """Return a case file's passphrase.

    Args:
        fd: an open file descriptor whose first line it is; ``None`` to look elsewhere.
        twice: whether a person has to type it twice.

    Raises:
        UsageError: if the descriptor cannot be read, or nobody types anything.
    """
    given = _first_line(fd) if fd is not None else os.environ.get(VARIABLE)
    if given:
        return given
    if fd is not None:
        raise UsageError(f"the file descriptor {fd} holds no passphrase in its first line")
    try:
        answer: str = click.prompt("Passphrase", hide_input=True, err=True, confirmation_prompt=twice)
    except click.Abort:
        raise UsageError(f"a passphrase is needed; type it, set {VARIABLE} or use --passphrase-fd") from None
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
