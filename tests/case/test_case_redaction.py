"""With a case file: what it names is hidden with certainty, in every form, and proved to be gone."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor.case import load_case
from redactor.case.known import CaseFinder
from redactor.case.proof import prove
from redactor.cli import main
from redactor.formats import format_for
from redactor.model import Action, Document, LeakKind, Role
from redactor.pipeline import Engine, analyze_document, load_engine, redact_document
from redactor.policy import load_policy

HERE = Path(__file__).parent
FORMS = [
    "Gwak Il-nam", "Il-nam Gwak", "GWAK IL NAM", "Gwak Ilnam", "Kwak Il-nam", "Mr. Gwak", "Gwak's",
    "Gwak Il-\nnam", "G w a k", "Gwаk", "곽일남", "곽일남은", "Квак Ир Нам", "Mun Ok-sil", "Moon Ok Sil",
    "Taras Velychko", "Величка", "Pukchang", "Bukchang", "PUKCHANG", "the town with three chimneys",
    "38th Mountain Regiment", "38 mountain regt", "7 February 2025", "Feb. 7, 2025", "07.02.2025",
]  # fmt: skip
TRACES = ("gwak", "kwak", "곽", "квак", "ok-sil", "ok sil", "velychko", "велич", "ukchang", "three chimneys",
          "mountain reg", "7 february", "feb. 7", "07.02")  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(load_policy(), case=load_case(HERE / "case.yaml"))


def document(text: str) -> Document:
    return format_for("a.txt", text.encode()).read("a.txt", text.encode())


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_gone_from_the_release(engine: Engine, form: str) -> None:
    outcome = redact_document(
        engine, "draft.txt", f"On the wall somebody wrote {form}, and nobody asked.\n".encode()
    )
    assert outcome.released, [leak.detail for leak in outcome.leaks]
    assert outcome.content is not None
    text = outcome.content.decode().lower()
    assert not [t for t in TRACES if t in text]
    assert "nobody asked" in text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=4),
    st.lists(st.sampled_from(["The lamp was on.", "It rained.", "He laughed and ate."]), max_size=3),
)
def test_whatever_is_planted_is_gone(engine: Engine, planted: list[str], around: list[str]) -> None:
    sentences = [f"They spoke of {form} again." for form in planted]
    outcome = redact_document(engine, "draft.txt", "\n".join([*around, *sentences, *around, ""]).encode())
    assert outcome.released
    assert outcome.content is not None
    assert not [t for t in TRACES if t in outcome.content.decode().lower()]


def test_findings_come_from_the_case_file_and_hold_none_of_it(engine: Engine) -> None:
    analysis = analyze_document(engine, document("Kwak Il Nam is from Bukchang.\n"))
    known = [d for d in analysis.decisions if d.finding.rule.startswith("case.")]
    assert {d.finding.rule for d in known} == {"case.person", "case.hometown"}
    assert all(d.finding.score == 1.0 and d.finding.subject.id == "case-1" for d in known)
    assert all("wak" not in d.finding.reason + d.finding.subject.id for d in known)


def test_one_person_has_the_pseudonym_that_the_editor_chose(engine: Engine) -> None:
    outcome = redact_document(engine, "a.txt", "Gwak Il-nam sat down. Later 곽일남 slept.\n".encode())
    assert outcome.content is not None
    assert outcome.content.decode().count("Soldier Q") == 2


def test_what_is_public_already_stays_and_a_person_is_asked(engine: Engine) -> None:
    text = "Gwak Il-nam was a tanner's apprentice. Ferdinand Okello came.\n"
    analysis = analyze_document(engine, document(text))
    kept = [d for d in analysis.decisions if d.reason_code == "already-public"]
    assert [(d.action, d.review_required) for d in kept] == [(Action.KEEP, True)]
    outcome = redact_document(engine, "a.txt", text.encode())
    assert outcome.content is not None
    assert b"a tanner's apprentice" in outcome.content
    assert b"Ferdinand Okello" in outcome.content


def test_dangerous_facts_are_hidden_though_the_policy_would_keep_them() -> None:
    engine = load_engine(load_policy("names-only"), case=load_case(HERE / "case.yaml"))
    outcome = redact_document(engine, "a.txt", b"He was born in Pukchang.\n")
    assert outcome.content is not None
    assert b"Pukchang" not in outcome.content


def test_a_file_name_that_tells_is_neutral(engine: Engine) -> None:
    outcome = redact_document(engine, "kwak-ilnam.txt", b"The lamp was on. Gwak slept.\n")
    assert outcome.released
    assert outcome.name == "document.txt"


def test_the_proof_finds_what_is_left() -> None:
    finder = CaseFinder(load_case(HERE / "case.yaml"))
    before = document("The lamp was on.\n")
    after = replace(before, segments=(replace(before.segments[0], text="The lamp of Kwak Il-nam was on.\n"),))
    kinds = {leak.kind for leak in prove(finder, before, after, [], name="x.txt").leaks}
    assert LeakKind.SURVIVES in kinds
    named = prove(finder, before, before, [], name="mun_ok_sil.txt", rendered=["born in Pukchang"])
    assert {leak.kind for leak in named.leaks} == {LeakKind.FILE_NAME, LeakKind.REPORT}
    assert all("Pukchang" not in leak.detail for leak in named.leaks)


def test_relatives_keep_their_relation(engine: Engine) -> None:
    analysis = analyze_document(engine, document("Mun Ok-sil sells cloth.\n"))
    (mother,) = [d.finding for d in analysis.decisions if d.finding.rule == "case.person"]
    assert (mother.subject.role, mother.subject.relation) == (Role.RELATIVE, "mother")


def run(*arguments: str, passphrase: str | None = None) -> tuple[int, str]:
    env = {"REDACTOR_CASE_PASSPHRASE": passphrase} if passphrase else {}
    result = CliRunner().invoke(main, list(arguments), env=env)
    return result.exit_code, result.output


def test_new_check_seal_open_on_the_command_line(tmp_path: Path) -> None:
    draft, case = tmp_path / "draft.txt", tmp_path / "case.yaml"
    draft.write_text("Q: Your name?\nA: Gwak Il-nam. My mother sells cloth in Pukchang.\n")
    code, output = run("case", "new", str(draft), "-o", str(case))
    assert code == 0, output
    assert "Gwak" not in output
    assert stat.S_IMODE(os.stat(case).st_mode) == 0o600
    assert "Gwak Il-nam" in case.read_text()
    assert "# ask:" in case.read_text()
    assert run("case", "new", str(draft), "-o", str(case))[0] == 2
    assert run("case", "check", str(case))[0] == 0
    assert run("case", "seal", str(case), passphrase="short")[0] == 2
    assert run("case", "seal", str(case), passphrase="a long enough one")[0] == 0
    assert b"Gwak" not in case.read_bytes()
    code, output = run(
        "redact", str(draft), "--case", str(case), "-o", str(tmp_path / "out"), passphrase="a long enough one"
    )
    assert code == 0, output
    assert "Gwak" not in (tmp_path / "out" / "draft.txt").read_text()
    assert (
        run(
            "redact",
            str(draft),
            "--case",
            str(case),
            "-o",
            str(tmp_path / "no"),
            passphrase="not that one ....",
        )[0]
        == 2
    )
    assert not (tmp_path / "no").exists()
    assert run("case", "open", str(case), passphrase="a long enough one")[0] == 0
    assert "Gwak Il-nam" in case.read_text()


def test_a_plain_case_file_is_warned_of(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_bytes((HERE / "case.yaml").read_bytes())
    case.chmod(0o644)
    _, output = run("case", "check", str(case))
    assert "not encrypted" in output
    assert "chmod 600" in output
