"""How long somebody was sent to prison: a court's register tells who that is."""

from __future__ import annotations

import pytest

from redactor.detect.registry import DetectorSet
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document, load_engine
from redactor.policy import load_policy


@pytest.fixture(scope="module")
def rules() -> Engine:
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


@pytest.fixture(scope="module")
def strict() -> Engine:
    return load_engine(load_policy("strict"), detectors=DetectorSet.RULES)


def told(engine: Engine, text: str) -> dict[str, tuple[str, str | None]]:
    analysis = analyze_document(engine, engine.read("x.txt", text.encode()))
    return {
        text[d.finding.span.start : d.finding.span.end]: (d.finding.rule, d.replacement)
        for d in analysis.decisions
        if d.action is not Action.KEEP
    }


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("I was sentenced to thirteen years in a penal colony.", "thirteen years"),
        (
            "The court in Rostov sentenced him to nine years and six months' imprisonment.",
            "nine years and six months",
        ),
        ("They jailed me for two and a half years.", "two and a half years"),
        ("He spent four years in prison for that.", "four years"),
    ],
)
def test_the_length_of_somebodys_sentence_is_told_without_its_number(
    rules: Engine, text: str, length: str
) -> None:
    rule, replacement = told(rules, text)[length]
    assert rule == "date.sentence"
    assert replacement is not None
    assert not any(word in replacement for word in (*length.split()[:1], "six", "half"))


def test_a_length_of_service_beside_a_sentence_is_one_of_service(rules: Engine) -> None:
    text = "He was imprisoned in 2015, after he had served ten years in the army."
    assert told(rules, text)["ten years"][0] == "service-record.duration"


@pytest.mark.parametrize(
    "text",
    [
        "Deserters face up to ten years in prison.",
        "Article 338 provides for imprisonment of five to ten years.",
        "The law punishes desertion with seven years' imprisonment.",
    ],
)
def test_what_a_law_threatens_stays(rules: Engine, text: str) -> None:
    assert not [rule for rule, _ in told(rules, text).values() if rule == "date.sentence"]


def test_strict_tells_no_sentence_at_all(strict: Engine) -> None:
    hidden = told(strict, "The defendant was sentenced to ten months’ imprisonment.")
    assert any(span.startswith("ten months") for span in hidden)
