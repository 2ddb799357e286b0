"""A run over an archive: list, analyze each, link the people once, redact each.

The coordinator alone writes: a file's release first, then its record. Whatever a crash leaves
is done again by the next run, to the same bytes, because everybody's code is in the vault
before the first file is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from redactor.archive.journal import Journal
from redactor.archive.kept_looks import KeptLooks
from redactor.archive.known_people import key_of, people_known, with_former
from redactor.archive.linking import link, persons_in
from redactor.archive.order import Order, Workers
from redactor.archive.people import FoundPerson
from redactor.archive.progress import Progress, Stage
from redactor.archive.records import FileRecord, FileState
from redactor.archive.released_names import FolderNames, ambiguous, with_reports
from redactor.archive.results import Analyzed, Redacted, Stopped
from redactor.archive.storage import Entry, open_storage
from redactor.archive.task import Task
from redactor.archive.vault import Vault
from redactor.archive.workers import Broken
from redactor.case import Case, CaseFinder
from redactor.errors import RedactorError, UsageError

_ANALYZE, _REDACT = "redactor.archive.work:analyze", "redactor.archive.work:redact"
_LINKED = "linked"
_LARGEST_RELEASE = 2**31
_NO_PLACE = (
    "nothing can be written where it belongs in the release: a link, a folder or a file of others is there,"
    " or its path is too long"
)
_EMPTY = (
    "the archive is empty, and files of it are on record: is its share or disk mounted?"
    " If all of them are meant to go, remove the release"
)


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to.

    Attributes:
        records: of every file of the archive, in the order of the paths.
        unchanged: how many of them an earlier run had released.
        linked: the case with everybody of the archive in it.
        people: by path, whom each file names.
    """

    records: tuple[FileRecord, ...]
    unchanged: int
    linked: Case = field(repr=False)
    people: Mapping[str, tuple[FoundPerson, ...]] = field(repr=False)


class Run:
    """One run; the journal and the vault are open for it alone.

    Args:
        order: what is asked for.
        journal: the release's.
        vault: the case's.
        progress: who is shown how it goes.
    """

    def __init__(self, order: Order, journal: Journal, vault: Vault, progress: Progress) -> None:
        self._order, self._journal, self._vault, self._progress = order, journal, vault, progress
        self._source, self._target = open_storage(order.archive), open_storage(order.release)
        self._records: dict[str, FileRecord] = {}
        self._places: dict[str, int] = {}
        self._looks = KeptLooks()
        self._workers: Workers | None = None

    def go(self) -> RunResult:
        """Take the archive through.

        Raises:
            RedactorError: if the archive cannot be listed, or the release, the journal or the vault
                cannot be written to; the next run goes on from there.
        """
        try:
            return self._gone()
        finally:
            self._looks.close()
            if self._workers is not None:
                self._workers.close()

    def _gone(self) -> RunResult:
        # First of all: the numbers in names rest on it, and no other vault may come between.
        self._journal.note_vault(self._vault.mark)
        self._target.remove_leftovers()
        self._list()
        self._analyze()
        people = self._people()
        linked = self._link(people)
        unchanged = sum(record.state is FileState.DONE for record in self._records.values())
        self._redact(linked)
        self._vault.tidy()
        return RunResult(tuple(self._records.values()), unchanged, linked, people)

    def _put(self, record: FileRecord) -> None:
        self._journal.put(record)
        self._records[record.path] = record

    def _list(self) -> None:
        """List the archive; what changed since its record begins anew."""
        known, entries = self._journal.records(), list(self._source.entries())
        if known and not entries:
            raise UsageError(_EMPTY)
        self._progress.begin(Stage.LISTING, len(entries))
        for number, entry in enumerate(entries, 1):
            self._places[entry.path] = number
            old = known.get(entry.path)
            record = self._listed(entry, old)
            if record == old:
                self._records[entry.path] = record
            else:
                self._put(self._withdrawn(record))
            self._progress.file(number, self._records[entry.path])
        gone = known.keys() - self._records.keys()
        self._vault.forget(gone)
        for path in sorted(gone):
            self._withdrawn(known[path])
            self._journal.drop(path)
        self._progress.end()

    def _listed(self, entry: Entry, old: FileRecord | None) -> FileRecord:
        before = old or FileRecord(entry.path, entry.size, "", FileState.NEW)
        anew = FileRecord(
            entry.path,
            entry.size,
            digest="",
            state=FileState.FAILED,
            released=before.released,
            released_digest=before.released_digest,
        )
        most = self._order.policy.handling.limits.bytes
        try:
            data = b"" if entry.refused else self._source.read(entry.path, most)
        except RedactorError as error:
            return replace(anew, reason=str(error))
        if entry.refused:
            return replace(anew, reason=entry.refused)
        digest = hashlib.sha256(data).hexdigest()
        return before if before.digest == digest else replace(anew, digest=digest, state=FileState.NEW)

    def _withdrawn(self, record: FileRecord) -> FileRecord:
        """Remove what an earlier run released of a file that is not released any more."""
        if record.released:
            self._target.remove(with_reports(record.released))
        return replace(record, released="", released_digest="")

    def _analyze(self) -> None:
        """Do the first pass over every file whose people nobody knows yet."""
        known = self._people()
        waiting = [r for r in self._records.values() if r.is_under_way and r.path not in known]
        self._progress.begin(Stage.ANALYZING, len(self._records), unchanged=len(self._records) - len(waiting))
        for record, result in self._work(_ANALYZE, waiting, self._order.case):
            if isinstance(result, Analyzed):
                key = key_of(record, self._order.footing)
                self._vault.remember(record.path, key, result.people, record.digest)
                self._looks.keep(record.path, result.look)
                self._put(
                    replace(record, state=FileState.ANALYZED, words=result.words, seconds=result.seconds)
                )
            else:
                self._put(self._ended(record, result))
            self._tell(record)
        self._progress.end()

    def _link(self, people: Mapping[str, tuple[FoundPerson, ...]]) -> Case:
        """Link the people of all files once; where that says something new, all files are done anew."""
        self._progress.begin(Stage.LINKING, len(people), unchanged=len(people))
        own, public = self._order.case, self._order.public
        everybody = with_former(self._vault, people)
        persons = persons_in(everybody, own, self._vault.codes, public)
        taken = [p.pseudonym for p in own.people if p.pseudonym] if own else []
        linked = link(everybody, own, self._vault.give_codes(persons, taken), public)
        self._journal.note_vault(self._vault.mark)
        digest = self._digest_of(linked)
        is_new = self._journal.noted(_LINKED) != digest
        for path, record in self._records.items():
            is_stale = record.state is FileState.DONE and (is_new or not self._is_there(record))
            if is_stale or (record.state is FileState.NEW and path in people):
                self._put(replace(self._withdrawn(record), state=FileState.ANALYZED))
        self._journal.note(_LINKED, digest)
        self._progress.end()
        return linked

    def _digest_of(self, linked: Case) -> str:
        """A digest of all that a file's redaction owes to the other files; only this one is kept."""
        told = [self._vault.mark.id, asdict(self._order.footing), asdict(linked)]
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()

    def _people(self) -> dict[str, tuple[FoundPerson, ...]]:
        return people_known(self._vault, self._records.values(), self._order.footing)

    def _is_there(self, record: FileRecord) -> bool:
        """Whether what was released is there as it was written, its reports too."""
        try:
            files = [self._target.read(path, _LARGEST_RELEASE) for path in with_reports(record.released)]
        except RedactorError:
            return False
        return _digest(files) == record.released_digest

    def _redact(self, linked: Case) -> None:
        """Do the second pass over every file that is not done."""
        waiting = [r for r in self._records.values() if r.state is FileState.ANALYZED]
        self._progress.begin(Stage.REDACTING, len(self._records), unchanged=len(self._records) - len(waiting))
        if waiting:
            self._release(waiting, linked)
        self._progress.end()

    def _release(self, waiting: list[FileRecord], linked: Case) -> None:
        finder = CaseFinder(linked, self._order.public)
        folders = FolderNames(finder, self._records, self._vault.mark.id)
        for record, result in self._work(_REDACT, waiting, linked):
            if isinstance(result, Redacted):
                self._put(self._released(record, result, folders.of(record.path)))
            else:
                self._put(self._ended(record, result))
            self._tell(record)

    def _released(self, record: FileRecord, result: Redacted, folder: str) -> FileRecord:
        path = f"{folder}/{result.name}" if folder else result.name
        is_new = record.released != path
        if is_new:
            # On record before it is there: whatever happens then, a later run knows what to remove.
            record = replace(self._withdrawn(record), released=path)
            self._put(record)
        try:
            self._target.write(folder, result.files)
        except UsageError:
            # A full disk ends the run; what is wrong with this one place costs this file alone. Of a new
            # one nothing is there: a set is written as a whole or not at all.
            record = replace(record, released="") if is_new else record
            return self._ended(record, Stopped(FileState.FAILED, _NO_PLACE, result.seconds))
        return replace(
            record,
            state=FileState.DONE,
            reason="",
            released=path,
            released_digest=_digest(result.files.values()),
            findings=result.findings,
            words=result.words,
            seconds=result.seconds,
            attempts=record.attempts + 1,
        )

    def _ended(self, record: FileRecord, result: Stopped | Broken) -> FileRecord:
        state = result.state if isinstance(result, Stopped) else FileState.FAILED
        seconds = result.seconds if isinstance(result, Stopped) else 0.0
        record = self._withdrawn(record)
        return replace(
            record, state=state, reason=result.reason, seconds=seconds, attempts=record.attempts + 1
        )

    def _work(
        self, work: str, waiting: list[FileRecord], case: Case | None
    ) -> Iterator[tuple[FileRecord, Any]]:
        if not waiting:
            return
        numbers = self._journal.numbers()
        unsure = ambiguous(numbers)
        # Files are written in the order of their numbers: their times tell nothing of the alphabet.
        waiting = sorted(waiting, key=lambda record: numbers[record.path])
        # Made as they are handed out: all looks at once would be too much to hold.
        tasks = (
            (r.path, Task(r.path, r.digest, numbers[r.path], r.path in unsure, self._looks.of(r.path)))
            for r in waiting
        )
        for path, result in self._hired(case).run(work, tasks):
            yield self._records[path], result

    def _hired(self, case: Case | None) -> Workers:
        """Return the run's workers; in the second pass they have what they loaded in the first."""
        settings = self._order.settings(case)
        if self._workers is None:
            self._workers = self._order.hire(settings)
        else:
            self._workers.renew(settings)
        return self._workers

    def _tell(self, record: FileRecord) -> None:
        self._progress.file(self._places[record.path], self._records[record.path])


def _digest(files: Iterable[bytes]) -> str:
    """A digest of a document with its reports, in the order in which they are given."""
    return hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files)).hexdigest()
