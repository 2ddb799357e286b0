"""What the rules take for a fact of somebody's life, where it ends, and what they leave. All is invented."""

from __future__ import annotations

import pytest

from redactor.detect.registry import DetectorSet
from redactor.formats import format_for
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document, load_engine, redact_document
from redactor.policy import load_policy


@pytest.fixture(scope="module")
def rules() -> Engine:
    return load_engine(load_policy(), detectors=DetectorSet.RULES)


def hidden(engine: Engine, text: str) -> dict[str, list[str]]:
    """Return what is hidden, by entity type."""
    document = format_for("a.txt", text.encode()).read("a.txt", text.encode())
    found: dict[str, list[str]] = {}
    for d in analyze_document(engine, document).decisions:
        if d.action is not Action.KEEP:
            span = d.finding.span
            found.setdefault(str(d.finding.entity_type), []).append(text[span.start : span.end])
    return found


@pytest.mark.parametrize(
    ("kind", "text", "fact", "rest"),
    [
        (
            "HEALTH",
            "He lost two toes at the dam, and the foreman wrote a report.",
            "lost two toes",
            "foreman",
        ),
        ("HEALTH", "Ro, 27, a fitter, has lost an eye, sings in a choir.", "has lost an eye", "choir"),
        ("HEALTH", "I have a scar on my chin, my captain paid for the needle.", "scar on my chin", "needle"),
        ("FAMILY_DETAIL", "My mother sweeps trams, the depot pays in coal.", "mother sweeps trams", "coal"),
        (
            "BACKGROUND",
            "He studied law at a university and lit a pipe.",
            "studied law at a university",
            "pipe",
        ),
    ],
)
def test_a_fact_ends_where_another_matter_begins(
    rules: Engine, kind: str, text: str, fact: str, rest: str
) -> None:
    found = hidden(rules, text).get(kind, [])
    assert any(fact in surface for surface in found)
    assert not any(rest in surface for surface in found)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("HEALTH", "I went to the post office on foot and took some stamps."),
        ("HEALTH", "He stroked my sleeve and said nothing."),
        ("HEALTH", "She never said an ill word of the mayor."),
        ("HEALTH", "We burned candles in the trench."),
        ("HEALTH", "Q: Were you wounded?\nA: By no means.\n"),
        ("FAMILY_DETAIL", "He said: 'Mother, did you lock the gate?'"),
        ("FAMILY_DETAIL", "Every mother has a drawer of strings."),
        ("FAMILY_DETAIL", "The soldiers waited and their wives collected boots."),
        ("FAMILY_DETAIL", "Q: And your sister?\nA: I wrote to her about the boots.\n"),
        ("FAMILY_DETAIL", "The widow sells fish at the pier."),
        ("BACKGROUND", "I taught him to thread a needle."),
        ("BACKGROUND", "He has not been convicted."),
        ("DATE", "The decree of 7 May 2022 was read to me twice."),
        ("DATE", "KYIV, 3 October - He has a blue folder and a cold."),
        ("DATE", "From: Ada\nTo: Ben\nDate: Wed, 5 Jun 2024 08:15\nSubject: boots\n\nI read it.\n"),
        ("SERVICE_RECORD", "I went to school for eight years."),
    ],
)
def test_what_tells_nothing_of_a_life_stays(rules: Engine, kind: str, text: str) -> None:
    assert not hidden(rules, text).get(kind)


@pytest.mark.parametrize(
    ("kind", "text", "fact"),
    [
        ("HEALTH", "A splinter took my left thumb.", "thumb"),
        ("HEALTH", "He came home without legs.", "without legs"),
        ("HEALTH", "He was paralysed after that night.", "paralysed"),
        ("FAMILY_DETAIL", "Q: Do you have any brothers?\nA: Two. One is a baker.\n", "Two"),
        ("FAMILY_DETAIL", "My brother is dead. He drowned in the dam.", "brother is dead"),
        ("FAMILY_DETAIL", "She is a widow with a shop.", "widow"),
        ("BACKGROUND", "She taught physics at a school in the hills.", "taught physics"),
        ("DATE", "I crossed on the seventh.", "seventh"),
        ("DATE", "I got my letter of 7 May 2022 and left on 9 May 2022.", "9 May 2022"),
        ("SERVICE_RECORD", "I served for eight years.", "eight years"),
    ],
)
def test_what_tells_of_a_life_is_still_found(rules: Engine, kind: str, text: str, fact: str) -> None:
    assert any(fact in surface for surface in hidden(rules, text).get(kind, []))


@pytest.mark.parametrize("name", ["file.txt", "file.md"])
def test_a_line_that_opens_with_a_day_is_no_list(name: str) -> None:
    """The day stays with its month: "12. May 2023" is no twelfth item."""
    data = b"12. May 2023 I was captured near Bakhmut.\n"
    outcome = redact_document(load_engine(load_policy()), name, data)
    assert outcome.content is not None
    assert "12" not in outcome.content.decode()
