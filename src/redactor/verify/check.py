"""The checks that a written file has to pass."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from redactor.model import (
    BY_PERSON,
    SECOND_LOOK,
    Action,
    Decision,
    Document,
    Edit,
    EntityType,
    Leak,
    LeakKind,
    Span,
)
from redactor.verify.elsewhere import beneath, in_reports
from redactor.verify.letters import invisible, letters_of
from redactor.verify.outside import Cover, Track, follow
from redactor.verify.search import Search
from redactor.verify.values import CLAUSES, IDENTIFYING, NAMES, Value, values_of, whole_value

_LEAST_IN_FILE_NAME = 4
_REMEMBERED = 1024
"""Answers kept: the same few words are hidden by the same few, over a document and over an archive."""
_ANY = ""
"""A type of which no word says too little."""


def verify(  # noqa: PLR0917
    before: Document,
    after: Document,
    decisions: Sequence[Decision],
    edits: Sequence[Edit],
    name: str,
    rendered: Sequence[str] = (),
    content: bytes | None = None,
    wording: str = "",
) -> tuple[Leak, ...]:
    """Check a written file against what was decided.

    * Every stretch outside the edits is there unchanged, every replacement where it belongs,
      and no part of the file is missing or new.
    * Every decision that hides something is carried out by edits, and its value is not in
      the replacement that took its place.
    * No hidden value survives in another mention: whatever its case, accents, look-alikes,
      invisible characters, hyphens and line ends; of a person also parts of the name and
      other romanizations, of a place the names in it. A survivor is excused only inside a
      replacement, or inside a finding that was decided to be kept; keeping a clause excuses
      no name or place in it.
    * No invisible character is left.
    * The file name and the rendered reports hold no hidden value that identifies somebody.

    Short ages, dates and lengths of service and bare counts are not looked for elsewhere:
    such numerals mean other things. Other spellings of a place than the one hidden, and
    text hidden by entities or an encoding, are not seen here.

    Args:
        before: the document as read.
        after: the document read again from the written bytes.
        decisions: all decisions, the keeping ones too.
        edits: the plan's edits.
        name: file name to be released.
        rendered: texts released beside the document, the external report say.
        content: the written bytes, of a format that may hold more than its segments; they are
            unpacked and searched, see :mod:`redactor.verify.buried`.
        wording: what the rendered texts say of every document: "type" tells nothing of this one.

    Returns:
        What leaks, without any text of the document; nothing if the file may be released.
    """
    texts = {segment.id: segment.text for segment in before.segments}
    hidden = [d for d in decisions if d.action is not Action.KEEP and d.finding.segment in texts]
    kept = [d for d in decisions if _is_kept_by_choice(d) and d.finding.segment in texts]
    values = list(dict.fromkeys(v for d in hidden for v in _hidden_values(d, _surface(texts, d))))
    tracks, leaks = follow(before, after, edits)
    sayable = _sayable(texts, kept, edits)
    return (
        *leaks,
        *_not_carried_out(texts, hidden, edits),
        *_survivors(after, values, _excuses(tracks, kept)),
        *_invisible(after),
        *_in_file_name(name, values),
        *in_reports(rendered, values, sayable, wording),
        *beneath(content, values, sayable),
    )


def _is_kept_by_choice(decision: Decision) -> bool:
    """Whether keeping it excuses anything; what only a second look doubts waits for a person."""
    return decision.action is Action.KEEP and not decision.finding.rule.endswith(SECOND_LOOK)


@dataclass(frozen=True, slots=True)
class _Excuses:
    """Where in a written segment a hidden value may stand.

    Attributes:
        names: replacements, and kept findings that are not clauses.
        clauses: these and kept clauses.
    """

    names: Cover
    clauses: Cover

    def allow(self, value: Value, span: Span) -> bool:
        cover = self.clauses if value.entity_type in CLAUSES else self.names
        return cover.contains(span)


def _surface(texts: Mapping[str, str], decision: Decision) -> str:
    span = decision.finding.span
    return texts[decision.finding.segment][span.start : span.end]


def _hidden_values(decision: Decision, surface: str) -> Sequence[Value]:
    """Return what a decision hides: everything but what its own generalization says."""
    entity_type = decision.finding.entity_type
    if not _may_repeat(decision):
        return values_of(surface, entity_type)
    return _unsaid_values(surface, entity_type, decision.replacement or "")


@lru_cache(maxsize=_REMEMBERED)
def _unsaid_values(surface: str, entity_type: str, replacement: str) -> tuple[Value, ...]:
    values = values_of(surface, entity_type)
    said = {value for value, _ in Search(values).mentions(replacement)}
    return tuple(value for value in values if value not in said)


def _may_repeat(decision: Decision) -> bool:
    """Whether a replacement may say part of what it replaces: "the 2010s" for "the 2010s"."""
    return decision.action is Action.GENERALIZE and decision.finding.entity_type not in NAMES


def _excuses(tracks: Iterable[Track], kept: Sequence[Decision]) -> dict[str, _Excuses]:
    by_segment: dict[str, list[Decision]] = {}
    for decision in kept:
        by_segment.setdefault(decision.finding.segment, []).append(decision)
    excuses = {}
    for track in tracks:
        names, clauses = track.replacements(), list[Span]()
        for decision in by_segment.get(track.before, ()):
            spans = track.kept(decision.finding.span)
            (clauses if decision.finding.entity_type in CLAUSES else names).extend(spans)
        excuses[track.after] = _Excuses(Cover(names), Cover([*names, *clauses]))
    return excuses


def _not_carried_out(
    texts: Mapping[str, str], hidden: Iterable[Decision], edits: Iterable[Edit]
) -> Iterator[Leak]:
    """Yield decisions that no edit carries out, or whose value the edit itself says."""
    by_segment: dict[str, list[Edit]] = {}
    for edit in sorted(edits, key=lambda e: e.span):
        by_segment.setdefault(edit.segment, []).append(edit)
    for decision in hidden:
        finding = decision.finding
        own = _touching(by_segment.get(finding.segment, []), finding.span)
        left = _left(texts[finding.segment], finding.span, own).strip()
        if left and letters_of(left).plain:
            yield _leak(LeakKind.SURVIVES, finding.segment, None, finding.entity_type, "no edit hides it")
        if _may_repeat(decision):
            continue
        surface, is_by_person = _surface(texts, decision), decision.decided_by == BY_PERSON
        if any(_says(edit.replacement, surface, finding.entity_type, is_by_person) for edit in own):
            detail = "the replacement holds what it replaces"
            yield _leak(LeakKind.SURVIVES, finding.segment, None, finding.entity_type, detail)


@lru_cache(maxsize=_REMEMBERED)
def _says(replacement: str, surface: str, entity_type: str, is_by_person: bool) -> bool:
    """Whether a replacement holds what it replaces; a person's own words might hold part of a name."""
    whole = whole_value(surface, entity_type)
    unsayable = values_of(surface, entity_type) if is_by_person else [whole] if whole else []
    return any(Search(unsayable).mentions(replacement))


def _touching(edits: Sequence[Edit], span: Span) -> list[Edit]:
    """Return the edits, ordered and disjoint, that overlap a span."""
    first = bisect_right(edits, span.start, key=lambda edit: edit.span.end)
    beyond = bisect_left(edits, span.end, key=lambda edit: edit.span.start)
    return [edit for edit in edits[first:beyond] if edit.span.overlaps(span)]


def _left(text: str, span: Span, edits: Iterable[Edit]) -> str:
    """Return what the edits leave of a span."""
    kept, done = [], span.start
    for edit in edits:
        kept.append(text[done : max(done, edit.span.start)])
        done = max(done, edit.span.end)
    return "\n".join([*kept, text[done : span.end]])


def _survivors(after: Document, values: Iterable[Value], excuses: Mapping[str, _Excuses]) -> Iterator[Leak]:
    search = Search(values)
    nothing = _Excuses(Cover([]), Cover([]))
    for segment in after.segments:
        excuse = excuses.get(segment.id, nothing)
        for value, span in search.mentions(segment.text):
            if not excuse.allow(value, span):
                detail = f"a hidden {value.entity_type} is still there"
                yield _leak(LeakKind.SURVIVES, segment.id, span, value.entity_type, detail)


def _invisible(after: Document) -> Iterator[Leak]:
    for segment in after.segments:
        for run in invisible().finditer(segment.text):
            detail = "an invisible character is still there"
            yield _leak(LeakKind.SURVIVES, segment.id, Span(*run.span()), EntityType.HIDDEN_TEXT, detail)


def _in_file_name(name: str, values: Iterable[Value]) -> Iterator[Leak]:
    """Look into the file name; there is no context in it, so nothing is excused."""
    plain = letters_of(PurePath(name).stem).plain
    told = [v for v in values if v.entity_type in IDENTIFYING]
    lower_case_too = [Value(v.plain, v.breaks, v.entity_type, v.is_part) for v in told]
    found = {value.entity_type for value, _ in Search(lower_case_too).mentions(name)}
    found |= {v.entity_type for v in told if len(v.plain) >= _LEAST_IN_FILE_NAME and v.plain in plain}
    for entity_type in sorted(found):
        yield _leak(LeakKind.FILE_NAME, "name", None, entity_type, f"it holds a hidden {entity_type}")


def _sayable(texts: Mapping[str, str], kept: Iterable[Decision], edits: Iterable[Edit]) -> Search:
    """Return what a report may say: kept names and subjects, and replacements."""
    surfaces = {_surface(texts, d) for d in kept if d.finding.entity_type not in CLAUSES}
    subjects = {d.finding.subject.id for d in kept}
    phrases = surfaces | subjects | {edit.replacement for edit in edits}
    values = (whole_value(phrase, _ANY) for phrase in phrases)
    return Search(value for value in values if value)


def _leak(kind: LeakKind, segment: str, span: Span | None, entity_type: str, detail: str) -> Leak:
    return Leak(kind, segment, span, entity_type, detail)
