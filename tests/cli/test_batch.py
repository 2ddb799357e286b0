"""The batch commands, with worker processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from redactor.cli import main

FILES = {
    "2025/Zoran Babic.txt": "It rained in the camp.\n",
    "first.txt": "Sergeant Zoran Babic of the 38th Regiment was taken near the river.\n",
    "second.md": "The letter was for Babic Zoran, who never got it. I am 19 years old.\n",
    "torn-Kolar.docx": "PK\x03\x04",
}
NAMES = ("babic", "kolar")

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a batch command with the user's own folders elsewhere."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name))
    return lambda *args: CliRunner().invoke(main, ["batch", *map(str, args)])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def first(home: Path, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A release, and what the run that made it said."""
    release = tmp_path_factory.mktemp("out") / "release"
    with pytest.MonkeyPatch.context() as patched:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patched.setenv(name, str(home / name))
        said = CliRunner().invoke(
            main, ["batch", "run", str(archive), "-o", str(release), "--workers", "1", "--json"]
        )
    return release, said


def test_a_run_releases_what_it_can_and_says_what_it_could_not(first: tuple[Path, Result]) -> None:
    release, said = first
    assert said.exit_code == 1
    events = [json.loads(line) for line in said.stdout.splitlines()]
    assert events[-1]["event"] == "result"
    assert events[-1]["counts"] == {"new": 0, "analyzed": 0, "done": 3, "held": 0, "failed": 1}
    assert events[-1]["exit_code"] == 1
    assert {"listing", "analyzing", "linking", "redacting"} == {e["stage"] for e in events[:-1]}
    assert (release / "first.txt").exists()
    assert (release / ".redactor" / "report.html").exists()


def test_no_name_is_said_or_released(first: tuple[Path, Result]) -> None:
    release, said = first
    assert not any(name in said.output.lower() for name in NAMES)
    for path in release.rglob("*"):
        shown = path.relative_to(release)
        assert not any(name in str(shown).lower() for name in NAMES)
        if path.is_file() and ".redactor" not in shown.parts:
            assert not any(name.encode() in path.read_bytes().lower() for name in NAMES)


def test_the_report_page_holds_no_name(first: tuple[Path, Result]) -> None:
    page = (first[0] / ".redactor" / "report.html").read_text("utf-8").lower()
    assert not any(name in page for name in NAMES)
    assert ">soldier " in page


def test_the_vault_lies_elsewhere_and_is_for_its_owner_alone(first: tuple[Path, Result], home: Path) -> None:
    (vault,) = (home / "XDG_DATA_HOME").rglob("*.vault")
    (key,) = (home / "XDG_CONFIG_HOME").rglob("*.key")
    for file in (vault, key):
        assert file.stat().st_mode & 0o077 == 0
        assert not any(name.encode() in file.read_bytes().lower() for name in NAMES)


def test_status_says_what_the_run_said(first: tuple[Path, Result], command: Command) -> None:
    release, _ = first
    text = command("status", release)
    assert text.exit_code == 1
    assert "4 files: 3 released, 1 failed" in text.stdout
    assert "file 4 failed:" in text.stdout
    told = json.loads(command("status", release, "--json").stdout)
    assert told["counts"]["done"] == 3
    assert [file["number"] for file in told["files"]] == [4]
    assert not any(name in text.output.lower() for name in NAMES)


def test_a_second_run_does_nothing(first: tuple[Path, Result], archive: Path, command: Command) -> None:
    release, _ = first
    before = (release / "first.txt").stat().st_mtime_ns
    again = command("run", archive, "-o", release)
    assert again.exit_code == 1
    assert (release / "first.txt").stat().st_mtime_ns == before
    assert "4 unchanged" in again.stdout


def test_retry_takes_up_what_failed(
    first: tuple[Path, Result], archive: Path, command: Command, tmp_path: Path
) -> None:
    release = shutil.copytree(first[0], tmp_path / "copy")
    assert command("retry", release, "--held", "--workers", "1").exit_code == 1
    done = command("retry", release, "--failed", "--workers", "1", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    tried = [e["file"] for e in events if e["event"] == "file" and e["stage"] == "analyzing"]
    assert [file["number"] for file in tried] == [4]
    assert done.exit_code == 1


def test_diff_names_what_another_policy_would_do(first: tuple[Path, Result], command: Command) -> None:
    release, _ = first
    before = sorted((path, path.stat().st_mtime_ns) for path in release.rglob("*.txt"))
    other = command("diff", release, "--policy", "names-only", "--workers", "1")
    assert other.exit_code == 0
    assert "second.md: " in other.stdout
    assert "hidden less" in other.stdout
    assert not any(name in other.output.lower() for name in NAMES)
    same = command("diff", release, "--policy", "pow-families", "--workers", "1")
    assert same.stdout == "0 of 3 released files would be treated differently\n"
    assert sorted((path, path.stat().st_mtime_ns) for path in release.rglob("*.txt")) == before


def test_another_policy_is_said_and_nothing_is_mixed(
    first: tuple[Path, Result], archive: Path, command: Command
) -> None:
    done = command("run", archive, "-o", first[0], "--policy", "strict")
    assert done.exit_code == 2
    assert "another policy" in done.output
    assert "--anew" in done.output


def test_without_its_vault_a_release_gets_no_new_codes(
    first: tuple[Path, Result],
    archive: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    done = command("run", archive, "-o", first[0])
    assert done.exit_code == 2
    assert "give the vault" in done.output
    assert not list(tmp_path.rglob("*.vault"))


def test_a_key_without_its_vault_makes_no_other_vault(
    first: tuple[Path, Result],
    archive: Path,
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """The vault is lost, and this is a new release of the same archive: its people have codes somewhere."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    done = command("run", archive, "-o", tmp_path / "release")
    assert done.exit_code == 2
    assert "bring" in done.output
    assert not list(tmp_path.rglob("*.vault"))


def test_a_vault_that_was_swapped_is_refused_by_every_command(command: Command, tmp_path: Path) -> None:
    archive, release, vault, key = (tmp_path / name for name in ("archive", "release", "vault", "key"))
    archive.mkdir()
    (archive / "first.txt").write_text(FILES["first.txt"], "utf-8")
    command("vault", "new", vault, "--key-file", key)
    run = ("run", archive, "-o", release, "--vault", vault, "--key-file", key, "--workers", "1")
    assert command(*run).exit_code == 0
    before = {path: path.read_bytes() for path in release.glob("*.*") if path.is_file()}
    vault.rename(tmp_path / "first-vault")
    command("vault", "new", vault, "--key-file", tmp_path / "other-key")
    (tmp_path / "other-key").replace(key)
    for words in (run, (*run, "--anew"), ("retry", release), ("diff", release, "--policy", "strict")):
        done = command(*words)
        assert done.exit_code == 2
        assert "another vault" in done.output
    told = json.loads(command("status", release, "--json").stdout)
    assert told["counts"]["done"] == 1
    assert {path: path.read_bytes() for path in release.glob("*.*") if path.is_file()} == before


def test_a_folder_with_files_of_others_is_no_release(archive: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text("mine", "utf-8")
    done = command("run", archive, "-o", tmp_path)
    assert done.exit_code == 2
    assert "no journal" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["first.txt"]
    assert (tmp_path / "first.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("where", [".redactor", ".redactor/journal.sqlite"])
def test_a_journal_is_not_written_through_a_link(
    archive: Path, command: Command, tmp_path: Path, where: str
) -> None:
    outside, release = tmp_path / "outside", tmp_path / "release"
    outside.mkdir()
    (release / where).parent.mkdir(parents=True)
    (release / where).symlink_to(outside if where == ".redactor" else outside / "journal.sqlite")
    done = command("run", archive, "-o", release)
    assert done.exit_code == 2
    assert "link" in done.output
    assert list(outside.iterdir()) == []


def test_a_damaged_journal_is_said_in_one_line(
    first: tuple[Path, Result], archive: Path, command: Command, tmp_path: Path
) -> None:
    release = shutil.copytree(first[0], tmp_path / "copy")
    journal = release / ".redactor" / "journal.sqlite"
    data = bytearray(journal.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    journal.write_bytes(bytes(data))
    for words in (("status", release), ("run", archive, "-o", release)):
        done = command(*words)
        assert done.exit_code == 2
        assert "damaged" in done.output
        assert len(done.output.strip().splitlines()) == 1


def test_the_owner_can_tell_which_file_was_which(first: tuple[Path, Result]) -> None:
    files = first[0] / ".redactor" / "files.txt"
    assert files.stat().st_mode & 0o077 == 0
    lines = files.read_text("utf-8").splitlines()
    assert "first.txt\tfirst.txt" in lines
    (neutral,) = [line for line in lines if line.endswith("\t2025/Zoran Babic.txt")]
    assert neutral.startswith("2025/document-")
    assert len(lines) == 4


@pytest.mark.parametrize("release", ["", "inside", ".."])
def test_archive_and_release_lie_apart(archive: Path, command: Command, release: str) -> None:
    done = command("run", archive, "-o", archive / release)
    assert done.exit_code == 2
    assert "apart" in done.output
    assert not (archive / ".redactor").exists()


@pytest.mark.parametrize("words", [("status",), ("retry",), ("diff", "--policy", "strict")])
def test_where_there_is_no_release_that_is_said(
    command: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = command(*words, tmp_path / "nothing")
    assert done.exit_code == 2
    assert len(done.output.strip().splitlines()) == 1
    assert not (tmp_path / "nothing").exists()


def test_an_archive_that_is_not_there_makes_no_release(command: Command, tmp_path: Path) -> None:
    done = command("run", tmp_path / "nothing", "-o", tmp_path / "release")
    assert done.exit_code == 2
    assert not (tmp_path / "release").exists()


def test_a_vault_is_made_and_described_in_numbers(command: Command, tmp_path: Path) -> None:
    made = command("vault", "new", tmp_path / "who.vault", "--key-file", tmp_path / "who.key")
    assert made.exit_code == 0
    told = command("vault", "info", tmp_path / "who.vault", "--key-file", tmp_path / "who.key")
    assert told.stdout.endswith("who.vault: 0 files, 0 people have a code\n")
    assert command("vault", "new", tmp_path / "who.vault").exit_code == 2


def test_a_vault_within_the_release_is_refused(archive: Path, command: Command, tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    command("vault", "new", release / "who.vault", "--key-file", tmp_path / "who.key")
    options = ("--vault", release / "who.vault", "--key-file", tmp_path / "who.key")
    done = command("run", archive, "-o", release, *options)
    assert done.exit_code == 2
    assert "keep it apart" in done.output


def test_a_cluster_address_in_the_open_is_refused(archive: Path, command: Command, tmp_path: Path) -> None:
    done = command("run", archive, "-o", tmp_path / "release", "--cluster", "tcp://10.0.0.1:8786")
    assert done.exit_code == 2
    assert "in the open" in done.output


def test_who_coordinates_a_run_loads_no_models(archive: Path, tmp_path: Path) -> None:
    """Its workers do; on a second run, which has nothing to do for them, nobody needs any."""
    run = ["batch", "run", str(archive), "-o", str(tmp_path / "release"), "--workers", "1"]
    program = f"""
import sys
from redactor.cli import main
if __name__ == "__main__":
    main({run!r}, standalone_mode=False)
    heavy = ("spacy", "presidio_analyzer", "onnxruntime", "redactor.pipeline")
    print("loaded:", [name for name in heavy if name in sys.modules])
"""
    script = tmp_path / "run.py"
    script.write_text(program, "utf-8")
    homes = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env={**os.environ, **homes}, check=True
    )
    assert (tmp_path / "release" / "first.txt").exists()
    assert "loaded: []" in done.stdout, done.stdout
