"""A person marks what no detector found."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from redactor.model import Action, Role, SegmentKind, Span
from redactor.review.desk import Desk, changing
from redactor.review.errors import NotAllowed
from redactor.review.records import Decision, Item, ItemStatus, Person
from redactor.review.states import check_may
from redactor.review.steps import keep_step, log_item, settle
from redactor.review.views import PageSegment

MARKED = "person.marked"
"""Rule of an item that a person marked; also its first answer, a mask."""


def mark_missed(  # noqa: PLR0917 - where, what and about whom
    desk: Desk,
    who: Person,
    document_id: str,
    segment: str,
    start: int,
    end: int,
    entity_type: str,
    subject_id: str = "unknown",
) -> Item:
    """Mark what no detector found; it is masked unless somebody decides otherwise.

    Args:
        desk: the document is on.
        who: marks.
        document_id: of the document.
        segment: id of the segment.
        start: of the place in its text.
        end: of the place.
        entity_type: what it is.
        subject_id: whom it is about: one of the document's, or ``unknown``.

    Raises:
        NotAllowed: if this person may not, or it is no place of the document.
    """
    check_may(who, "mark")
    with changing(desk, who) as change:
        number, selected = _selected(change.rows.segments(document_id), segment, start, end)
        item = _marked(document_id, selected, Span(start, end), entity_type, who.name)
        others = change.rows.items(document_id)
        same = next((i for i in others if i.subject_id == subject_id), None)
        if same is not None:
            item = replace(item, subject_id=subject_id, role=same.role, relation=same.relation)
        change.rows.add_items([(number, item)])
        keep_step(change, item.id, b"", change.rows.decision_text(item), uuid.uuid4().hex)
        log_item(change, "mark", item, before="")
        settle(change, [item])
    return item


def _selected(segments: Sequence[PageSegment], segment: str, start: int, end: int) -> tuple[int, PageSegment]:
    """Return the segment in which somebody selected text, with its place in the document.

    Raises:
        NotAllowed: if there is no text to be seen at that place.
    """
    number = next((n for n, s in enumerate(segments) if s.id == segment), None)
    text = segments[number].text if number is not None else ""
    if number is None or not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise NotAllowed("select some text of the document")
    if segments[number].kind is SegmentKind.HIDDEN:
        raise NotAllowed("hidden parts are removed as a whole")
    return number, segments[number]


def _marked(document_id: str, segment: PageSegment, span: Span, entity_type: str, by: str) -> Item:
    """Return the item of a place that a person marked: masked by that person, about nobody known yet."""
    proposed = Decision(Action.MASK, reason_code="desk")
    return Item(
        id=uuid.uuid4().hex,
        document_id=document_id,
        segment=segment.id,
        span=span,
        entity_type=entity_type,
        subject_id="unknown",
        role=Role.UNKNOWN,
        relation=None,
        score=1.0,
        rule=MARKED,
        reason="marked by a person",
        quote=segment.text[span.start : span.end],
        proposed=proposed,
        policy_rule=MARKED,
        policy_reason="A person marked it.",
        policy_code="desk",
        review_required=False,
        is_marked=True,
        status=ItemStatus.DECIDED,
        decision=proposed,
        decided_by=by,
    )
