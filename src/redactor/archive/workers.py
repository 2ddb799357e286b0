"""Worker processes: one file each at a time, with a clock; a dead one is replaced and costs its file only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from redactor.errors import DetectionError, RedactorError

_ENDED = "the process that worked on it ended (it may have needed too much memory)"
_POLL = 0.5
"""Seconds between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A task that brought its worker down.

    Attributes:
        reason: one sentence for people.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class _Unready:
    """What a worker says that could not load what every task needs: no file is to blame."""

    reason: str


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    task: str | None = None
    since: float = 0.0


@dataclass(slots=True)
class Pool:
    """Processes that load once what every task needs.

    Attributes:
        count: how many.
        prepare: called first in each process; what it returns goes into every task.
        settings: its argument; it travels to the processes, never to disk.
        seconds: a task that takes longer is given up, and its worker killed.
    """

    count: int
    prepare: Callable[[Any], Any]
    settings: Any = field(repr=False)
    seconds: float
    _workers: list[_Worker] = field(default_factory=list)
    _context: SpawnContext = field(default_factory=lambda: multiprocessing.get_context("spawn"))

    def run(
        self, work: Callable[[Any, Any], Any], tasks: Iterable[tuple[str, Any]]
    ) -> Iterator[tuple[str, Any]]:
        """Do tasks; yield each one's key and result, or a :class:`Broken`, as they are done.

        Args:
            work: a function of a module, called with what was prepared and the task.
            tasks: each with its key.

        Raises:
            DetectionError: if a worker cannot load what every task needs.
        """
        waiting = deque(tasks)
        while waiting or any(w.task is not None for w in self._workers):
            self._hand_out(work, waiting)
            busy = {w.connection: w for w in self._workers if w.task is not None}
            for connection in wait(list(busy), _POLL):
                worker = busy[connection]  # type: ignore[index]
                key, worker.task = worker.task, None
                try:
                    result = worker.connection.recv()
                except (EOFError, OSError):
                    self._end(worker)
                    result = Broken(_ENDED)
                if isinstance(result, _Unready):
                    raise DetectionError(result.reason)
                yield str(key), result
            yield from self._given_up()

    def close(self) -> None:
        """End all processes."""
        for worker in list(self._workers):
            self._end(worker)

    def _hand_out(self, work: Callable[[Any, Any], Any], waiting: deque[tuple[str, Any]]) -> None:
        while waiting and len(self._workers) < self.count:
            self._workers.append(self._started())
        for worker in self._workers:
            if waiting and worker.task is None:
                key, task = waiting.popleft()
                worker.task, worker.since = key, time.monotonic()
                with suppress(OSError):  # it died meanwhile: the next look finds that out
                    worker.connection.send((work, task))

    def _given_up(self) -> Iterator[tuple[str, Broken]]:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.task is not None and now - worker.since > self.seconds:
                key = worker.task
                self._end(worker)
                yield key, Broken(f"it took longer than {self.seconds:g} seconds")

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        told = (theirs, self.prepare, self.settings)
        process = self._context.Process(target=_serve, args=told, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        with suppress(OSError):
            os.killpg(worker.process.pid or 0, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _serve(connection: Connection, prepare: Callable[[Any], Any], settings: Any) -> None:
    """Work until the other side is gone."""
    # A group of its own, so that the process that parses goes with it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepared: Any = None
    with suppress(EOFError, OSError):
        while True:
            work, task = connection.recv()
            if prepared is None:
                try:
                    prepared = prepare(settings)
                except RedactorError as error:
                    connection.send(_Unready(str(error)))
                    return
            connection.send(work(prepared, task))


def _end_with_parent() -> None:
    """Leave nothing behind that works, with texts in memory, for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)
