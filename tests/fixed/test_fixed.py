"""Tables: hiding never takes a label or a border of cells with it, and labels follow their headings."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.apply import edited_text
from redactor.fixed import beside_fixed, with_echoes
from redactor.formats import format_for
from redactor.model import (
    UNKNOWN,
    Action,
    Context,
    Document,
    Edit,
    EntityType,
    Finding,
    Fixed,
    Plan,
    Segment,
    SegmentKind,
    Span,
)
from redactor.pipeline import Engine, redact_document
from redactor.rulings import Ruling

TABLE = b"Told by Rim Kwang-su,Remark\nnothing,He ate\nlittle,He slept\n"
TEXT = "Father: Kim Chol\nTown: Tanchon"
ROW = Document(
    "a.csv",
    "csv",
    "en",
    "",
    (Segment("header", SegmentKind.TEXT, "Father\nTown"), Segment("row[2]", SegmentKind.TEXT, TEXT)),
    fixed=(
        Fixed("row[2]", Span(0, 6), ("header", Span(0, 6))),
        Fixed("row[2]", Span(17, 21), ("header", Span(7, 11))),
    ),
)


def _finding(start: int, end: int, segment: str = "row[2]") -> Finding:
    return Finding(
        segment, Span(start, end), EntityType.FAMILY_DETAIL, UNKNOWN, Context.NARRATION, 0.9, "r", "why"
    )


@pytest.mark.parametrize(
    ("span", "becomes"),
    [
        ((0, 16), [("row[2]", "Kim Chol")]),
        ((8, 30), [("row[2]", "Kim Chol"), ("row[2]", "Tanchon")]),
        ((0, 6), [("header", "Father")]),
        ((8, 11), [("row[2]", "Kim")]),
    ],
)
def test_a_finding_stays_beside_the_labels(span: tuple[int, int], becomes: list[tuple[str, str]]) -> None:
    found = beside_fixed(ROW, [_finding(*span)])
    texts = {s.id: s.text for s in ROW.segments}
    assert [(f.segment, texts[f.segment][f.span.start : f.span.end]) for f in found] == becomes


@given(st.integers(0, 30), st.integers(0, 30), st.text("ab ", max_size=3))
def test_an_edit_leaves_labels_alone(one: int, other: int, words: str) -> None:
    start, end = sorted((one, other))
    plan = with_echoes(ROW, Plan((Edit("row[2]", Span(start, end), words),)))
    for edit in plan.edits:
        assert not any(f.span.overlaps(edit.span) for f in ROW.fixed)


def test_a_label_follows_its_heading() -> None:
    plan = with_echoes(ROW, Plan((Edit("header", Span(7, 11), "Place\nwithheld"),)))
    row = [e for e in plan.edits if e.segment == "row[2]"]
    assert edited_text(TEXT, row) == "Father: Kim Chol\nPlace withheld: Tanchon"


def _mark(words: str, data: bytes, name: str) -> Ruling:
    document = format_for(name, data).read(name, data)
    segment = next(s for s in document.segments if words in s.text)
    start = segment.text.index(words)
    return Ruling(
        segment.id, Span(start, start + len(words)), EntityType.BACKGROUND, Action.MASK, "desk", "hide it"
    )


def test_a_name_in_a_heading_is_gone_from_every_row(engine: Engine) -> None:
    outcome = redact_document(engine, "a.csv", TABLE, [_mark("Rim Kwang-su", TABLE, "a.csv")])
    assert outcome.content is not None, outcome.leaks
    rows = list(csv.reader(io.StringIO(outcome.content.decode())))
    assert "Rim" not in outcome.content.decode()
    assert [row[1] for row in rows] == ["Remark", "He ate", "He slept"]


@pytest.mark.parametrize("words", ["nothing\nRemark: He ate", "Remark: He ate", "nothing\nRemark"])
def test_a_statement_over_two_cells_is_hidden_in_both(engine: Engine, words: str) -> None:
    outcome = redact_document(engine, "a.csv", TABLE, [_mark(words, TABLE, "a.csv")])
    assert outcome.content is not None, outcome.leaks
    rows = list(csv.reader(io.StringIO(outcome.content.decode())))
    assert [len(row) for row in rows] == [2, 2, 2]
    assert ("He ate" in rows[1][1]) is ("He ate" not in words)


def test_a_statement_over_cells_of_a_word_table_is_hidden_in_each(engine: Engine) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr>" + cell.format("the mill") + cell.format("by the ford") + "</w:tr>"
    data = _word(f"<w:p><w:r><w:t>It was late.</w:t></w:r></w:p><w:tbl>{row}</w:tbl>")
    outcome = redact_document(engine, "a.docx", data, [_mark("mill\tby the", data, "a.docx")])
    assert outcome.content is not None, outcome.leaks
    read = format_for("a.docx", outcome.content).read("a.docx", outcome.content)
    text = read.segment("text").text
    assert "mill" not in text
    assert "by the" not in text
    assert "\t" in text
    assert text.startswith("It was late.")


def _word(body: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        override = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        package.writestr("[Content_Types].xml", f'<Types xmlns="{types}">{override}</Types>')
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return out.getvalue()
