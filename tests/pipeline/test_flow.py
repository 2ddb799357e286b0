"""What the flow promises: checked bytes or none, nothing hidden left, and no words of the text in errors."""

from __future__ import annotations

import logging

import pytest

from redactor.detect.engine import Detector
from redactor.errors import DetectionError, UnreadableError
from redactor.formats import format_for
from redactor.model import Action, EntityType, Role
from redactor.pipeline import Engine, analyze_document, redact_document

DRAFT = """Q: What is your name?
A: Pak Tong-su.

Q: Do you have any siblings?
A: I'm an only child.

Q: Where did you grow up?
A: In Kaesong.

Kim Jong Un has not acknowledged the losses in Kursk. Pyongyang denied it in May 2024.
"""


def released(engine: Engine, text: str, name: str = "draft.txt") -> str:
    outcome = redact_document(engine, name, text.encode())
    assert outcome.released, [leak.detail for leak in outcome.leaks]
    assert outcome.content is not None
    return outcome.content.decode()


def test_an_answer_is_about_what_was_asked(engine: Engine) -> None:
    text = released(engine, DRAFT)
    for hidden in ("Pak", "Tong-su", "only child", "Kaesong"):
        assert hidden not in text


def test_what_only_the_masks_suggest_stays_and_is_shown(engine: Engine) -> None:
    """Behind "Background: [background withheld]" the next sentence looks like more of it."""
    draft = "Background that's safe: I fix boats. The Red Cross flew them. The talks went on.\n"
    outcome = redact_document(engine, "notes.txt", draft.encode())
    assert outcome.content is not None
    text = outcome.content.decode()
    assert "fix boats" not in text
    assert "The Red Cross flew them. The talks went on." in text
    doubts = [d for d in outcome.analysis.decisions if d.finding.rule.endswith("+second-look")]
    assert doubts
    assert all(d.action is Action.KEEP and d.review_required for d in doubts)


def test_public_people_governments_and_battlefields_survive(engine: Engine) -> None:
    text = released(engine, DRAFT)
    for kept in ("Kim Jong Un", "Kursk", "Pyongyang denied it", "May 2024"):
        assert kept in text


@pytest.mark.parametrize(
    "evasion",
    [
        "Pak\u200b Tong-su",
        "P\u0430k Tong-su",
        "Pak\u00a0Tong-su",
        "PAK TONG-SU",
        "Pak Tong\u2011su",
        "pak_tong-su_01.jpg",
    ],
    ids=["zero-width", "look-alike", "no-break space", "capitals", "odd hyphen", "file name"],
)
def test_a_name_is_hidden_in_every_disguise(engine: Engine, evasion: str) -> None:
    text = released(engine, DRAFT + f"\nThe desk has {evasion} on file.\n")
    assert "tong" not in text.lower()
    assert "\u200b" not in text


def test_a_second_run_changes_nothing(engine: Engine) -> None:
    once = released(engine, DRAFT)
    assert released(engine, once) == once


def test_comments_of_markdown_are_gone(engine: Engine) -> None:
    text = released(engine, "A story.\n\n<!-- her name is Olha Bezkrovna -->\n\nIt ends.\n", "draft.md")
    assert "<!--" not in text
    assert "Bezkrovna" not in text


def test_a_file_name_with_a_hidden_name_is_neutral(engine: Engine) -> None:
    outcome = redact_document(engine, "pak-tong-su.txt", DRAFT.encode())
    assert outcome.released
    assert outcome.name == "document.txt"


def test_a_detector_that_raises_holds_the_document(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Pak Tong-su")

    monkeypatch.setattr(Detector, "_look", fail)
    with pytest.raises(DetectionError) as caught:
        redact_document(engine, "draft.txt", DRAFT.encode())
    assert "Pak" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_cannot_be_read_is_never_passed(engine: Engine) -> None:
    for data in (b"", b"\xff\xfe\xfa", b"PK\x03\x04zip"):
        with pytest.raises(UnreadableError):
            redact_document(engine, "draft.txt", data)


def test_nothing_is_logged(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        released(engine, DRAFT)
    assert "Tong" not in caplog.text


def test_every_decision_says_what_about_whom_which_rule_and_why(engine: Engine) -> None:
    document = format_for("a.txt", DRAFT.encode()).read("a.txt", DRAFT.encode())
    decisions = analyze_document(engine, document).decisions
    assert decisions
    for d in decisions:
        assert all((d.finding.rule, d.finding.reason, d.decided_by, d.reason_code, d.reason))
        assert "Tong" not in d.finding.subject.id
        assert (d.replacement is None) == (d.action is Action.KEEP)


def test_relatives_are_attributed_to_their_source(engine: Engine) -> None:
    text = "Q: Your name?\nA: Pak Tong-su.\nQ: And your mother?\nA: My mother sells rice in Haeju.\n"
    document = format_for("a.txt", text.encode()).read("a.txt", text.encode())
    found = [d.finding for d in analyze_document(engine, document).decisions]
    family = [f for f in found if f.entity_type == EntityType.FAMILY_DETAIL]
    assert family
    assert all(f.subject.role is Role.RELATIVE and f.subject.id.endswith(".mother") for f in family)
