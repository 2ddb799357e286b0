"""Records as JSON for the page. What a blind second person must not see is left out here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from redactor.model import Action
from redactor.review import service
from redactor.review.records import Decision, Draft, Hit, Item, Person
from redactor.review.service import Desk
from redactor.review.states import is_blind_to, loosens
from redactor.review.views import Linkage, PageSegment, Place, Released


class Shown:
    """Turns a desk's records into JSON."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def document(self, document_id: str, who: Person) -> dict[str, Any]:
        """Return all of a document."""
        page = service.page(self._desk, document_id)
        return {
            "draft": self.draft(page.draft),
            "segments": self.segments(page.segments),
            "items": self.items(page.items, who),
            "people": dict(page.people),
            "comments": [
                {"item": c.item_id, "who": c.who, "when": c.when, "text": c.text} for c in page.comments
            ],
            "me": who.name,
        }

    def draft(self, draft: Draft) -> dict[str, Any]:
        """Return a document without its text."""
        return {
            "id": draft.id,
            "number": draft.number,
            "name": draft.name,
            "sha256": draft.sha256,
            "state": draft.state,
            "version": draft.version,
            "read_by": draft.read_by,
            "approved_by": draft.approved_by,
            "remarks": draft.remarks,
        }

    def segments(self, segments: Iterable[PageSegment]) -> list[dict[str, str]]:
        """Return text."""
        return [{"id": s.id, "kind": s.kind, "text": s.text} for s in segments]

    def item(self, item: Item, who: Person) -> dict[str, Any]:
        """Return an item as somebody may see it."""
        is_blind = self._is_blind(item, who)
        said = None if is_blind else item.decision
        return {
            "id": item.id,
            "segment": item.segment,
            "start": item.span.start,
            "end": item.span.end,
            "type": item.entity_type,
            "subject": item.subject_id,
            "role": item.role,
            "relation": item.relation,
            "score": round(item.score, 2),
            "rule": item.rule,
            "reason": item.reason,
            "quote": item.quote,
            "proposed": _decision(item.proposed),
            "policy_rule": item.policy_rule,
            "policy_reason": item.policy_reason,
            "review_required": item.review_required,
            "marked": item.is_marked,
            "status": item.status,
            "decision": _decision(said) if said is not None else None,
            "decided_by": item.decided_by,
            "confirmed_by": item.confirmed_by,
            "version": item.version,
            "blind": is_blind,
        }

    def items(self, items: Iterable[Item], who: Person) -> list[dict[str, Any]]:
        """Return items."""
        return [self.item(item, who) for item in items]

    def details(self, item_id: str, who: Person) -> dict[str, Any]:
        """Return what stands beside a selected item."""
        found = service.beside(self._desk, item_id)
        item = found.item
        history = () if self._is_blind(item, who) else service.history(self._desk, item_id)
        return {
            "item": self.item(item, who),
            "rungs": [
                {"rung": name, "words": words, "loosens": _loosens(item, name)}
                for name, words in service.rungs(self._desk, item_id)
            ],
            "history": [
                {
                    "who": e.who, "when": e.when, "what": e.what, "before": e.before, "after": e.after,
                    "reason_code": e.reason_code, "sentence": e.sentence,
                }
                for e in history
            ],
            "here": found.here,
            "everywhere": found.everywhere,
            "alike": [
                {
                    "id": i.id, "document": i.document_id, "number": found.numbers[i.document_id],
                    "quote": i.quote, "status": i.status,
                }
                for i in found.alike
            ],
        }  # fmt: skip

    def queue(self) -> list[dict[str, Any]]:
        """Return all documents, without their text."""
        return [
            {
                "id": entry.document_id,
                "number": entry.number,
                "name": entry.name,
                "state": entry.state,
                "open": entry.open,
            }
            for entry in service.queue(self._desk)
        ]

    def places(self, places: Iterable[Place]) -> list[dict[str, Any]]:
        """Return stretches of text."""
        return [
            {
                "document": p.document_id, "segment": p.segment, "start": p.span.start, "end": p.span.end,
                "quote": p.quote, "kind": p.kind, "hidden": p.is_hidden, "number": p.number,
            }
            for p in places
        ]  # fmt: skip

    def linkage(self, found: Iterable[Linkage]) -> list[dict[str, Any]]:
        """Return who can still be told."""
        return [
            {
                "subject": o.subject_id,
                "called": o.called,
                "role": o.role,
                "items": o.item_ids,
                "weight": o.weight,
            }
            for o in found
        ]

    def hits(self, found: Mapping[str, Iterable[Hit]]) -> list[dict[str, Any]]:
        """Return what a bulk decision would be about, by document."""
        names = {entry.document_id: (entry.number, entry.name) for entry in service.queue(self._desk)}
        return [
            {
                "document": document_id,
                "number": names[document_id][0],
                "name": names[document_id][1],
                "hits": [{"id": h.item_id, "version": h.version, "quote": h.quote} for h in hits],
            }
            for document_id, hits in found.items()
        ]

    def released(self, done: Released) -> dict[str, Any]:
        """Return what a release came to."""
        return {
            "state": done.state,
            "name": done.name,
            "files": list(done.files),
            "not_checked": done.not_checked,
            "leaks": done.leaks,
        }

    def _is_blind(self, item: Item, who: Person) -> bool:
        return self._desk.is_blind and is_blind_to(item, who)


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "action": decision.action.label if decision.action is not None else "unsure",
        "rung": decision.rung,
        "replacement": decision.replacement,
        "reason_code": decision.reason_code,
        "sentence": decision.sentence,
        "evidence": asdict(decision.evidence) if decision.evidence else None,
    }


def _loosens(item: Item, rung: str) -> bool:
    decision = Decision(Action.MASK) if rung == "mask" else Decision(Action.GENERALIZE, rung)
    return loosens(item, decision)
