"""Desks on both databases, with the fast detectors."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from redactor.case import CaseFinder, read_case
from redactor.detect.registry import DetectorSet
from redactor.pipeline import Engine, load_engine
from redactor.policy import load_policy
from redactor.review.service import Desk, opened_desk


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


@pytest.fixture(scope="session")
def loader(engine: Engine) -> Callable[[str, bytes | None], Engine]:
    """What a desk loads its models with: those that are loaded, under any policy."""

    def load(policy: str, case: bytes | None) -> Engine:
        finder = CaseFinder(read_case(case)) if case is not None else None
        return Engine(load_policy(policy), engine.detector, finder)

    return load


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of its own, on a Unix socket; skipped where none is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((str(f / "pg_ctl") for f in folders if (f / "pg_ctl").exists()), shutil.which("pg_ctl"))
    if found is None:
        says = pytest.fail if os.environ.get("REDACTOR_TEST_PROGRAMS") == "required" else pytest.skip
        says("PostgreSQL is not installed")
    assert found is not None
    folder = Path("/tmp") / f"redactor-pg-{os.getpid()}"  # noqa: S108 - a socket's path has to be short
    folder.mkdir(mode=0o700)
    # PostgreSQL refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres", "postgres")
    bins = Path(found).resolve().parent
    initdb = [*as_user, str(bins / "initdb"), "-D", str(folder / "data"), "-U", "desk", "--auth=trust", "-N"]
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    log = ["-l", str(folder / "log")]
    start = [*as_user, found, "-D", str(folder / "data"), "-w", *log, "-o", options, "start"]
    stop = [*as_user, found, "-D", str(folder / "data"), "-m", "immediate", "stop"]
    try:
        subprocess.run(initdb, check=True, capture_output=True, cwd="/")
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield f"postgresql://desk@/postgres?host={folder}"
    finally:
        subprocess.run(stop, check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'review.db'}"
    server: str = request.getfixturevalue("postgres")
    import psycopg

    name = f"d{abs(hash(str(tmp_path)))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def desk(address: str, tmp_path: Path, loader: Callable[[str, bytes | None], Engine]) -> Desk:
    return opened_desk(address, key_file=tmp_path / "key" / "review.key", out=tmp_path / "out", engine=loader)


@pytest.fixture
def light(tmp_path: Path, loader: Callable[[str, bytes | None], Engine]) -> Desk:
    """A desk on SQLite, where the kind of database does not matter."""
    database = f"sqlite:///{tmp_path / 'review.db'}"
    return opened_desk(
        database, key_file=tmp_path / "key" / "review.key", out=tmp_path / "out", engine=loader
    )
