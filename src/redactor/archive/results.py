"""What workers bring home of a file. Imports no models: the coordinator needs none."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.archive.people import FoundPerson
from redactor.archive.records import FileState, Tally


@dataclass(frozen=True, slots=True)
class Stopped:
    """A file that goes no further, and why; the reason holds no text of it."""

    state: FileState
    reason: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Analyzed:
    """What the first pass brings home."""

    people: tuple[FoundPerson, ...] = field(repr=False)
    words: int
    seconds: float
    look: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Redacted:
    """What the second pass brings home: the files to write, the document first."""

    name: str
    files: dict[str, bytes] = field(repr=False)
    findings: tuple[Tally, ...]
    words: int
    seconds: float
