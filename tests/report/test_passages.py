"""Changed sentences, before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model import Document, Edit, Plan, Segment, SegmentKind, Span
from redactor.report import changed_passages


def _document(text: str) -> Document:
    return Document("a.txt", "txt", "en", "0" * 64, (Segment("text", SegmentKind.TEXT, text),))


def _edit(text: str, surface: str, replacement: str) -> Edit:
    start = text.index(surface)
    return Edit("text", Span(start, start + len(surface)), replacement)


def test_only_changed_sentences_are_there() -> None:
    text = "He is from Sinpo. He likes tea. His age is 26!\nShe is not here."
    plan = Plan((_edit(text, "Sinpo", "the east"), _edit(text, "26", "in the 20s")))
    passages = changed_passages(_document(text), plan)
    assert [(p.line, p.before, p.after) for p in passages] == [
        (1, "He is from Sinpo.", "He is from the east."),
        (1, "His age is 26!", "His age is in the 20s!"),
    ]


def test_an_edit_over_two_sentences_makes_one_passage() -> None:
    text = "One. He left. He hid. Last."
    passages = changed_passages(_document(text), Plan((_edit(text, "left. He hid", "went"),)))
    assert [(p.before, p.after) for p in passages] == [("He left. He hid.", "He went.")]


def test_two_edits_in_one_sentence_make_one_passage() -> None:
    text = "Kim, 26, left."
    plan = Plan((_edit(text, "Kim", "A"), _edit(text, "26", "young")))
    (passage,) = changed_passages(_document(text), plan)
    assert [(piece.before, piece.after, piece.changed) for piece in passage.pieces] == [
        ("Kim", "A", True),
        (", ", ", ", False),
        ("26", "young", True),
        (", left.", ", left.", False),
    ]


def test_lines_are_counted_from_one() -> None:
    text = "A\nB\r\nC Kim"
    (passage,) = changed_passages(_document(text), Plan((_edit(text, "Kim", "A"),)))
    assert (passage.line, passage.before) == (3, "C Kim")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("He came\nwith Kim\nand left.", "He came\nwith Kim\nand left."),
        ("He came\r\nwith Kim.", "He came\r\nwith Kim."),
        ("author: Lee\nsource: Kim\nstatus: draft", "source: Kim"),
        ("Name: Kim\nAge: 26", "Name: Kim"),
        ("- a note\n- on Kim\n- more", "- on Kim"),
        ("a heading\n\nabout Kim\n\nmore", "about Kim"),
    ],
)
def test_a_wrapped_sentence_is_whole_and_separate_lines_stay_apart(text: str, before: str) -> None:
    (passage,) = changed_passages(_document(text), Plan((_edit(text, "Kim", "A"),)))
    assert passage.before == before


@given(st.text("aB. \n'”", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_pieces_are_the_text_and_the_edits(text: str, cuts: list[int]) -> None:
    """Whatever the text: each edit is in exactly one passage, and all else is unchanged."""
    places = sorted({c for c in cuts if c <= len(text)})
    pairs = list(zip(places[::2], places[1::2], strict=False))
    edits = tuple(Edit("text", Span(start, end), f"<{i}>") for i, (start, end) in enumerate(pairs))
    passages = changed_passages(_document(text), Plan(edits))
    assert all(p.before in text for p in passages)
    changed = [piece for p in passages for piece in p.pieces if piece.changed]
    assert [(piece.before, piece.after) for piece in changed] == [
        (text[e.span.start : e.span.end], e.replacement) for e in edits
    ]
