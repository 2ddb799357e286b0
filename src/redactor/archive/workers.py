"""Worker processes: one file each at a time, with a clock; a dead one is replaced, its file tried again."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pkgutil import resolve_name
from typing import Any

from redactor.errors import DetectionError, RedactorError

_ENDED = "twice the process that worked on it ended (it may have needed too much memory)"
_POLL = 0.5
"""Seconds between two looks at the clock."""
_SECONDS_TO_LOAD = 600
_MOST_NEW = 20_000
"""Objects, beyond those that are gone again, that are made until the new ones are looked through."""
_MOST_STARTS = 5
"""Workers in a row that may end before they are ready."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A task that brought its worker down.

    Attributes:
        reason: one sentence for people.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class _Ready:
    """What a worker says once it has loaded what every task needs."""


@dataclass(frozen=True, slots=True)
class _Renewed:
    """What a worker is told that goes on with other settings."""

    settings: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Unready:
    """What a worker says that could not load what every task needs: no file is to blame."""

    reason: str


_Task = tuple[str, Any]


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    since: float
    is_ready: bool = False
    task: _Task | None = None


@dataclass(slots=True)
class Pool:
    """Processes that load once what every task needs.

    Attributes:
        count: how many at most; no more are started than there are tasks.
        prepare: name of a function, ``module:function``, that is called first in each process; what it
            returns goes into every task. Called again where the settings are renewed, with what it
            returned before.
        settings: its first argument; it travels to the processes, never to disk.
        seconds: a task that takes longer is given up, and its worker killed.
    """

    count: int
    prepare: str
    settings: Any = field(repr=False)
    seconds: float
    _workers: list[_Worker] = field(default_factory=list)
    _tasks: Iterator[_Task] = field(default_factory=lambda: iter(()), repr=False)
    _waiting: deque[_Task] = field(default_factory=deque, repr=False)
    _orphans: set[str] = field(default_factory=set, repr=False)
    """Keys of tasks whose worker ended once: it may have been killed for another one's hunger."""
    _lost_starts: int = 0
    _context: SpawnContext = field(default_factory=lambda: multiprocessing.get_context("spawn"))

    def run(self, work: str, tasks: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        """Do tasks; yield each one's key and result, or a :class:`Broken`, as they are done.

        A task whose worker ended is done again, once.

        Args:
            work: name of a function, called with what was prepared and the task.
            tasks: each with its key; taken as workers get free.

        Raises:
            DetectionError: if workers cannot load what every task needs.
        """
        self._waiting, self._orphans, self._tasks = deque(), set(), iter(tasks)
        self._take()
        while self._waiting or any(w.task is not None for w in self._workers):
            self._hand_out(work)
            heard = {w.connection: w for w in self._workers if w.task is not None or not w.is_ready}
            for connection in wait(list(heard), _POLL):
                # The stub says that sockets and numbers may come back, too; only what was asked about does.
                for key, result in self._heard(heard[connection]):  # type: ignore[index]
                    self._hand_out(work)  # so that nobody waits while this result is written
                    yield key, result
            yield from self._given_up()

    def renew(self, settings: Any) -> None:
        """Have the tasks of the next run done with other settings.

        Args:
            settings: for ``prepare``.
        """
        self.settings = settings
        for worker in list(self._workers):
            if not worker.is_ready:
                self._end(worker)  # it loads by the old ones
                continue
            worker.is_ready, worker.since = False, time.monotonic()
            with suppress(OSError):  # it died meanwhile: the next look finds that out
                worker.connection.send(_Renewed(settings))

    def close(self) -> None:
        """End all processes."""
        for worker in list(self._workers):
            self._end(worker)

    def _take(self) -> None:
        """Have one task ready for each worker."""
        self._waiting.extend(itertools.islice(self._tasks, max(0, self.count - len(self._waiting))))

    def _hand_out(self, work: str) -> None:
        while len(self._workers) < min(self.count, len(self._waiting) + self._busy()):
            self._workers.append(self._started())
        for worker in self._workers:
            if self._waiting and worker.is_ready and worker.task is None:
                worker.task, worker.since = self._waiting.popleft(), time.monotonic()
                with suppress(OSError):  # it died meanwhile: the next look finds that out
                    worker.connection.send((work, worker.task[1]))
        self._take()

    def _busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def _heard(self, worker: _Worker) -> Iterator[tuple[str, Any]]:
        task, worker.task = worker.task, None
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._end(worker)
            yield from self._lost(task)
            return
        if isinstance(said, _Unready):
            raise DetectionError(said.reason)
        if task is not None:
            yield task[0], said
        else:
            worker.is_ready, self._lost_starts = True, 0

    def _lost(self, task: _Task | None) -> Iterator[tuple[str, Broken]]:
        """Say what a worker's end means: to its task, or to all where it had none yet."""
        if task is None:
            self._lost_starts += 1
            if self._lost_starts > _MOST_STARTS:
                raise DetectionError("workers end before they are ready: is there memory for so many?")
        elif task[0] in self._orphans:
            yield task[0], Broken(_ENDED)
        else:
            self._orphans.add(task[0])
            self._waiting.append(task)

    def _given_up(self) -> Iterator[tuple[str, Broken]]:
        now = time.monotonic()
        for worker in list(self._workers):
            if not worker.is_ready and now - worker.since > _SECONDS_TO_LOAD:
                raise DetectionError("a worker does not get ready; the machine may be out of memory")
            is_done = worker.connection.poll()
            if worker.task is not None and not is_done and now - worker.since > self.seconds:
                key, _ = worker.task
                self._end(worker)
                yield key, Broken(f"it took longer than {self.seconds:g} seconds")

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        told = (theirs, self.prepare, self.settings)
        process = self._context.Process(target=_serve, args=told, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic())

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        with suppress(OSError):
            os.killpg(worker.process.pid or 0, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _serve(connection: Connection, prepare: str, settings: Any) -> None:
    """Work until the other side is gone."""
    # A group of its own, so that the process that parses goes with it.
    os.setpgid(0, 0)
    # A core would be a copy of the texts on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where memory runs out, the system ends a worker and not the run.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        prepared = _prepared(connection, prepare, settings, None)
        while prepared is not None:
            told = connection.recv()
            if isinstance(told, _Renewed):
                prepared = _prepared(connection, prepare, told.settings, prepared)
                continue
            work, task = told
            connection.send(resolve_name(work)(prepared, task))


def _prepared(connection: Connection, prepare: str, settings: Any, before: Any) -> Any | None:
    """Load what every task needs and say so; ``None`` if that failed, and why is said.

    What the product did not raise may hold a name of the case; only its type is told, and no traceback.
    """
    try:
        prepared = resolve_name(prepare)(settings, before)
    except RedactorError as error:
        connection.send(_Unready(str(error)))
    except Exception as error:
        connection.send(_Unready(f"an internal error ({type(error).__name__})"))
    else:
        keep_loaded()
        connection.send(_Ready())
        return prepared
    return None


def keep_loaded() -> None:
    """Let no collection of garbage look through what is loaded again: it stays.

    What is left to look through is so little that Python would look through all of it many times over
    one file, a few hundredths of its time. Garbage in circles, of which there is hardly any, waits longer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MOST_NEW, *gc.get_threshold()[1:])


def _end_with_parent() -> None:
    """Leave nothing behind that works, with texts in memory, for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)
