"""Who speaks by what he is: labels of speakers, of minutes, and what stands beside them."""

from __future__ import annotations

import pytest

from redactor.detect.registry import DetectorSet
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document, load_engine
from redactor.policy import load_policy


@pytest.fixture(scope="module")
def rules() -> Engine:
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


def hidden(engine: Engine, text: str) -> list[str]:
    analysis = analyze_document(engine, engine.read("x.txt", text.encode()))
    spans = [d.finding.span for d in analysis.decisions if d.action is not Action.KEEP]
    return [text[span.start : span.end] for span in spans]


MINUTES = """CHAIR (Han Myeong-ok): We begin with item three of the agenda.

{office}: That is for the ministry of justice.

MEMBER (Seo Jin-ho): Then I withdraw the motion.
"""


def test_who_speaks_in_a_parliament_is_on_record(rules: Engine) -> None:
    told = hidden(rules, MINUTES.format(office="VICE MINISTER OF UNIFICATION (Ryu Da-in)"))
    assert not {"Han Myeong-ok", "Seo Jin-ho", "Ryu Da-in"} & set(told)


def test_the_members_of_a_support_group_are_not(rules: Engine) -> None:
    assert {"Han Myeong-ok", "Seo Jin-ho"} <= set(hidden(rules, MINUTES.format(office="GUEST")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SOLDIER (Han Myeong-ok): I was on the bridge.\n\nMINISTER: We know.\n", "Han Myeong-ok"),
        ("Q: Why?\n\nMINISTER (Han Myeong-ok): I fled in May.\n\nQ: How?\n", "Han Myeong-ok"),
        ("MEMBER (Kang In-su): How?\n\nFORMER MINISTER (Han Myeong-ok): I fled.\n", "Han Myeong-ok"),
        ("CHAIR: Please.\n\nMINISTER: Yes.\n\nDIPLOMAT (Han Myeong-ok): I fled.\n", "Han Myeong-ok"),
        ("PRISONER (Seo Jin-ho): I want to go home.\n\nCHAIR: Thank you.\n", "Seo Jin-ho"),
        ("Narrator: Seo Jin-ho\nRecorded: 2 May 2024\n", "Seo Jin-ho"),
        ("Interpreter Oksana Rybchuk. He spoke slowly.\n", "Oksana Rybchuk"),
    ],
)
def test_a_source_in_brackets_or_in_a_field_is_hidden(rules: Engine, text: str, name: str) -> None:
    assert name in hidden(rules, text)


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("NARRATOR: Men who kept bees were sent to the harbour.\n", "Men"),
        ("NARR = narrator\n\n00:01 NARR: Snow lies on the pier.\n00:09 NARR: It is cold.\n", "NARR"),
        ("Officer on duty: sgt. Interpreter Russian: none was needed.\n", "Russian"),
        ("KOVAL: ...so as I said, nobody asked.\n", "so"),
        ("Evening session, upper floor\nModerator Olena Brovko. Doors close at six.\n", "Olena Brovko"),
    ],
)
def test_what_names_no_source_stays(rules: Engine, text: str, nobody: str) -> None:
    assert nobody not in hidden(rules, text)
