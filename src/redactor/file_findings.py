"""Findings that need no recognizer: what the file hides, what stands in a column that the policy names."""

from __future__ import annotations

from redactor.model import NOBODY, UNKNOWN, Context, Document, EntityType, Finding, SegmentKind, Span


def hidden_parts(document: Document) -> list[Finding]:
    """One finding for each part of the file that a reader does not see."""
    return [
        Finding(
            s.id,
            Span(0, len(s.text)),
            EntityType.HIDDEN_TEXT,
            NOBODY,
            Context.NOTE,
            1.0,
            "hidden-text.segment",
            "a part of the file that a reader does not see",
        )
        for s in document.segments
        if s.kind is SegmentKind.HIDDEN and s.text
    ]


def named_columns(document: Document) -> list[Finding]:
    """One finding for each cell of a column whose entity type the policy names."""
    return [
        Finding(
            value.segment,
            value.span,
            value.entity_type,
            UNKNOWN,
            Context.METADATA,
            1.0,
            "column.named",
            "the policy names the type of everything in this column",
        )
        for value in document.columns
        if value.span
    ]
