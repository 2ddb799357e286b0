"""The commands, through the command line."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from redactor.cli import main
from redactor.evaluate.marks import GOLD_TYPES
from redactor.evaluate.records import GoldAction
from redactor.pipeline import Engine

TEXT = (
    "{{PERSON|bek|protect::Ruslan Bekov}} is {{AGE|bek|protect::24}}. "
    "He was born in {{HOMETOWN|bek|protect::Voronezh}}.\n"
    '"{{FAMILY_DETAIL|bek.mother|protect::My mother is a nurse}}," he said in {{LOCATION|-|keep::Kyiv}}.\n'
)


@pytest.fixture
def run(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Commands in this process, with the models that are loaded already."""
    from redactor.cli import evaluating

    monkeypatch.setattr(evaluating, "load_engine", lambda policy, **_: Engine(policy, engine.detector))
    return CliRunner()


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    path = tmp_path / "one.gold.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_json_holds_figures_and_no_text(run: CliRunner, marked: Path) -> None:
    done = run.invoke(main, ["evaluate", str(marked), "--json", "--bootstrap", "0"])
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert (made["schema"], made["policy"], made["documents"]) == ("redactor.evaluation/1", "pow-families", 1)
    assert made["by_document"][0]["name"] == "one"
    assert made["protect_recall"] > 0
    assert not [w for w in ("Bekov", "Voronezh", "nurse") if w in done.output]


def test_the_table_shows_no_text(run: CliRunner, marked: Path) -> None:
    done = run.invoke(main, ["evaluate", str(marked), "--policy", "names-only"])
    assert done.exit_code == 0
    assert "protect_recall" in done.output
    assert "HOMETOWN" in done.output
    assert not [w for w in ("Bekov", "Voronezh", "nurse") if w in done.output]


def test_the_page_is_for_the_owner_only(run: CliRunner, marked: Path) -> None:
    page = marked.parent / "page.html"
    done = run.invoke(main, ["evaluate", str(marked), "--policy", "names-only", "--html", str(page)])
    assert done.exit_code == 0
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "Voronezh" in page.read_text("utf-8")


def test_a_folder_stands_for_its_gold_files(run: CliRunner, marked: Path) -> None:
    (marked.parent / "note.txt").write_text("{{", "utf-8")
    done = run.invoke(main, ["evaluate", str(marked.parent), "--json", "--bootstrap", "0"])
    assert json.loads(done.stdout)["documents"] == 1


def test_one_detector_can_run_alone(marked: Path) -> None:
    run = CliRunner()

    def alone(detectors: str) -> dict[str, int]:
        arguments = ["evaluate", str(marked), "--json", "--detectors", detectors, "--bootstrap", "0"]
        lines = json.loads(run.invoke(main, arguments).stdout)["by_detector"]
        return {line["detectors"]: line["findings"] for line in lines}

    rules, model = alone("rules"), alone("model")
    assert rules["all"] == rules["rules"] > 0 == rules["model"]
    assert model["all"] == model["model"] > 0 == model["rules"]


def test_each_detector_gets_a_run_of_its_own(run: CliRunner, marked: Path) -> None:
    """The fixture's models are the same for every run, so the lines of separate runs are the same."""
    arguments = ["evaluate", str(marked), "--json", "--bootstrap", "0", "--detectors"]
    separate, single = (json.loads(run.invoke(main, [*arguments, d]).stdout) for d in ("each", "all"))
    assert separate["protect_recall"] == single["protect_recall"]
    assert len({line["findings"] for line in separate["by_detector"]}) == 1
    assert len({line["findings"] for line in single["by_detector"]}) > 1


def test_a_fall_below_the_baseline_fails_and_says_what_to_do(run: CliRunner, marked: Path) -> None:
    baseline = marked.parent / "baseline.json"
    arguments = ["evaluate", str(marked), "--bootstrap", "0"]
    assert run.invoke(main, [*arguments, "--write-baseline", str(baseline)]).exit_code == 0
    assert run.invoke(main, [*arguments, "--baseline", str(baseline)]).exit_code == 0
    worse = run.invoke(main, [*arguments, "--baseline", str(baseline), "--policy", "names-only"])
    assert worse.exit_code == 1
    assert "protect_recall was" in worse.stderr
    assert "--write-baseline" in worse.stderr


@pytest.mark.parametrize(
    "case",
    [
        ("bad.gold.txt", "x\n{{AGE|bek|hide::24}}", "bad.gold.txt: line 2, column 1: unknown action hide"),
        ("bad.json", '[{"full_text": "a", "spans": [{}]}]', "bad.json: document 1, spans[1]"),
        ("gone.gold.txt", None, "gone.gold.txt: no such file"),
    ],
)
@pytest.mark.parametrize("command", [["evaluate"], ["gold", "check"]], ids=" ".join)
def test_malformed_gold_is_refused_with_file_and_place(
    run: CliRunner, tmp_path: Path, command: list[str], case: tuple[str, str | None, str]
) -> None:
    name, content, words = case
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    done = run.invoke(main, [*command, str(tmp_path / name)])
    assert done.exit_code == 3
    assert words in done.stderr


def test_an_empty_folder_is_wrong_use(run: CliRunner, tmp_path: Path) -> None:
    assert run.invoke(main, ["evaluate", str(tmp_path)]).exit_code == 2


def test_check_goes_on_after_a_bad_file(run: CliRunner, marked: Path) -> None:
    bad = marked.parent / "bad.gold.txt"
    bad.write_text("}}", "utf-8")
    done = run.invoke(main, ["gold", "check", str(bad), str(marked)])
    assert done.exit_code == 3
    assert "one.gold.txt: 1 documents, 5 marks (1 to keep, 4 to protect)" in done.stdout


@pytest.mark.parametrize("extra", [[], ["--findings"]], ids=["plain", "findings"])
def test_export_for_label_studio_can_be_evaluated(run: CliRunner, marked: Path, extra: list[str]) -> None:
    out = marked.parent / "tasks.json"
    done = run.invoke(main, ["gold", "export", str(marked), "--to", "labelstudio", "-o", str(out), *extra])
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    (task,) = json.loads(out.read_text("utf-8"))
    assert ("predictions" in task) == bool(extra)

    def figures(path: Path) -> dict[str, object]:
        made = run.invoke(main, ["evaluate", str(path), "--json", "--bootstrap", "0"])
        return dict(json.loads(made.stdout))

    assert figures(out) == figures(marked)


def test_export_of_a_docbin(run: CliRunner, marked: Path) -> None:
    out = marked.parent / "gold.spacy"
    assert run.invoke(main, ["gold", "export", str(marked), "--to", "docbin", "-o", str(out)]).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_export_does_not_write_over_its_input(run: CliRunner, marked: Path) -> None:
    done = run.invoke(main, ["gold", "export", str(marked), "--to", "docbin", "-o", str(marked)])
    assert done.exit_code == 2
    assert marked.read_text("utf-8") == TEXT


@pytest.mark.parametrize(
    "command", [["evaluate"], ["gold"], ["gold", "check"], ["gold", "export"]], ids=" ".join
)
def test_every_command_has_help(command: list[str]) -> None:
    assert "Usage:" in CliRunner().invoke(main, [*command, "--help"]).output


def test_documented_keys_are_those_that_are_printed(run: CliRunner, marked: Path, root: Path) -> None:
    done = run.invoke(main, ["evaluate", str(marked), "--json", "--bootstrap", "0"])
    page = (root / "docs" / "evaluation.md").read_text("utf-8")
    section = page.partition("## `--json`")[2].partition("\n## ")[0]
    assert set(json.loads(done.stdout)) | {"tab"} == set(re.findall(r"`(\w+)`", _first_column(section)))


def test_labels_of_the_documented_configuration_are_the_types(root: Path) -> None:
    page = (root / "docs" / "evaluation.md").read_text("utf-8")
    assert set(re.findall(r'<Label value="(\w+)"/>', page)) == GOLD_TYPES
    assert re.findall(r'<Choice value="(\w+)"/>', page) == list(GoldAction)


def test_documented_commands_are_such(root: Path) -> None:
    page = (root / "docs" / "evaluation.md").read_text("utf-8")
    commands = re.findall(r"^redactor ((?:evaluate|gold \w+)) ([^#\n]*)", page, re.MULTILINE)
    assert len(commands) > 7
    for command, arguments in commands:
        shown = CliRunner().invoke(main, [*command.split(), "--help"])
        assert shown.exit_code == 0
        assert not [o for o in re.findall(r"--[a-z-]+", arguments) if o not in shown.output]


def _first_column(section: str) -> str:
    return "\n".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))
