"""What a second look finds is whose it was at the first."""

from __future__ import annotations

import pytest

from redactor.model import (
    UNKNOWN,
    Action,
    Context,
    Decision,
    Document,
    Edit,
    EntityType,
    Finding,
    Role,
    Segment,
    SegmentKind,
    Span,
    Subject,
)
from redactor.second_look import missed

ONE, OTHER = Subject("s1", Role.SOURCE), Subject("r1", Role.RELATIVE)


def decision(text: str, name: str, subject: Subject) -> Decision:
    start = text.index(name)
    span = Span(start, start + len(name))
    finding = Finding("text", span, EntityType.PERSON, subject, Context.NARRATION, 0.9, "a.rule", "a test")
    return Decision(finding, Action.MASK, "X", span, None, "p/r", "c", "")


@pytest.mark.parametrize(
    ("first", "whose"),
    [
        ([("Samir", ONE)], ONE),
        ([("Samir", ONE), ("samir", OTHER)], UNKNOWN),
        ([("Hadi", ONE)], UNKNOWN),
    ],
)
def test_a_name_that_only_the_second_look_sees(first: list[tuple[str, Subject]], whose: Subject) -> None:
    text = "Samir and samir and Hadi. SAMIR: I was cold."
    document = Document("a.txt", "txt", "en", "", (Segment("text", SegmentKind.TEXT, text),))
    again = [decision(text, "SAMIR", UNKNOWN)]
    found = missed(document, [], [decision(text, name, subject) for name, subject in first], again, [])
    assert [f.subject for f in found] == [whose]


@pytest.mark.parametrize(
    ("next_sentence", "seen", "left"),
    [
        ("We walked.", "D. We", []),
        ("They: gone.", "Relative D. They", []),
        ("Minho walked.", "D. Minho", ["Minho"]),
        ("Hope walked.", "D. Hope", ["Hope"]),
        ("Olga walked.", "D. Olga", ["Olga"]),
        ("An walked.", "D. An", ["An"]),
        ("Minho Kang walked.", "Relative D. Minho Kang", ["Minho Kang"]),
    ],
)
def test_the_letter_of_a_pseudonym_is_no_initial(next_sentence: str, seen: str, left: list[str]) -> None:
    text = f"The school was in Miralva. {next_sentence}"
    span = Span(text.index("Miralva"), text.index("Miralva") + len("Miralva"))
    document = Document("a.txt", "txt", "en", "", (Segment("text", SegmentKind.TEXT, text),))
    written = text.replace("Miralva", "Relative D")
    again = [decision(written, seen, UNKNOWN)]
    found = missed(
        document, [Edit("text", span, "Relative D")], [decision(text, "Miralva", OTHER)], again, []
    )
    assert [text[f.span.start : f.span.end] for f in found] == left
