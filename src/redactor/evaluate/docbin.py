"""Marked documents as a spaCy DocBin; spans nest, so they go into the span group ``gold``.

spaCy is only a container here; nothing is analyzed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup

from redactor.evaluate.records import GoldDocument

GROUP = "gold"
"""Key of the span group: label is the type, span id the action, knowledge base id the subject."""


def to_docbin(documents: Sequence[GoldDocument], language: str = "en") -> tuple[bytes, int]:
    """Return documents as the bytes of a ``.spacy`` file.

    Args:
        documents: marked documents.
        language: whose tokenizer splits them.

    Returns:
        The bytes, and how many marks were widened because they end within a token.
    """
    pipeline = spacy.blank(language)
    store = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    widened = 0
    for document in documents:
        doc, off = _doc(pipeline, document)
        widened += off
        store.add(doc)
    return store.to_bytes(), widened


def _doc(pipeline: Language, document: GoldDocument) -> tuple[Doc, int]:
    doc = pipeline.make_doc(document.text)
    doc.user_data["name"] = document.name
    spans: list[Span] = []
    widened = 0
    for gold in document.spans:
        found = doc.char_span(
            gold.span.start,
            gold.span.end,
            label=gold.entity_type,
            kb_id=gold.subject,
            span_id=str(gold.action),
            alignment_mode="expand",
        )
        span = cast(Span, found)  # None only for places outside the text, which no mark has
        spans.append(span)
        widened += (span.start_char, span.end_char) != (gold.span.start, gold.span.end)
    doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)
    return doc, widened
