"""What can go wrong at the desk."""

from __future__ import annotations

from redactor.errors import ExitCode, RedactorError


class DeskError(RedactorError):
    """Base of the desk's own errors; messages hold no document text."""

    exit_code = ExitCode.USAGE


class Conflict(DeskError):  # noqa: N818 - what it is called at the desk
    """Somebody else changed it meanwhile; nothing was done.

    Attributes:
        who: changed it.
    """

    def __init__(self, who: str) -> None:
        super().__init__(f"changed by {who} meanwhile; look at it again")
        self.who = who


class NotAllowed(DeskError):  # noqa: N818 - what it is called at the desk
    """This person may not do it, or not yet: the message says what is missing."""


class NotThere(DeskError):  # noqa: N818 - what it is called at the desk
    """There is no such document or item."""


class Busy(DeskError):  # noqa: N818 - what it is called at the desk
    """The models are at work on another text; ask again."""
