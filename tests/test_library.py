"""``import redactor``: the same as the command line, for programs."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

import redactor
from redactor import library
from redactor.pipeline import Engine

TEXT = "My name is Jang Min-ho and I am from Sinpo.\n"


@pytest.fixture(autouse=True)
def _loaded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the models that are loaded already."""
    monkeypatch.setattr(library, "_loaded", lambda policy, case, _: Engine(policy, engine.detector))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, "utf-8")
    return path


def _hidden(analysis: redactor.Analysis) -> dict[str, str]:
    return {
        d.finding.entity_type: analysis.document.segment(d.finding.segment).text[
            d.finding.span.start : d.finding.span.end
        ]
        for d in analysis.decisions
        if d.action is not redactor.Action.KEEP
    }


@pytest.mark.parametrize("name", redactor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(redactor, name) is not None
    assert name in dir(redactor)


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        importlib.import_module("redactor").no_such_name  # noqa: B018


def test_analyze_a_file_or_a_text(draft: Path) -> None:
    expected = {"PERSON": "Jang Min-ho", "HOMETOWN": "Sinpo"}
    assert _hidden(redactor.analyze(draft)) == expected
    assert _hidden(redactor.analyze(str(draft))) == expected
    assert _hidden(redactor.analyze_text(TEXT)) == expected


def test_a_string_is_a_path_and_never_a_text(tmp_path: Path) -> None:
    """Taking a mistyped path for a text without findings would be a silent leak."""
    with pytest.raises(redactor.UnreadableError, match="no such file"):
        redactor.analyze(str(tmp_path / "gone.txt"))


def test_redact_in_memory_writes_nothing(draft: Path) -> None:
    outcome = redactor.redact(draft)
    assert outcome.released
    assert outcome.content is not None
    assert b"Jang" not in outcome.content
    assert [p.name for p in draft.parent.iterdir()] == ["draft.txt"]


def test_redact_into_a_folder(draft: Path, tmp_path: Path) -> None:
    outcome = redactor.redact(draft, out=tmp_path / "out", internal=True)
    assert (tmp_path / "out" / outcome.name).read_bytes() == outcome.content
    assert len(list((tmp_path / "out").iterdir())) == 5


@pytest.mark.parametrize("policy", ["names-only", None])
def test_policies_are_loaded_by_name_or_given(draft: Path, policy: str | None) -> None:
    given = policy or redactor.load_policy("names-only")
    assert _hidden(redactor.analyze(draft, policy=given)) == {"PERSON": "Jang Min-ho"}


def test_an_unknown_policy_is_an_error(draft: Path) -> None:
    with pytest.raises(redactor.PolicyError, match="no-such-policy"):
        redactor.analyze(draft, policy="no-such-policy")
