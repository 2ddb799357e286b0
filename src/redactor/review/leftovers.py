"""What may have been missed: a search, words like names, numbers and dates; and who can still be told.

Misses are what harms people, so these lists show too much rather than too little.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import select

from redactor.model import NOBODY, Action, Role, SegmentKind, Span
from redactor.review.approval import as_seen
from redactor.review.desk import Desk, looking
from redactor.review.records import Item, Person
from redactor.review.store import schema
from redactor.review.views import Beside, HistoryEntry, Linkage, PageSegment, Place
from redactor.text.fold import fold

_MOST_HITS = 500
_MOST_ALIKE = 100
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яёіїєґ][\w'’\-]*(?:[ ][^\W\d_a-zа-яёіїєґ][\w'’\-]*)*")
_NUMBER = re.compile(r"\d[\d.,:/\-]*")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:…]['\"”’)]*\s+|\n\s*|[\"“‘]\s*)\Z")
_UNPROTECTED = frozenset({Role.NOBODY, Role.PUBLIC_FIGURE})


def search(desk: Desk, query: str, document_id: str | None = None) -> tuple[Place, ...]:
    """Return where words stand, in visible and hidden text, whatever their capitals and marks.

    Args:
        desk: to search.
        query: the words.
        document_id: of one document; ``None`` for all.
    """
    wanted = " ".join(fold(query).text.split())
    if not wanted:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, wanted.split())))
    found: list[Place] = []
    with looking(desk) as rows:
        row = schema.documents.c
        for one, number in rows.connection.execute(select(row.id, row.number).order_by(row.number)).all():
            if document_id in {None, one}:
                for segment in rows.segments(one):
                    found.extend(replace(p, number=number) for p in _matches(one, segment, pattern))
            if len(found) >= _MOST_HITS:
                break
    return tuple(found[:_MOST_HITS])


def leftovers(desk: Desk, who: Person, document_id: str) -> tuple[Place, ...]:
    """Return words with capitals, numbers and dates that no hidden item covers.

    Capitals at the start of a sentence count only where the word comes again elsewhere.
    """
    with looking(desk) as rows:
        segments, items = rows.segments(document_id), as_seen(desk, rows.items(document_id), who)
    covered: dict[str, list[Span]] = defaultdict(list)
    for item in items:
        # What somebody decided to keep was looked at; what only the policy keeps is shown again.
        if item.in_force.action is not Action.KEEP or item.decided_by not in {None, "policy"}:
            covered[item.segment].append(item.span)
    return tuple(
        Place(document_id, segment.id, span, segment.text[span.start : span.end], kind)
        for segment in segments
        if segment.kind is not SegmentKind.HIDDEN
        for kind, span in _left(segment.text)
        if not any(span.overlaps(other) for other in covered[segment.id])
    )


def linkage(desk: Desk, who: Person, document_id: str) -> tuple[Linkage, ...]:
    """Return for each protected person the facts that together still point at him or her.

    Facts that are masked do not count, generalized ones by a part of their weight.
    """
    with looking(desk) as rows:
        items, people = as_seen(desk, rows.items(document_id), who), rows.people(document_id)
    by_person: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.in_force.action is not Action.MASK and item.role not in _UNPROTECTED:
            # A family is found through any of its members.
            by_person[item.subject_id.partition(".")[0]].append(item)
    found = (_linkage(subject, shown, people.get(subject, "")) for subject, shown in by_person.items())
    return tuple(sorted((one for one in found if one.subject_id != NOBODY.id), key=lambda one: -one.weight))


def history(desk: Desk, item_id: str) -> tuple[HistoryEntry, ...]:
    """Return what happened to an item, from the log, the first first."""
    with looking(desk) as rows:
        found = rows.connection.execute(
            select(schema.log.c.body).where(schema.log.c.item_id == item_id).order_by(schema.log.c.number)
        )
        bodies = [json.loads(body) for body in found.scalars()]
    return tuple(_entry(desk, body) for body in bodies if body.get("item") == item_id)


def item(desk: Desk, item_id: str) -> Item:
    """Return an item.

    Raises:
        NotThere: if there is none.
    """
    with looking(desk) as rows:
        return rows.item(item_id)


def log_entries(desk: Desk, most: int = 500) -> tuple[HistoryEntry, ...]:
    """Return the last rows of the log, the latest first, without people's own sentences.

    Where second persons are blind, it does not say what was decided either.
    """
    newest = select(schema.log.c.body).order_by(schema.log.c.number.desc()).limit(most)
    with looking(desk) as rows:
        bodies = [json.loads(body) for body in rows.connection.execute(newest).scalars()]
        numbers = rows.numbers(body["document"] for body in bodies if "document" in body)
    told = (_hushed(body) if desk.is_blind else {**body, "sentence": ""} for body in bodies)
    return tuple(replace(_entry(desk, body), document=numbers.get(body.get("document", ""))) for body in told)


def beside(desk: Desk, item_id: str) -> Beside:
    """Return an item, and where else its words stand.

    Raises:
        NotThere: if there is none.
    """
    with looking(desk) as rows:
        found, (here, everywhere) = rows.item(item_id), rows.occurrences(item_id)
        same = rows.alike(item_id, _MOST_ALIKE)
        return Beside(found, here, everywhere, same, rows.numbers(one.document_id for one in same))


def alike(desk: Desk, item_id: str) -> tuple[Item, ...]:
    """Return all items with the same words, in all documents, those of the same document first."""
    with looking(desk) as rows:
        return rows.alike(item_id)


def _entry(desk: Desk, body: dict[str, Any]) -> HistoryEntry:
    sealed = body.get("sentence", "")
    return HistoryEntry(
        who=body["who"],
        when=body["at"],
        what=body["what"],
        before=body.get("before", ""),
        after=body.get("after", ""),
        reason_code=body.get("reason_code", ""),
        sentence=desk.cipher.open(sealed.encode("ascii")) if sealed else "",
        entity_type=body.get("type", ""),
    )


def _hushed(body: dict[str, Any]) -> dict[str, Any]:
    states = {name: body.get(name, "").partition(" ")[0] for name in ("before", "after")}
    return {**body, **states, "reason_code": "", "sentence": ""}


def _matches(document_id: str, segment: PageSegment, pattern: re.Pattern[str]) -> Iterator[Place]:
    folded = fold(segment.text)
    for match in pattern.finditer(folded.text):
        span = folded.origin(Span(*match.span()))
        quote = segment.text[span.start : span.end]
        yield Place(document_id, segment.id, span, quote, "match", segment.kind is SegmentKind.HIDDEN)


def _left(text: str) -> Iterator[tuple[str, Span]]:
    named: set[str] = set()
    starts = []
    for match in _CAPITALISED.finditer(text):
        if len(match.group()) < 2:
            continue
        if " " not in match.group() and _SENTENCE_START.search(
            text, max(0, match.start() - 6), match.start()
        ):
            starts.append(match)
        else:
            named.add(match.group())
            yield "name", Span(*match.span())
    yield from (("name", Span(*match.span())) for match in starts if match.group() in named)
    for match in _NUMBER.finditer(text):
        kind = "date" if re.search(r"\d[./\-]\d|(?:19|20)\d\d", match.group()) else "number"
        yield kind, Span(*match.span())


def _linkage(subject: str, shown: list[Item], called: str) -> Linkage:
    told = {(item.entity_type, " ".join(fold(item.quote).text.split())): item for item in shown}
    weight = sum(
        _weights()["weights"].get(item.entity_type, _weights()["other"])
        * (1.0 if item.in_force.action is Action.KEEP else _weights()["generalized"])
        for item in told.values()
    )
    ids = tuple(item.id for item in told.values())
    return Linkage(subject, called, shown[0].role, ids, round(weight, 2))


@cache
def _weights() -> Any:
    return yaml.safe_load((files("redactor.archive.report") / "weights.yaml").read_text("utf-8"))
