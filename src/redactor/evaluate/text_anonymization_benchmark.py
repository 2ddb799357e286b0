"""Documents of the Text Anonymization Benchmark (Pilán et al. 2022, Computational Linguistics 48(4)).

Two forms are read: JSON Lines with ``mentions``, and the published ``echr_*.json`` with one
list of ``entity_mentions`` for each annotator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from redactor.evaluate.json_fields import Field
from redactor.evaluate.records import GoldAction, GoldDocument, GoldSpan, Identifier, by_position
from redactor.evaluate.type_names import own_name

DIRECT, QUASI, NO_MASK = "DIRECT", "QUASI", "NO_MASK"
_ACTIONS = {DIRECT: GoldAction.PROTECT, QUASI: GoldAction.PROTECT, NO_MASK: GoldAction.KEEP}
_BY_ANNOTATOR = ("annotations", "annotators")


def recognises(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object has this format's keys."""
    published = any(isinstance(record.get(key), dict) for key in _BY_ANNOTATOR)
    return "text" in record and ("mentions" in record or published)


def read(record: Field, name: str) -> GoldDocument:
    """Return one court case as a gold document.

    Direct and quasi identifiers must be protected, other mentions kept.

    Args:
        record: one JSON object.
        name: of the document, if it has no ``doc_id``.

    Raises:
        UnreadableError: if a key is missing or wrong.
    """
    text = record["text"].text()
    spans = list(
        _short_form(record, len(text)) if "mentions" in record.value else _published(record, len(text))
    )
    return GoldDocument(record.get("doc_id", name).text(), text, by_position(spans))


def _short_form(record: Field, size: int) -> Iterator[GoldSpan]:
    for mention in record["mentions"]:
        yield _mention(mention, ("start", "end", "type", "identifier", "entity"), "", size)


def _published(record: Field, size: int) -> Iterator[GoldSpan]:
    present = next((key for key in _BY_ANNOTATOR if key in record.value), _BY_ANNOTATOR[0])
    keys = ("start_offset", "end_offset", "entity_type", "identifier_type", "entity_id")
    for annotator, marked in record[present].items():
        for mention in marked["entity_mentions"]:
            yield _mention(mention, keys, annotator, size)


def _mention(field: Field, keys: tuple[str, str, str, str, str], annotator: str, size: int) -> GoldSpan:
    start, end, entity_type, identifier, entity = keys
    kind = field[identifier].text()
    if kind not in _ACTIONS:
        field.refuse(f"{identifier} is none of {', '.join(_ACTIONS)}")
    return GoldSpan(
        field.span(start, end, size),
        own_name("tab", field[entity_type].text()),
        "-",
        _ACTIONS[kind],
        Identifier(field[entity].text(), kind, annotator),
    )
