"""What a worker does with one file: the two passes. Runs in worker processes."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from redactor.archive.order import Settings
from redactor.archive.people import people_of
from redactor.archive.records import FileState, Tally
from redactor.archive.released_names import released_as
from redactor.archive.results import Analyzed, Redacted, Stopped
from redactor.archive.storage import Storage, open_storage
from redactor.archive.task import Task
from redactor.delivery import delivery_of
from redactor.detect.kept import pack, unpack
from redactor.errors import HeldError, RedactorError
from redactor.model import Document, Outcome
from redactor.pipeline import Engine, analyze_document, load_engine, look_at, redact_document
from redactor.sandbox import Sandbox

_CHANGED = "it changed while the run went on; run again, or `batch retry --held`"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Loaded models, and the archive."""

    engine: Engine
    storage: Storage


def prepare(settings: Settings, before: Prepared | None = None) -> Prepared:
    """Load the models once.

    Args:
        settings: what a worker needs to begin.
        before: what this worker did the pass before with, of the same run: only the case is another one.
    """
    if before is not None:
        # The second pass knows what the network says of each file.
        before.engine.detector.release_memory()
        return Prepared(before.engine.with_case(settings.case), before.storage)
    confine = Sandbox(settings.policy.handling.limits).confine
    engine = load_engine(settings.policy, pipeline=settings.pipeline, case=settings.case, confine=confine)
    return Prepared(engine, open_storage(settings.archive))


def analyze(prepared: Prepared, task: Task) -> Analyzed | Stopped:
    """Do the first pass over a file."""
    start = time.monotonic()
    try:
        document = read_document(prepared, task)
        look = look_at(prepared.engine, document)
        people, kept = people_of(analyze_document(prepared.engine, document, look=look)), pack(look)
    except Exception as error:
        return stopped(error, start)
    words = sum(len(segment.text.split()) for segment in document.segments)
    return Analyzed(people, words, time.monotonic() - start, kept)


def redact(prepared: Prepared, task: Task) -> Redacted | Stopped:
    """Do the second pass over a file."""
    start, engine = time.monotonic(), prepared.engine
    try:
        data = _read(prepared, task)
        look = unpack(task.look, engine.detector.vocab) if task.look is not None else None
        outcome = redact_document(engine, PurePosixPath(task.path).name, data, look=look)
        delivery = delivery_of(engine, _named(outcome, task))
    except Exception as error:
        return stopped(error, start)
    outcome, seconds = delivery.outcome, time.monotonic() - start
    if not outcome.released:
        kinds = ", ".join(sorted({leak.detail for leak in outcome.leaks}))
        return Stopped(FileState.HELD, f"a release would leak: {kinds}", seconds)
    words = sum(len(segment.text.split()) for segment in outcome.analysis.document.segments)
    return Redacted(outcome.name, dict(delivery.files), _tallies(outcome), words, seconds)


def read_document(prepared: Prepared, task: Task) -> Document:
    """Return a file's document.

    Raises:
        RedactorError: if it cannot be read, or is not what the run listed.
    """
    return prepared.engine.read(PurePosixPath(task.path).name, _read(prepared, task))


def _read(prepared: Prepared, task: Task) -> bytes:
    data = prepared.storage.read(task.path, prepared.engine.handling.limits.bytes)
    if hashlib.sha256(data).hexdigest() != task.digest:
        raise HeldError(_CHANGED)
    return data


def _named(outcome: Outcome, task: Task) -> Outcome:
    return replace(outcome, name=released_as(outcome.name, task.path, task.number, is_shared=task.is_shared))


def stopped(error: Exception, start: float) -> Stopped:
    """Say why a file goes no further; what the product did not raise may hold text of it.

    Args:
        error: that came up.
        start: when the work began, on the monotonic clock.
    """
    seconds = time.monotonic() - start
    if isinstance(error, HeldError):
        return Stopped(FileState.HELD, str(error), seconds)
    if isinstance(error, RedactorError):
        return Stopped(FileState.FAILED, str(error), seconds)
    return Stopped(FileState.FAILED, f"an internal error ({type(error).__name__})", seconds)


def _tallies(outcome: Outcome) -> tuple[Tally, ...]:
    counted = Counter((str(d.finding.entity_type), d.action.label) for d in outcome.analysis.decisions)
    return tuple(Tally(kind, action, count) for (kind, action), count in sorted(counted.items()))
