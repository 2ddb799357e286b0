"""The same fact in another alphabet, spelling or notation is found, and is the same person's."""

from __future__ import annotations

import pytest

from redactor.formats import format_for
from redactor.model import Action
from redactor.pipeline import Engine, analyze_document

INTERVIEW = """Q: What is your name?
A: Hwangbo Seon-yul.

Q: When were you born?
A: On 12 March 1999, in Sariwon.

"""


@pytest.mark.parametrize("again", ["황보선율", "Хванбо Сон Юль", "Hwangpo Sŏnyul", "Seon-yul Hwangbo"])
def test_a_name_in_another_form_is_the_same_person(engine: Engine, again: str) -> None:
    data = f"{INTERVIEW}The list from the camp says {again}, and nothing more.\n".encode()
    document = format_for("a.txt", data).read("a.txt", data)
    analysis = analyze_document(engine, document)
    start = document.segment("text").text.rindex(again)
    found = [
        d
        for d in analysis.decisions
        if d.finding.entity_type == "PERSON" and d.finding.span.start <= start < d.finding.span.end
    ]
    assert found
    assert {d.finding.subject.id for d in found} == {"s1"}
    assert all(d.action is Action.MASK for d in found)


@pytest.mark.parametrize("again", ["12.03.1999", "1999-03-12", "March 12th, 1999"])
def test_a_birthday_in_another_notation_is_hidden(engine: Engine, again: str) -> None:
    data = f"{INTERVIEW}There is a number on the tag, {again}, and nothing more.\n".encode()
    document = format_for("a.txt", data).read("a.txt", data)
    start = document.segment("text").text.rindex(again)
    actions = [
        d.action
        for d in analyze_document(engine, document).decisions
        if d.finding.span.start <= start and start + len(again) <= d.finding.span.end
    ]
    assert Action.MASK in actions or Action.GENERALIZE in actions
