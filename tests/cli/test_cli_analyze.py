"""The analyze command, as a table and as JSON Lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import made_by_hand
import pytest
from click.testing import CliRunner

from redactor.cli import main
from redactor.cli.analyzing import to_json
from redactor.policy import load_policy


def test_the_shape_is_the_agreed_one(golden: Callable[[str, str], None]) -> None:
    """Other programs read this: a change that is no new key gets a new schema number."""
    analysis = made_by_hand.outcome().analysis
    policy = load_policy("names-only")
    golden("analysis.json", json.dumps(to_json(Path("folder/jang.md"), analysis, policy), indent=2) + "\n")


def test_jsonl_is_one_object_a_file_and_nothing_else(quick: CliRunner, sample: Path) -> None:
    done = quick.invoke(main, ["analyze", "--format", "jsonl", str(sample), str(sample)])
    assert done.exit_code == 0
    assert done.stderr == ""
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert first["path"] == str(sample)
    assert first["sha256"] == hashlib.sha256(sample.read_bytes()).hexdigest()
    assert (first["schema"], first["language"]) == ("redactor.analysis/1", "en")
    assert first["findings"]


def test_offsets_are_code_points_with_line_ends_untouched(quick: CliRunner, tmp_path: Path) -> None:
    text = "Q: Where are you from? 🙂\r\nA: From Sinpo. My name is Jang Min-ho.\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    done = quick.invoke(main, ["analyze", "--format", "jsonl", str(path)])
    found = {f["entity_type"]: text[f["start"] : f["end"]] for f in json.loads(done.stdout)["findings"]}
    assert found["HOMETOWN"] == "Sinpo"
    assert found["PERSON"] == "Jang Min-ho"


def test_jsonl_tells_what_could_not_be_read(quick: CliRunner, sample: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone\x1b.txt"
    done = quick.invoke(main, ["analyze", "--format", "jsonl", str(gone), str(sample)])
    assert done.exit_code == 3
    bad, good = map(json.loads, done.stdout.splitlines())
    assert bad == {
        "schema": "redactor.analysis/1",
        "path": str(gone),
        "error": "no such file or directory",
    }
    assert good["findings"]
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout


def test_models_load_once_for_many_files(
    engine: object, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redactor.cli import analyzing

    loads = []
    monkeypatch.setattr(analyzing, "load_engine", lambda *_, **__: loads.append(1) or engine)
    done = CliRunner().invoke(main, ["analyze", "--format", "jsonl", *[str(sample)] * 3])
    assert done.exit_code == 0
    assert len(loads) == 1


def test_table_shows_no_original_text(quick: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("My name is Jang Min-ho and I am from Sinpo.\n", "utf-8")
    done = quick.invoke(main, ["analyze", str(path)])
    assert done.exit_code == 0
    assert "HOMETOWN" in done.stdout
    assert "text 1:" in done.stdout
    assert "Jang" not in done.stdout
    assert "Sinpo" not in done.stdout


def test_table_shows_what_is_kept_on_request_only(quick: CliRunner, sample: Path) -> None:
    short, long = (quick.invoke(main, ["analyze", str(sample), *extra]) for extra in ([], ["--all"]))
    assert "│ keep" not in short.stdout
    assert "--all shows them" in short.stdout
    assert "│ keep" in long.stdout
    assert "--all shows them" not in long.stdout


def test_table_keeps_square_brackets_and_control_characters_harmless(
    quick: CliRunner, tmp_path: Path
) -> None:
    """Masks look like Rich's markup; a file name can look like a command to the terminal."""
    path = tmp_path / "[red]\x1b[2J.txt"
    path.write_text("My phone number is +380 44 555 01 42.\n", "utf-8")
    done = quick.invoke(main, ["analyze", str(path)])
    assert done.exit_code == 0
    assert "[red]\\x1b[2J.txt" in done.stdout.replace("\n", "")
    assert "\x1b" not in done.stdout
