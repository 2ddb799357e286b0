"""Bytes to marked documents: which reader a file is for, told from its content."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, cast

from redactor.errors import UnreadableError, UsageError
from redactor.evaluate import label_studio, presidio_research, text_anonymization_benchmark
from redactor.evaluate.json_fields import Field
from redactor.evaluate.marks import read_marks
from redactor.evaluate.records import GoldDocument

GOLD_SUFFIX = ".gold.txt"
"""How the names of gold files end."""

_JSON_READERS: Mapping[
    str, tuple[Callable[[Mapping[str, Any]], bool], Callable[[Field, str], GoldDocument]]
] = {
    "presidio": (presidio_research.recognises, presidio_research.read),
    "tab": (text_anonymization_benchmark.recognises, text_anonymization_benchmark.read),
    "labelstudio": (label_studio.recognises, label_studio.read),
}
FORMATS = ("marks", *_JSON_READERS)
"""The names of the formats that gold may have."""


def read_gold(name: str, data: bytes, form: str | None = None) -> tuple[GoldDocument, ...]:
    """Return the marked documents that a file holds.

    Args:
        name: the file's name, for messages and for the document's name.
        data: its bytes.
        form: one of :data:`FORMATS`; ``None`` tells it from the content.

    Raises:
        UnreadableError: if the file is malformed: every complaint, with line or field.
        UsageError: if there is no such format.
    """
    if form is not None and form not in FORMATS:
        raise UsageError(f"there is no gold format {form}; one of {', '.join(FORMATS)}")
    text = _decoded(data)
    stem = PurePath(name).name.removesuffix(GOLD_SUFFIX)
    records = None if form == "marks" else _json_records(name, text, wanted=form is not None)
    if records is None:
        return (_marked_document(stem, text, forced=form == "marks"),)
    chosen = form or _recognised(records)
    stem = PurePath(stem).stem
    return tuple(
        _JSON_READERS[chosen][1](Field(record, path), f"{stem}-{number}")
        for number, (path, record) in enumerate(records.items(), 1)
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"line {line}: it is not UTF-8; save it as UTF-8") from None


def _marked_document(name: str, text: str, *, forced: bool) -> GoldDocument:
    marked = read_marks(text)
    if marked.complaints:
        raise UnreadableError("; ".join(map(str, marked.complaints)))
    if not marked.spans and not forced:
        raise UnreadableError(
            "it has no mark {{TYPE|subject|action::text}} and is none of the JSON formats; "
            "mark it, or say --format marks if nothing in it is to be marked"
        )
    return GoldDocument(name, marked.text, marked.spans)


def _json_records(name: str, text: str, *, wanted: bool) -> dict[str, Mapping[str, Any]] | None:
    """Return path to record for JSON and JSON Lines, ``None`` for a text that is neither."""
    start = text.lstrip()[:2]
    if not (wanted or (start[:1] in {"[", "{"} and start != "{{")):
        return None
    try:
        return _records(text)
    except json.JSONDecodeError as error:
        if not (wanted or PurePath(name).suffix in {".json", ".jsonl"}):
            return None  # a text that happens to begin with a bracket
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"{place}: it is not JSON; mend or export it again") from None


def _records(text: str) -> dict[str, Mapping[str, Any]]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not lines[0][1].rstrip().endswith("}"):
            raise
        return {f"line {number}": _one(_line(number, line), f"line {number}") for number, line in lines}
    items: Sequence[Any] = whole if isinstance(whole, list) else [whole]
    if not items:
        raise UnreadableError("it holds no document")
    return {f"document {number}": _one(item, f"document {number}") for number, item in enumerate(items, 1)}


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise json.JSONDecodeError(error.msg, "\n" * (number - 1) + line, number - 1 + error.pos) from None


def _one(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableError(f"{where}: it is no JSON object; each document is one")
    return cast(Mapping[str, Any], value)


def _recognised(records: Mapping[str, Mapping[str, Any]]) -> str:
    where, first = next(iter(records.items()))
    for form, (recognises, _) in _JSON_READERS.items():
        if recognises(first):
            return form
    raise UnreadableError(
        f"{where}: its keys are those of no format known ({', '.join(_JSON_READERS)}); "
        "docs/evaluation.md says what each holds"
    )
