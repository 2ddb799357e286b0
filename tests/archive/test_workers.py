"""Worker processes: a task that hangs, explodes or raises costs itself, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.archive.workers import Broken, Pool
from redactor.errors import DetectionError


def load(settings: str, before: str | None = None) -> str:
    if settings == "ends":
        os._exit(9)
    if settings == "slow":
        time.sleep(2)
    if settings == "broken":
        raise DetectionError("the model is not the released one")
    if settings == "raises":
        raise ValueError("Zoran Babic of the 38th Regiment")
    return f"{settings}-after-{before}" if before else settings


def work(prepared: str, task: str) -> object:
    if task == "hang":
        time.sleep(1000)
    if task == "explode":
        os._exit(9)
    if task.startswith("once "):
        told = Path(task.removeprefix("once "))
        if not told.exists():
            told.touch()
            os._exit(9)
    if task == "score":
        return Path("/proc/self/oom_score_adj").read_text()
    if task == "child":
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"]).pid
    if task == "when":
        return time.monotonic()
    return f"{prepared} {task} {os.getpid()}"


LOAD, WORK = f"{__name__}:load", f"{__name__}:work"


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(2, LOAD, "loaded", 1.5)
    yield pool
    pool.close()


def tasks(*names: str) -> list[tuple[str, str]]:
    return [(f"{name}{number}", name) for number, name in enumerate(names)]


def test_renewed_workers_go_on_with_what_they_loaded(pool: Pool) -> None:
    first = {str(said).split()[-1] for _, said in pool.run(WORK, tasks(*["good"] * 8))}
    pool.renew("new")
    again = [str(said).split() for _, said in pool.run(WORK, tasks(*["good"] * 8))]
    assert {words[0] for words in again} <= {"new-after-loaded", "new"}  # "new": was not ready before
    assert first & {words[-1] for words in again}


def test_a_worker_goes_on_while_its_result_is_written(pool: Pool) -> None:
    """And what it has done by then is no task that takes too long, however long the writing takes."""
    pool.count = 1
    results = pool.run(WORK, tasks("when", "when"))
    next(results)
    written = time.monotonic() + 2
    time.sleep(2)
    (_, began), *others = results
    assert isinstance(began, float), began
    assert began < written
    assert not others


@pytest.mark.parametrize(
    ("settings", "why"), [("broken", "the model is not the released one"), ("raises", "ValueError")]
)
def test_workers_that_cannot_go_on_say_why_and_no_text(
    pool: Pool, settings: str, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    dict(pool.run(WORK, tasks("good")))
    pool.renew(settings)
    with pytest.raises(DetectionError, match=why) as raised:
        dict(pool.run(WORK, tasks("good")))
    assert "Babic" not in f"{raised.value} {''.join(capfd.readouterr())}"


def test_renewing_takes_nothing_off_the_time_of_a_task() -> None:
    """What a worker needs to load a large archive's people is no file's fault."""
    pool = Pool(1, LOAD, "loaded", 1.5)
    try:
        dict(pool.run(WORK, tasks("good")))
        pool.renew("slow")
        (said,) = dict(pool.run(WORK, tasks("good"))).values()
    finally:
        pool.close()
    assert str(said).startswith("slow-after-loaded ")


def test_a_worker_that_ends_after_its_renewal_is_replaced_by_a_renewed_one(
    pool: Pool, tmp_path: Path
) -> None:
    dict(pool.run(WORK, tasks("good")))
    pool.renew("new")
    (said,) = dict(pool.run(WORK, tasks(f"once {tmp_path / 'told'}"))).values()
    assert str(said).startswith("new ")


def test_every_task_is_done_once_by_as_many_processes(pool: Pool) -> None:
    done = dict(pool.run(WORK, tasks(*["good"] * 20)))
    assert sorted(done) == sorted(key for key, _ in tasks(*["good"] * 20))
    assert all(isinstance(result, str) and result.startswith("loaded good") for result in done.values())
    assert len({str(result).split()[-1] for result in done.values()}) <= 2


def test_a_bad_task_costs_itself_only(pool: Pool) -> None:
    done = dict(pool.run(WORK, tasks("good", "explode", "good", "hang", "good", "explode", "good")))
    assert len(done) == 7
    broken = {key: result.reason for key, result in done.items() if isinstance(result, Broken)}
    assert sorted(broken) == ["explode1", "explode5", "hang3"]
    assert "longer than 1.5 seconds" in broken["hang3"]
    assert "ended" in broken["explode1"]


def test_a_file_whose_worker_was_killed_is_done_again(pool: Pool, tmp_path: Path) -> None:
    done = dict(pool.run(WORK, [*tasks("good"), ("lost", f"once {tmp_path / 'seen'}"), *tasks("good")]))
    assert (tmp_path / "seen").exists()
    assert not any(isinstance(result, Broken) for result in done.values())


def test_loading_does_not_count_against_a_file() -> None:
    pool = Pool(1, LOAD, "slow", 1.5)
    try:
        ((_, result),) = pool.run(WORK, tasks("good"))
    finally:
        pool.close()
    assert not isinstance(result, Broken)


def test_workers_that_end_before_they_are_ready_blame_no_file() -> None:
    pool = Pool(1, LOAD, "ends", 5)
    try:
        with pytest.raises(DetectionError, match="before they are ready"):
            list(pool.run(WORK, tasks("good", "good")))
    finally:
        pool.close()


@pytest.mark.skipif(not Path("/proc/self/oom_score_adj").exists(), reason="Linux keeps it there")
def test_where_memory_runs_out_a_worker_ends_and_not_the_run(pool: Pool) -> None:
    ((_, score),) = pool.run(WORK, tasks("score"))
    assert int(str(score)) > int(Path("/proc/self/oom_score_adj").read_text())


def test_what_a_worker_started_ends_with_it(pool: Pool) -> None:
    ((_, child),) = pool.run(WORK, tasks("child"))
    assert _is_alive(int(child))
    pool.close()
    assert _ends(int(child))


def test_workers_that_cannot_load_blame_no_file() -> None:
    pool = Pool(1, LOAD, "broken", 5)
    try:
        with pytest.raises(DetectionError, match="not the released one"):
            list(pool.run(WORK, tasks("good", "good")))
    finally:
        pool.close()


def test_workers_end_when_the_run_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    program = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import test_workers
from redactor.archive.workers import Pool
if __name__ == "__main__":
    pool = Pool(1, "test_workers:load", "loaded", 1000)
    for key, result in pool.run("test_workers:work", [("a", "good"), ("b", "hang")]):
        open({str(told)!r}, "w").write(result.split()[-1])
"""
    script = tmp_path / "run.py"
    script.write_text(program, "utf-8")
    run = subprocess.Popen([sys.executable, str(script)])
    deadline = time.monotonic() + 30
    while not (told.exists() and told.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    worker = int(told.read_text())
    assert _is_alive(worker)
    run.kill()
    run.wait()
    assert _ends(worker)


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while _is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody has asked for counts as gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
