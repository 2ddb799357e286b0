"""How a run goes, as lines: plain ones for people and logs, JSON ones for programs.

``docs/batch.md`` explains each key of the JSON form. Adding one is a compatible change;
renaming, removing or changing the meaning of one gives :data:`SCHEMA` a new number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from redactor.archive.progress import FileNews, Standing
from redactor.archive.records import FileState
from redactor.archive.wording import duration, number

SCHEMA = "redactor.batch/1"

_SECONDS_BETWEEN = 10.0
WORDS = {
    FileState.NEW: "not begun",
    FileState.ANALYZED: "analyzed",
    FileState.DONE: "released",
    FileState.HELD: "held",
    FileState.FAILED: "failed",
}
_TOLD = (FileState.HELD, FileState.FAILED)


def counted(standing: Standing) -> str:
    """Return the counts by state: ``97 released, 2 held, 1 failed, 40 unchanged``."""
    parts = [
        f"{number(standing.counts[state])} {word}"
        for state, word in WORDS.items()
        if standing.counts.get(state)
    ]
    if standing.unchanged:
        parts.append(f"{number(standing.unchanged)} unchanged")
    return ", ".join(parts)


def pace(standing: Standing) -> str:
    """Return rate and remaining time: ``3.2 files/s, 5 min left``; empty until they can be told."""
    if standing.rate is None:
        return ""
    slow = standing.rate < 1
    rate = f"{60 * standing.rate:.1f} files/min" if slow else f"{standing.rate:.1f} files/s"
    left = standing.remaining
    return f"{rate}, {duration(left)} left" if left else rate


@dataclass(slots=True)
class PlainLines:
    """A line where a stage begins and ends, one every ten seconds, one for each held or failed file.

    Attributes:
        write: takes a line without its end.
    """

    write: Callable[[str], None]
    _shown: float = 0.0

    def began(self, standing: Standing) -> None:
        """Say what begins."""
        self._shown = 0.0
        known = f", {number(standing.unchanged)} of them done before" if standing.unchanged else ""
        self.write(f"{standing.stage}: {_files(standing.total)}{known}")

    def moved(self, standing: Standing, news: FileNews) -> None:
        """Name a file that was held or failed, by number; say how far the stage is, now and then."""
        if news.state in _TOLD:
            self.write(f"{standing.stage}: file {news.number} {WORDS[news.state]}: {_escaped(news.reason)}")
        if standing.elapsed - self._shown >= _SECONDS_BETWEEN:
            self._shown = standing.elapsed
            self.write(_state_of(standing))

    def ended(self, standing: Standing) -> None:
        """Say what the stage came to."""
        unfinished = standing.finished < standing.total
        word = (
            f"broken off at {number(standing.finished)} of {number(standing.total)}" if unfinished else "done"
        )
        parts = [f"{standing.stage}: {word} in {duration(standing.elapsed)}", counted(standing)]
        self.write("; ".join(filter(None, parts)))


@dataclass(slots=True)
class JsonLines:
    """One JSON object a line, one for each file.

    Attributes:
        write: takes a line without its end.
    """

    write: Callable[[str], None]

    def began(self, standing: Standing) -> None:
        """Write a ``begin`` event."""
        self._event("begin", standing)

    def moved(self, standing: Standing, news: FileNews) -> None:
        """Write a ``file`` event."""
        told = {
            "number": news.number,
            "state": news.state,
            "reason": news.reason or None,
            "released": news.released or None,
            "seconds": round(news.seconds, 3),
        }
        self._event("file", standing, file=told)

    def ended(self, standing: Standing) -> None:
        """Write an ``end`` event."""
        self._event("end", standing)

    def _event(self, event: str, standing: Standing, **more: Mapping[str, object]) -> None:
        self.write(json.dumps({"schema": SCHEMA, "event": event, **more, **_figures(standing)}))


def _figures(standing: Standing) -> dict[str, object]:
    remaining = standing.remaining
    return {
        "stage": standing.stage,
        "total": standing.total,
        "finished": standing.finished,
        "counts": {state.value: standing.counts.get(state, 0) for state in FileState},
        "unchanged": standing.unchanged,
        "elapsed": round(standing.elapsed, 3),
        "rate": None if standing.rate is None else round(standing.rate, 3),
        "remaining": None if remaining is None else round(remaining, 1),
    }


def _state_of(standing: Standing) -> str:
    share = f" ({100 * standing.finished / standing.total:.0f} %)" if standing.total else ""
    begun = f"{standing.stage}: {number(standing.finished)} of {_files(standing.total)}{share}"
    return "; ".join(filter(None, [begun, counted(standing), pace(standing)]))


def _files(count: int) -> str:
    return f"{number(count)} {'file' if count == 1 else 'files'}"


def _escaped(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
