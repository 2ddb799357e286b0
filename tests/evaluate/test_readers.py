"""The JSON formats of others: recognised by content, refused with the field that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from redactor.errors import UnreadableError
from redactor.evaluate.label_studio import task
from redactor.evaluate.readers import FORMATS, read_gold
from redactor.evaluate.records import Found, GoldAction, GoldDocument, GoldSpan, Identifier
from redactor.model import Action, Span

TEXT = "Ada 🙂 moved to Ghent."
ADA, GHENT = Span(0, 3), Span(15, 20)

PRESIDIO = {
    "full_text": TEXT,
    "masked": "{{first_name}} ...",
    "template_id": 4,
    "spans": [
        {"entity_type": "GPE", "entity_value": "Ghent", "start_position": 15, "end_position": 20},
        {"entity_type": "PERSON", "entity_value": "Ada", "start_position": 0, "end_position": 3},
    ],
}
TAB: dict[str, Any] = {
    "doc_id": "001-1",
    "person": "Ada",
    "text": TEXT,
    "mentions": [
        {"start": 0, "end": 3, "type": "PERSON", "identifier": "DIRECT", "entity": "e1"},
        {"start": 15, "end": 20, "type": "LOC", "identifier": "NO_MASK", "entity": "e2"},
    ],
}
PUBLISHED = {
    "doc_id": "001-1",
    "text": TEXT,
    "dataset_type": "dev",
    "annotations": {
        "annotator1": {
            "entity_mentions": [
                {
                    "entity_type": "PERSON",
                    "start_offset": 0,
                    "end_offset": 3,
                    "span_text": "Ada",
                    "identifier_type": "DIRECT",
                    "entity_id": "e1",
                }
            ]
        },
        "annotator2": {
            "entity_mentions": [
                {
                    "entity_type": "LOC",
                    "start_offset": 15,
                    "end_offset": 20,
                    "span_text": "Ghent",
                    "identifier_type": "NO_MASK",
                    "entity_id": "e2",
                }
            ]
        },
    },
}
LABEL_STUDIO: dict[str, Any] = {
    "id": 9,
    "data": {"text": TEXT},
    "annotations": [
        {"was_cancelled": True, "result": []},
        {
            "result": [
                {
                    "id": "a",
                    "from_name": "label",
                    "to_name": "text",
                    "type": "labels",
                    "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["PERSON"]},
                },
                {
                    "id": "b",
                    "from_name": "label",
                    "to_name": "text",
                    "type": "labels",
                    "value": {"start": 15, "end": 20, "text": "Ghent", "labels": ["LOCATION"]},
                },
                {
                    "id": "b",
                    "from_name": "action",
                    "to_name": "text",
                    "type": "choices",
                    "value": {"start": 15, "end": 20, "choices": ["keep"]},
                },
            ]
        },
        {"result": []},
    ],
}
PROTECT, KEEP = GoldAction.PROTECT, GoldAction.KEEP


def _spans(data: Any, form: str | None = None) -> list[tuple[Span, str, str]]:
    (document,) = read_gold("x.json", json.dumps(data).encode(), form)
    return [(s.span, s.entity_type, str(s.action)) for s in document.spans]


@pytest.mark.parametrize(
    ("data", "form", "second"),
    [
        ([PRESIDIO], "presidio", PROTECT),
        ([TAB], "tab", KEEP),
        ([PUBLISHED], "tab", KEEP),
        ([LABEL_STUDIO], "labelstudio", KEEP),
        (LABEL_STUDIO, "labelstudio", KEEP),
    ],
)
def test_each_format_is_told_from_its_content(data: Any, form: str, second: str) -> None:
    expected = [(ADA, "PERSON", "protect"), (GHENT, "LOCATION", second)]
    assert _spans(data) == _spans(data, form) == expected


def test_json_lines_are_read_line_by_line() -> None:
    lines = "\n".join(json.dumps({**TAB, "doc_id": name}) for name in ("one", "two"))
    assert [d.name for d in read_gold("train.jsonl", lines.encode())] == ["one", "two"]


def test_identifiers_of_the_benchmark_are_kept() -> None:
    (document,) = read_gold("x.json", json.dumps([PUBLISHED]).encode())
    assert document.spans[0].identifier == Identifier("e1", "DIRECT", "annotator1")


def test_samples_are_numbered_after_their_file() -> None:
    documents = read_gold("made.json", json.dumps([PRESIDIO, PRESIDIO]).encode())
    assert [d.name for d in documents] == ["made-1", "made-2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([{**PRESIDIO, "spans": [{"entity_type": "GPE"}]}], "document 1, spans[1]: the key start_position"),
        ([PRESIDIO, {"full_text": TEXT}], "document 2: the key spans is missing"),
        ([{**PRESIDIO, "full_text": 7}], "document 1, full_text: it is no string"),
        ([{**PRESIDIO, "full_text": "Ida 🙂 moved to Ghent."}], "document 1, spans[2]: entity_value"),
        ([{**TAB, "mentions": [{**TAB["mentions"][0], "end": 999}]}], "start and end are no span"),
        ([{**TAB, "mentions": [{**TAB["mentions"][0], "identifier": "MAYBE"}]}], "identifier is none of"),
        ([{**LABEL_STUDIO, "annotations": []}], "no annotation that counts"),
        ([{"data": {"text": "Bo"}, "annotations": LABEL_STUDIO["annotations"]}], "result[1], value"),
        (
            [{"data": {"text": "Ida 🙂 moved to Ghent."}, "annotations": LABEL_STUDIO["annotations"]}],
            "document 1, annotations[2], result[1], value: text is not what the document has",
        ),
        ([{**TAB, "mentions": [{**TAB["mentions"][0], "end": 0}]}], "start and end are no span"),
        ([{"nothing": 1}], "those of no format known"),
        ([], "holds no document"),
        ([3], "document 1: it is no JSON object"),
    ],
)
def test_wrong_json_is_refused_with_the_place(data: Any, words: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_gold("x.json", json.dumps(data).encode())
    assert words in str(refused.value)
    assert "Ghent" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "line"), [("[1,\n}", 2), ('{"a": 1}\n{"b": 2}\n{oops}', 3), ('{"a": 1,\n"b": }', 2)]
)
def test_broken_json_is_refused_with_line_and_column(text: str, line: int) -> None:
    with pytest.raises(UnreadableError, match=rf"^line {line}, column \d+: it is not JSON"):
        read_gold("x.json", text.encode())


def test_offsets_of_old_label_studios_in_utf16_are_understood() -> None:
    region = {"start": 16, "end": 21, "text": "Ghent", "labels": ["LOCATION"]}
    item = {"id": "b", "from_name": "label", "type": "labels", "value": region}
    data = {"data": {"text": TEXT}, "annotations": [{"result": [item]}]}
    assert _spans(data) == [(GHENT, "LOCATION", "protect")]


def test_label_studio_reads_what_was_written_for_it() -> None:
    gold = GoldDocument(
        "doc",
        TEXT,
        (
            GoldSpan(Span(0, 20), "BACKGROUND", "ada.son", GoldAction.EITHER),
            GoldSpan(GHENT, "HOMETOWN", "ada", GoldAction.PROTECT),
        ),
    )
    made = task(gold, [Found(ADA, "PERSON", Action.MASK, 0.9, "person.name")], "1.0")
    assert read_gold("out.json", json.dumps([made]).encode()) == (gold,)
    (prediction,) = made["predictions"]
    assert prediction["model_version"] == "redactor 1.0"
    assert prediction["result"][0]["value"] == {"start": 0, "end": 3, "text": "Ada", "labels": ["PERSON"]}


def test_every_format_has_a_name() -> None:
    assert FORMATS == ("marks", "presidio", "tab", "labelstudio")
