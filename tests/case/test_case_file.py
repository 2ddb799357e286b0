"""Case files: what is refused, with which words, and that no message tells a name."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from redactor.case import load_case, read_case
from redactor.case.known import subjects_of_case
from redactor.case.schema import json_schema
from redactor.cli import main
from redactor.errors import CaseError, UnreadableError

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
MISTAKES = sorted((HERE / "invalid").glob("*.yaml"))


def expected(path: Path) -> list[tuple[str, str]]:
    """Read a file's ``# expect line:column words`` comments."""
    rows = [
        line.split(" ", 3) for line in path.read_text("utf-8").splitlines() if line.startswith("# expect")
    ]
    return [(place, words) for _, _, place, words in rows]


def test_a_case_file_is_read_whole() -> None:
    case = load_case(HERE / "case.yaml")
    assert [p.id for p in case.people] == ["gwak", "gwak-mother", "driver"]
    assert [f.entity_type for f in case.facts] == ["HOMETOWN", "MILITARY_UNIT", "DATE"]
    assert case.open_facts[0].evidence.when == "2025-03-01"


def test_subjects_hold_none_of_the_editors_words() -> None:
    case = load_case(HERE / "case.yaml")
    ids = [s.id for s in subjects_of_case(case.people).values()]
    assert ids == ["case-1", "case-1.mother", "case-3"]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda p: p.stem)
def test_every_mistake_is_told_with_its_place(path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(path)
    told = [line.removeprefix(f"{path.name}:").split(": ", 1) for line in str(caught.value).splitlines()]
    assert [place for place, _ in told] == [place for place, _ in expected(path)]
    assert all(words in message for (_, message), (_, words) in zip(told, expected(path), strict=True))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda p: p.stem)
def test_no_mistake_repeats_a_word_of_the_file(path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(path)
    for word in ("zoran", "babic", "kolar", "secret", "31", "2024", "lipnik", "quarry"):
        assert word not in str(caught.value).lower()


@pytest.mark.parametrize(
    "data", [b"", b"# nothing\n", b"\xff\xfe\x00", b"people: [", b"a: {b: 'Zoran", b"!Zoran!x a"]
)
def test_what_is_no_yaml_is_refused_without_its_words(data: bytes) -> None:
    with pytest.raises(CaseError) as caught:
        read_case(data)
    assert "Zoran" not in str(caught.value)
    assert str(caught.value).startswith("case.yaml:1:")


def test_records_show_nothing_when_they_are_printed() -> None:
    shown = repr(load_case(HERE / "case.yaml"))
    for text in ("Gwak", "gwak", "Pukchang", "tannery", "courier", "2025"):
        assert text not in shown


def test_a_missing_file_is_said() -> None:
    with pytest.raises(UnreadableError, match=r"nowhere\.yaml"):
        load_case(HERE / "nowhere.yaml")


def test_the_schema_is_a_schema_and_the_documented_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    printed = CliRunner().invoke(main, ["case", "schema"])
    assert printed.exit_code == 0
    assert json.loads(printed.output) == json_schema()
    assert json.loads((DOCS / "case.schema.json").read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("path", [HERE / "case.yaml", HERE.parents[1] / "samples" / "case.yaml"], ids=str)
def test_the_schema_knows_a_good_case_file(path: Path) -> None:
    loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
    loaded["version"] = int(loaded["version"])
    jsonschema.validate(loaded, json_schema())


@pytest.mark.parametrize(
    "name", ["unknown-key", "no-names", "relative-alone", "unknown-words", "no-evidence"]
)
def test_the_schema_refuses_what_it_can_see(name: str) -> None:
    loaded = yaml.safe_load((HERE / "invalid" / f"{name}.yaml").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(loaded))
