"""What a run says while it works: counts by state, rate, remaining time. Knows no terminal.

A run tells a :class:`Progress` of each file; views turn what it then stands at into lines
(:mod:`redactor.archive.progress_lines`) or into a bar (the command line's). No view is
given a path of the archive: a file is a number, its released name, or nothing.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from redactor.archive.reasons import shown
from redactor.archive.records import FileRecord, FileState

_REMEMBERED = 500
"""Finished files that the rate is worked out from; older ones tell little of what is to come."""


class Stage(StrEnum):
    """What a run is at."""

    LISTING = "listing"
    ANALYZING = "analyzing"
    LINKING = "linking"
    REDACTING = "redacting"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one stage has come.

    Attributes:
        stage: which.
        total: files of the stage.
        counts: state to files that ended this stage in it.
        unchanged: files that an earlier run had done; part of ``total``.
        elapsed: seconds since the stage began.
        rate: files a second of late; ``None`` until it can be told.
    """

    stage: Stage
    total: int
    counts: dict[FileState, int]
    unchanged: int
    elapsed: float
    rate: float | None

    @property
    def finished(self) -> int:
        """Files that this stage is done with, those of an earlier run among them."""
        return sum(self.counts.values()) + self.unchanged

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest takes at this rate; ``None`` if that cannot be told."""
        if self.finished >= self.total:
            return 0.0
        return (self.total - self.finished) / self.rate if self.rate else None


@dataclass(frozen=True, slots=True)
class FileNews:
    """What became of a file, as everybody may read it.

    Attributes:
        number: the file's place in the archive, from 1; the one that the report uses.
        state: where it ended.
        reason: why it was held or failed, never with part of its path.
        released: its name in the release; empty if there is none.
        seconds: of work.
    """

    number: int
    state: FileState
    reason: str
    released: str
    seconds: float


class View(Protocol):
    """Somebody who is shown how a run goes. Each call comes from the run's main thread."""

    def began(self, standing: Standing) -> None:
        """Show that a stage begins."""

    def moved(self, standing: Standing, news: FileNews) -> None:
        """Show that a file is done with."""

    def ended(self, standing: Standing) -> None:
        """Show that a stage is over, or was broken off."""


@dataclass(slots=True)
class Progress:
    """Counts what a run tells and shows it.

    Attributes:
        view: who is shown it.
        clock: seconds that only grow: ``time.monotonic``.
    """

    view: View
    clock: Callable[[], float]
    _stage: Stage = Stage.LISTING
    _total: int = 0
    _unchanged: int = 0
    _counts: Counter[FileState] = field(default_factory=Counter)
    _began: float = 0.0
    _ends: deque[float] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def begin(self, stage: Stage, total: int, *, unchanged: int = 0) -> None:
        """Begin a stage.

        Args:
            stage: which.
            total: files that it is about.
            unchanged: those of them that an earlier run has done.

        Raises:
            ValueError: if more are done than there are.
        """
        if not 0 <= unchanged <= total:
            raise ValueError("more files are done than there are")
        self._stage, self._total, self._unchanged = stage, total, unchanged
        self._counts.clear()
        self._ends.clear()
        self._began = self.clock()
        self._ends.append(self._began)
        self.view.began(self.standing())

    def file(self, number: int, record: FileRecord) -> None:
        """Tell what became of a file in this stage.

        Args:
            number: its place in the archive, from 1, in the order of the paths.
            record: what is on record now.
        """
        self._counts[record.state] += 1
        self._ends.append(self.clock())
        reason = shown(record.reason, record.path)
        news = FileNews(number, record.state, reason, record.released, record.seconds)
        self.view.moved(self.standing(), news)

    def end(self) -> None:
        """End a stage, however far it came."""
        self.view.ended(self.standing())

    def standing(self) -> Standing:
        """Return how far the stage has come."""
        now = self.clock()
        return Standing(
            self._stage, self._total, dict(self._counts), self._unchanged, now - self._began, self._rate(now)
        )

    def _rate(self, now: float) -> float | None:
        """Files a second from the oldest end that is remembered until now, so that a standstill shows."""
        if len(self._ends) < 2 or now <= self._ends[0]:
            return None
        return (len(self._ends) - 1) / (now - self._ends[0])
