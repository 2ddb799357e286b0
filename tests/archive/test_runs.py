"""A run over an archive: every file on its own, one name for one person, the same bytes after any crash."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_runs import Archive

from redactor.archive.basis import footing_of
from redactor.archive.journal import opened
from redactor.archive.records import FileState
from redactor.archive.run import Run, RunResult
from redactor.case import read_case
from redactor.errors import RefusedError, UsageError
from redactor.pipeline import Engine
from redactor.policy import load_policy

FILES = {
    "2025/first.txt": "Sergeant Zoran Babic of the 38th Regiment was taken near the river.\n",
    "2025/Zoran Babic/note.txt": "It rained in the camp.\n",
    "second.md": "# A letter\n\nThe letter was for Babic Zoran, who never got it.\n",
    "wall.txt": "On the wall stood: zoran-babic was here.\n",
}
BABIC = b"name: x\nversion: 1\npeople:\n  - id: one\n    role: source\n    names: [Zoran Babic]\n"


class Crash(BaseException):
    """The power is gone."""


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


@pytest.mark.parametrize("change", ["gone", "changed", "unreadable", "failed"])
def test_what_a_file_hid_stays_hidden_when_it_says_so_no_more(archive: Archive, change: str) -> None:
    """A source took an interview back: the others must not name her for it."""
    archive.put({"old.txt": "Tell it to Grabovac, they said.\n"})
    archive.put({"new.txt": "Sergeant Ante Grabovac was taken near the river.\n"})
    archive.run()
    if change == "gone":
        (archive.source / "new.txt").unlink()
    elif change == "changed":
        archive.put({"new.txt": "It rained.\n"})
    elif change == "unreadable":
        (archive.source / "new.txt").unlink()
        (archive.source / "new.txt").symlink_to(archive.source / "wall.txt")
    else:
        archive.put({"new.txt": "It rained.\n"})
    archive.put({"other.txt": "Nobody saw Grabovac again.\n"})
    archive.run(broken=frozenset({"new.txt"}) if change == "failed" else frozenset())
    assert "old.txt" in archive.released()
    assert "other.txt" in archive.released()
    assert not any(b"Grabovac" in data for data in archive.released().values())


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


def test_a_report_that_somebody_changed_is_made_again(archive: Archive) -> None:
    archive.run()
    before = archive.released()
    (archive.target / "wall.report.html").write_text("Zoran Babic was here.\n", "utf-8")
    (archive.target / "second.report.json").unlink()
    archive.run()
    assert archive.released() == before


def _stop_before(stage: str) -> Callable[[Run], None]:
    """Break a run off where a stage begins."""

    def wrap(run: Run) -> None:
        def stop(*_: object) -> None:
            raise Crash

        setattr(run, stage, stop)

    return wrap


def test_a_file_that_changed_leaves_the_release_until_it_is_done_again(archive: Archive) -> None:
    archive.run()
    archive.put({"wall.txt": "Another wall.\n"})
    with pytest.raises(Crash):
        archive.run(wrap=_stop_before("_analyze"))
    assert not any(path.startswith("wall") for path in archive.released())
    archive.run()
    assert archive.released()["wall.txt"] == b"Another wall.\n"


def test_no_old_release_stands_beside_one_that_hides_more(archive: Archive) -> None:
    archive.put({"old.txt": "Tell it to Grabovac, they said.\n"})
    archive.run()
    archive.put({"new.txt": "Sergeant Ante Grabovac was taken near the river.\n"})
    with pytest.raises(Crash):
        archive.run(wrap=_stop_before("_redact"))
    assert archive.released() == {}


def test_another_policy_takes_everything_out_before_it_puts_anything_in(archive: Archive) -> None:
    archive.run()
    with pytest.raises(Crash):
        archive.run(policy=load_policy("strict"), anew=True, wrap=_stop_before("_analyze"))
    assert archive.released() == {}
    with pytest.raises(UsageError, match="another policy"):
        archive.run()
    assert set(states(archive.run(policy=load_policy("strict"))).values()) == {FileState.DONE}


def _crash_behind_a_write(run: Run) -> None:
    """The power goes when a file is in the release and not on record yet."""
    write = run._target.write

    def written(*args: Any, **more: Any) -> None:
        write(*args, **more)
        raise Crash

    run._target.write = written  # type: ignore[method-assign]


@pytest.mark.parametrize("change", ["gone", "unreadable", "failed"])
def test_what_was_written_just_before_a_crash_goes_with_its_file(archive: Archive, change: str) -> None:
    with pytest.raises(Crash):
        archive.run(wrap=_crash_behind_a_write)
    (released,) = [path for path in archive.released() if ".report." not in path]
    with opened(archive.target) as journal:
        (path,) = [r.path for r in journal.records().values() if r.released]
    if change == "gone":
        (archive.source / path).unlink()
    if change == "unreadable":
        archive.put({path: b"\xff\xfe\x00broken\x00\x00"})
    archive.run(broken=frozenset({path}) if change == "failed" else frozenset())
    assert not any(one.startswith(released.rpartition(".")[0]) for one in archive.released())
    assert len(archive.released()) == 3 * (len(FILES) - 1)


def test_a_share_that_is_not_mounted_empties_no_release(archive: Archive, tmp_path: Path) -> None:
    archive.run()
    before = archive.released()
    archive.source.rename(tmp_path / "elsewhere")
    archive.source.mkdir()
    with pytest.raises(UsageError, match="mounted"):
        archive.run()
    assert archive.released() == before


def test_what_a_crash_left_of_a_file_is_removed_wherever_it_lies(archive: Archive) -> None:
    left = archive.target / "elsewhere" / ".redactor-release-0-new.tmp"
    left.parent.mkdir(parents=True)
    left.write_text("half a file")
    archive.run()
    assert not left.exists()


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


@pytest.mark.parametrize("steps", range(0, 64, 3))
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
    """Give an archive a vault with everybody's code, in which no file has been analyzed yet."""
    shutil.copyfile(model.folder / "vault", archive.folder / "vault")
    with archive.vault() as vault:
        vault.forget([path.relative_to(model.source).as_posix() for path in model.source.rglob("*")])


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
