"""Label Studio's JSON for labelled text: read as gold, written for import.

A region is one mark. Its label is the type; items of the same region id say the rest, as
Label Studio writes them for a control with ``perRegion="true"``: ``action`` (choices) and
``subject`` (a text area). ``docs/evaluation.md`` holds the labelling configuration.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from redactor.evaluate.json_fields import Field
from redactor.evaluate.records import Found, GoldAction, GoldDocument, GoldSpan, by_position
from redactor.model import Span

_LABELS, _ACTION, _SUBJECT, _TEXT = "label", "action", "subject", "text"


def recognises(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object has this format's keys."""
    return isinstance(record.get("data"), dict) and isinstance(record.get("annotations"), list)


def read(record: Field, name: str) -> GoldDocument:
    """Return one task as a gold document.

    Of several annotations the first that nobody cancelled counts. A region without an action
    must be protected; one without a subject is about nobody in particular.

    Args:
        record: one JSON object of an export.
        name: of the document, if ``data`` does not name it.

    Raises:
        UnreadableError: if a key is missing or wrong, no annotation is left, or a region's
            text is not what the document has there.
    """
    text = record["data"][_TEXT].text()
    counted = [a for a in record["annotations"] if not a.get("was_cancelled", False).value]
    if not counted:
        record["annotations"].refuse("no annotation that counts is in it")
    items = list(counted[0]["result"])
    actions = {i["id"].text(): i for i in items if i.get("from_name", "").value == _ACTION}
    subjects = {i["id"].text(): i for i in items if i.get("from_name", "").value == _SUBJECT}
    spans = [
        GoldSpan(
            _place(item["value"], text),
            _first(item["value"]["labels"]),
            _subject(subjects.get(item.get("id", "").text())),
            _action(actions.get(item.get("id", "").text())),
        )
        for item in items
        if item.get("type", "").value == "labels"
    ]
    return GoldDocument(record["data"].get("name", name).text(), text, by_position(spans))


def _place(value: Field, text: str) -> Span:
    """Return a region's span in code points; versions before 1.6 counted UTF-16 units."""
    span = value.span("start", "end", len(text.encode("utf-16-le")) // 2)
    said = value.get("text", "").text()
    if not said or said == text[span.start : span.end]:
        return span if span.end <= len(text) else value.refuse("start and end are no span of the text")
    try:
        units = text.encode("utf-16-le")
        start, inside = units[: 2 * span.start].decode("utf-16-le"), units[2 * span.start : 2 * span.end]
        if inside.decode("utf-16-le") == said:
            return Span(len(start), len(start) + len(said))
    except UnicodeDecodeError:
        pass
    value.refuse("text is not what the document has at start; its line ends may have been changed")


def _first(values: Field) -> str:
    for value in values:
        return value.text()
    values.refuse("it is empty")


def _action(item: Field | None) -> GoldAction:
    if item is None:
        return GoldAction.PROTECT
    word = _first(item["value"]["choices"])
    if word not in set(GoldAction):
        item.refuse(f"the action is none of {', '.join(GoldAction)}")
    return GoldAction(word)


def _subject(item: Field | None) -> str:
    return "-" if item is None else _first(item["value"]["text"])


def task(document: GoldDocument, found: Sequence[Found] | None, version: str) -> dict[str, Any]:
    """Return a document as a task for Label Studio's import.

    Args:
        document: whose marks become an annotation.
        found: what the tool found, for a prediction; ``None`` leaves it out.
        version: of the tool, which names the prediction.
    """
    made: dict[str, Any] = {
        "data": {_TEXT: document.text, "name": document.name},
        "annotations": [{"result": list(_regions(document))}],
    }
    if found is not None:
        items = [_found(f, number, document.text) for number, f in enumerate(found, 1)]
        made["predictions"] = [{"model_version": f"redactor {version}", "result": items}]
    return made


def _regions(document: GoldDocument) -> Iterator[dict[str, Any]]:
    for number, gold in enumerate(document.spans, 1):
        region, place = f"g{number}", _value(gold.span, document.text)
        yield _item(region, _LABELS, "labels", {**place, "labels": [gold.entity_type]})
        yield _item(region, _ACTION, "choices", {**place, "choices": [str(gold.action)]})
        yield _item(region, _SUBJECT, "textarea", {**place, "text": [gold.subject]})


def _found(found: Found, number: int, text: str) -> dict[str, Any]:
    value = {**_value(found.span, text), "labels": [found.entity_type]}
    return {**_item(f"f{number}", _LABELS, "labels", value), "score": round(found.score, 4)}


def _value(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _item(region: str, control: str, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": control, "to_name": _TEXT, "type": kind, "value": dict(value)}
