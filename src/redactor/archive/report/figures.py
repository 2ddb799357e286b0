"""From the records of the files to what the page shows. What comes out holds no path of the archive."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redactor.archive.reasons import shown
from redactor.archive.records import FileRecord, FileState
from redactor.archive.report.histogram import Histogram, Line
from redactor.archive.report.records import CasePersonInFiles
from redactor.archive.report.risk import Weights, contributions
from redactor.archive.stored import place
from redactor.model import Action

MOST_ROWS = 200
"""Longest table of the page; what is left out is counted."""
MOST_FILES_OF_A_PERSON = 30

_NOT_RELEASED = (FileState.HELD, FileState.FAILED)
_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
_SCORES = (1, 5, 10, 20, 40, 80, 160)


@dataclass(frozen=True, slots=True)
class Kind:
    """What became of the findings of one type over all released files."""

    entity_type: str
    masked: int
    generalized: int
    kept: int

    @property
    def total(self) -> int:
        """All findings of the type."""
        return self.masked + self.generalized + self.kept


@dataclass(frozen=True, slots=True)
class Risk:
    """A released document with its score.

    Attributes:
        score: see :mod:`redactor.archive.report.risk`.
        released: its name in the release.
        kept: findings that stay readable.
        generalized: findings that were made vaguer.
        words: of the original.
        reasons: entity types that add most, each with what it adds.
    """

    score: float
    released: str
    kept: int
    generalized: int
    words: int
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A file that was not released, by number."""

    number: int
    state: FileState
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person with the files in which he or she appears.

    Attributes:
        pseudonym: in the release.
        role: who the person is in the story.
        released: names in the release, a few at most.
        more: released files that are left out here.
        stopped: files with this person that were held or failed.
    """

    pseudonym: str
    role: str
    released: tuple[str, ...]
    more: int
    stopped: int

    @property
    def total(self) -> int:
        """All files in which the person appears."""
        return len(self.released) + self.more + self.stopped


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page shows about the files.

    Attributes:
        states: state to number of files.
        kinds: most frequent first.
        reasons: state, reason and number of files, most frequent first.
        stopped: held and failed files, a page full of them at most.
        riskiest: riskiest first, a page full of them at most.
        people: those in most files first.
        more_people: people that are left out.
        words: of all released files.
        size: in bytes, of all files.
        seconds: of work over all files.
        retried: files that needed more than one attempt.
        durations: seconds of work a file.
        scores: scores of the released files.
    """

    states: Mapping[FileState, int]
    kinds: tuple[Kind, ...]
    reasons: tuple[tuple[FileState, str, int], ...]
    stopped: tuple[Stopped, ...]
    riskiest: tuple[Risk, ...]
    people: tuple[Appearance, ...]
    more_people: int
    words: int
    size: int
    seconds: float
    retried: int
    durations: tuple[Line, ...]
    scores: tuple[Line, ...]

    @property
    def files(self) -> int:
        """All files on record."""
        return sum(self.states.values())

    @property
    def not_released(self) -> int:
        """Files that were held or failed."""
        return sum(self.states.get(state, 0) for state in _NOT_RELEASED)


def numbered(records: Sequence[FileRecord]) -> list[tuple[int, FileRecord]]:
    """Return held and failed files with the numbers that stand for them, in the order of their paths.

    The number is the file's place among all files of the archive, from 1.
    """
    in_order = sorted(records, key=lambda record: place(record.path))
    return [(number, record) for number, record in enumerate(in_order, 1) if record.state in _NOT_RELEASED]


def figures(records: Sequence[FileRecord], people: Iterable[CasePersonInFiles], weighing: Weights) -> Figures:
    """Count, weigh and order what the page shows.

    Args:
        records: of all files.
        people: of the case; empty where nobody may see who appears where.
        weighing: what a readable fact counts.
    """
    done = [record for record in records if record.state is FileState.DONE]
    stopped = [
        Stopped(number, r.state, shown(r.reason, r.path), r.attempts) for number, r in numbered(records)
    ]
    risks = [_risk(record, weighing) for record in done]
    appearances = _appearances(records, people)
    return Figures(
        states=Counter(record.state for record in records),
        kinds=_kinds(done),
        reasons=_reasons(stopped),
        stopped=tuple(stopped[:MOST_ROWS]),
        riskiest=tuple(heapq.nsmallest(MOST_ROWS, risks, key=lambda r: (-r.score, r.released))),
        people=tuple(appearances[:MOST_ROWS]),
        more_people=max(0, len(appearances) - MOST_ROWS),
        words=sum(record.words for record in done),
        size=sum(record.size for record in records),
        seconds=sum(record.seconds for record in records),
        retried=sum(record.attempts > 1 for record in records),
        durations=Histogram(_SECONDS, "s").of(r.seconds for r in records if r.state is not FileState.NEW),
        scores=Histogram(_SCORES).of(risk.score for risk in risks),
    )


def _reasons(stopped: Iterable[Stopped]) -> tuple[tuple[FileState, str, int], ...]:
    counted = Counter((s.state, s.reason) for s in stopped)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple((state, reason, count) for (state, reason), count in ordered[:MOST_ROWS])


def _kinds(done: Iterable[FileRecord]) -> tuple[Kind, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for record in done:
        for tally in record.findings:
            counted[tally.entity_type, tally.action] += tally.count
    types = {entity_type for entity_type, _ in counted}
    kinds = (Kind(t, *(counted[t, a.label] for a in sorted(Action, reverse=True))) for t in types)
    return tuple(sorted(kinds, key=lambda kind: (-kind.total, kind.entity_type)))


def _risk(record: FileRecord, weighing: Weights) -> Risk:
    added = contributions(record.findings, weighing)
    by_action: Counter[str] = Counter()
    for tally in record.findings:
        by_action[tally.action] += tally.count
    most = sorted(added.items(), key=lambda item: (-item[1], item[0]))[:3]
    return Risk(
        score=sum(added.values()),
        released=record.released,
        kept=by_action[Action.KEEP.label],
        generalized=by_action[Action.GENERALIZE.label],
        words=record.words,
        reasons=tuple(most),
    )


def _appearances(records: Iterable[FileRecord], people: Iterable[CasePersonInFiles]) -> list[Appearance]:
    released = {record.path: record.released for record in records if record.state is FileState.DONE}
    rows = []
    for person in people:
        known = set(person.files)
        names = sorted(released[path] for path in known if path in released)
        rows.append(
            Appearance(
                pseudonym=person.pseudonym,
                role=person.role.value.replace("_", " "),
                released=tuple(names[:MOST_FILES_OF_A_PERSON]),
                more=max(0, len(names) - MOST_FILES_OF_A_PERSON),
                stopped=len(known) - len(names),
            )
        )
    return sorted(rows, key=lambda row: (-row.total, row.pseudonym))
