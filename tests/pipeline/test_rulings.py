"""What a person decides stands above the policy; the check stands above the person."""

from __future__ import annotations

import pytest

from redactor.case.records import Case, CasePerson
from redactor.model import Action, EntityType, Outcome, Role, Span
from redactor.pipeline import Engine, load_engine, redact_document
from redactor.policy import load_policy
from redactor.rulings import MARKED, Ruling

TEXT = (
    "The prisoner, Pak Tong-su, is 26 and comes from Tanchon. His mother keeps bees.\n\n"
    "The train was late, and the lamps of Platform Quill went out.\n"
)


def _place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _redact(engine: Engine, *rulings: Ruling) -> Outcome:
    return redact_document(engine, "draft.txt", TEXT.encode(), rulings)


def _text(outcome: Outcome) -> str:
    assert outcome.content is not None, outcome.leaks
    return outcome.content.decode()


def _ruling(words: str, action: Action, entity_type: str | None = None, **more: str) -> Ruling:
    return Ruling(
        "text", _place(words), entity_type, action, "desk", "the desk knows", more.get("rung"), more.get("by")
    )


def test_what_a_person_keeps_stays_and_is_recorded(engine: Engine) -> None:
    assert "Tanchon" not in _text(_redact(engine))
    outcome = _redact(engine, _ruling("comes from Tanchon", Action.KEEP))
    assert "comes from Tanchon" in _text(outcome)
    assert "Pak Tong-su" not in _text(outcome)
    kept = [d for d in outcome.analysis.decisions if _place("Tanchon").overlaps(d.finding.span)]
    assert {(d.decided_by, d.reason_code, d.reason) for d in kept} == {("person", "desk", "the desk knows")}


def test_a_persons_own_words_take_the_place_of_all_they_cover(engine: Engine) -> None:
    ruling = _ruling("is 26 and comes from Tanchon", Action.GENERALIZE, by="is a young man from the coast")
    assert "is a young man from the coast." in _text(_redact(engine, ruling))


def test_what_only_a_person_saw_is_hidden_everywhere(engine: Engine) -> None:
    assert "Quill" in _text(_redact(engine))
    outcome = _redact(engine, _ruling("Platform Quill", Action.MASK, EntityType.LOCATION))
    assert "Quill" not in _text(outcome)
    assert MARKED in {d.finding.rule for d in outcome.analysis.decisions}


def test_a_ruling_on_one_type_leaves_others_at_the_same_place_alone(engine: Engine) -> None:
    outcome = _redact(engine, _ruling("Tanchon", Action.KEEP, EntityType.CONTACT))
    assert "Tanchon" not in _text(outcome)


def test_words_that_repeat_what_they_hide_are_refused(engine: Engine) -> None:
    outcome = _redact(engine, _ruling("Pak Tong-su", Action.MASK, by="Tong-su"))
    assert not outcome.released


def test_a_person_cannot_uncover_what_the_case_file_hides() -> None:
    case = Case("", (CasePerson("source", Role.SOURCE, None, None, ("Pak Tong-su",)),), (), (), (), "")
    guarded = load_engine(load_policy(), case=case)
    outcome = _redact(guarded, _ruling("Pak Tong-su", Action.KEEP))
    assert not outcome.released
    assert outcome.leaks


def test_a_ruling_of_another_document_is_an_error(engine: Engine) -> None:
    beyond = Ruling("text", Span(0, len(TEXT) + 1), None, Action.KEEP, "desk", "the desk knows")
    with pytest.raises(ValueError, match="beyond"):
        _redact(engine, beyond)


@pytest.mark.parametrize(
    ("action", "rung", "words"), [(Action.GENERALIZE, None, None), (Action.KEEP, None, "a man")]
)
def test_a_ruling_that_makes_no_sense_is_an_error(
    action: Action, rung: str | None, words: str | None
) -> None:
    with pytest.raises(ValueError, match="ruling"):
        Ruling("text", Span(0, 1), None, action, "desk", "the desk knows", rung, words)
