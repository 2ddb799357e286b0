"""What a run is asked for, and who does the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from redactor.archive.journal import Footing
from redactor.archive.task import Task
from redactor.case import Case
from redactor.policy import Policy


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to begin.

    Attributes:
        archive: its address.
        policy: whose rules decide.
        case: in the second pass with everybody of the archive in it.
        pipeline: a spaCy pipeline's name.
    """

    archive: str
    policy: Policy
    case: Case | None = field(repr=False)
    pipeline: str | None


class Workers(Protocol):
    """Processes that do tasks, here or on other machines."""

    def run(self, work: str, tasks: Iterable[tuple[str, Task]]) -> Iterator[tuple[str, Any]]:
        """Yield each task's key with what a function came to, as they are done.

        Args:
            work: the function's name, ``module:function``; who hires need not load what it needs.
            tasks: each with its key.
        """

    def renew(self, settings: Settings) -> None:
        """Have what comes next done with another case; what else is loaded stays."""

    def close(self) -> None:
        """Let go of the processes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked for.

    Attributes:
        archive: its address.
        release: folder or address to write to.
        policy: whose rules decide.
        footing: what the results rest on.
        case: the user's case file.
        pipeline: a spaCy pipeline's name.
        public: names of public figures, whom nobody links in.
        hire: makes workers.
    """

    archive: str
    release: str
    policy: Policy
    footing: Footing
    case: Case | None = field(repr=False)
    pipeline: str | None
    public: tuple[str, ...] = field(repr=False)
    hire: Callable[[Settings], Workers] = field(repr=False)

    def settings(self, case: Case | None) -> Settings:
        """Return what workers need, with a case."""
        return Settings(self.archive, self.policy, case, self.pipeline)
