"""From a document and its plan to the changed document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.model import Document, Edit, Plan, Segment, Span
from redactor.text.fold import hidden_characters


def apply_plan(document: Document, plan: Plan) -> Document:
    """Return the document with every edit made.

    Raises:
        ValueError: if an edit overlaps another, reaches beyond its segment or names a
            segment that the document does not have.
    """
    edits: dict[str, list[Edit]] = {segment.id: [] for segment in document.segments}
    for edit in plan.edits:
        if edit.segment not in edits:
            raise ValueError(f"an edit names a segment that is not there: {edit.segment}")
        edits[edit.segment].append(edit)
    return replace(
        document,
        segments=tuple(replace(s, text=edited_text(s.text, edits[s.id])) for s in document.segments),
    )


def strip_hidden_characters(document: Document) -> Document:
    """Return the document without characters that nobody sees.

    A step of its own after :func:`apply_plan`, because findings and edits count in the text
    as it was read.
    """
    return replace(
        document,
        segments=tuple(replace(s, text=_stripped(s.text)) for s in document.segments),
    )


def final_edits(document: Document, plan: Plan) -> tuple[Edit, ...]:
    """Return all that a format has to write: the plan's edits, and what nobody sees gone.

    An untouched document without invisible characters needs none.

    Args:
        document: as read.
        plan: its disjoint edits.

    Returns:
        Disjoint edits ordered by segment and position. No replacement holds an invisible
        character, and each one outside the plan's edits is deleted.
    """
    edits: list[Edit] = []
    for segment in document.segments:
        own = sorted((e for e in plan.edits if e.segment == segment.id), key=lambda e: e.span)
        done = 0
        for edit in own:
            edits += _deletions(segment, done, edit.span.start)
            edits.append(replace(edit, replacement=_stripped(edit.replacement)))
            done = edit.span.end
        edits += _deletions(segment, done, len(segment.text))
    return tuple(edits)


def _deletions(segment: Segment, start: int, end: int) -> Iterator[Edit]:
    for span in hidden_characters(segment.text[start:end]):
        yield Edit(segment.id, Span(start + span.start, start + span.end), "")


def edited_text(text: str, edits: Sequence[Edit]) -> str:
    """Return a segment's text with its edits made.

    Raises:
        ValueError: if an edit overlaps another or reaches beyond the text.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < done or edit.span.end > len(text):
            raise ValueError(f"an edit overlaps another or leaves its segment: {edit.span}")
        pieces += [text[done : edit.span.start], edit.replacement]
        done = edit.span.end
    return "".join([*pieces, text[done:]])


def _stripped(text: str) -> str:
    kept: list[str] = []
    done = 0
    for span in hidden_characters(text):
        kept.append(text[done : span.start])
        done = span.end
    return "".join([*kept, text[done:]])
