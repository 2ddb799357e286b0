"""Workers on a Dask cluster: the same tasks, on several machines. With ``cluster_task`` all that knows Dask.

Workers load the models once and do one file at a time; only the coordinator writes. A lost
worker's files are given to another one, as often as the scheduler allows.
"""

from __future__ import annotations

import ctypes
import ipaddress
import itertools
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from redactor import __version__
from redactor.archive.workers import Broken, keep_loaded
from redactor.detect.learned.card import learned_version
from redactor.errors import RedactorError, UsageError

if TYPE_CHECKING:
    from distributed import Future, Worker

try:
    from distributed import Client, KilledWorker, WorkerPlugin, as_completed
    from distributed.spill import SpillBuffer

    from redactor.archive.cluster_task import do
except ImportError:
    raise UsageError("--cluster needs Dask: pip install 'redactor[cluster]'") from None

_NAME = "redactor"
_AHEAD = 4
_SECONDS_TO_CONNECT = 10
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of two options in the C library's ``malloc.h``."""
_MOST_SET_APART, _MOST_KEPT = 2**25, 2**26
"""Bytes to which glibc raises these two by itself where nobody sets one of them."""
_LOST = "the workers that were given it ended (it may have needed too much memory or time)"


class Cluster:
    """The workers of a cluster, prepared for one run.

    Args:
        address: of the scheduler: ``tls://host:8786``, or ``tcp://`` on this machine.
        prepare: name of a function, ``module:function``, that is called once in each worker; what it
            returns goes into every task. Called again where the settings are renewed, with what it
            returned before.
        settings: its first argument.
        seconds: a worker that takes longer over one task ends itself.

    Raises:
        UsageError: if the address would send names in the open, nobody answers there, or a worker
            has another version or cannot load the models.
    """

    def __init__(self, address: str, prepare: str, settings: Any, seconds: float) -> None:
        _check_address(address)
        self._prepare, self._seconds = prepare, seconds
        self._names: list[str] = []
        try:
            self._client = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
        except Exception as error:
            raise UsageError(f"the cluster does not answer ({type(error).__name__})") from None
        try:
            self.renew(settings)
        except UsageError:
            self.close()
            raise

    def renew(self, settings: Any) -> None:
        """Have what comes next done with other settings; what the workers loaded stays.

        Args:
            settings: for ``prepare``.

        Raises:
            UsageError: if a worker has another version or cannot load the models.
        """
        # Each under a name of its own: a worker that joins late knows the newest only.
        before = self._names[-1] if self._names else None
        self._names.append(f"{_NAME}-{uuid4()}")
        plugin = _Prepared(self._names[-1], before, self._prepare, settings, self._seconds)
        try:
            self._client.register_plugin(plugin)
            if before is not None:
                self._client.unregister_worker_plugin(before)
                self._names.remove(before)
        except Exception as error:
            # What a worker raises may hold anything; ours are made for people.
            why = str(error) if isinstance(error, RedactorError) else type(error).__name__
            raise UsageError(f"a worker of the cluster cannot be prepared: {why}") from None

    def run(self, work: str, tasks: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        """Do tasks; yield each one's key and result, or a :class:`Broken`, as they are done.

        Args:
            work: name of a function, called with what was prepared and the task.
            tasks: each with its key.

        Raises:
            UsageError: if the scheduler is gone; the next run goes on.
        """
        waiting, keys = iter(tasks), {}
        done = as_completed([], loop=self._client.loop)

        def submit(count: int) -> None:
            for key, task in itertools.islice(waiting, count):
                future = self._client.submit(do, self._names[-1], work, task, pure=False)
                keys[future.key] = key
                done.add(future)

        # A few for each worker, so that results do not pile up there while they wait to be written.
        submit(_AHEAD * max(1, len(self._client.nthreads())))
        for future in done:
            submit(1)
            yield keys.pop(future.key), _result(future)

    def close(self) -> None:
        """Leave the cluster; what the workers were told goes with it."""
        if self._client.status == "running":
            for name in self._names:
                self._client.unregister_worker_plugin(name)
        self._client.close()


def _result(future: Future[Any]) -> Any:
    error = future.exception() if future.status != "finished" else None
    if isinstance(error, KilledWorker):
        return Broken(_LOST)
    if error is not None:
        raise UsageError(f"the cluster failed ({type(error).__name__}); run again")
    result = future.result()
    future.release()
    return result


class _Prepared(WorkerPlugin):
    """What a worker has loaded; every worker that joins gets it."""

    def __init__(
        self,
        name: str,
        before: str | None,
        prepare: str,
        settings: Any,
        seconds: float,
    ) -> None:
        self.name, self._before = name, before
        self._prepare, self._settings, self._seconds = prepare, settings, seconds
        self._versions = (__version__, learned_version())
        self.ready: Any = None
        """What is loaded."""

    def setup(self, worker: Worker) -> None:
        """Load what every task needs, and keep it in memory."""
        if (__version__, learned_version()) != self._versions:
            raise UsageError("it has another version of this program or its model")
        _keep_in_memory(worker)
        _keep_freed_memory()
        _stop_profiling(worker)
        # Models are not made for two threads at once.
        self._turn = threading.Lock()
        before: Any = worker.plugins.get(self._before or "")
        try:
            self.ready = resolve_name(self._prepare)(self._settings, before.ready if before else None)
        except RedactorError:
            raise
        except Exception as error:
            # The worker logs what is raised here, and the message may hold a name of the case.
            raise UsageError(f"an internal error ({type(error).__name__})") from None
        keep_loaded()

    def do(self, work: Callable[[Any, Any], Any], task: Any) -> Any:
        """Do one task; a worker that takes too long ends, and its nanny starts another."""
        with self._turn:
            clock = threading.Timer(self._seconds, os._exit, (1,))
            clock.daemon = True
            clock.start()
            try:
                return work(self.ready, task)
            finally:
                clock.cancel()


def _keep_in_memory(worker: Worker) -> None:
    """Let no result be put on a disk: it may hold names."""
    worker.memory_manager.memory_spill_fraction = False
    if isinstance(worker.data, SpillBuffer):
        worker.data.fast.n = float("inf")


def _keep_freed_memory() -> None:
    """Let the allocator keep what is freed, as it does in other processes.

    Dask's nannies have it give everything back at once, so that each larger array is asked of the
    system anew; that takes a worker up to a tenth of its time.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc has it, other C libraries don't
    if set_option is not None:
        set_option(_MMAP_THRESHOLD, _MOST_SET_APART)
        set_option(_TRIM_THRESHOLD, _MOST_KEPT)


def _stop_profiling(worker: Worker) -> None:
    """Let Dask not look a hundred times a second at what the worker does."""
    for name in ("profile", "profile-cycle"):
        callback = worker.periodic_callbacks.pop(name, None)
        if callback is not None:
            callback.stop()


def _check_address(address: str) -> None:
    """Refuse addresses that names would travel to in the open."""
    parts = urlsplit(address)
    if parts.scheme == "tls" or (parts.scheme == "tcp" and _is_here(parts.hostname or "")):
        return
    raise UsageError(
        "names would travel to the cluster in the open: give a tls:// address; tcp:// is for this machine"
    )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
