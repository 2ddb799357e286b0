"""Label Studio's JSON: the desk's items as marks, and marks from there as things that were missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redactor import __version__
from redactor.evaluate.json_fields import Field
from redactor.evaluate.label_studio import read, task
from redactor.evaluate.records import GoldAction, GoldDocument, GoldSpan
from redactor.model import Action, SegmentKind
from redactor.review.decisions import decide
from redactor.review.desk import Desk, looking
from redactor.review.errors import NotAllowed
from redactor.review.marking import mark_missed
from redactor.review.records import Decision, Person

_ACTIONS = {
    Action.KEEP: GoldAction.KEEP,
    Action.GENERALIZE: GoldAction.PROTECT,
    Action.MASK: GoldAction.PROTECT,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of marks.

    Attributes:
        marked: places that no detector found, marked at the desk.
        hidden: items that were to stay readable and are hidden now.
        unchanged: marks that say what the desk says already.
        left: marks that would protect less; somebody has to decide on them at the desk, with a reason.
    """

    marked: int = 0
    hidden: int = 0
    unchanged: int = 0
    left: int = 0


def exported(desk: Desk, document_id: str) -> list[dict[str, Any]]:
    """Return a task for each part of a document that a reader sees. It holds the original text."""
    with looking(desk) as rows:
        draft, items = rows.draft(document_id), rows.items(document_id)
        segments = rows.segments(document_id)
    tasks = []
    for segment in segments:
        if segment.kind is SegmentKind.HIDDEN or not segment.text.strip():
            continue
        spans = [
            GoldSpan(i.span, i.entity_type, i.subject_id, _ACTIONS[i.in_force.action or Action.MASK])
            for i in items
            if i.segment == segment.id
        ]
        document = GoldDocument(f"{draft.name}#{segment.id}", segment.text, tuple(spans))
        tasks.append(task(document, None, __version__))
    return tasks


def imported(desk: Desk, who: Person, document_id: str, tasks: list[Any], file: str = "marks") -> Imported:
    """Take over marks from Label Studio; nothing gets readable by it.

    Args:
        desk: the document is on.
        who: brings them.
        document_id: of the document.
        tasks: as :func:`exported` gives them, with other annotations.
        file: as errors name it.

    Raises:
        UnreadableError: if they are no such tasks.
        NotAllowed: if a task's text is not the document's, or this person may not mark.
    """
    with looking(desk) as rows:
        segments = {s.text: s.id for s in rows.segments(document_id) if s.kind is not SegmentKind.HIDDEN}
    counts = {"marked": 0, "hidden": 0, "unchanged": 0, "left": 0}
    for number, raw in enumerate(tasks):
        gold = read(Field(raw, f"{file}[{number}]"), file)
        if gold.text not in segments:
            raise NotAllowed("a task's text is not this document's; was the draft changed?")
        for span in gold.spans:
            counts[_taken(desk, who, document_id, segments[gold.text], span)] += 1
    return Imported(**counts)


def _taken(desk: Desk, who: Person, document_id: str, segment: str, gold: GoldSpan) -> str:
    with looking(desk) as rows:
        items = [i for i in rows.items(document_id) if i.segment == segment]
    same = [i for i in items if i.span == gold.span]
    is_hidden = any((i.in_force.action or Action.MASK) > Action.KEEP for i in same)
    if gold.action is GoldAction.KEEP:
        return "left" if is_hidden else "unchanged"
    if gold.action is not GoldAction.PROTECT or is_hidden:
        return "unchanged"
    if same:
        decide(desk, who, same[0].id, same[0].version, Decision(Action.MASK))
        return "hidden"
    place = gold.span
    mark_missed(desk, who, document_id, segment, place.start, place.end, gold.entity_type, gold.subject)
    return "marked"
