"""A run over an archive: list, analyze each, link the people once, redact each.

The coordinator alone writes: a file's release first, then its record. Whatever a crash leaves
is done again by the next run, to the same bytes, because everybody's code is in the vault
before the first file is written.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from redactor.archive.journal import Footing, Journal
from redactor.archive.linking import link, persons_in
from redactor.archive.people import FoundPerson
from redactor.archive.progress import Progress, Stage
from redactor.archive.records import FileRecord, FileState
from redactor.archive.storage import open_storage
from redactor.archive.vault import Vault
from redactor.archive.work import Analyzed, Prepared, Redacted, Settings, Stopped, Task, analyze, prepare, redact
from redactor.archive.workers import Broken, Pool
from redactor.case import Case, CaseFinder
from redactor.errors import RedactorError, UsageError
from redactor.policy import Policy

_LINKED = "linked"
_FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked for.

    Attributes:
        archive: its address.
        release: folder to write to.
        policy: whose rules decide.
        case: the user's case file.
        pipeline: a spaCy pipeline's name.
        workers: how many processes.
        seconds: what one pass over one file may take.
    """

    archive: str
    release: Path
    policy: Policy
    case: Case | None = field(repr=False)
    pipeline: str | None
    workers: int
    seconds: float = 600.0

    def settings(self, case: Case | None) -> Settings:
        """Return what workers need, with a case."""
        return Settings(self.archive, self.policy, case, self.pipeline)


class Run:
    """One run; the journal and the vault are open for it alone.

    Args:
        order: what is asked for.
        footing: what the results rest on.
        journal: the release's.
        vault: the case's.
        progress: who is shown how it goes.
        public: names of public figures, whom nobody links in.
    """

    def __init__(
        self, order: Order, footing: Footing, journal: Journal, vault: Vault, progress: Progress, public: Iterable[str]
    ) -> None:
        self.order = order
        self._footing = json.dumps(asdict(footing))
        self._journal, self._vault, self._progress = journal, vault, progress
        self._public = (*public,)
        self._source = open_storage(order.archive)
        self._target = open_storage(str(order.release))
        self.unchanged = 0

    def go(self) -> Mapping[str, FileRecord]:
        """Take the archive through; return what is on record of each file then."""
        records = self._listed()
        self._analyzed(records)
        linked = self._linked(records)
        self._redacted(records, linked)
        return self._journal.records()

    def _put(self, record: FileRecord) -> FileRecord:
        self._journal.put(record)
        return record

    def _listed(self) -> dict[str, FileRecord]:
        """List the archive; what changed since its record begins anew."""
        known, entries = self._journal.records(), list(self._source.entries())
        self._progress.begin(Stage.LISTING, len(entries))
        records = {}
        for entry in entries:
            try:
                digest = "" if entry.refused else self._digest_of(entry.path)
                refused = entry.refused
            except RedactorError as error:
                digest, refused = "", str(error)
            old = known.get(entry.path)
            if refused:
                record = FileRecord(entry.path, entry.size, "", FileState.FAILED, refused)
            elif old is not None and old.digest == digest:
                record = old
            else:
                record = FileRecord(entry.path, entry.size, digest, FileState.NEW)
            records[entry.path] = record if record == old else self._put(record)
        for path in known.keys() - records.keys():
            self._journal.drop(path)
        self._vault.forget(known.keys() - records.keys())
        self._progress.end()
        return records

    def _digest_of(self, path: str) -> str:
        most = self.order.policy.handling.limits.bytes
        return hashlib.sha256(self._source.read(path, most)).hexdigest()

    def _analyzed(self, records: dict[str, FileRecord]) -> None:
        """Do the first pass over every file whose people nobody knows yet."""
        waiting = [
            r for r in records.values() if _is_on_its_way(r) and self._vault.people_of(r.path, self._key(r)) is None
        ]
        self._progress.begin(Stage.ANALYZING, len(records), unchanged=len(records) - len(waiting))
        for path, result in self._work(analyze, waiting, self.order.case):
            record = records[path]
            if isinstance(result, Analyzed):
                self._vault.remember(path, self._key(record), result.people)
                done = replace(record, state=FileState.ANALYZED, words=result.words, seconds=result.seconds)
                records[path] = self._put(done)
            else:
                records[path] = self._put(_ended(record, result))
            self._tell(records, path)
        self._progress.end()

    def _linked(self, records: dict[str, FileRecord]) -> Case:
        """Link the people of all files once; where that says something new, all files are done anew."""
        people = self._people(records)
        self._progress.begin(Stage.LINKING, len(people))
        own = self.order.case
        persons = persons_in(people, own, self._vault.codes, self._public)
        taken = [p.pseudonym for p in own.people if p.pseudonym] if own else []
        linked = link(people, own, self._vault.give_codes(persons, taken), self._public)
        digest = hashlib.sha256(f"{self._vault.mark.id}{linked!r}{_secrets(linked)}".encode()).hexdigest()
        for path, record in records.items():
            is_old = record.state is FileState.DONE and (
                self._journal.noted(_LINKED) != digest or not self._is_there(record)
            )
            if is_old or record.state is FileState.NEW and path in people:
                records[path] = self._put(replace(record, state=FileState.ANALYZED))
        self._journal.note(_LINKED, digest)
        self._progress.end()
        return linked

    def _people(self, records: Mapping[str, FileRecord]) -> dict[str, tuple[FoundPerson, ...]]:
        found = {r.path: self._vault.people_of(r.path, self._key(r)) for r in records.values()}
        return {path: people for path, people in found.items() if people is not None}

    def _is_there(self, record: FileRecord) -> bool:
        try:
            data = self._target.read(record.released, 2**31)
        except RedactorError:
            return False
        return hashlib.sha256(data).hexdigest() == record.released_digest

    def _redacted(self, records: dict[str, FileRecord], linked: Case) -> None:
        """Do the second pass over every file that is not done."""
        waiting = [r for r in records.values() if r.state is FileState.ANALYZED]
        self.unchanged = len(records) - len(waiting)
        self._progress.begin(Stage.REDACTING, len(records), unchanged=self.unchanged)
        folders = _Folders(linked, self._journal.numbers()) if waiting else None
        for path, result in self._work(redact, waiting, linked):
            record = records[path]
            if isinstance(result, Redacted) and folders is not None:
                try:
                    records[path] = self._put(self._released(record, result, folders.of(path)))
                except RedactorError as error:
                    self._put(replace(record, state=FileState.FAILED, reason=str(error)))
                    raise
            else:
                records[path] = self._put(_ended(record, result))
            self._tell(records, path)
        self._progress.end()

    def _released(self, record: FileRecord, result: Redacted, folder: str) -> FileRecord:
        self._target.write(folder, result.files)
        return replace(
            record,
            state=FileState.DONE,
            reason="",
            released=f"{folder}/{result.name}" if folder else result.name,
            released_digest=hashlib.sha256(result.files[result.name]).hexdigest(),
            findings=result.findings,
            words=result.words,
            seconds=result.seconds,
            attempts=record.attempts + 1,
        )

    def _work(
        self, work: Callable[[Prepared, Task], Any], waiting: list[FileRecord], case: Case | None
    ) -> Iterator[tuple[str, Any]]:
        if not waiting:
            return
        pool = Pool(min(self.order.workers, len(waiting)), prepare, self.order.settings(case), self.order.seconds)
        numbers, shared = self._journal.numbers(), _shared_stems(self._journal.records())
        tasks = [(r.path, Task(r.path, r.digest, numbers[r.path], r.path in shared)) for r in waiting]
        try:
            yield from pool.run(work, tasks)
        finally:
            pool.close()

    def _tell(self, records: Mapping[str, FileRecord], path: str) -> None:
        self._progress.file(list(records).index(path) + 1, records[path])

    def _key(self, record: FileRecord) -> str:
        """A digest of the file and of all else that the first pass rests on."""
        return hashlib.sha256(f"{record.digest} {self._footing}".encode()).hexdigest()


class _Folders:
    """Where files go: the archive's folders, but for names that tell."""

    def __init__(self, case: Case, numbers: Mapping[str, int]) -> None:
        finder = CaseFinder(case, ())
        firsts: dict[str, int] = {}
        for path, number in numbers.items():
            for part in PurePosixPath(path).parent.parts:
                firsts[part] = min(number, firsts.get(part, number))
        self._names = {
            part: f"{_FOLDER}-{number}" if finder.is_named_in(part) else part for part, number in firsts.items()
        }

    def of(self, path: str) -> str:
        """Return the released folder of a file."""
        return "/".join(self._names[part] for part in PurePosixPath(path).parent.parts)


def check_footing(journal: Journal, footing: Footing) -> None:
    """Refuse to mix results that rest on different things.

    Raises:
        UsageError: naming what changed.
    """
    known = journal.footing()
    changed = known.differs_from(footing) if known else []
    if changed:
        raise UsageError(
            f"this release rests on another {', '.join(changed)}; use a new folder, or --anew to do all of it again"
        )


def _is_on_its_way(record: FileRecord) -> bool:
    return record.state in {FileState.NEW, FileState.ANALYZED, FileState.DONE}


def _ended(record: FileRecord, result: Stopped | Broken) -> FileRecord:
    state = result.state if isinstance(result, Stopped) else FileState.FAILED
    seconds = result.seconds if isinstance(result, Stopped) else 0.0
    return replace(
        record, state=state, reason=result.reason, seconds=seconds, released="", attempts=record.attempts + 1
    )


def _shared_stems(paths: Iterable[str]) -> set[str]:
    """Return the paths whose reports would have another file's names."""
    stems = {path: str(PurePosixPath(path).with_suffix("")).casefold() for path in paths}
    counts = Counter(stems.values())
    return {path for path, stem in stems.items() if counts[stem] > 1}


def _secrets(case: Case) -> str:
    """What the case's own ``repr`` leaves out because it is secret; only its digest is kept."""
    return json.dumps(asdict(case), default=str, sort_keys=True)

