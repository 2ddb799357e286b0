"""A storage gives what lies in it and nothing else, wherever it lies."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.archive.storage import Storage, open_storage
from redactor.archive.stored import checked
from redactor.errors import RedactorError, RefusedError, UnreadableError, UsageError

ENOUGH = 1_000


@pytest.fixture(params=["folder", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """A folder, and an object store."""
    if request.param == "folder":
        yield open_storage(str(tmp_path))
        return
    yield open_storage("memory://archive")
    fsspec.filesystem("memory").store.clear()


def listed(storage: Storage) -> list[str]:
    return [entry.path for entry in storage.entries() if not entry.refused]


def refusals(storage: Storage) -> dict[str, str]:
    return {entry.path: entry.refused for entry in storage.entries() if entry.refused}


def test_what_was_written_is_listed_and_read(storage: Storage) -> None:
    storage.write("camp one/May", {"b.md": b"second", "a.txt": b"first"})
    storage.write("", {"top.md": b""})
    assert [(e.path, e.size) for e in storage.entries()] == [
        ("camp one/May/a.txt", 5),
        ("camp one/May/b.md", 6),
        ("top.md", 0),
    ]
    assert storage.read("camp one/May/b.md", ENOUGH) == b"second"
    assert storage.read("top.md", ENOUGH) == b""


def test_a_second_write_takes_the_place_of_the_first(storage: Storage) -> None:
    storage.write("x", {"a.txt": b"a longer first version"})
    storage.write("x", {"a.txt": b"second"})
    assert storage.read("x/a.txt", ENOUGH) == b"second"


def test_files_come_folder_after_folder(storage: Storage) -> None:
    for folder in ("a", "a b", "", "a/c"):
        storage.write(folder, {"z.txt": b"."})
    assert listed(storage) == ["a/c/z.txt", "a/z.txt", "a b/z.txt", "z.txt"]


def test_the_internal_folder_is_no_part_of_an_archive(storage: Storage) -> None:
    storage.write("", {"a.txt": b"."})
    storage.write(".redactor", {"journal.sqlite": b"."})
    storage.write("deeper/.redactor", {"journal.sqlite": b"."})
    assert listed(storage) == ["a.txt"]


def test_a_file_larger_than_the_limit_is_not_read(storage: Storage) -> None:
    storage.write("", {"a.txt": b"12345"})
    assert storage.read("a.txt", 5) == b"12345"
    with pytest.raises(UnreadableError, match="larger than the limit of 4 bytes"):
        storage.read("a.txt", 4)


def test_a_missing_file_is_told_without_its_name(storage: Storage) -> None:
    with pytest.raises(UnreadableError) as caught:
        storage.read("Ho Song-guk.md", ENOUGH)
    assert "Ho" not in str(caught.value)


ESCAPES = ["../a", "/etc/passwd", "a/../../b", "a//b", ".", "a/.", "..", "a\\b", "a\nb", "a\x00b", "\udc80"]


@pytest.mark.parametrize("path", ESCAPES)
def test_a_path_that_leads_out_is_refused(storage: Storage, path: str) -> None:
    with pytest.raises(UsageError):
        storage.read(path, ENOUGH)
    with pytest.raises(UsageError):
        storage.write(path, {"a.txt": b"."})
    with pytest.raises(UsageError):
        storage.write("", {path: b"."})


@given(
    st.lists(st.sampled_from(["..", ".", "", "a", "b c", "/", "\\", "\x00", "ü"]), max_size=5).map("/".join)
)
def test_a_checked_path_stays_beneath(path: str) -> None:
    try:
        pure = checked(path)
    except UsageError:
        return
    beneath = Path(os.path.normpath(Path("/root") / pure))
    assert beneath == Path("/root") / pure
    assert str(pure) == (path or ".")


def test_links_devices_and_strange_names_are_told_and_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    archive = tmp_path / "archive"
    (outside / "folder").mkdir(parents=True)
    (outside / "folder" / "secret.txt").write_text("secret")
    archive.mkdir()
    (archive / "link.txt").symlink_to(outside / "folder" / "secret.txt")
    (archive / "folder").symlink_to(outside / "folder")
    os.mkfifo(archive / "pipe.txt")
    (archive / "two\nlines.txt").write_text(".")
    Path(os.fsdecode(os.fsencode(archive) + b"/caf\xe9.txt")).write_text(".")
    storage = open_storage(str(archive))
    told = refusals(storage)
    assert listed(storage) == []
    assert "link" in told["link.txt"]
    assert "link" in told["folder"]
    assert "regular" in told["pipe.txt"]
    assert "name" in told["two\\nlines.txt"]
    assert "name" in told["caf\\udce9.txt"]
    for path in ("link.txt", "folder/secret.txt", "pipe.txt"):
        with pytest.raises(UnreadableError):
            storage.read(path, ENOUGH)


def test_nothing_is_written_over_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    release = tmp_path / "release"
    release.mkdir()
    (release / "camp").symlink_to(outside)
    (release / "a.txt").symlink_to(outside / "a.txt")
    storage = open_storage(str(release))
    with pytest.raises(UsageError, match="link"):
        storage.write("camp", {"a.txt": b"."})
    with pytest.raises(UsageError, match="link"):
        storage.write("", {"a.txt": b"."})
    assert list(outside.iterdir()) == []


def test_what_is_not_there_is_removed_already(storage: Storage) -> None:
    storage.write("x", {"a.txt": b"."})
    storage.remove(["x/a.txt", "x/b.txt", "y/a.txt", "x/a.txt/c.txt"])
    assert listed(storage) == []


def test_beneath_a_file_there_is_nothing_to_remove(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file")
    open_storage(str(tmp_path)).remove(["x/a.txt"])
    assert (tmp_path / "x").read_text() == "a file"


def test_leftovers_of_a_crash_are_removed_and_links_not_followed(tmp_path: Path) -> None:
    release, outside = tmp_path / "release", tmp_path / "outside"
    for folder in (release / "x", outside):
        folder.mkdir(parents=True)
        (folder / ".redactor-release-0-new.tmp").write_text("half")
    (release / "link").symlink_to(outside)
    (release / "x" / "a.txt").write_text("whole")
    open_storage(str(release)).remove_leftovers()
    assert [path.name for path in (release / "x").iterdir()] == ["a.txt"]
    assert len(list(outside.iterdir())) == 1


def test_private_files_are_the_owners_alone(tmp_path: Path) -> None:
    open_storage(str(tmp_path)).write("x", {"a.txt": b".", "internal.json": b"."}, private=["internal.json"])
    assert stat.S_IMODE((tmp_path / "x" / "internal.json").stat().st_mode) == 0o600


def test_an_object_store_takes_no_private_file() -> None:
    storage = open_storage("memory://archive")
    with pytest.raises(UsageError, match="owner"):
        storage.write("x", {"internal.json": b"."}, private=["internal.json"])
    assert list(storage.entries()) == []


def test_a_document_is_in_a_store_only_with_its_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = open_storage("memory://archive")
    memory = type(fsspec.filesystem("memory"))
    whole = memory.pipe_file
    written: list[str] = []

    def fails_at_the_second(self: object, path: str, value: bytes, **more: object) -> None:
        if written:
            raise OSError("no room for Ho Song-guk")
        written.append(path)
        whole(self, path, value, **more)

    monkeypatch.setattr(memory, "pipe_file", fails_at_the_second)
    with pytest.raises(RefusedError) as caught:
        storage.write("x", {"a.md": b"text", "a.report.json": b"{}"})
    assert "Ho" not in str(caught.value)
    assert listed(storage) == ["x/a.report.json"]
    fsspec.filesystem("memory").store.clear()


def test_bytes_that_are_not_what_was_written_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = open_storage("memory://archive")
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "cat_file", lambda *_, **__: b"other")
    with pytest.raises(RefusedError, match="read back"):
        storage.write("x", {"a.md": b"text"})
    fsspec.filesystem("memory").store.clear()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/archive",
        "ftp://example.org/archive",
        "simplecache::s3://bucket",
        "s3://bucket::memory://x",
        "filecache://x",
        "zip://a.zip",
        "nosuch://x",
    ],
)
def test_stores_that_keep_copies_or_travel_in_the_open_are_refused(address: str) -> None:
    with pytest.raises(UsageError):
        open_storage(address)


def test_a_missing_plugin_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(UsageError, match="plugin for s3:// is not installed"):
        open_storage("s3://bucket/archive")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RedactorError, match="no folder"):
        list(open_storage(str(tmp_path / "missing")).entries())


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    assert open_storage(f"file://{tmp_path}").folder == tmp_path


def test_a_folder_needs_no_fsspec(tmp_path: Path) -> None:
    told = (
        "import sys; from redactor.archive.storage import open_storage;"
        "list(open_storage(sys.argv[1]).entries()); print('fsspec' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
