"""The document-level sweep: what one sentence proves holds in all.

A name found once is found in every spelling and in every place: in capitals, in a slug, in
an image's file name. A town that one sentence makes a hometown is one wherever no sentence
says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.detect.figures import bare, figures_in, public_people
from redactor.detect.homes import (
    PLACES,
    SPREADS,
    TRUSTED,
    as_home,
    homes_in,
    is_protected,
    place_keys,
    surface_of,
    without_places_taken_for_people,
)
from redactor.detect.lexicon import lexicon
from redactor.detect.own_name import tells_own_name
from redactor.model import Context, Detection, Document, EntityType, Role, SegmentKind, Span
from redactor.text.cover import Cover
from redactor.text.fold import fold
from redactor.text.variants import Searched, mentions_in, name_parts, name_variants, reads_as_name
from redactor.text.words import trie

_SURE = 0.8
_ON_THE_RECORD = frozenset({Role.JOURNALIST, Role.OFFICIAL})


def sweep(document: Document, found: Sequence[Detection], public: Sequence[str] = ()) -> Iterator[Detection]:
    """Yield the detections, retyped where the document knows better, and the swept ones.

    Args:
        document: whose segments the detections point into.
        found: by the recognizers, in any order.
        public: names of public figures, which stay whoever shares a part of them.

    Yields:
        Detections ordered by segment and position.
    """
    texts = {s.id: s.text for s in document.segments}
    order = {s.id: n for n, s in enumerate(document.segments)}
    named = list(_protected_once(texts, public_people(texts, _shared_contacts(found), public)))
    retyped = list(_retype_places(texts, list(without_places_taken_for_people(texts, named))))
    searched = {s.id: Searched.of(fold(s.text)) for s in document.segments}
    added = [
        *_names(document, searched, texts, retyped, public),
        *_places(document, searched, texts, retyped),
        *_unit_numbers(document, texts, retyped),
    ]
    yield from sorted(
        {*retyped, *added}, key=lambda d: (order[d.segment], d.span.start, -d.span.end, d.entity_type, d.rule)
    )


def _protected_once(texts: dict[str, str], found: Iterable[Detection]) -> Iterator[Detection]:
    """Whom one sentence surely protects, or who tells the own name, no byline makes a journalist."""
    people = list(found)
    named = [d for d in people if d.entity_type == EntityType.PERSON]
    sure = {bare(surface_of(texts, d)) for d in named if is_protected(d) and d.score >= _SURE}
    told = [set(name_parts(surface_of(texts, d))) for d in named if tells_own_name(texts[d.segment], d)]
    for d in people:
        if d.entity_type != EntityType.PERSON or d.role not in _ON_THE_RECORD:
            yield d
            continue
        name = surface_of(texts, d)
        is_sure = " " not in name and bare(name) in sure
        is_told = any(set(name_parts(name)) <= parts for parts in told)
        yield replace(d, role=None) if is_sure or is_told else d


def _names(
    document: Document,
    searched: Mapping[str, Searched],
    texts: dict[str, str],
    found: Sequence[Detection],
    public_names: Sequence[str],
) -> Iterator[Detection]:
    people = [d for d in found if d.entity_type == EntityType.PERSON]
    roles: dict[str, Role | None] = {}
    for d in people:
        if is_protected(d) and d.score >= TRUSTED:
            surface = surface_of(texts, d)
            for needle in (*name_variants(surface), *_initials(surface)):
                if roles.get(needle, d.role) in (None, d.role):
                    roles[needle] = d.role
    public = {part for d in people if not is_protected(d) for part in name_parts(surface_of(texts, d))}
    needles = {n: roles[n] for n in roles if n not in public or " " in n}
    # Whole names of public figures take part, so that the longer one wins over a shared part.
    figures = dict.fromkeys(figures_in(texts.values(), public_names), Role.PUBLIC_FIGURE) if needles else {}
    yield from _swept(document, searched, people, {**figures, **needles})


def _initials(name: str) -> tuple[str, ...]:
    """'P. Y. N.' for a name of three words; two letters alone mean too many other things."""
    words = [w for part in name.split() for w in part.split("-") if w[:1].isalpha()]
    return (" ".join(f"{w[0].lower()}." for w in words),) if len(words) >= 3 else ()


def _swept(
    document: Document,
    searched: Mapping[str, Searched],
    people: Sequence[Detection],
    roles: dict[str, Role | None],
) -> Iterator[Detection]:
    covered = _Covered(people)
    needles = trie(roles)
    common = lexicon(document.language).common_words()
    for segment in document.segments:
        has_capitals = segment.kind is SegmentKind.TEXT and _has_capitals(segment.text)
        for needle, span in mentions_in(searched[segment.id], needles):
            if covered.contains(segment.id, span) or not reads_as_name(segment.text, span):
                continue
            if has_capitals and needle in common and _is_word_in_lower_case(segment.text, span):
                continue  # "Moth" is somebody's nickname, a moth is a moth
            yield Detection(
                segment.id,
                _without_next_word(segment.text, span, common) if has_capitals else span,
                EntityType.PERSON,
                _context(segment.kind),
                0.8,
                "person.sweep",
                "a form of a name found elsewhere in the document",
                roles.get(needle),
            )


def _without_next_word(text: str, span: Span, common: frozenset[str]) -> Span:
    """'Tong-su, back to back' is Tong-su, not "Tong-su Paek", whose surname is Back to some."""
    name, comma, behind = text[span.start : span.end].partition(",")
    if comma and not name.islower() and behind.strip() in common:
        return Span(span.start, span.start + len(name))
    return span


def _has_capitals(text: str) -> bool:
    """Whether a text is written with capitals, as a machine's transcript is not."""
    return sum(map(str.isupper, text)) > sum(map(str.isalpha, text)) / 100


def _is_word_in_lower_case(text: str, span: Span) -> bool:
    """Whether a mention is a plain word of a sentence, and no part of an address or a file's name."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    joined = before in ("/", "@", "_", "-", ".", "=", "#") or after[:1] in ("/", "@", "_", "-", "=")
    return text[span.start : span.end].islower() and not joined and not re.match(r"\.\w", after)


def _context(kind: SegmentKind) -> Context:
    return Context.NARRATION if kind is SegmentKind.TEXT else Context.METADATA


def _shared_contacts(found: Sequence[Detection]) -> Iterator[Detection]:
    """A contact that one recognizer knows to be a newsroom's is one for all that find it."""
    known = [d for d in found if d.entity_type == EntityType.CONTACT and d.role is not None]
    for d in found:
        if d.entity_type == EntityType.CONTACT and d.role is None:
            owner = next((k for k in known if k.segment == d.segment and k.span.overlaps(d.span)), None)
            yield d if owner is None else replace(d, role=owner.role)
        else:
            yield d


def _retype_places(texts: dict[str, str], found: Sequence[Detection]) -> Iterator[Detection]:
    homes = homes_in(texts, found)
    for d in found:
        if d.entity_type != EntityType.LOCATION or d.pinned:
            yield d
            continue
        kind = next((homes[k] for k in place_keys(surface_of(texts, d)) if k in homes), None)
        if kind is None:
            yield d
        else:
            yield as_home(d, kind)


def _places(
    document: Document,
    searched: Mapping[str, Searched],
    texts: dict[str, str],
    found: Sequence[Detection],
) -> Iterator[Detection]:
    homes = homes_in(texts, found)
    needles = trie(homes)
    named = PLACES | {EntityType.PERSON, EntityType.ORGANIZATION}
    covered = _Covered([d for d in found if d.entity_type in named])
    common = lexicon(document.language).common_words()
    for segment in document.segments:
        for needle, span in mentions_in(searched[segment.id], needles):
            if covered.overlaps(segment.id, span) or _is_heading(segment.text, span):
                continue
            if needle in common and _is_word_in_lower_case(segment.text, span):
                continue
            if reads_as_name(segment.text, span):
                kind = homes[needle]
                yield Detection(
                    segment.id,
                    span,
                    kind,
                    _context(segment.kind),
                    0.75,
                    f"{kind.lower().replace('_', '-')}.sweep",
                    "a place that another sentence ties to somebody",
                )


_TERM = re.compile(r"(?:[ \t]+[A-Z][\w'’-]+){1,3}:")


def _is_heading(text: str, span: Span) -> bool:
    """'Kaesong Industrial Zone: ...': a term that a line explains, nobody's home."""
    opens = span.start == 0 or text[span.start - 1] in "\n\r"
    return opens and _TERM.match(text, span.end) is not None


_UNIT_NUMBER = re.compile(r"\d{3,5}")


def _unit_numbers(
    document: Document, texts: dict[str, str], found: Sequence[Detection]
) -> Iterator[Detection]:
    """The number of somebody's unit, where it stands without the unit's name."""
    units = [
        d
        for d in found
        if d.entity_type == EntityType.MILITARY_UNIT and is_protected(d) and d.score >= SPREADS
    ]
    numbers = {n for d in units for n in _UNIT_NUMBER.findall(surface_of(texts, d))}
    if not numbers:
        return
    covered = _Covered([d for d in found if d.entity_type != "CARDINAL"])
    pattern = re.compile(rf"(?<![\d.,:/-])(?:{'|'.join(sorted(numbers))})(?:st|nd|rd|th)?(?![\d:/-]|[.,]\d)")
    for segment in document.segments:
        for m in pattern.finditer(segment.text):
            span = Span(*m.span())
            if not covered.overlaps(segment.id, span):
                yield Detection(
                    segment.id,
                    span,
                    EntityType.MILITARY_UNIT,
                    _context(segment.kind),
                    0.75,
                    "unit.sweep",
                    "the number of a unit named elsewhere in the document",
                )


class _Covered:
    """Which characters some detections cover."""

    def __init__(self, detections: Iterable[Detection]) -> None:
        spans: dict[str, list[Span]] = defaultdict(list)
        for d in detections:
            spans[d.segment].append(d.span)
        self._covers = {segment: Cover(there) for segment, there in spans.items()}

    def contains(self, segment: str, span: Span) -> bool:
        return segment in self._covers and self._covers[segment].contains(span)

    def overlaps(self, segment: str, span: Span) -> bool:
        return segment in self._covers and self._covers[segment].overlaps(span)
