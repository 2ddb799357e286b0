"""Writing a set of files: all of them, or none; and names that tell nothing."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from redactor.errors import RedactorError, RefusedError, UsageError
from redactor.release import TEMPORARY_PREFIX, safe_name, write_release

FILES = {"a.md": b"one", "a.report.html": b"two", "a.report.json": b"three"}
OLD = {"a.md": b"old one", "a.report.json": b"old three"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    write_release(tmp_path / "out" / "deep", FILES)
    assert contents(tmp_path / "out" / "deep") == FILES


def test_older_files_are_replaced_and_others_left(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "b.md").write_bytes(b"other")
    write_release(tmp_path, FILES)
    assert contents(tmp_path) == {**FILES, "b.md": b"other"}


@pytest.mark.usefixtures("usual_umask")
def test_only_private_files_are_for_the_owner_alone(tmp_path: Path) -> None:
    write_release(tmp_path, FILES, private=["a.report.json"])
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"a.md": 0o644, "a.report.html": 0o644, "a.report.json": 0o600}


def test_what_a_crash_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / f"{TEMPORARY_PREFIX}7-new.tmp").write_bytes(b"half")
    (tmp_path / ".redactor-notes").write_bytes(b"somebody's")
    write_release(tmp_path, FILES)
    assert contents(tmp_path) == {**FILES, ".redactor-notes": b"somebody's"}


class TestFaults:
    """Whatever call fails, no new file, no temporary file, and the old files as they were."""

    CALLS = ("open", "fsync", "replace", "fdopen")

    @pytest.fixture(params=[{}, OLD], ids=["into an empty folder", "over older files"])
    def folder(self, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
        for name, content in request.param.items():
            (tmp_path / name).write_bytes(content)
            (tmp_path / name).chmod(0o640)
        return tmp_path

    @pytest.mark.parametrize("call", CALLS)
    @pytest.mark.parametrize(
        "error", [OSError(errno.EIO, "bad disk"), KeyboardInterrupt()], ids=["I/O", "^C"]
    )
    def test_one_failing_call(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
    ) -> None:
        before = contents(folder)
        modes = {path.name: path.stat().st_mode for path in folder.iterdir()}
        failures = 0
        for nth in range(40):
            with monkeypatch.context() as patch:
                patch.setattr(os, call, failing(getattr(os, call), nth, error))
                try:
                    write_release(folder, FILES)
                except (RefusedError, KeyboardInterrupt):
                    failures += 1
                    assert contents(folder) == before
                    assert {path.name: path.stat().st_mode for path in folder.iterdir()} == modes
                else:
                    break
        assert failures >= 3
        assert contents(folder) == FILES

    def test_a_disk_that_returns_something_else(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = contents(folder)
        read = Path.read_bytes
        with monkeypatch.context() as patch:
            patch.setattr(
                Path, "read_bytes", lambda path: read(path)[:-1] if "-new" in path.name else read(path)
            )
            with pytest.raises(RefusedError, match="read back"):
                write_release(folder, FILES)
        assert contents(folder) == before

    @pytest.mark.parametrize(
        ("code", "kind", "says"),
        [
            (errno.ENOSPC, RefusedError, "no room"),
            (errno.EDQUOT, RefusedError, "no room"),
            (errno.EROFS, UsageError, "cannot write"),
            (errno.EACCES, UsageError, "cannot write"),
            (errno.EIO, RefusedError, "failed"),
        ],
    )
    def test_the_reason_is_said(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[RedactorError], says: str
    ) -> None:
        before = contents(folder)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing(os.fsync, 1, OSError(code, os.strerror(code))))
            with pytest.raises(kind, match=says):
                write_release(folder, FILES)
        assert contents(folder) == before

    def test_what_somebody_else_puts_there_meanwhile_stays(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def intrude(*_: Any) -> None:
            (tmp_path / "a.report.json").write_bytes(b"somebody's")
            raise OSError(errno.EIO, "bad disk")

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", intrude)
            with pytest.raises(RefusedError):
                write_release(tmp_path, FILES)
        assert contents(tmp_path) == {"a.report.json": b"somebody's"}

    def test_the_folder_is_synced_after_the_last_rename(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[str] = []
        replace, fsync = os.replace, os.fsync

        def note_sync(fd: int) -> None:
            calls.append("folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "file")
            fsync(fd)

        def note_rename(source: Path, target: Path) -> None:
            calls.append("rename")
            replace(source, target)

        monkeypatch.setattr(os, "fsync", note_sync)
        monkeypatch.setattr(os, "replace", note_rename)
        write_release(tmp_path, FILES)
        assert calls == ["file"] * 3 + ["rename"] * 3 + ["folder"]


def failing(call: Callable[..., Any], nth: int, error: BaseException) -> Callable[..., Any]:
    """Return a call that fails once, the nth time."""
    count = iter(range(1000))

    def call_or_fail(*args: Any, **kwargs: Any) -> Any:
        if next(count) == nth:
            raise error
        return call(*args, **kwargs)

    return call_or_fail


class TestTargets:
    def test_an_input_is_never_written_over(self, tmp_path: Path) -> None:
        draft = tmp_path / "a.md"
        draft.write_bytes(b"draft")
        with pytest.raises(UsageError, match="input"):
            write_release(tmp_path, FILES, inputs=[draft])
        assert contents(tmp_path) == {"a.md": b"draft"}

    def test_nor_under_another_name(self, tmp_path: Path) -> None:
        draft = tmp_path / "draft.md"
        draft.write_bytes(b"draft")
        out = tmp_path / "out"
        out.mkdir()
        os.link(draft, out / "a.md")
        with pytest.raises(UsageError, match="input"):
            write_release(out, FILES, inputs=[draft])

    def test_an_input_elsewhere_is_no_obstacle(self, tmp_path: Path) -> None:
        draft = tmp_path / "a.md"
        draft.write_bytes(b"draft")
        write_release(tmp_path / "out", FILES, inputs=[draft])
        assert draft.read_bytes() == b"draft"

    def test_a_link_is_not_written_through(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
        with pytest.raises(UsageError, match="symbolic link"):
            write_release(tmp_path, FILES)
        assert not (tmp_path / "nowhere").exists()

    def test_a_folder_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "a.report.json").mkdir()
        with pytest.raises(UsageError, match="regular"):
            write_release(tmp_path, FILES)
        assert not (tmp_path / "a.md").exists()

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "out").write_bytes(b"")
        with pytest.raises(UsageError, match="another folder"):
            write_release(tmp_path / "out", FILES)

    @pytest.mark.parametrize(
        "name", ["", ".", "..", "a/b", "../a", "/a", "a\nb", "a\x1b[31m", "x" * 256, f"{TEMPORARY_PREFIX}0"]
    )
    def test_a_name_that_is_no_plain_file_name(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(UsageError, match="name"):
            write_release(tmp_path, {"ok.md": b"", name: b""})
        assert contents(tmp_path) == {}

    def test_two_names_that_some_disks_take_for_one(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="same name"):
            write_release(tmp_path, {"a.md": b"", "A.md": b""})

    def test_another_run_in_the_same_folder(self, tmp_path: Path) -> None:
        import fcntl

        fd = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            with pytest.raises(RefusedError, match="another run"):
                write_release(tmp_path, FILES)
        finally:
            os.close(fd)
        write_release(tmp_path, FILES)


@pytest.mark.parametrize(
    ("name", "hidden", "expected"),
    [
        ("interview.md", ["Olena Lytvyn"], "interview.md"),
        ("lytvyn.md", ["Olena Lytvyn"], "document.md"),
        ("2024_OLENA-draft.txt", ["Olena Lytvyn"], "document.txt"),
        ("olenalytvyndraft.md", ["Olena Lytvyn"], "document.md"),
        ("lee-jong-ho.md", ["Ri Jong-ho"], "document.md"),
        ("lytvyn.final.md", ["Olena Lytvyn"], "document.md"),
        ("from-sinchon.md", ["Sinchon, Hwanghae-namdo"], "document.md"),
        ("lуtvуn.md", ["Lytvyn"], "document.md"),
        ("may.md", ["May"], "document.md"),
        ("prison.md", ["Ri Jong-ho"], "prison.md"),
        ("interview.md", [], "interview.md"),
    ],
)
def test_a_telling_name_is_replaced(name: str, hidden: list[str], expected: str) -> None:
    assert safe_name(name, hidden) == expected


def test_taken_names_are_numbered() -> None:
    assert safe_name("lytvyn.md", ["Lytvyn"], ["Document.md", "document-2.md"]) == "document-3.md"
    assert safe_name("interview.md", [], ["interview.md"]) == "interview-2.md"
