"""What a release was made with, kept in its journal, so that a later command need not be told again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from redactor.archive.journal import Journal
from redactor.errors import UsageError

_NOTE = "choices"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose; paths are absolute, and secrets are not among it.

    Attributes:
        archive: its address.
        policy: a shipped policy's name, or a file.
        case: the case file.
        vault: the vault's file.
        key_file: that opens the vault; ``None`` if a passphrase does.
        pipeline: a spaCy pipeline's name.
    """

    archive: str = field(repr=False)
    policy: str
    case: str | None = field(repr=False)
    vault: str = field(repr=False)
    key_file: str | None = field(repr=False)
    pipeline: str | None

    def keep(self, journal: Journal) -> None:
        """Write them into a release's journal."""
        journal.note(_NOTE, json.dumps(asdict(self)))

    @classmethod
    def of(cls, journal: Journal) -> Choices:
        """Return those of a release.

        Raises:
            UsageError: if nothing was begun there.
        """
        told = journal.noted(_NOTE)
        if told is None:
            raise UsageError("no run was begun in this folder; `redactor batch run` begins one")
        return cls(**json.loads(told))
