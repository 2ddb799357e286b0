"""The redact command: what it writes, what it says, how it ends."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from redactor import delivery
from redactor.cli import main
from redactor.model import Leak, LeakKind, Outcome, Span

TEXT = "Q: What is your name?\nA: Jang Min-ho. I am 26 years old and I am from Sinpo.\nQ: Who is President?\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, "utf-8")
    return path


def _redact(quick: CliRunner, *arguments: object) -> tuple[int, str, str]:
    done = quick.invoke(main, ["redact", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_samples_are_released_with_their_reports(quick: CliRunner, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, stdout, stderr = _redact(quick, sample, "-o", out)
    assert (code, stderr) == (0, "")
    assert "released as" in stdout
    names = {sample.name, f"{sample.stem}.report.html", f"{sample.stem}.report.json"}
    assert {p.name for p in out.iterdir()} == names
    assert (out / sample.name).read_bytes() != sample.read_bytes()


def test_a_second_run_brings_no_word_of_the_draft_back(
    quick: CliRunner, sample: Path, tmp_path: Path
) -> None:
    # The learned recognizer may hide a little more in a text full of masks; it may reveal nothing.
    first, second = tmp_path / "1", tmp_path / "2"
    assert _redact(quick, sample, "-o", first)[0] == 0
    assert _redact(quick, first / sample.name, "-o", second)[0] == 0
    words = [
        set(re.findall(r"\w+", (folder / sample.name).read_text("utf-8").lower()))
        for folder in (sample.parent, first, second)
    ]
    draft, once, twice = words
    assert not (draft - once) & twice


def test_the_same_input_gives_the_same_bytes(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    for out in ("1", "2"):
        assert _redact(quick, draft, "-o", tmp_path / out)[0] == 0
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes()


def test_output_and_reports_hold_no_original_value(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, stdout, stderr = _redact(quick, draft, "-o", out)
    assert code == 0
    for text in (stdout, stderr, *(p.read_text("utf-8") for p in out.iterdir())):
        assert not [word for word in ("Jang", "Min-ho", "26 years", "Sinpo") if word in text]


def test_internal_report_is_another_file_for_the_owner_only(
    quick: CliRunner, draft: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert _redact(quick, draft, "-o", out, "--internal")[0] == 0
    internal = json.loads((out / "draft.internal.report.json").read_text("utf-8"))
    assert any(d["origin"]["text"] == "Jang Min-ho" for d in internal["decisions"])
    assert "Jang" not in (out / "draft.report.json").read_text("utf-8")
    for suffix in ("html", "json"):
        assert stat.S_IMODE((out / f"draft.internal.report.{suffix}").stat().st_mode) == 0o600


def test_diff_shows_changed_sentences(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    code, stdout, _ = _redact(quick, draft, "-o", tmp_path / "out", "--diff")
    assert code == 0
    assert any(line.startswith("- ") and "Jang Min-ho" in line for line in stdout.splitlines())
    assert any(line.startswith("+ ") and "Jang Min-ho" not in line for line in stdout.splitlines())
    assert "Who is President" not in stdout


def _unreadable(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "broken-link":
            path.symlink_to(folder / "nowhere")
        case "empty":
            path.write_bytes(b"")
        case "binary":
            path.write_bytes(b"\x00\x01\x02")
        case "not-utf8":
            path.write_bytes("Müller".encode("latin-1"))
        case "large":
            path.write_bytes(b"a " * 9_000_000)
    return path


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "pipe", "broken-link", "empty", "binary", "not-utf8", "large"]
)
def test_what_cannot_be_read_is_one_line_and_the_next_file_goes_on(
    quick: CliRunner, draft: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    bad = _unreadable(tmp_path, kind)
    code, stdout, stderr = _redact(quick, bad, draft, "-o", out)
    assert code == 3
    assert stderr.startswith(f"{bad}: ")
    assert stderr.count("\n") == 1
    assert stdout.count("\n") == 1
    assert "draft.txt: released" in stdout
    assert not (out / bad.name).exists()


def test_a_device_is_not_read(quick: CliRunner, tmp_path: Path) -> None:
    code, _, stderr = _redact(quick, "/dev/zero", "-o", tmp_path / "out")
    assert (code, stderr) == (3, "/dev/zero: it is not a regular file\n")


NASTY = [
    "--policy.txt",
    "a\nb.txt",
    "\x1b[31mred.txt",
    "\u202etxt.txt",
    "sp ace.txt",
    "\udc80.txt",
    "Київ.txt",
]


@pytest.mark.parametrize("name", NASTY, ids=ascii)
def test_nasty_file_names(quick: CliRunner, draft: Path, tmp_path: Path, name: str) -> None:
    """Released or refused, with one printable line; never a crash."""
    try:
        draft.rename(tmp_path / name)
    except OSError:
        pytest.skip("this file system has no such names")
    code, stdout, stderr = _redact(quick, "-o", tmp_path / "out", "--", tmp_path / name)
    assert code in (0, 1, 2)
    assert "internal error" not in stderr
    lines = (stdout + stderr).splitlines()
    assert all(line.isprintable() for line in lines)


def test_two_files_of_one_name_get_two_names(quick: CliRunner, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "draft.txt"
    other.parent.mkdir()
    other.write_text(TEXT.replace("26", "31"), "utf-8")
    markdown = tmp_path / "draft.md"
    markdown.write_text(TEXT, "utf-8")
    out = tmp_path / "out"
    assert _redact(quick, draft, other, markdown, "-o", out)[0] == 0
    released = {p.name for p in out.iterdir() if ".report." not in p.name}
    assert released == {"draft.txt", "draft-2.txt", "draft-3.md"}
    assert len(list(out.iterdir())) == 9


def test_an_input_is_never_written_over(quick: CliRunner, draft: Path) -> None:
    code, _, stderr = _redact(quick, draft, "-o", draft.parent)
    assert code == 2
    assert stderr.count("\n") == 1
    assert draft.read_text("utf-8") == TEXT


def test_a_leak_is_refused_and_nothing_written(
    quick: CliRunner, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = delivery.redact_document

    def leaking(*arguments: object) -> Outcome:
        leak = Leak(LeakKind.SURVIVES, "text", Span(30, 33), "HOMETOWN", "a hidden HOMETOWN is still there")
        return replace(real(*arguments), leaks=(leak,), content=None)

    monkeypatch.setattr(delivery, "redact_document", leaking)
    out = tmp_path / "out"
    code, stdout, stderr = _redact(quick, draft, "-o", out)
    assert (code, stdout) == (1, "")
    assert "refused" in stderr
    assert "text, line 2: a hidden HOMETOWN is still there [survives]" in stderr
    assert not out.exists()


def test_a_hidden_value_in_the_report_refuses_the_release(
    quick: CliRunner, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A policy's reason can hold a name: nobody proof-reads those."""
    real = delivery.redact_document

    def telling(*arguments: object) -> Outcome:
        outcome = real(*arguments)
        first, *rest = outcome.analysis.decisions
        decisions = (replace(first, reason="Ask Jang Min-ho first."), *rest)
        return replace(outcome, analysis=replace(outcome.analysis, decisions=decisions))

    monkeypatch.setattr(delivery, "redact_document", telling)
    out = tmp_path / "out"
    code, _, stderr = _redact(quick, draft, "-o", out)
    assert code == 1
    assert "[report]" in stderr
    assert "Jang" not in stderr
    assert not out.exists()


def test_an_unexpected_error_is_one_line_without_text(
    quick: CliRunner, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object, __: object, data: bytes) -> Outcome:
        raise ValueError(f"cannot make sense of {data!r}")

    monkeypatch.setattr(delivery, "redact_document", fail)
    out = tmp_path / "out"
    code, stdout, stderr = _redact(quick, draft, "-o", out)
    assert (code, stdout) == (1, "")
    assert stderr == f"{draft}: internal error in delivery: ValueError\n"
    assert not out.exists()


def test_a_wrong_policy_ends_with_2_before_anything_is_read(draft: Path, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("name: p\nversion: 1\nrulez: []\n", "utf-8")
    done = CliRunner().invoke(
        main, ["redact", str(draft), "--policy", str(policy), "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 2
    assert f"{policy}:3:1: " in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_policy_or_pipeline_ends_with_2(draft: Path) -> None:
    for option in ("--policy", "--pipeline"):
        done = CliRunner().invoke(main, ["redact", str(draft), option, "no-such-thing"])
        assert done.exit_code == 2
        assert "no-such-thing" in done.stderr


def test_a_traceback_never_reaches_the_terminal(draft: Path, tmp_path: Path) -> None:
    """End to end, in a process of its own, with tokens that must not turn up anywhere."""
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "redactor",
        "redact",
        str(draft),
        str(tmp_path / "gone.txt"),
        "-o",
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not [word for word in ("Jang", "Sinpo") if word in done.stdout + done.stderr]
    assert (out / "draft.txt").exists()


@pytest.mark.parametrize(("option", "suffix"), [([], ".pdf"), (["--pages"], ".pdf"), (["--text"], ".md")])
def test_a_pdf_comes_out_as_pages_or_as_text(
    quick: CliRunner, root: Path, tmp_path: Path, option: list[str], suffix: str
) -> None:
    code, _, _ = _redact(quick, root / "samples" / "transcript.pdf", *option, "-o", tmp_path)
    assert code == 0
    assert [p.suffix for p in tmp_path.iterdir() if p.stem == "transcript"] == [suffix]


def test_modes_that_do_not_go_together_are_wrong_use(quick: CliRunner, draft: Path) -> None:
    for option in ("--internal", "--diff", "--pages", "--text"):
        code, _, stderr = _redact(quick, draft, "--tracked", option)
        assert code == 2
        assert "goes with none of" in stderr
