"""CSV, TSV and JSON Lines: rows are forms, values are edited, the file keeps its ways."""

from __future__ import annotations

import codecs
import csv
import io
import json

import pytest
from byte_traces import traces
from edits import edits_of, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.apply import edited_text
from redactor.errors import UnreadableError
from redactor.formats import format_for, format_named
from redactor.formats.tables.formulas import REMARK, defused, read_as
from redactor.handling import Handling
from redactor.model import Document, Edit, Span

TABLE = (
    'Name;Home town;Said\r\nTaras;Krynychne;"He said ""no""; twice.\r\nThen nothing."\r\n'
    ";;\r\nOlha;;\r\nRoman;Ozerne;yes;more\r\n"
)
OBJECTS = (
    '{"name": "Taras", "age": 34.50, "kin": [{"name": "Olha"}], "ok": true, "no": null}\n\n'
    '{"name":"Роман"}\r\n'
)


def read(name: str, data: bytes, handling: Handling | None = None) -> Document:
    return format_for(name, data).read(name, data, "en", handling or Handling())


def written(name: str, data: bytes, edits: list[Edit]) -> bytes:
    return format_for(name, data).write(read(name, data), edits, data)


def edit(document: Document, segment: str, old: str, new: str) -> Edit:
    at = document.segment(segment).text.index(old)
    return Edit(segment, Span(at, at + len(old)), new)


def test_rows_are_forms() -> None:
    assert shown(read("a.csv", TABLE.encode())) == {
        "header": "Name\nHome town\nSaid",
        "row[2]": 'Name: Taras\nHome town: Krynychne\nSaid: He said "no"; twice.\r\nThen nothing.',
        "row[4]": "Name: Olha",
        "row[5]": "Name: Roman\nHome town: Ozerne\nSaid: yes\nColumn 4: more",
    }


@pytest.mark.parametrize(
    "mark", [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")]
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", TABLE),
        ("a.csv", "a,b\n1,2"),
        ("a.csv", '"a","b"\n"1",""\n'),
        ("a.csv", "sep=|\r\na|b;c\r\n1|2\r\n"),
        ("a.csv", "\n\na,b\n1,2\n\n"),
        ("a.csv", "one column\nof, text\n"),
        ("a.csv", 'a,b\n"5"" gun",x\n'),
        ("a.tsv", "a;c\tb\n1;2\t3,4\n"),
        ("a.csv", "Роки;Дім\n-5;+380 44 123 45 67\n"),
        ("a.jsonl", OBJECTS),
        ("a.jsonl", '{"a":"\\u0456","b":[1e5,-0.10],"c":{}}\n{"a": "\\u0456"}'),
    ],
)
def test_an_untouched_file_keeps_its_bytes(name: str, text: str, mark: tuple[bytes, str]) -> None:
    data = mark[0] + text.encode(mark[1])
    assert written(name, data, []) == data


def test_an_edited_cell_is_quoted_where_it_has_to_be() -> None:
    data = TABLE.encode()
    out = written("a.csv", data, [edit(read("a.csv", data), "row[4]", "Olha", '[a; "b"]\n')])
    assert out.decode().splitlines()[4] == '"[a; ""b""]'
    rows = list(csv.reader(io.StringIO(out.decode(), newline=""), delimiter=";"))
    assert rows[3] == ['[a; "b"]\n', "", ""]
    assert traces(out, ["Olha"]) == []


@given(
    data=st.data(),
    cells=st.lists(
        st.lists(st.text("ab,;\"\n'=- я", max_size=5), min_size=3, max_size=3), min_size=1, max_size=3
    ),
)
@settings(max_examples=150, deadline=None)
def test_edits_of_values_are_exact(data: st.DataObject, cells: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["H0", "H1", "H2"], *([f"v{i}{c}" for i, c in enumerate(r)] for r in cells)])
    source = out.getvalue().encode()
    text = read("a.csv", source).segment("row[2]").text
    places, at = [], 0
    for n in range(3):
        at = text.index(f"H{n}: ", at) + 4
        places += list(range(at, at + 2 + len(cells[0][n]) + 1))
    edits = data.draw(edits_of("row[2]", places, st.sampled_from(["X", "[x, y]", '"q"', "=Z", "\n-k"])))
    new = read("a.csv", written("a.csv", source, edits))
    assert new.segment("row[2]").text == edited_text(text, edits)
    rest = {i: t for i, t in shown(read("a.csv", source)).items() if i != "row[2]"}
    assert {i: t for i, t in shown(new).items() if i != "row[2]"} == rest


def test_a_label_changes_only_with_its_heading() -> None:
    document = read("a.csv", TABLE.encode())
    rows = [edit(document, f"row[{n}]", "Home town", "Place") for n in (2, 5)]
    heading = edit(document, "header", "Home town", "Place")
    assert written("a.csv", TABLE.encode(), [heading, *rows]).startswith(b"Name;Place;Said\r\nTaras;")
    with pytest.raises(ValueError, match="label"):
        written("a.csv", TABLE.encode(), rows)


def test_an_edit_that_reaches_into_a_label_changes_the_value() -> None:
    document = read("a.csv", TABLE.encode())
    out = written("a.csv", TABLE.encode(), [edit(document, "row[2]", "town: Krynychne", "[place]")])
    assert b"Home town;Said\r\nTaras;[place];" in out


def test_the_policy_names_columns() -> None:
    handling = Handling(columns={"HOME  TOWN": "HOMETOWN", "nothing": "PERSON"})
    document = read("a.csv", TABLE.encode(), handling)
    found = [
        (c.segment, document.segment(c.segment).text[c.span.start : c.span.end]) for c in document.columns
    ]
    assert found == [("row[2]", "Krynychne"), ("row[5]", "Ozerne")]
    nested = read("a.jsonl", OBJECTS.encode(), Handling(columns={"kin.1.name": "PERSON"}))
    assert [c.entity_type for c in nested.columns] == ["PERSON"]


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-cmd|x", "@x", "\tx", "\rx", " =x", "－x", "- he said"])
def test_formulas_are_defused(cell: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["Name", "Said"], ["Taras", cell]])
    data = out.getvalue().encode()
    document = read("a.csv", data)
    assert document.remarks == (REMARK,)
    safe = written("a.csv", data, [])
    assert list(csv.reader(io.StringIO(safe.decode(), newline="")))[1][1] == f"'{cell}"
    assert shown(read("a.csv", safe)) == shown(document)
    assert written("a.csv", safe, []) == safe


@given(cell=st.text("'=+-@\t\r 1a", max_size=6))
def test_defusing_and_reading_are_inverse(cell: str) -> None:
    assert read_as(defused(read_as(cell))) == read_as(cell)


@pytest.mark.parametrize("cell", ["-5", "+380 44 123", "3.5", "-1,5 %", "'tis", "a=b", "1e-5"])
def test_harmless_cells_stay(cell: str) -> None:
    assert defused(cell) == cell


def test_objects_are_forms_and_keys_are_text() -> None:
    assert shown(read("a.jsonl", OBJECTS.encode())) == {
        "keys": "name\nage\nkin\nok\nno",
        "row[1]": "name: Taras\nage: 34.50\nkin 1 name: Olha\nok: true",
        "row[3]": "name: Роман",
    }


def test_values_of_objects_are_edited_in_place() -> None:
    document = read("a.jsonl", OBJECTS.encode())
    edits = [edit(document, "row[1]", "34.50", "in his 30s"), edit(document, "row[1]", "Olha", '"A"\n')]
    first = json.loads(written("a.jsonl", OBJECTS.encode(), edits).decode().splitlines()[0])
    assert list(first.items()) == [
        ("name", "Taras"), ("age", "in his 30s"), ("kin", [{"name": '"A"\n'}]), ("ok", True), ("no", None)
    ]  # fmt: skip


def test_keys_are_renamed_with_their_labels() -> None:
    data = b'{"Olha": {"age": 5}}\n'
    document = read("a.jsonl", data)
    edits = [edit(document, "keys", "Olha", "[name]"), edit(document, "row[1]", "Olha", "[name]")]
    assert written("a.jsonl", data, edits) == b'{"[name]": {"age": 5}}\n'


def test_keys_that_would_become_the_same_are_told_apart() -> None:
    data = b'{"Olha": 1, "[name]": 2, "Taras": 3, "x\xef\xbc\x88\x37\xef\xbc\x89": 4}\n'
    document = read("a.jsonl", data)
    assert document.segment("keys").text == "Olha\n[name]\nTaras\nx"
    edits = [edit(document, "keys", name, "[name]") for name in ("Olha", "Taras")]
    edits += [edit(document, "row[1]", name, "[name]") for name in ("Olha", "Taras")]
    new = written("a.jsonl", data, edits)
    assert list(json.loads(new)) == ["[name]（2）", "[name]", "[name]（3）", "x（7）"]
    assert shown(read("a.jsonl", new)) == {
        "keys": "[name]\n[name]\n[name]\nx",
        "row[1]": "[name]: 1\n[name]: 2\n[name]: 3\nx: 4",
    }


@given(data=st.data(), values=st.lists(st.text(min_size=1, max_size=5), min_size=2, max_size=3))
@settings(max_examples=100, deadline=None)
def test_edits_of_objects_are_exact(data: st.DataObject, values: list[str]) -> None:
    source = json.dumps({f"k{n}": f"v{v}" for n, v in enumerate(values)}).encode()
    text = read("a.jsonl", source).segment("row[1]").text
    places, at = [], 0
    for n, value in enumerate(values):
        at = text.index(f"k{n}: v{value}", at) + 4
        places += list(range(at, at + len(value) + 2))
    edits = data.draw(edits_of("row[1]", places, st.sampled_from(["X", "\\", '"', "\u2028x"])))
    assert read("a.jsonl", written("a.jsonl", source, edits)).segment("row[1]").text == edited_text(
        text, edits
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b'a,b\n"open,c\n'),
        ("a.csv", b'a,b\n"x"y,c\n'),
        ("a.csv", b",,\n,\n"),
        ("a.csv", b"a,\xff\n"),
        ("a.csv", b"a\x00b"),
        ("a.jsonl", b'{"a": 1'),
        ("a.jsonl", b'{"a": 1, "a": 2}'),
        ("a.jsonl", b'{"a": 1}\n[1]'),
        ("a.jsonl", b'{"a": NaN}'),
        ("a.jsonl", b'{"a": "\\ud800"}'),
        ("a.jsonl", b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}"),
        ("a.jsonl", b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}"),
    ],
)
def test_a_broken_table_is_unreadable(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(name, data)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_unreadable(data: bytes) -> None:
    for name in ("a.csv", "a.tsv", "a.jsonl"):
        try:
            document = read(name, data)
        except UnreadableError:
            continue
        again = written(name, data, [])
        assert shown(read(name, again)) == shown(document)


def test_other_segments_are_refused() -> None:
    with pytest.raises(ValueError, match="other segments"):
        format_named("csv").write(read("a.csv", b"a,b\n1,2"), [], b"a,b\n1,3")


def test_large_tables_take_little_time() -> None:
    rows = "".join(f"{n},name {n},town {n}\n" for n in range(20_000))
    data = f"No,Name,Town\n{rows}".encode()
    assert written("a.csv", data, []) == data
