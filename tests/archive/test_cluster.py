"""The same work on a Dask cluster of this machine: the same bytes, also when a worker is lost."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from click.testing import CliRunner
from distributed import Client

from redactor.archive.cluster_task import do
from redactor.archive.task import Task
from redactor.cli import main

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore"),  # of distributed's own, about ports and teardown
]

FILES = {f"{number}.txt": f"Sergeant Zoran Babic spoke on day {number}. It rained.\n" for number in range(4)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    import dask

    # Sockets are closed to tests until one asks for them; a fixture of a module is made before.
    import pytest_socket
    from distributed import LocalCluster

    pytest_socket.enable_socket()
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, worker_dashboard_address=None
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "archive"
    folder.mkdir()
    for path, text in FILES.items():
        (folder / path).write_text(text, "utf-8")
    return folder


def released(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_cluster_gives_the_bytes_that_the_pool_gives(cluster: Any, archive: Path, tmp_path: Path) -> None:
    for target, more in (("pool", ["--workers", "1"]), ("dask", ["--cluster", cluster.scheduler_address])):
        done = CliRunner().invoke(main, ["batch", "run", str(archive), "-o", str(tmp_path / target), *more])
        assert done.exit_code == 0, done.output
    assert released(tmp_path / "dask") == released(tmp_path / "pool")
    assert len(released(tmp_path / "dask")) == 3 * len(FILES)


def test_a_lost_workers_files_are_done_by_another(cluster: Any, archive: Path, tmp_path: Path) -> None:
    pids = [worker.process.pid for worker in cluster.workers.values() if worker.process]
    os.kill(pids[0], signal.SIGKILL)
    target = str(tmp_path / "release")
    done = CliRunner().invoke(
        main, ["batch", "run", str(archive), "-o", target, "--cluster", cluster.scheduler_address]
    )
    assert done.exit_code == 0, done.output
    assert len(released(tmp_path / "release")) == 3 * len(FILES)


def test_nobody_answering_is_said(archive: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main,
        ["batch", "run", str(archive), "-o", str(tmp_path / "release"), "--cluster", "tcp://127.0.0.1:9"],
    )
    assert done.exit_code == 2
    assert "does not answer" in done.output


def test_what_the_scheduler_reads_loads_no_models_and_shows_no_task() -> None:
    task = Task("Zoran Babic.txt", "", 1, False, b"Zoran Babic")
    assert "Babic" not in repr(task)  # Dask logs what failed with its arguments
    told = pickle.dumps((do, "redactor.archive.work:redact", task))
    seen = "[name in sys.modules for name in ('spacy', 'presidio_analyzer', 'redactor.pipeline')]"
    read = f"import pickle, sys; pickle.loads({told!r}); print(any({seen}))"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def _pages_asked_for() -> int:
    """How many pages a process asks the system for while it takes and frees 4 MiB fifty times."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        b"x" * 2**22
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_worker_works_undisturbed(cluster: Any, archive: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main,
        ["batch", "run", str(archive), "-o", str(tmp_path / "r"), "--cluster", cluster.scheduler_address],
    )
    assert done.exit_code == 0, done.output
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        profiled = client.run(lambda dask_worker: "profile" in dask_worker.periodic_callbacks)
        asked_for = client.run(FunctionType(_pages_asked_for.__code__, {}))
    assert set(profiled.values()) == {False}
    assert max(asked_for.values()) < 10_000, "freed memory is kept for what comes next"
