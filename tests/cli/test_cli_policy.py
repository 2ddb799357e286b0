"""The policy commands."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from redactor.cli import main


def _policy(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["policy", *map(str, arguments)])


def test_check_shipped_policies(root: Path) -> None:
    done = _policy("check", *sorted((root / "policies").glob("*.yaml")))
    assert done.exit_code == 0
    assert done.stdout.count("valid") == 3


def test_check_tells_every_mistake_of_every_file_with_its_place(tmp_path: Path) -> None:
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text("extends: strict\nname: bad\nversion: 1\ndescription: x\nrulez: []\nmore: 1\n", "utf-8")
    worse.write_text("a: [\n", "utf-8")
    done = _policy("check", bad, "strict", worse)
    assert done.exit_code == 2
    assert f"{bad}:5:1: " in done.stderr
    assert f"{bad}:6:1: " in done.stderr
    assert f"{worse}:" in done.stderr
    assert "strict: valid" in done.stdout


def test_explain_names_rule_and_reason() -> None:
    done = _policy("explain", "pow-families", "--type", "HOMETOWN", "--role", "source")
    assert done.exit_code == 0
    assert "pow-families/" in done.stdout
    assert "generalize to region" in done.stdout


def test_explain_takes_all_that_a_rule_can_match_on() -> None:
    about = ["--role", "relative", "--relation", "mother", "--context", "answer", "--score", "0.9"]
    done = _policy("explain", "pow-families", "--type", "age", *about, "--text", "58")
    assert done.exit_code == 0
    assert "58" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--type", "HOMETWON", "--role", "source"],
        ["--type", "AGE", "--role", "boss"],
        ["--type", "AGE", "--role", "source", "--relation", "mother"],
        ["--type", "AGE", "--role", "source", "--score", "7"],
        ["--type", "AGE"],
    ],
    ids=" ".join,
)
def test_explain_refuses_wrong_questions(arguments: list[str]) -> None:
    done = _policy("explain", "pow-families", *arguments)
    assert done.exit_code == 2
    assert done.stderr


def test_diff_says_what_is_protected_less_and_more() -> None:
    done = _policy("diff", "strict", "names-only")
    assert done.exit_code == 0
    assert "Protects less" in done.stdout
    assert "Protects more" in done.stdout


def test_schema_is_one_and_accepts_a_shipped_policy(root: Path) -> None:
    import yaml

    schema = json.loads(_policy("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load((root / "policies" / "strict.yaml").read_text("utf-8")), schema)


@pytest.mark.parametrize(
    "command", [["check"], ["diff", "strict"], ["explain", "--type", "AGE", "--role", "source"]]
)
def test_a_policy_that_is_not_there_ends_with_2(command: list[str]) -> None:
    done = _policy(*command, "no-such-policy")
    assert done.exit_code == 2
    assert "no-such-policy" in done.stderr
    assert "Traceback" not in done.stderr
