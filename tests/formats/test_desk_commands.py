"""The tracked mode on the command line: a copy for the desk, and the release of what was decided in it."""

from __future__ import annotations

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import desk
import docx
import pytest
from byte_traces import traces
from click.testing import CliRunner, Result
from lxml import etree

from redactor.cli import main
from redactor.formats.docx.document import Word
from redactor.formats.docx.names import q
from redactor.formats.tracking import Redaction, TracksChanges
from redactor.model import Span
from redactor.sandbox import Sandbox

TEXT = (
    "Q: What is your name?",
    "A: Jang Min-ho. I am 26 years old and I am from Sinpo.",
    "Q: And your family?",
    "A: My mother sells fish at the market.",
    "Q: How is the food here?",
    "A: There is rice every day, and soup.",
)
SECRETS = ("Jang", "Min-ho", "26 years", "Sinpo", "sells fish")
NAME, AGE, HOME, FAMILY = 1, 2, 3, 4
"""The numbers of the changes."""


def _document() -> bytes:
    draft = docx.Document()
    for line in TEXT:
        draft.add_paragraph(line)
    out = io.BytesIO()
    draft.save(out)
    return out.getvalue()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(_document())
    return path


def _run(quick: CliRunner, *arguments: object) -> Result:
    return quick.invoke(main, list(map(str, arguments)))


@pytest.fixture
def copy(quick: CliRunner, draft: Path, tmp_path: Path) -> Path:
    done = _run(quick, "redact", "--tracked", draft, "-o", tmp_path / "desk")
    assert done.exit_code == 0, done.output
    return tmp_path / "desk" / "draft.tracked.docx"


Release = Callable[..., tuple[Result, str]]


@pytest.fixture
def release(quick: CliRunner, copy: Path, tmp_path: Path) -> Release:
    """Do something to the copy, apply it, and return what was said with the released text."""

    def run(*edits: Callable[[bytes], bytes], options: tuple[str, ...] = ()) -> tuple[Result, str]:
        data = copy.read_bytes()
        for edit in edits:
            data = edit(data)
        copy.write_bytes(data)
        done = _run(quick, "apply-tracked", copy, "-o", tmp_path / "out", *options)
        path = tmp_path / "out" / "draft.docx"
        return done, _text(path) if path.exists() else ""

    return run


def _text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def _report(tmp_path: Path) -> Any:
    return json.loads((tmp_path / "out" / "draft.report.json").read_text("utf-8"))


def test_the_copy_is_for_the_desk_only(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "desk"
    done = _run(quick, "redact", "--tracked", draft, "-o", out)
    assert [p.name for p in out.iterdir()] == ["draft.tracked.docx"]
    assert stat.S_IMODE((out / "draft.tracked.docx").stat().st_mode) == 0o600
    assert "with 4 changes; nothing was released" in done.stdout
    assert "holds the original text" in done.stderr
    assert not [secret for secret in SECRETS if secret in done.output]


def test_all_accepted_is_the_usual_release(
    quick: CliRunner, draft: Path, tmp_path: Path, release: Release
) -> None:
    done, text = release(desk.accepted)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "the desk: 4 accepted" in done.stdout
    assert not [secret for secret in SECRETS if secret in text]
    assert _run(quick, "redact", draft, "-o", tmp_path / "usual").exit_code == 0
    assert text == _text(tmp_path / "usual" / "draft.docx")


def test_what_nobody_decided_is_hidden(release: Release) -> None:
    done, text = release()
    assert done.exit_code == 0
    assert not [secret for secret in SECRETS if secret in text]


def test_what_is_rejected_stays_and_the_report_says_who(release: Release, tmp_path: Path) -> None:
    done, text = release(lambda data: desk.rejected(data, HOME), desk.accepted)
    assert done.exit_code == 0
    assert "from Sinpo" in text
    assert [secret for secret in SECRETS if secret in text] == ["Sinpo"]
    kept = [d for d in _report(tmp_path)["decisions"] if d["rule"] == "person"]
    assert {(d["action"], d["reason_code"]) for d in kept} == {("keep", "desk")}


def test_an_editors_words_take_the_place(release: Release, tmp_path: Path) -> None:
    done, text = release(lambda data: desk.reworded(data, FAMILY, "He speaks of his family"), desk.accepted)
    assert done.exit_code == 0
    assert "A: He speaks of his family." in text
    assert "sells fish" not in text
    own = [d for d in _report(tmp_path)["decisions"] if d["rule"] == "person"]
    assert {(d["replacement"], d["reason_code"]) for d in own} == {("He speaks of his family", "desk")}


def test_words_that_tell_the_name_are_refused(release: Release, tmp_path: Path) -> None:
    done, text = release(lambda data: desk.reworded(data, NAME, "Mr Jang"), desk.accepted)
    assert (done.exit_code, text) == (1, "")
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    assert "Jang" not in done.output


def test_what_was_accepted_stays_hidden_under_a_policy_that_would_keep_it(release: Release) -> None:
    done, text = release(desk.accepted, options=("--policy", "names-only"))
    assert done.exit_code == 0
    assert not [secret for secret in SECRETS if secret in text]


def test_half_a_decision_is_none(release: Release) -> None:
    done, text = release(lambda data: desk.half_rejected(data, HOME))
    assert (done.exit_code, text) == (3, "")
    assert "decided by halves" in done.stderr


def test_what_people_put_in_that_nobody_understands_holds_the_copy(release: Release) -> None:
    def edit(root: Any) -> None:
        paragraph = next(root.iter(q("w:p")), None)
        if paragraph is not None:
            etree.SubElement(etree.SubElement(paragraph, q("w:r")), q("w:object"))

    done, text = release(lambda data: desk.edited(data, edit))
    assert (done.exit_code, text) == (3, "")


def test_nothing_of_the_copy_is_left_in_the_release(release: Release, tmp_path: Path) -> None:
    done, _ = release()
    assert done.exit_code == 0
    written = (tmp_path / "out" / "draft.docx").read_bytes()
    assert traces(written, ["redactor_1", "urn:redactor", "name-of-protected", "Min-ho", "Sinpo"]) == []


def test_any_other_file_is_refused(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    done = _run(quick, "apply-tracked", draft, "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "no record of its changes" in done.stderr
    note = tmp_path / "note.txt"
    note.write_text("A: I am from Sinpo.\n", "utf-8")
    for command in (["redact", "--tracked"], ["apply-tracked"]):
        done = _run(quick, *command, note, "-o", tmp_path / "out")
        assert done.exit_code == 2
        assert "only a Word document" in done.stderr


def test_a_copy_never_lies_beside_a_release(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run(quick, "redact", draft, "-o", out).exit_code == 0
    done = _run(quick, "redact", "--tracked", draft, "-o", out)
    assert done.exit_code == 2
    assert "holds a release" in done.stderr
    assert _run(quick, "redact", "--tracked", "--internal", draft).exit_code == 2


def test_hostile_files_are_parsed_apart() -> None:
    sandbox = Sandbox()
    confined = sandbox.confine(Word())
    assert isinstance(confined, TracksChanges)
    try:
        data = _document()
        document = confined.read("a.docx", data)
        start = document.segment("text").text.index("Sinpo")
        one = Redaction("text", Span(start, start + 5), "the east", "a/b", "Because.", "desk", "HOMETOWN")
        written = confined.write_tracked(document, [one], data)
        assert written == Word().write_tracked(document, [one], data)
        assert confined.read_tracked(written) == Word().read_tracked(written)
    finally:
        sandbox.close()
