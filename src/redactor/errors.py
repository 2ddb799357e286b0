"""The exception tree. Each class carries the exit code that the command line ends with.

Messages are for the person who meets them: what is wrong, where, what to do. They
never hold text of a document.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; documented in the README."""

    RELEASED = 0
    REFUSED = 1
    USAGE = 2
    UNREADABLE = 3


class RedactorError(Exception):
    """Base of every error that the product raises on purpose."""

    exit_code: ExitCode = ExitCode.REFUSED


class RefusedError(RedactorError):
    """Something leaked, raised or could not be decided: nothing was released."""

    exit_code = ExitCode.REFUSED


class DetectionError(RefusedError):
    """A detector failed, so the document counts as unread."""


class UnwritableError(RefusedError, ValueError):
    """What was decided cannot be written in the file's format."""


class PolicyError(RedactorError):
    """The policy is wrong; holds file, line and column of every mistake."""

    exit_code = ExitCode.USAGE


class CaseError(RedactorError):
    """The case file is wrong; holds file, line and column of every mistake, and none of its words."""

    exit_code = ExitCode.USAGE


class UsageError(RedactorError):
    """The call is wrong: a setting, an option, an unknown name."""

    exit_code = ExitCode.USAGE


class UnreadableError(RedactorError):
    """A document could not be read."""

    exit_code = ExitCode.UNREADABLE


class ParsingFailedError(UnreadableError):
    """A reader broke over a file, or took too much for it: the fence around it held, the reader did not."""


class HeldError(UnreadableError):
    """A file has parts that a person has to look at first."""
