"""What the case file knows stands above what the detectors say: as detections, and by its subjects."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.case.known import Entry, Known
from redactor.case.terms import KINDS
from redactor.model import (
    UNKNOWN,
    Context,
    Detection,
    Document,
    EntityType,
    Finding,
    Role,
    SegmentKind,
    Span,
    Subject,
)

_WORD = re.compile(r"\w+")
_SUBJECTS = {"i", "you", "he", "she", "we", "they", "it"}
_VERBS = {"am", "is", "are", "was", "were", "be", "been", "has", "have", "had"}
_SAY_NOTHING = {*_SUBJECTS, *_VERBS, "a", "an", "the", "in", "at", "of", "on", "from", "to", "as"}
"""Words around a fact that add nothing to it; "not", "no", numbers and names do."""
_CLAUSES = frozenset(
    {EntityType.FAMILY_DETAIL, EntityType.BACKGROUND, EntityType.HEALTH, EntityType.REPRISAL_RISK}
)
"""What one detector calls one of them another may call another."""

_BY_EDITOR = "the case file names it"
_BY_ARCHIVE = "another document of the archive hides this name"
_NAMES = frozenset({*KINDS, EntityType.ORGANIZATION, EntityType.NORP})


def superseded(detection: Detection, known: Iterable[Known], document: Document) -> bool:
    """Whether the case file knows better what the words of a detection are.

    A surname that a detector takes for a place is the person's; a fact that may stay is not
    hidden by a detector's finding of the same type that says no more than the fact.

    Args:
        detection: of a detector.
        known: all places of the document that the case file knows.
        document: in which both stand.
    """
    near = [k for k in known if k.segment == detection.segment and k.span.overlaps(detection.span)]
    hidden = [k.span for k in near if not k.entry.is_open]
    return any(_supersedes(k, detection, hidden, document) for k in near)


def _supersedes(known: Known, detection: Detection, hidden: Sequence[Span], document: Document) -> bool:
    if known.entry.is_open:
        types = {detection.entity_type, known.entry.entity_type}
        if len(types) > 1 and not types <= _CLAUSES:
            return False
        return _says_no_more(detection.span, [known.span, *hidden], document.segment(known.segment).text)
    is_name = detection.entity_type in _NAMES and known.entry.entity_type in KINDS
    return is_name and known.span.contains(detection.span)


def _says_no_more(said: Span, known: Sequence[Span], text: str) -> bool:
    """Whether all that a statement says beyond what is known is "was" and the like."""
    letters = [
        text[i] if not any(k.start <= i < k.end for k in known) else " " for i in range(said.start, said.end)
    ]
    return set(_WORD.findall("".join(letters).casefold())) <= _SAY_NOTHING


def detections_of(document: Document, known: Iterable[Known]) -> Iterator[Detection]:
    """Yield a detection for each known place; nothing about it is left to guess."""
    kinds = {s.id: s.kind for s in document.segments}
    for k in known:
        visible = kinds[k.segment] is SegmentKind.TEXT
        yield Detection(
            segment=k.segment,
            span=k.span,
            entity_type=k.entry.entity_type,
            context=Context.NARRATION if visible else Context.METADATA,
            score=1.0,
            rule=k.entry.rule,
            reason=f"{_BY_ARCHIVE if k.entry.is_linked else _BY_EDITOR} (form: {k.form})",
            # Somebody is a source in one document and a brother in another: the text at hand tells.
            role=None if k.entry.is_linked else k.entry.subject.role,
            relation=None if k.entry.is_linked else k.entry.subject.relation,
            pinned=True,
        )


def with_case_subjects(findings: Sequence[Finding], known: Sequence[Known]) -> tuple[Finding, ...]:
    """Give findings the case file's subjects: its own, and those that attribution tied to its people."""
    exact = {(k.segment, k.span, k.entry.rule): k.entry for k in known if k.entry.subject != UNKNOWN}
    shared = _of_several(known)
    tied: dict[str, Entry] = {}
    for f in findings:
        entry = exact.get((f.segment, f.span, f.rule))
        if entry is not None and _is_name(f) and f.subject != UNKNOWN and (f.segment, f.span) not in shared:
            tied[f.subject.id] = _surer(tied.get(f.subject.id), entry)
    placed = []
    for f in findings:
        if _is_name(f) and (f.segment, f.span) in shared:
            bearer = tied.get(f.subject.id)
            placed.append(replace(f, subject=_as_here(bearer, f.subject) if bearer else UNKNOWN))
        else:
            placed.append(replace(f, subject=_subject(f, exact, tied)))
    return tuple(placed)


def _is_name(finding: Finding) -> bool:
    return finding.entity_type == EntityType.PERSON


def _of_several(known: Iterable[Known]) -> frozenset[tuple[str, Span]]:
    """Return where a name stands that is several people's: which of them is meant the text has to tell."""
    whose: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for k in known:
        if k.entry.entity_type == EntityType.PERSON and k.entry.subject != UNKNOWN:
            whose[k.segment, k.span].add(k.entry.subject.id)
    return frozenset(place for place, people in whose.items() if len(people) > 1)


def _surer(before: Entry | None, entry: Entry) -> Entry:
    """Return whom a document's person is tied to: the editor's word counts more, and a source's most."""
    if before is None:
        return entry
    is_better = not entry.is_linked and (before.is_linked or entry.subject.role is Role.SOURCE)
    return entry if is_better else before


def _subject(
    finding: Finding, exact: Mapping[tuple[str, Span, str], Entry], tied: Mapping[str, Entry]
) -> Subject:
    entry = exact.get((finding.segment, finding.span, finding.rule)) or tied.get(finding.subject.id)
    if entry is not None:
        return _as_here(entry, finding.subject)
    owner, dot, rest = finding.subject.id.partition(".")
    if dot and owner in tied:
        return replace(finding.subject, id=f"{tied[owner].subject.id}.{rest}")
    return finding.subject


def _as_here(entry: Entry, local: Subject) -> Subject:
    """Return the subject of an entry; whom only documents name is in each one who it says."""
    if not entry.is_linked:
        return entry.subject
    role = local.role if local.role.is_protected else entry.subject.role
    return Subject(entry.subject.id, role, local.relation)
