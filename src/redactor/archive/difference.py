"""What another policy would treat differently: decisions of two passes, compared without their text."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from redactor.archive.results import Stopped
from redactor.archive.task import Task
from redactor.archive.work import Prepared, read_document, stopped
from redactor.model import Action
from redactor.pipeline import analyze_document

Where = tuple[str, int, int, str]
"""Segment, start, end and entity type of a finding."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """What becomes of each finding of a file.

    Attributes:
        actions: action and a digest of the replacement, by place.
    """

    actions: Mapping[Where, tuple[Action, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What would change in one file, in numbers.

    Attributes:
        more: findings that would be hidden more, by entity type.
        less: findings that would be hidden less, by entity type.
        reworded: findings with the same action and other words, by entity type.
    """

    more: Mapping[str, int]
    less: Mapping[str, int]
    reworded: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.more or self.less or self.reworded)


def treatment(prepared: Prepared, task: Task) -> Treatment | Stopped:
    """Say what becomes of each finding of a file under the policy of a worker."""
    start = time.monotonic()
    try:
        analysis = analyze_document(prepared.engine, read_document(prepared, task))
    except Exception as error:
        return stopped(error, start)
    return Treatment(
        {
            (d.finding.segment, d.finding.span.start, d.finding.span.end, str(d.finding.entity_type)): (
                d.action,
                hashlib.sha256((d.replacement or "").encode()).hexdigest(),
            )
            for d in analysis.decisions
        }
    )


def difference(old: Treatment, new: Treatment) -> Difference:
    """Compare two treatments of one file; a finding that only one has counts as kept by the other."""
    changes: dict[str, Counter[str]] = {"more": Counter(), "less": Counter(), "reworded": Counter()}
    for where in old.actions.keys() | new.actions.keys():
        if change := _change(old.actions.get(where), new.actions.get(where)):
            changes[change][where[-1]] += 1
    return Difference(*(dict(sorted(changes[name].items())) for name in ("more", "less", "reworded")))


def _change(old: tuple[Action, str] | None, new: tuple[Action, str] | None) -> str | None:
    before = old[0] if old else Action.KEEP
    after = new[0] if new else Action.KEEP
    if before is not after:
        return "more" if after > before else "less"
    return "reworded" if old and new and old[1] != new[1] else None


def described(found: Difference) -> Iterator[str]:
    """Yield a phrase for each kind of change: ``3 hidden more (AGE 2, HOMETOWN 1)``."""
    for counts, words in ((found.more, "more"), (found.less, "less"), (found.reworded, "in other words")):
        if counts:
            kinds = ", ".join(f"{kind} {count}" for kind, count in counts.items())
            yield f"{sum(counts.values())} hidden {words} ({kinds})"
