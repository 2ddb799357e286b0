"""A hostile file costs itself and one line, never the run; what it points to is never read."""

from __future__ import annotations

import io
import os
import re
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from build_corpus import OUTSIDE, SECRET, Hostile, corpus
from click.testing import CliRunner

from redactor.cli import main
from redactor.cli.console import describe
from redactor.errors import ParsingFailedError, RedactorError, UnreadableError
from redactor.formats import check_readable, format_for
from redactor.handling import DEFAULT_HANDLING, Limits
from redactor.model import Document, Edit, SegmentKind, Span
from redactor.sandbox import Sandbox

SECONDS = 30
HANDLING = replace(DEFAULT_HANDLING, limits=Limits(seconds=SECONDS))
WHOLE_WAY = (
    "draft.docx", "transcript.pdf", "letter.eml", "film.srt", "twice.docx", "laughs.docx", "empty.txt",
    "really-docx.txt", "formula.csv", "script.pdf", "comment.docx", "unknown.xyz",
)  # fmt: skip
WORDS_OF_FORMATS = {"boundary", "charset", "content", "default", "document", "language", "standard"}
MAY_BREAK = ("stream-bomb.pdf",)
"""Files that the cap on memory is for: their parser unpacks before anybody can look."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Hostile]:
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(OUTSIDE, "utf-8")
    return corpus(outside)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(HANDLING.limits)
    yield sandbox
    sandbox.close()


def test_the_corpus_is_large_and_the_same_each_time(files: list[Hostile], tmp_path: Path) -> None:
    assert len(files) >= 150
    assert len({file.name for file in files}) == len(files)
    assert corpus(tmp_path) == corpus(tmp_path)


def test_every_file_is_read_or_refused_with_a_sentence(files: list[Hostile], sandbox: Sandbox) -> None:
    wrong, peak = {}, 0
    for file in files:
        if said := _wrong(sandbox, file):
            wrong[file.name] = said
        peak = max(peak, _peak(sandbox))
    assert not wrong
    assert 0 < peak < 1024 * 1024, "KiB of the process that parses"


def _peak(sandbox: Sandbox) -> int:
    """Return the most memory that the process has had so far, in KiB; 0 if it is gone."""
    status = Path(f"/proc/{sandbox._process.pid if sandbox._process else 0}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _wrong(sandbox: Sandbox, file: Hostile) -> str:
    """Say what is wrong with how a file is taken; nothing if it is read, held or refused."""
    try:
        read = sandbox.confine(format_for(file.name, file.data)).read(file.name, file.data, "en", HANDLING)
        check_readable(read, HANDLING)
    except ParsingFailedError as error:
        # The fence caught it; a reader has to refuse what it does not understand by itself.
        return "" if file.name.endswith(MAY_BREAK) and "memory" in str(error) else describe(error)
    except UnreadableError as error:
        message = str(error)
        if SECRET in message or OUTSIDE in message or "\n" in message or not message:
            return "the message tells of the file, or nothing"
        return ""
    except Exception as error:
        return describe(error)
    return "it read outside" if any(OUTSIDE in s.text for s in read.segments) else ""


def test_a_run_over_hostile_files_goes_on(
    files: list[Hostile], quick: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("there was a call to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    paths = []
    for ending in WHOLE_WAY:
        file = next(f for f in files if f.name.endswith(ending))
        paths.append(tmp_path / file.name)
        paths[-1].write_bytes(file.data)
    good = tmp_path / "good.txt"
    good.write_text("It rained in the camp.\n", "utf-8")
    done = quick.invoke(main, ["redact", *map(str, [*paths, good]), "-o", str(tmp_path / "out")])
    lines = (done.stdout + done.stderr).splitlines()
    assert done.exit_code in {1, 3}
    for path in [*paths, good]:
        assert [line for line in lines if line.startswith(f"{path}: ")], path.name
    assert (tmp_path / "out" / "good.txt").exists()
    assert "Traceback" not in done.output
    assert SECRET not in done.output
    assert OUTSIDE not in done.output


@pytest.mark.parametrize("name", ["a\nb.txt", "\x1b[31mred.txt", "-o.txt", "b\udcff.txt", "\u202etxt.txt"])
def test_names_are_shown_on_one_line(quick: CliRunner, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    done = quick.invoke(main, ["redact", "-o", str(tmp_path / "out"), "--", str(path)])
    shown = done.output.strip()
    assert done.exit_code == 3
    assert len(shown.splitlines()) == 1
    assert shown.isprintable()


def test_what_is_no_file_is_refused_and_never_waited_for(quick: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with (tmp_path / "sparse.txt").open("wb") as huge:
        huge.truncate(2 * 2**30)
    names = ["sparse.txt", "folder.txt", "pipe.txt", "zero.txt", "broken.txt", "loop.txt", "missing.txt"]
    done = quick.invoke(
        main, ["redact", *(str(tmp_path / name) for name in names), "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 3
    assert len(done.output.strip().splitlines()) == len(names)


def test_what_is_written_of_hostile_files_holds_nothing_that_was_hidden(
    files: list[Hostile], sandbox: Sandbox
) -> None:
    written, leaking = 0, []
    for file in files:
        try:
            confined = sandbox.confine(format_for(file.name, file.data))
            document = confined.read(file.name, file.data, "en", HANDLING)
        except UnreadableError:
            continue
        word = _telling_word(document)
        if word is None:
            continue
        try:
            data = confined.write(document, _without(document, word), file.data, HANDLING)
        except (RedactorError, ValueError):
            continue
        written += 1
        if any(word.casefold().encode(encoding) in _unpacked(data) for encoding in ("utf-8", "utf-16-le")):
            leaking.append(file.name)
    assert leaking == []
    assert written >= 20


def _telling_word(document: Document) -> str | None:
    """A word of the text that no file format has of itself."""
    words = [
        w
        for s in document.segments
        if s.kind is SegmentKind.TEXT
        for w in re.findall(r"[^\W\d_]{7,}", s.text)
    ]
    return next((word for word in words if word.casefold() not in WORDS_OF_FORMATS), None)


def _without(document: Document, word: str) -> list[Edit]:
    """Edits that hide a word wherever it stands, and all that a reader does not see."""
    edits = []
    for segment in document.segments:
        if segment.kind is SegmentKind.HIDDEN:
            edits += [Edit(segment.id, Span(0, len(segment.text)), "")] if segment.text else []
            continue
        found = re.finditer(re.escape(word), segment.text, re.IGNORECASE)
        edits += [Edit(segment.id, Span(*match.span()), "[…]") for match in found]
    return edits


def _unpacked(data: bytes) -> bytes:
    """A file's bytes in small letters, with those of its members if it is a package."""
    parts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts += [package.read(name) for name in package.namelist()]
    return b"\n".join(parts).lower()
