"""Help is quick, complete and says what ends how."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from redactor.cli import main

HEAVY = ["spacy", "presidio_analyzer", "presidio_anonymizer", "rich", "jinja2", "yaml", "numpy", "regex"]


@pytest.mark.parametrize("module", ["redactor", "redactor.cli", "redactor.model", "redactor.errors"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*[m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["redact"],
        ["analyze"],
        ["apply-tracked"],
        ["policy"],
        *(["policy", c] for c in ("check", "explain", "diff", "schema")),
    ],
    ids=" ".join,
)
def test_every_command_has_help(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, [*arguments, "--help"])
    assert done.exit_code == 0
    assert "Usage:" in done.output


def test_help_names_the_exit_codes() -> None:
    output = " ".join(CliRunner().invoke(main, ["--help"]).output.split())
    assert "0 released, 1 refused" in output
    assert "2 wrong use" in output
    assert "3 a document" in output


def test_help_of_the_group_shows_whole_sentences() -> None:
    """Click cuts long ones with three dots."""
    assert "..." not in CliRunner().invoke(main, ["--help"]).output.split("Commands:")[1]


def test_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "redactor", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "redactor, version 0.1.0\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["redact"],
        ["analyze"],
        ["nonsense"],
        ["analyze", "--format", "xml", "a.txt"],
        ["redact", "--nope", "a.txt"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2
