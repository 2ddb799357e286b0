"""What lies near somebody's home tells where it is, and a year of service tells when it began."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import load_policy


@pytest.fixture(scope="module")
def rules() -> Engine:
    """The rules alone: what the network says changes with every training."""
    return load_engine(load_policy("pow-families"), detectors=DetectorSet.RULES)


def types(rules: Engine, text: str, words: str) -> set[str]:
    data = f"Q: What is your name?\nA: Pak Tong-su.\n\n{text}\n".encode()
    document = format_for("a.txt", data).read("a.txt", data)
    start = document.segment("text").text.rindex(words)
    return {
        str(d.finding.entity_type)
        for d in analyze_document(rules, document).decisions
        if d.finding.span.start <= start and start + len(words) <= d.finding.span.end and d.replacement
    }


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Our house is not far from Hamhung.", "Hamhung", "HOMETOWN"),
        ("Our house had two rooms. It was an hour from Hamhung.", "Hamhung", "HOMETOWN"),
        ("Our base was two stops from Hamhung.", "Hamhung", "DUTY_STATION"),
        ("I enlisted at 17, in my ninth year now.", "ninth year", "SERVICE_RECORD"),
        ("It was my 3rd winter in the army.", "3rd winter", "SERVICE_RECORD"),
    ],
)
def test_it_is_hidden(rules: Engine, text: str, words: str, kind: str) -> None:
    assert kind in types(rules, text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plant stands not far from Hamhung.", "Hamhung"),
        ("Their unit was near Verdun in 1916.", "Verdun"),
        ("We were captured not far from Kursk.", "Kursk"),
        ("The museum is in its second year.", "second year"),
    ],
)
def test_it_stays_where_it_tells_of_nobody(rules: Engine, text: str, words: str) -> None:
    assert not types(rules, text, words) & {"HOMETOWN", "DUTY_STATION", "SERVICE_RECORD"}
