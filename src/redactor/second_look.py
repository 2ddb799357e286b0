"""What a second look at the written text finds, pointed back at the original.

A replacement changes what stands around it, so the detectors may see in the written text
what they missed in the draft, and a hidden value may stand elsewhere in words that no rule
looked at. Both become findings of the original, so that the next plan hides them too; only
what is still there after that is a leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import dropwhile

from redactor.model import (
    BY_PERSON,
    CLAUSES,
    SECOND_LOOK,
    UNKNOWN,
    Action,
    Context,
    Decision,
    Document,
    Edit,
    EntityType,
    Finding,
    Leak,
    LeakKind,
    Span,
    Subject,
)
from redactor.text.cover import Cover
from redactor.text.fold import fold, hidden_characters
from redactor.text.tables import table

_LEARNED = "model."
"""Rules that begin with it are the learned recognizer's, which had its look at what was written: among
masks it reads a text that nobody wrote, and every new wording a little otherwise."""
_SENTENCE_END = re.compile(r"[.!?…]\s+\Z")
_DOUBTED = 0.2
"""As sure as what the learned recognizer doubts."""
_DOUBT = "seen among the masks only, and not in the draft"
"""Said of what a sentence tells, not of a name or a number: a rule reads it from the words around it,
and some of these are the product's own by now. A policy decides what becomes of such a doubt."""
_NAMES = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANIZATION,
        EntityType.LOCATION,
        EntityType.CONTACT,
        EntityType.MILITARY_UNIT,
        EntityType.NORP,
    }
)
"""What is kept by name, because of who or what bears it."""


class WayBack:
    """Points positions of a written document back at the original.

    Args:
        before: the document as read.
        edits: disjoint edits that made the written one; invisible characters are dropped too.
    """

    def __init__(self, before: Document, edits: Sequence[Edit]) -> None:
        self._texts = {s.id: s.text for s in before.segments}
        self._origins = {
            s.id: _origins(s.text, [e for e in edits if e.segment == s.id]) for s in before.segments
        }

    def origin(self, segment: str, span: Span) -> Span | None:
        """Return the original's span, or ``None`` if most of its letters and digits are replacements'.

        Args:
            segment: id of the segment.
            span: in the written segment's text.
        """
        text = self._texts.get(segment, "")
        all_places = self._origins.get(segment, [])[span.start : span.end]
        places = [o for o in all_places if o >= 0]
        if 2 * sum(text[o].isalnum() for o in places) <= len(all_places) - len(places):
            return None  # a full stop behind a pseudonym says nothing, nor "from" before a mask
        if all_places[0] < 0:
            places = list(dropwhile(lambda o: not text[o].isalnum(), places))
        return Span(min(places), max(places) + 1) if places else None

    def merely_goes_on(self, segment: str, span: Span, origin: Span) -> bool:
        """Whether a name runs from a replacement over a full stop into a function word.

        Of these words "An", "Oh" and the like are surnames too, and stay names.

        "I saw Relative D. We walked": the letter of a pseudonym looks like an initial. The look at the
        original, which has no such letter, saw no name there.

        Args:
            segment: id of the segment.
            span: in the written segment's text.
            origin: what it points back at.
        """
        text = self._texts[segment]
        if self._origins[segment][span.start] >= 0 or not _SENTENCE_END.search(text[: origin.start]):
            return False
        word, names = text[origin.start : origin.end].lower(), table("names")
        return word in names["function_words"] and not any(word in row for row in names["surnames"])


def _origins(text: str, edits: Sequence[Edit]) -> list[int]:
    """For each character of the written text, its place in the original, or -1 in a replacement."""
    gone = {i for span in hidden_characters(text) for i in range(span.start, span.end)}
    origins: list[int] = []
    done = 0
    for edit in sorted(edits, key=lambda e: e.span):
        origins.extend(_written(range(done, edit.span.start), gone))
        origins.extend([-1] * len(edit.replacement))
        done = edit.span.end
    origins.extend(_written(range(done, len(text)), gone))
    return origins


def _written(places: range, gone: Set[int]) -> Iterable[int]:
    return (i for i in places if i not in gone) if gone else places


def undecided(way: WayBack, first: Iterable[Decision], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of the written text that :func:`missed` can make anything of.

    Args:
        way: from the written text back.
        first: decisions on the original so far.
        findings: of the written document.
    """
    decided = _decided(first)
    return tuple(f for f in findings if not _is_learned(f) and _open_origin(way, decided, f) is not None)


def missed(
    before: Document,
    edits: Sequence[Edit],
    first: Sequence[Decision],
    again: Iterable[Decision],
    leaks: Iterable[Leak],
) -> tuple[Finding, ...]:
    """Return findings of the original for what the written text still shows.

    Args:
        before: the document as read.
        edits: made so far.
        first: decisions so far; what they keep on purpose stays kept.
        again: decisions on the written document.
        leaks: of the written document; survivors with a place count.

    Returns:
        New findings. A name that was found before is that person's; else the subject is unknown
        and so protected.
    """
    way, decided = WayBack(before, edits), _decided(first)
    bearers = _bearers(before, first)
    found: dict[tuple[str, Span, str], Finding] = {}
    for finding in (*_redetected(again), *_surviving(leaks)):
        origin = _open_origin(way, decided, finding)
        if origin is None:
            continue
        placed = replace(finding, span=origin)
        if finding.entity_type == EntityType.PERSON:
            placed = replace(placed, subject=bearers.get(_word(before, placed), UNKNOWN))
        found.setdefault((finding.segment, origin, finding.entity_type), placed)
    return tuple(found.values())


def _is_learned(finding: Finding) -> bool:
    return finding.rule.startswith(_LEARNED)


def _open_origin(way: WayBack, decided: _Decided, finding: Finding) -> Span | None:
    """Return where a finding of the written text stood, if nothing is decided on that place yet."""
    origin = way.origin(finding.segment, finding.span)
    if origin is None or any(cover.contains(origin) for cover in decided.over(finding)):
        return None
    is_name = finding.entity_type == EntityType.PERSON
    return None if is_name and way.merely_goes_on(finding.segment, finding.span, origin) else origin


def _bearers(before: Document, first: Sequence[Decision]) -> Mapping[str, Subject]:
    """Return by name, as its letters are, the one protected person whom the first look found under it."""
    subjects: dict[str, set[Subject]] = {}
    for finding in (d.finding for d in first):
        if finding.entity_type == EntityType.PERSON and finding.subject.role.is_protected:
            subjects.setdefault(_word(before, finding), set()).add(finding.subject)
    return {word: some.pop() for word, some in subjects.items() if len(some) == 1}


def _word(document: Document, finding: Finding) -> str:
    return fold(document.segment(finding.segment).text[finding.span.start : finding.span.end]).text


def _redetected(again: Iterable[Decision]) -> Iterator[Finding]:
    for decision in again:
        finding = decision.finding
        if decision.action is Action.KEEP or _is_learned(finding):
            continue
        new = replace(finding, subject=UNKNOWN, rule=f"{finding.rule}{SECOND_LOOK}")
        is_doubted = finding.entity_type in CLAUSES
        yield (
            replace(new, score=min(new.score, _DOUBTED), reason=f"{new.reason}; {_DOUBT}")
            if is_doubted
            else new
        )


def _surviving(leaks: Iterable[Leak]) -> Iterator[Finding]:
    for leak in leaks:
        if leak.kind is LeakKind.SURVIVES and leak.span is not None:
            yield Finding(
                leak.segment,
                leak.span,
                leak.entity_type,
                UNKNOWN,
                Context.NARRATION,
                0.9,
                "second-look.survivor",
                "the same words are hidden elsewhere in the document",
            )


@dataclass(frozen=True, slots=True)
class _Decided:
    """By segment, what is hidden already or kept on purpose.

    Attributes:
        names: what is hidden, and names and a person's choices that are kept.
        clauses: by segment and type, reprisal risks and doubts that are kept; no name in them is.
    """

    names: Mapping[str, Cover]
    clauses: Mapping[tuple[str, str], Cover]

    def over(self, finding: Finding) -> Iterator[Cover]:
        """Yield what may say of a finding that it is decided on already."""
        if finding.segment in self.names:
            yield self.names[finding.segment]
        if (finding.segment, finding.entity_type) in self.clauses:
            yield self.clauses[finding.segment, finding.entity_type]


def _decided(decisions: Iterable[Decision]) -> _Decided:
    """Sort decisions.

    A date or a number was kept because nothing tied it to anybody; where the second look
    ties it to somebody, that counts.
    """
    names: dict[str, list[Span]] = {}
    clauses: dict[tuple[str, str], list[Span]] = {}
    for d in decisions:
        kept = d.action is Action.KEEP and d.reason_code != "already-vague"
        if not kept or d.finding.entity_type in _NAMES or d.decided_by == BY_PERSON:
            names.setdefault(d.finding.segment, []).append(d.finding.span)
        elif d.finding.entity_type == EntityType.REPRISAL_RISK or d.finding.rule.endswith(SECOND_LOOK):
            clauses.setdefault((d.finding.segment, d.finding.entity_type), []).append(d.finding.span)
    return _Decided(
        {segment: Cover(some) for segment, some in names.items()},
        {place: Cover(some) for place, some in clauses.items()},
    )
