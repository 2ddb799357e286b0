"""Whom the facts of an answer are about."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.pipeline import Engine, analyze_document


@pytest.mark.parametrize(
    ("question", "answer", "fact", "relation"),
    [
        ("And your mother, how old is she?", "Sixty-one. She keeps bees.", "Sixty-one", "mother"),
        ("Where does your brother live?", "In Tanchon, the last I heard.", "Tanchon", "brother"),
        ("How old are you?", "Twenty-six, since the spring.", "Twenty-six", None),
    ],
)
def test_an_answer_takes_its_subject_from_the_question(
    engine: Engine, question: str, answer: str, fact: str, relation: str | None
) -> None:
    data = f"Q: What is your name?\nA: Pak Tong-su.\n\nQ: {question}\nA: {answer}\n".encode()
    document = format_for("draft.txt", data).read("draft.txt", data)
    start = document.segment("text").text.index(fact)
    subjects = {
        d.finding.subject.relation
        for d in analyze_document(engine, document).decisions
        if d.finding.span.start <= start < d.finding.span.end and d.finding.entity_type in ("AGE", "HOMETOWN")
    }
    assert subjects == {relation}
