"""A relation stated once holds for what goes on about it, and a pronoun in a question means somebody."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import load_policy

OPENING = "Q: What is your name?\nA: Pak Tong-su.\n\n"


@pytest.fixture(scope="module")
def rules() -> Engine:
    """The rules alone: what the network says changes with every training."""
    return load_engine(load_policy("pow-families"), detectors=DetectorSet.RULES)


def relations(rules: Engine, text: str, fact: str) -> set[str | None]:
    data = (OPENING + text).encode()
    document = format_for("a.txt", data).read("a.txt", data)
    start = document.segment("text").text.rindex(fact)
    return {
        d.finding.subject.relation
        for d in analyze_document(rules, document).decisions
        if d.finding.span.start <= start < d.finding.span.end
        and d.finding.entity_type in ("AGE", "HOMETOWN", "HEALTH")
    }


@pytest.mark.parametrize(
    ("text", "fact", "relation"),
    [
        ("My father is a miner. He coughs blood.\n", "coughs blood", "father"),
        ("I called my mother. She is sixty.\n", "sixty", "mother"),
        ("My mother is Han Sun-ok. Sun-ok sews at home. She is fifty-two.\n", "fifty-two", "mother"),
        ("The mother of Petro Bondar lives alone. She sells eggs in Lozova.\n", "Lozova", "mother"),
        ("My mother keeps bees. I am twenty-six.\n", "twenty-six", None),
        ("Oksana Moroz called her mother. She is thirty and a nurse.\n", "thirty", None),
        (
            "Q: Does your sister work?\nA: At a mill.\nQ: How old is she?\nA: Nineteen.\n",
            "Nineteen",
            "sister",
        ),
        (
            "Q: And your sister, how old is she?\nA: Nineteen.\nQ: And you?\nA: Twenty-six.\n",
            "Twenty-six",
            None,
        ),
        (
            "Q: Have you a brother?\nA: Yes, one.\nQ: Where does he live?\nA: In Tanchon.\n",
            "Tanchon",
            "brother",
        ),
    ],
)
def test_a_fact_is_about_the_relative_whom_its_sentence_goes_on_about(
    rules: Engine, text: str, fact: str, relation: str | None
) -> None:
    assert relations(rules, text, fact) == {relation}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("", "Pak Tong-su", "source"),
        ("Un-mi is my younger sister. Un-mi weaves. Un-mi sings.\n", "Pak Tong-su", "source"),
        ("Un-mi is my younger sister. Un-mi weaves. Un-mi sings.\n", "Un-mi", "relative"),
        ("My mother is Han Sun-ok. Sun-ok sews.\n", "Han Sun-ok", "relative"),
        ("My wife's name is Kim Ok-ju.\n", "Kim Ok-ju", "relative"),
    ],
)
def test_who_answers_for_the_name_is_the_source_and_who_is_called_a_sister_is_one(
    rules: Engine, text: str, name: str, role: str
) -> None:
    data = (OPENING + text).encode()
    document = format_for("a.txt", data).read("a.txt", data)
    start = document.segment("text").text.index(name)
    roles = {
        str(d.finding.subject.role)
        for d in analyze_document(rules, document).decisions
        if d.finding.entity_type == "PERSON" and d.finding.span.start <= start < d.finding.span.end
    }
    assert roles == {role}
