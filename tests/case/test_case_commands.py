"""The case commands and ``--case`` on the command line, and what the reports tell."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import redactor
from redactor import library
from redactor.case import CaseFinder, read_case
from redactor.case.propose import propose
from redactor.cli import main
from redactor.pipeline import Engine, redact_document
from redactor.policy import load_policy

CASE = Path(__file__).parent / "case.yaml"
PASSPHRASE = "a long enough one"
DRAFT = (
    "Gwak Il-nam sat down. He was a tanner's apprentice. His mother Mun Ok-sil sells cloth in Pukchang.\n"
    "곽일남 slept. The lamp was on.\n"
)
HIDDEN = (
    "Gwak",
    "gwak",
    "곽",
    "Mun Ok",
    "Pukchang",
    "tanner",
    "Evening Courier",
    "courier.example",
    "Velychko",
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_bytes(CASE.read_bytes())
    path.chmod(0o600)
    return path


@pytest.fixture
def own_models(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the models that are loaded already, with whatever case file is asked for."""
    from redactor.cli import analyzing, case_proposal, redacting

    def load(policy: redactor.Policy, *, case: redactor.Case | None = None, **_: object) -> Engine:
        return Engine(policy, engine.detector, CaseFinder(case) if case else None)

    for module in (analyzing, case_proposal, redacting, library):
        monkeypatch.setattr(module, "load_engine", load)
    library._loaded.cache_clear()


def run(*arguments: str | Path, passphrase: str | None = None) -> tuple[int, str]:
    env = {"REDACTOR_CASE_PASSPHRASE": passphrase}
    result = CliRunner().invoke(main, [str(a) for a in arguments], env=env)
    return result.exit_code, result.output


@pytest.mark.usefixtures("own_models")
def test_redact_with_a_plain_case_file(draft: Path, case: Path, tmp_path: Path) -> None:
    code, output = run("redact", draft, "--case", case, "-o", tmp_path / "out", "--internal")
    assert code == 0, output
    assert "not encrypted" in output
    assert "chmod" not in output
    text = (tmp_path / "out" / "draft.txt").read_text("utf-8")
    assert text.count("Soldier Q") >= 2
    assert "a tanner's apprentice" in text, "it is public already"


@pytest.mark.usefixtures("own_models")
def test_reports_tell_what_was_proved_and_the_external_one_no_text(
    draft: Path, case: Path, tmp_path: Path
) -> None:
    code, output = run("redact", draft, "--case", case, "-o", tmp_path / "out", "--internal")
    assert code == 0, output
    external = (tmp_path / "out" / "draft.report.json").read_text("utf-8")
    page = (tmp_path / "out" / "draft.report.html").read_text("utf-8")
    assert not [word for word in HIDDEN if word in external + page]
    told = json.loads(external)["case"]
    assert told == {"terms": 8, "segments": 1, "found": 4, "public": 1, "consent": 0}
    assert "8 names and dangerous facts" in page
    internal = json.loads((tmp_path / "out" / "draft.internal.report.json").read_text("utf-8"))
    assert internal["case"]["forms"] == {"exact": 2, "hangul": 1, "romanization": 1}
    assert internal["case"]["evidence"][0] == {
        "reason_code": "already-public",
        "entity_type": "BACKGROUND",
        "who": "Evening Courier",
        "where": "https://courier.example/41",
        "when": "2025-03-01",
    }
    rules = {d["origin"]["rule"] for d in internal["decisions"]}
    assert {"case.person", "case.hometown", "case.already-public"} <= rules


@pytest.mark.usefixtures("own_models")
def test_analyze_tells_where_and_never_what(draft: Path, case: Path) -> None:
    code, output = run("analyze", draft, "--case", case, "--format", "jsonl")
    assert code == 0
    lines = [line for line in output.splitlines() if line.startswith("{")]
    rules = [f["rule"] for f in json.loads(lines[0])["findings"]]
    assert rules.count("case.person") == 3
    assert not [word for word in HIDDEN if word in output]


@pytest.mark.usefixtures("own_models")
def test_a_sealed_case_file_is_used_without_being_opened(draft: Path, case: Path, tmp_path: Path) -> None:
    assert run("case", "seal", case, passphrase="short")[0] == 2
    assert run("case", "seal", case, passphrase=PASSPHRASE)[0] == 0
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    before = case.read_bytes()
    assert b"Gwak" not in before
    code, output = run("redact", draft, "--case", case, "-o", tmp_path / "out", passphrase=PASSPHRASE)
    assert code == 0, output
    assert "not encrypted" not in output
    assert case.read_bytes() == before
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p != draft and b"Gwak" in p.read_bytes()]


def test_a_wrong_passphrase_and_a_damaged_file_say_so(draft: Path, case: Path, tmp_path: Path) -> None:
    assert run("case", "seal", case, passphrase=PASSPHRASE)[0] == 0
    out = tmp_path / "out"
    code, output = run("redact", draft, "--case", case, "-o", out, passphrase="not that one at all")
    assert (code, "passphrase is wrong" in output) == (2, True)
    case.write_bytes(case.read_bytes()[:50])
    code, output = run("redact", draft, "--case", case, "-o", out, passphrase=PASSPHRASE)
    assert (code, "damaged" in output) == (3, True)
    assert not out.exists()


def test_a_passphrase_comes_from_a_file_descriptor(case: Path) -> None:
    def through(data: bytes, *arguments: str | Path) -> tuple[int, str]:
        reading, writing = os.pipe()
        os.write(writing, data)
        os.close(writing)
        try:
            return run(*arguments, "--passphrase-fd", str(reading))
        finally:
            os.close(reading)

    assert through(PASSPHRASE.encode() + b"\nmore\n", "case", "seal", case)[0] == 0
    assert through(PASSPHRASE.encode(), "case", "check", case)[0] == 0
    assert through(b"\n", "case", "check", case)[0] == 2
    assert run("case", "check", case, "--passphrase-fd", "987")[0] == 2
    assert through(PASSPHRASE.encode() + b"\r\n", "case", "open", case)[0] == 0
    assert case.read_bytes() == CASE.read_bytes()


def test_sealing_and_opening_refuse_what_would_lose_something(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("mine\n")
    assert run("case", "open", case, passphrase=PASSPHRASE)[0] == 2
    assert run("case", "seal", other, passphrase=PASSPHRASE)[0] == 2
    assert other.read_text() == "mine\n"
    assert run("case", "seal", case, passphrase=PASSPHRASE)[0] == 0
    assert run("case", "seal", case, passphrase=PASSPHRASE)[0] == 2
    assert run("case", "open", case, "-o", other, passphrase=PASSPHRASE)[0] == 2
    assert other.read_text() == "mine\n"
    assert run("case", "open", case, "-o", tmp_path / "new.yaml", passphrase=PASSPHRASE)[0] == 0
    assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o600


def test_check_says_numbers_and_warns_of_a_file_that_others_can_read(case: Path) -> None:
    case.chmod(0o644)
    code, output = run("case", "check", case)
    assert code == 0
    assert "3 people with 4 names, 3 dangerous facts, 1 that may stay, 1 public figures" in output
    assert "chmod 600" in output
    assert not [word for word in HIDDEN if word in output]


def test_mistakes_end_with_exit_code_2_and_a_missing_file_with_3(
    draft: Path, case: Path, tmp_path: Path
) -> None:
    case.write_text("version: 1\nGwak: 1\n")
    code, output = run("redact", draft, "--case", case, "-o", tmp_path / "out")
    assert (code, "case.yaml:2:1: unknown key" in output, "Gwak" in output) == (2, True, False)
    assert run("redact", draft, "--case", tmp_path / "none.yaml", "-o", tmp_path / "out")[0] == 3


@pytest.mark.usefixtures("own_models")
def test_the_library_takes_a_case(draft: Path, case: Path) -> None:
    outcome = redactor.redact(draft, case=case)
    assert outcome.content is not None
    assert "Soldier Q" in outcome.content.decode()
    analysis = redactor.analyze_text(DRAFT, case=redactor.load_case(case))
    assert sum(d.finding.rule == "case.person" for d in analysis.decisions) == 3


@pytest.mark.usefixtures("own_models")
def test_new_proposes_and_never_writes_over(draft: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    code, output = run("case", "new", draft, "-o", path)
    assert code == 0, output
    assert not [word for word in HIDDEN if word in output]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text("utf-8")
    assert "Gwak Il-nam" in text
    assert "# ask:" in text
    assert run("case", "new", draft, "-o", path)[0] == 2
    assert path.read_text("utf-8") == text


def test_what_is_proposed_for_a_sample_can_be_loaded_and_used(engine: Engine, sample: Path) -> None:
    strict = Engine(load_policy("strict"), engine.detector)
    data = sample.read_bytes()
    text = propose(redact_document(strict, sample.name, data).analysis, sample.stem)
    case = read_case(text.encode())
    assert case.people
    assert case.facts
    without = redact_document(engine, sample.name, data)
    outcome = redact_document(replace(engine, case=CaseFinder(case)), sample.name, data)
    assert outcome.released or not without.released, [leak.detail for leak in outcome.leaks]
    known = [d for d in outcome.analysis.decisions if d.finding.rule == "case.person"]
    assert known


def test_the_samples_own_case_file_hides_what_it_names(engine: Engine, root: Path) -> None:
    case = CaseFinder(read_case((root / "samples" / "case.yaml").read_bytes()))
    draft = root / "samples" / "interview.md"
    outcome = redact_document(replace(engine, case=case), draft.name, draft.read_bytes())
    assert not [leak for leak in outcome.leaks if "case file" in leak.detail]
    kept = [d.reason_code for d in outcome.analysis.decisions if d.finding.rule.startswith("case.")]
    assert {"already-public", "consent"} <= set(kept)
