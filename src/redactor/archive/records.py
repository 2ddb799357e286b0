"""What is on record about each file of an archive. Holds no original text and no names of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FileState(StrEnum):
    """How far a file has come."""

    NEW = "new"
    ANALYZED = "analyzed"
    DONE = "done"
    HELD = "held"
    """A person has to look at it first; nothing was released."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a type ended in an action, in one file."""

    entity_type: str
    action: str
    count: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of the archive.

    Attributes:
        path: relative to the archive, with slashes; can be a secret itself.
        size: in bytes.
        digest: SHA-256 of the input, in hex.
        state: how far it has come.
        reason: why it was held or failed, one sentence without document text.
        released: relative path in the release; empty if there is none.
        released_digest: SHA-256 over the released file and its reports, in hex.
        findings: what was found and what became of it.
        words: in the original.
        seconds: of work.
        attempts: how often it was tried.
    """

    path: str = field(repr=False)
    size: int
    digest: str = field(repr=False)
    state: FileState
    reason: str = ""
    released: str = ""
    released_digest: str = ""
    findings: tuple[Tally, ...] = ()
    words: int = 0
    seconds: float = 0.0
    attempts: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on by itself: it is not held and has not failed."""
        return self.state not in (FileState.HELD, FileState.FAILED)
