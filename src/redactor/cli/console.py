"""What the terminal shows: escaped names, one line an error, exit codes."""

from __future__ import annotations

import traceback
from collections.abc import Iterable

from redactor.errors import ExitCode, RedactorError

_WORST_FIRST = (ExitCode.USAGE, ExitCode.REFUSED, ExitCode.UNREADABLE, ExitCode.RELEASED)
"""Wrong use first, because it concerns every file; then what may concern a source."""


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the exit code that a run over several files ends with."""
    return min(codes, key=_WORST_FIRST.index, default=ExitCode.RELEASED)


def escape(text: str) -> str:
    r"""Return a text on one line, with every character that a terminal would obey spelled out.

    Control characters, line ends, direction marks and lone surrogates (undecodable bytes of
    a file name) become ``\x1b``, ``\n``, ``\u202e``, ``\udc80``.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def escape_lines(text: str) -> str:
    """Return a text of several lines, each escaped."""
    return "\n".join(escape(line) for line in text.split("\n"))


def describe(error: Exception) -> str:
    """Return an error as a line for people.

    What the product raises speaks for itself. The message of anything else may hold text of
    the document, so only its type is named and the part of the program where it came up.
    """
    if isinstance(error, RedactorError):
        return str(error)
    return f"internal error in {_stage(error)}: {type(error).__name__}"


def exit_code(error: Exception) -> ExitCode:
    """Return the exit code of a file that ended in an error."""
    return error.exit_code if isinstance(error, RedactorError) else ExitCode.REFUSED


def _stage(error: BaseException) -> str:
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    own = [name.removeprefix("redactor.") for name in modules if name.startswith("redactor.")]
    return own[-1] if own else "redactor"
