"""Samples of microsoft/presidio-research (``InputSample.to_dict``): full text and spans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from redactor.evaluate.json_fields import Field
from redactor.evaluate.records import GoldAction, GoldDocument, GoldSpan, by_position
from redactor.evaluate.type_names import own_name


def recognises(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object has this format's keys."""
    return "full_text" in record and "spans" in record


def read(record: Field, name: str) -> GoldDocument:
    """Return one sample as a gold document; every span of it must be protected.

    Args:
        record: one JSON object.
        name: of the document; a sample has none.

    Raises:
        UnreadableError: if a key is missing or wrong, or a span's value is not what the
            text has there.
    """
    text = record["full_text"].text()
    return GoldDocument(name, text, by_position([_span(field, text) for field in record["spans"]]))


def _span(field: Field, text: str) -> GoldSpan:
    span = field.span("start_position", "end_position", len(text))
    if field.get("entity_value", text[span.start : span.end]).text() != text[span.start : span.end]:
        field.refuse("entity_value is not what the text has at start_position")
    return GoldSpan(span, own_name("presidio", field["entity_type"].text()), "-", GoldAction.PROTECT)
