"""A run over an archive: every file on its own, one name for one person, the same bytes after any crash."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from redactor.archive.basis import footing_of
from redactor.archive.journal import check_footing, opened
from redactor.archive.order import Order
from redactor.archive.progress import Progress
from redactor.archive.progress_lines import PlainLines
from redactor.archive.records import FileState
from redactor.archive.run import Run, RunResult
from redactor.archive.storage import open_storage
from redactor.archive.vault import Vault, new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.archive.work import Prepared, Settings, Task
from redactor.archive.workers import Broken
from redactor.case import Case, CaseFinder, read_case
from redactor.detect.registry import DetectorSet
from redactor.errors import RefusedError, UsageError
from redactor.pipeline import Engine, load_engine
from redactor.policy import Policy, load_policy

KEY = Secret(key=b"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
FILES = {
    "2025/first.txt": "Sergeant Zoran Babic of the 38th Regiment was taken near the river.\n",
    "2025/Zoran Babic/note.txt": "It rained in the camp.\n",
    "second.md": "# A letter\n\nThe letter was for Babic Zoran, who never got it.\n",
    "wall.txt": "On the wall stood: zoran-babic was here.\n",
}
BABIC = b"name: x\nversion: 1\npeople:\n  - id: one\n    role: source\n    names: [Zoran Babic]\n"


class Crash(BaseException):
    """The power is gone."""


@dataclass
class Here:
    """Workers of this process, with models that are loaded already."""

    engine: Engine
    settings: Settings
    broken: frozenset[str] = frozenset()

    def run(
        self, work: Callable[[Prepared, Task], Any], tasks: list[tuple[str, Task]]
    ) -> Iterator[tuple[str, Any]]:
        case = CaseFinder(self.settings.case) if self.settings.case else None
        engine = replace(self.engine, policy=self.settings.policy, case=case)
        prepared = Prepared(engine, open_storage(self.settings.archive))
        for key, task in tasks:
            yield key, Broken("it took longer than 1 seconds") if key in self.broken else work(prepared, task)

    def close(self) -> None:
        pass


@dataclass
class Archive:
    """An archive, its release and its vault."""

    folder: Path
    engine: Engine
    said: list[str] = field(default_factory=list)
    hired: int = 0

    @property
    def source(self) -> Path:
        return self.folder / "archive"

    @property
    def target(self) -> Path:
        return self.folder / "release"

    def put(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            (self.source / path).parent.mkdir(parents=True, exist_ok=True)
            (self.source / path).write_bytes(content.encode() if isinstance(content, str) else content)

    def vault(self) -> Vault:
        if not (self.folder / "vault").exists():
            new_vault(self.folder / "vault", KEY)
        return open_vault(self.folder / "vault", KEY)

    def run(
        self,
        *,
        case: Case | None = None,
        policy: Policy | None = None,
        broken: frozenset[str] = frozenset(),
        wrap: Callable[[Run], None] = lambda _: None,
    ) -> RunResult:
        """Run as the command line does."""

        def hire(settings: Settings, _: int) -> Here:
            self.hired += 1
            return Here(self.engine, settings, broken)

        policy = policy or self.engine.policy
        footing = footing_of(policy, case, None)
        order = Order(
            archive=str(self.source),
            release=str(self.target),
            policy=policy,
            footing=footing,
            case=case,
            pipeline=None,
            public=(),
            hire=hire,
        )
        with opened(self.target) as journal, self.vault() as vault:
            check_footing(journal, footing)
            journal.begin(footing, str(self.source))
            run = Run(order, journal, vault, Progress(PlainLines(self.said.append), lambda: 0.0))
            wrap(run)
            return run.go()

    def released(self) -> dict[str, bytes]:
        """All files that may be handed out."""
        return {
            path.relative_to(self.target).as_posix(): path.read_bytes()
            for path in sorted(self.target.rglob("*"))
            if path.is_file() and ".redactor" not in path.parts
        }


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


@pytest.fixture
def archive(tmp_path: Path, engine: Engine) -> Archive:
    made = Archive(tmp_path, engine)
    made.put(FILES)
    return made


def states(result: RunResult) -> dict[str, str]:
    return {record.path: record.state for record in result.records}


def test_every_file_is_released_into_the_folders_of_the_archive(archive: Archive) -> None:
    result = archive.run()
    assert set(states(result).values()) == {FileState.DONE}
    documents = [path for path in archive.released() if ".report." not in path]
    assert len(documents) == 4
    assert {"2025/first.txt", "second.md", "wall.txt"} < set(documents)
    (hidden,) = [path for path in documents if path.endswith("note.txt")]
    assert hidden.startswith("2025/folder-")


def test_a_name_hidden_in_one_file_is_nowhere_in_the_release(archive: Archive) -> None:
    archive.run()
    for path, data in archive.released().items():
        assert b"babic" not in data.lower(), path
        assert "babic" not in path.lower()
    assert "babic" not in "\n".join(archive.said).lower()


def test_one_person_has_one_pseudonym_in_every_file_and_every_later_run(archive: Archive) -> None:
    result = archive.run()
    (code,) = {p.pseudonym for p in result.linked.people}
    assert code is not None
    texts = archive.released()
    assert all(code.encode() in texts[path] for path in ("2025/first.txt", "second.md", "wall.txt"))
    archive.put({"0-earlier.txt": "Zoran Babic was tired. Private Ante Kolar was not.\n"})
    again = archive.run()
    assert code in {p.pseudonym for p in again.linked.people}
    assert code.encode() in archive.released()["0-earlier.txt"]


def test_a_second_run_over_an_unchanged_archive_does_nothing(archive: Archive) -> None:
    archive.run()
    before = {path: path.stat().st_mtime_ns for path in archive.target.rglob("*.txt")}
    hired = archive.hired
    result = archive.run()
    assert archive.hired == hired
    assert result.unchanged == len(FILES)
    assert {path: path.stat().st_mtime_ns for path in archive.target.rglob("*.txt")} == before


def test_a_bad_file_costs_itself_only(archive: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Private Ante Kolar hid here.\n", "utf-8")
    archive.put({"odd.bin": b"\x00\x01", "torn.docx": b"PK\x03\x04", "hangs.txt": "It rained.\n"})
    (archive.source / "link.txt").symlink_to(outside)
    result = archive.run(broken=frozenset({"hangs.txt"}))
    told = {record.path: record for record in result.records}
    bad = {"odd.bin", "torn.docx", "hangs.txt", "link.txt"}
    assert {path for path, record in told.items() if record.state is not FileState.DONE} == bad
    assert all(told[path].reason for path in bad)
    assert not any(path.startswith(("odd", "torn", "hangs", "link")) for path in archive.released())
    assert not any(b"Kolar" in data for data in archive.released().values())


def test_a_changed_file_is_done_again_and_no_other(archive: Archive) -> None:
    archive.run()
    before = archive.released()
    archive.put({"wall.txt": "On the wall stood nothing.\n"})
    archive.run()
    after = archive.released()
    changed = {path for path in after if after[path] != before.get(path)}
    assert b"nothing" in after["wall.txt"]
    assert changed <= {"wall.txt", "wall.report.html", "wall.report.json"}


def test_what_a_new_file_hides_is_hidden_in_the_files_done_before(archive: Archive) -> None:
    archive.put({"old.txt": "Tell it to Grabovac, they said.\n"})
    archive.run()
    archive.put({"new.txt": "Sergeant Ante Grabovac was taken near the river.\n"})
    archive.run()
    assert b"Grabovac" not in archive.released()["old.txt"]


def test_a_file_that_leaves_the_archive_leaves_the_release(archive: Archive) -> None:
    archive.run()
    (archive.source / "wall.txt").unlink()
    result = archive.run()
    assert "wall.txt" not in states(result)
    assert not any(path.startswith("wall") for path in archive.released())


def test_what_is_not_released_any_more_is_removed(archive: Archive) -> None:
    archive.run()
    archive.put({"wall.txt": b"\xff\xfe\x00broken\x00\x00", "second.md": "The letter was late.\n"})
    result = archive.run(broken=frozenset({"second.md"}))
    assert states(result)["second.md"] is FileState.FAILED
    assert states(result)["wall.txt"] is not FileState.DONE
    assert not any(path.startswith(("wall", "second")) for path in archive.released())


def test_a_release_that_somebody_changed_is_made_again(archive: Archive) -> None:
    archive.run()
    before = archive.released()
    (archive.target / "wall.txt").write_text("Zoran Babic was here.\n", "utf-8")
    (archive.target / "second.md").unlink()
    archive.run()
    assert archive.released() == before


@pytest.mark.parametrize("names", [("a.txt", "a.md"), ("a.txt", "a.report.txt"), ("b.txt", "B.md")])
def test_no_file_takes_anothers_place(archive: Archive, names: tuple[str, str]) -> None:
    archive.put(dict.fromkeys(names, "It rained.\n"))
    result = archive.run()
    released = [record.released for record in result.records]
    assert len(set(released)) == len(FILES) + 2
    assert len(archive.released()) == 3 * (len(FILES) + 2)


def test_results_of_two_policies_or_case_files_are_not_mixed(archive: Archive) -> None:
    archive.run()
    with pytest.raises(UsageError, match="another policy"):
        archive.run(policy=load_policy("strict"))
    with pytest.raises(UsageError, match="another case"):
        archive.run(case=read_case(BABIC))


def test_a_pseudonym_of_the_case_file_is_the_one(archive: Archive) -> None:
    case = read_case(BABIC + b"    pseudonym: Milan\n")
    archive.run(case=case)
    assert b"Milan" in archive.released()["second.md"]
    assert b"Milan" in archive.released()["2025/first.txt"]


def test_a_second_run_on_one_release_is_told_so(archive: Archive) -> None:
    with opened(archive.target), pytest.raises(UsageError, match="another run"):
        archive.run()


def test_the_release_of_another_archive_is_left_alone(archive: Archive) -> None:
    archive.run()
    with opened(archive.target) as journal, pytest.raises(UsageError, match="another archive"):
        journal.begin(footing_of(archive.engine.policy, None, None), "/somewhere/else")


def test_no_released_file_is_written_over_before_the_new_one_is_checked(archive: Archive) -> None:
    archive.run()
    modes = {path.stat().st_mode & 0o077 for path in (archive.target / ".redactor").iterdir()}
    assert modes <= {0}
    assert not list(archive.target.rglob("*.tmp"))


def _crash_after(steps: int) -> Callable[[Run], None]:
    """Break a run off at its n-th write, to the journal, the vault or the release; before or after it."""
    counted = itertools.count()

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **more: Any) -> Any:
            if next(counted) == steps:
                raise Crash
            result = call(*args, **more)
            if next(counted) == steps:
                raise Crash
            return result

        return step

    def wrap(run: Run) -> None:
        run._journal._write = guarded(run._journal._write)  # type: ignore[method-assign]
        run._vault._write = guarded(run._vault._write)  # type: ignore[method-assign]
        run._target.write = guarded(run._target.write)  # type: ignore[method-assign]
        run._target.remove = guarded(run._target.remove)  # type: ignore[method-assign]

    return wrap


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> tuple[Archive, dict[str, bytes]]:
    """A finished release; its vault gives others the same codes."""
    archive = Archive(tmp_path_factory.mktemp("undisturbed"), engine)
    archive.put({**FILES, "bad.bin": b"\x00"})
    archive.run()
    return archive, archive.released()


@pytest.mark.parametrize("steps", range(0, 56, 3))
def test_a_run_broken_off_anywhere_ends_in_the_same_bytes(
    undisturbed: tuple[Archive, dict[str, bytes]], tmp_path: Path, engine: Engine, steps: int
) -> None:
    model, expected = undisturbed
    archive = Archive(tmp_path, engine)
    archive.put({**FILES, "bad.bin": b"\x00"})
    _same_codes(model, archive)
    try:
        archive.run(wrap=_crash_after(steps))
    except Crash:
        assert archive.released().items() <= expected.items()
    result = archive.run()
    assert archive.released() == expected
    assert not list(archive.target.rglob("*.tmp"))
    assert sum(record.state is FileState.DONE for record in result.records) == len(FILES)


def _same_codes(model: Archive, archive: Archive) -> None:
    with model.vault() as given, archive.vault() as vault:
        vault._write({"codes": dict(given.codes)})


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(
    undisturbed: tuple[Archive, dict[str, bytes]], tmp_path: Path, engine: Engine
) -> None:
    model, expected = undisturbed
    archive = Archive(tmp_path, engine)
    archive.put({**FILES, "bad.bin": b"\x00"})
    _same_codes(model, archive)

    def fill(run: Run) -> None:
        def full(*_: object, **__: object) -> None:
            raise RefusedError("there is no room left")

        run._target.write = full  # type: ignore[method-assign]

    with pytest.raises(RefusedError, match="no room"):
        archive.run(wrap=fill)
    assert archive.released() == {}
    archive.run()
    assert archive.released() == expected


def test_the_order_of_the_files_changes_nobodys_pseudonym(
    undisturbed: tuple[Archive, dict[str, bytes]], tmp_path: Path, engine: Engine
) -> None:
    model, expected = undisturbed
    archive = Archive(tmp_path, engine)
    archive.put({f"{number}-{Path(path).name}": text for number, (path, text) in enumerate(FILES.items())})
    _same_codes(model, archive)
    archive.run()
    digests = {hashlib.sha256(data).hexdigest() for path, data in expected.items() if ".report." not in path}
    again = archive.released().items()
    assert {hashlib.sha256(data).hexdigest() for path, data in again if ".report." not in path} == digests
