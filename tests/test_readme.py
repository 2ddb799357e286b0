"""What the README shows is what the program does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from redactor.cli import main
from redactor.pipeline import Engine, redact_document

_COMMAND = re.compile(r"^(?:.*&& \S*)?redactor ((?:redact|analyze|policy)\b[^#\n]*)", re.MULTILINE)


@pytest.fixture(scope="module")
def readme() -> str:
    return (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def test_before_and_after_are_real(readme: str, root: Path, engine: Engine) -> None:
    """Each ``-`` line stands in the sample, each ``+`` line in what became of it."""
    (block,) = re.findall(r"<!-- before/after -->(.*?)<!-- /before/after -->", readme, re.DOTALL)
    before = (root / "samples" / "interview.md").read_bytes()
    outcome = redact_document(engine, "interview.md", before)
    assert outcome.content is not None
    for sign, text in (("- ", before), ("+ ", outcome.content)):
        shown = [line.removeprefix(sign) for line in block.splitlines() if line.startswith(sign)]
        assert shown
        missing = [line for line in shown if line not in _one_line(text.decode())]
        assert not missing, "the README's example is out of date; run the first command of the README"


def test_every_command_of_the_readme_is_one(readme: str) -> None:
    commands = _COMMAND.findall(readme)
    assert len(commands) > 8
    for command in commands:
        words = command.split(">")[0].split()
        depth = 2 if words[0] == "policy" else 1
        options = {w for w in words if re.match(r"--?[a-z]", w) and w != "--draft.txt"}
        shown = CliRunner().invoke(main, [*words[:depth], "--help"])
        assert shown.exit_code == 0, command
        assert not {o for o in options if o not in shown.output}, command


def test_documented_keys_are_those_that_are_printed(readme: str, root: Path, quick: CliRunner) -> None:
    import json

    done = quick.invoke(main, ["analyze", "--format", "jsonl", str(root / "samples" / "notes.txt")])
    record = json.loads(done.stdout)
    section = readme.partition("### `analyze --format jsonl`")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`(\w+)`", section))
    assert set(record) | set(record["findings"][0]) <= documented


@pytest.mark.parametrize("page", ["README.md", "docs", "samples/README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(root: Path, page: str) -> None:
    pages = sorted((root / page).glob("*.md")) if (root / page).is_dir() else [root / page]
    find: Callable[[str], list[str]] = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)").findall
    links = [(path, target) for path in pages for target in find(path.read_text("utf-8"))]
    assert not [(str(path), target) for path, target in links if not (path.parent / target).exists()]
