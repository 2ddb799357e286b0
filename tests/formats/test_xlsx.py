"""Workbooks: every place is told, plain values are written, edits are exact."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from build_odt import token
from build_xlsx import HIDDEN, UNKNOWN, VISIBLE, build, h, u, v
from byte_traces import traces
from edits import edits_of, shown, without_hidden
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.apply import edited_text
from redactor.errors import HeldError, UnreadableError
from redactor.formats import check_readable, format_for
from redactor.formats.xlsx.document import Excel
from redactor.formats.xlsx.sheet_names import read_name, written_names
from redactor.handling import DEFAULT_HANDLING, Handling, Pictures, UnknownParts
from redactor.model import Document, Edit, Span

FMT = Excel()
DROPPING = Handling(pictures=Pictures.DROP, unknown_parts=UnknownParts.DROP)


@cache
def built(*, odd: bool = False) -> bytes:
    return build(odd=odd)


def read(data: bytes, handling: Handling = DEFAULT_HANDLING) -> Document:
    return format_for("a.xlsx", data).read("a.xlsx", data, "en", handling)


def rewritten(data: bytes, edits: list[Edit], handling: Handling = DROPPING) -> bytes:
    document = read(data, handling)
    return FMT.write(document, [*without_hidden(document), *edits], data, handling)


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_place_is_told() -> None:
    document = read(built(odd=True))
    visible = "\n".join(shown(document).values())
    everything = "\n".join(s.text for s in document.segments)
    assert [p for p in VISIBLE if v(p) not in visible] == []
    assert [p for p in HIDDEN if h(p) not in everything] == []
    assert [p for p in HIDDEN if h(p) in visible] == []
    assert len(document.unknown_parts) == len(UNKNOWN)
    assert not any("xz" in address for address in (*document.unknown_parts, *document.pictures))


def test_rows_are_forms() -> None:
    texts = shown(read(built()))
    assert texts["sheet[1].header"] == f"{v('heading')}\nBorn\nAge\nMore"
    assert texts["sheet[1].row[2]"] == f"{v('heading')}: {v('cell')}\nBorn: 1990-03-04\nAge: 34"
    expected = f"{v('heading')}: {v('second')}\nline\nBorn: 2024-05-06 07:08:00\nAge: 0.25\nMore: TRUE"
    assert texts["sheet[1].row[3]"] == expected
    assert texts["sheet[1].page"] == f"{v('pagehead')} & page\n{v('pagefoot')}"
    assert texts["sheet[2].name"] == "Second"


def test_what_is_not_understood_holds_the_file() -> None:
    with pytest.raises(HeldError, match="xl/pivotCache"):
        check_readable(read(built(odd=True)), Handling(pictures=Pictures.DROP))
    with pytest.raises(HeldError, match="pictures: picture 1"):
        check_readable(read(built()), DEFAULT_HANDLING)


@pytest.mark.parametrize("pictures", [Pictures.DROP, Pictures.GREY, Pictures.KEEP])
def test_nothing_hidden_is_written(pictures: Pictures) -> None:
    source = built(odd=True)
    written = rewritten(source, [], Handling(pictures=pictures, unknown_parts=UnknownParts.DROP))
    gone = [*map(h, HIDDEN), *map(u, UNKNOWN), token("H-exif")]
    assert traces(source, gone) == gone
    assert traces(written, [*gone, "openpyxl", "docProps"]) == []
    assert [s.id for s in read(written).segments] == list(shown(read(source)))
    assert (read(written).pictures == ()) == (pictures is Pictures.DROP)


def test_edited_tokens_are_gone_from_the_bytes() -> None:
    edits = [
        Edit(i, Span(0, len(t)), "x") for i, t in shown(read(built())).items() if not i.startswith("sheet[2]")
    ]
    edits = [e for e in edits if "row" not in e.segment]
    rows = {i: t for i, t in shown(read(built())).items() if "].row" in i}
    for i, text in rows.items():
        label = text.index(": ") + 2
        end = text.find("\nBorn") if "\nBorn" in text else len(text)
        edits += [Edit(i, Span(0, label), "x: "), Edit(i, Span(label, end), "[gone]")]
    edits = [e for e in edits if not e.segment.endswith("header")]
    heading = Edit("sheet[1].header", Span(0, len(v("heading"))), "x")
    written = rewritten(built(), [heading, *edits])
    assert traces(written, map(v, VISIBLE)) == []
    assert shown(read(written))["sheet[1].row[2]"] == "x: [gone]\nBorn: 1990-03-04\nAge: 34"


def test_an_untouched_workbook_has_the_same_values_and_look() -> None:
    written = rewritten(built(), [])
    assert shown(read(written)) == shown(read(built()))
    old, new = opened(built()).worksheets[0], opened(written).worksheets[0]
    for address in ("A1", "A2", "B2", "C2", "A3", "B3", "C3", "E3", "A5", "A6"):
        assert new[address].value == old[address].value, address
    assert new["A3"].font.b
    assert (new["B2"].number_format, new["C3"].number_format) == ("dd.mm.yyyy", "0%")
    assert new.column_dimensions["A"].width == 33
    assert [str(r) for r in new.merged_cells.ranges] == ["A5:C5"]


def test_the_package_is_always_the_same() -> None:
    written = rewritten(built(), [])
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("docProps" in name or "sharedStrings" in name for name in archive.namelist())
    assert rewritten(built(), []) == written


def test_no_temporary_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, forbidden)
    rewritten(built(), [])


def test_formulas_become_text_and_never_run() -> None:
    document = read(built())
    assert "formulas" in " ".join(s.id for s in document.segments)
    assert len(document.remarks) == 2
    row = document.segment("sheet[1].row[2]").text
    at = row.index(v("cell"))
    written = rewritten(built(), [Edit("sheet[1].row[2]", Span(at, at + len(v("cell"))), '=HYPERLINK("x")')])
    cell = opened(written).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("x")', "s", True)


@cache
def plain() -> bytes:
    book = openpyxl.Workbook()
    for row in (["H0", "H1", "H2"], ["some name", 1987, "two\nlines"], ["x", None, "y"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_edits_of_values_are_exact(data: st.DataObject) -> None:
    text = read(plain()).segment("sheet[1].row[2]").text
    places = [n for start, length in ((4, 9), (18, 4), (27, 9)) for n in range(start, start + length + 1)]
    edits = data.draw(edits_of("sheet[1].row[2]", places, st.sampled_from(["X", "[x]", "=Z", "\n-k", "&"])))
    after = shown(read(rewritten(plain(), edits)))
    assert after.pop("sheet[1].row[2]") == edited_text(text, edits)
    assert after == {i: t for i, t in shown(read(plain())).items() if i != "sheet[1].row[2]"}


def test_columns_of_the_policy() -> None:
    document = read(plain(), Handling(columns={"h1": "DATE"}))
    (found,) = document.columns
    assert document.segment(found.segment).text[found.span.start : found.span.end] == "1987"


def test_sheet_names_with_masks_are_told_apart() -> None:
    book = openpyxl.Workbook()
    for name in ("Taras", "Olha"):
        book.create_sheet(name)["A1"] = "x"
    out = io.BytesIO()
    book.save(out)
    edits = [Edit(f"sheet[{n}].name", Span(0, length), "[name]") for n, length in ((2, 5), (3, 4))]
    written = rewritten(out.getvalue(), edits)
    assert opened(written).sheetnames == ["Sheet", "［name］", "［name］（2）"]
    assert [t for i, t in shown(read(written)).items() if "name" in i] == ["Sheet", "[name]", "[name]"]
    with pytest.raises(ValueError, match="too long"):
        written_names(["x" * 32])


@given(st.lists(st.text("ab[]:/（1）", min_size=1, max_size=8).filter(lambda n: "（" not in n), max_size=4))
def test_sheet_names_read_back(names: list[str]) -> None:
    assert [read_name(name) for name in written_names(names)] == names


@pytest.mark.parametrize(("crop", "count"), [(b"", 1), (b'l="0"', 1), (b'l="9000"', 0)])
def test_a_cropped_picture_is_not_kept(crop: bytes, count: int) -> None:
    assert _pictures_with(b"<a:stretch ", _crop(crop) + b"<a:stretch ") == count


def test_a_picture_under_a_shape_is_not_kept() -> None:
    """The shape goes, because nobody understands it; what it covered must not come out."""
    drawing = zipfile.ZipFile(io.BytesIO(built())).read("xl/drawings/drawing1.xml")
    end = drawing[drawing.rindex(b"</") :]
    space = b'xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    assert _pictures_with(end, b"<absoluteAnchor " + space + b"><sp/></absoluteAnchor>" + end) == 0


def test_pictures_on_one_another_are_not_kept() -> None:
    drawing = zipfile.ZipFile(io.BytesIO(built())).read("xl/drawings/drawing1.xml")
    start, end = (
        drawing.rindex(b"<", 0, drawing.index(b"Anchor")),
        drawing.rindex(b"Anchor>") + len(b"Anchor>"),
    )
    anchor = drawing[start:end]
    assert _pictures_with(anchor, anchor) == 1
    assert _pictures_with(anchor, anchor + anchor) == 0


def _pictures_with(old: bytes, new: bytes) -> int:
    """How many pictures are kept of a workbook in whose drawing something is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            changed = source.read(name).replace(old, new)
            target.writestr(name, changed if name == "xl/drawings/drawing1.xml" else source.read(name))
    handling = Handling(pictures=Pictures.KEEP, unknown_parts=UnknownParts.DROP)
    with zipfile.ZipFile(io.BytesIO(rewritten(out.getvalue(), [], handling))) as archive:
        return sum(name.startswith("xl/media/") for name in archive.namelist())


def _crop(edges: bytes) -> bytes:
    return b'<a:srcRect xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' + edges + b"/>"


def test_hidden_text_that_a_policy_keeps_is_refused() -> None:
    with pytest.raises(ValueError, match="is hidden and cannot be written"):
        FMT.write(read(built()), [], built())


def _replaced(name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, content.replace(old, new) if member == name else content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        plain()[:1000],
        _replaced("xl/workbook.xml", b"<sheets>", b"<sheets"),
        _replaced("xl/workbook.xml", b"<workbook ", b"<!DOCTYPE workbook [<!ENTITY a 'b'>]>\n<workbook "),
        _replaced("xl/worksheets/sheet1.xml", b'r="A1"', b'r="!"'),
        _replaced("xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData><x>"),
        _replaced("xl/workbook.xml", b"sheetId", b"sheetIt"),
        _replaced("xl/styles.xml", b"<fonts", b"<fints"),
        _replaced("xl/workbook.xml", b"</sheets>", b'<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets>'),
    ],
)
def test_a_broken_workbook_is_unreadable_and_nothing_else(data: bytes) -> None:
    try:
        document = read(data)
    except UnreadableError:
        return
    assert shown(document) == shown(read(plain()))


@given(place=st.integers(0, len(plain()) - 1), byte=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_changed_byte_is_read_or_unreadable(place: int, byte: int) -> None:
    data = bytearray(plain())
    data[place] = byte
    try:
        document = read(bytes(data))
    except UnreadableError:
        return
    assert document.segments


def test_what_is_hidden_and_also_seen_is_told_once() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Seen"
    book.properties.title, book.properties.subject = "Seen", "Unseen"
    out = io.BytesIO()
    book.save(out)
    hidden = [s.text for s in read(out.getvalue()).segments if s.id.startswith("part")]
    assert any("Unseen" in text.split() for text in hidden)
    assert not any("Seen" in text.split() for text in hidden)


def test_libreoffice_opens_it(tmp_path: Path, program: Callable[[str], str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(rewritten(built(), []))
    target = tmp_path / "a.xlsx"
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"  # two at once would share one
    command = [program("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, target]
    subprocess.run(command, check=True, timeout=120)
    assert (tmp_path / "a.pdf").stat().st_size > 1000
