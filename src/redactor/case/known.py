"""Finds what a case file names, in every form, and says whose it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from redactor.case.records import Case, CasePerson
from redactor.case.search import CaseSearch
from redactor.case.terms import KINDS
from redactor.model import Context, Detection, Document, EntityType, Finding, Role, SegmentKind, Span, Subject
from redactor.text.cover import Cover
from redactor.text.forms import Term, TermFinder, TermKind

_WORD = re.compile(r"\w+")
_SUBJECTS = {"i", "you", "he", "she", "we", "they", "it"}
_VERBS = {"am", "is", "are", "was", "were", "be", "been", "has", "have", "had"}
_SAY_NOTHING = {*_SUBJECTS, *_VERBS, "a", "an", "the", "in", "at", "of", "on", "from", "to", "as"}
"""Words around a fact that add nothing to it; "not", "no", numbers and names do."""
_CLAUSES = frozenset(
    {EntityType.FAMILY_DETAIL, EntityType.BACKGROUND, EntityType.HEALTH, EntityType.REPRISAL_RISK}
)
"""What one detector calls one of them another may call another."""

RULE = "case."
"""Rules that begin with it are the case file's certainties."""

_NAMES = frozenset({*KINDS, EntityType.ORGANIZATION, EntityType.NORP})
_SOLDIERS = frozenset(
    {EntityType.MILITARY_UNIT, EntityType.MILITARY_ROLE, EntityType.SERVICE_RECORD, EntityType.DUTY_STATION}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one term of a case file stands for.

    Attributes:
        subject: whom it is about.
        entity_type: what it is.
        rule: of its findings: ``case.person``, ``case.already-public``.
    """

    subject: Subject
    entity_type: str
    rule: str

    @property
    def is_open(self) -> bool:
        """Whether the fact may stay."""
        return self.rule in (f"{RULE}already-public", f"{RULE}consent")


@dataclass(frozen=True, slots=True)
class Known:
    """One place of a document where something stands that the case file names."""

    segment: str
    span: Span
    entry: Entry
    form: str


class CaseFinder:
    """A case file ready to be looked for in any number of documents.

    Args:
        case: from :func:`redactor.case.load_case`.
        public: names of public figures beside the case's own. Where one of them stands in
            full, a part of it is nobody else's name.
    """

    def __init__(self, case: Case, public: Iterable[str] = ()) -> None:
        subjects = subjects_of_case(case.people)
        numbered = list(enumerate(_entries(case, subjects)))
        self._entries = {str(n): entry for n, (entry, _) in numbered}
        rows = [(str(n), entry, text) for n, (entry, texts) in numbered for text in texts]
        self._search = CaseSearch(
            [(key, entry.entity_type, text) for key, entry, text in rows if not entry.is_open],
            [(key, text) for key, entry, text in rows if entry.is_open],
        )
        self.case = case
        self.public_names = tuple(name for figure in case.public_figures for name in figure.names)
        full = (name for name in (*self.public_names, *public) if len(name.split()) > 1)
        self._figures = TermFinder(Term("figure", TermKind.PHRASE, name) for name in full)
        self.people = tuple(subjects[person.id] for person in case.people)
        self.pseudonyms = {subjects[p.id].id: p.pseudonym for p in case.people if p.pseudonym}
        self.soldiers = frozenset(
            subjects[about].id
            for about, entity_type in (
                *((f.about, f.entity_type) for f in case.facts),
                *((f.about, f.entity_type) for f in case.open_facts),
            )
            if entity_type in _SOLDIERS
        )
        self.terms = sum(len(texts) for _, (entry, texts) in numbered if not entry.is_open)

    def find(self, document: Document) -> tuple[Known, ...]:
        """Return every place where the case file's terms stand, in text order."""
        return tuple(
            known for segment in document.segments for known in self.find_in(segment.id, segment.text)
        )

    def is_named_in(self, file_name: str) -> bool:
        """Whether a file's name tells something that has to be hidden, whatever its capitals."""
        return any(self.hidden_in("name", spelling) for spelling in spellings(file_name))

    def hidden_in(self, segment: str, text: str) -> list[Known]:
        """Return the places of one text where something stands that has to be hidden."""
        return [known for known in self.find_in(segment, text) if not known.entry.is_open]

    def find_in(self, segment: str, text: str) -> Iterator[Known]:
        """Yield the places of one text."""
        matches = self._search.find(text)
        figures = [m.span for m in self._figures.find(text)] if matches else []
        whole, cover = frozenset(figures), Cover(figures)
        for match in matches:
            entry = self._entries[match.key]
            is_figures = match.span not in whole and cover.contains(match.span)
            if not (is_figures and entry.entity_type == EntityType.PERSON):
                yield Known(segment, match.span, entry, match.form)


def subjects_of_case(people: Sequence[CasePerson]) -> Mapping[str, Subject]:
    """Return the subject of each person by id; subjects never hold the editor's ids.

    A relative is named after the person whose relative it is: ``case-1.mother``.
    """
    subjects: dict[str, Subject] = {}
    relatives: Counter[str] = Counter()
    for number, person in enumerate(people, 1):
        if person.role is Role.RELATIVE and person.of in subjects:
            base = f"{subjects[person.of].id}.{person.relation}"
            relatives[base] += 1
            again = f"-{relatives[base]}" if relatives[base] > 1 else ""
            subjects[person.id] = Subject(base + again, Role.RELATIVE, person.relation)
        else:
            subjects[person.id] = Subject(f"case-{number}", person.role)
    return subjects


def _entries(case: Case, subjects: Mapping[str, Subject]) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    for person in case.people:
        yield Entry(subjects[person.id], EntityType.PERSON, f"{RULE}person"), person.names
    for fact in case.facts:
        rule = f"{RULE}{fact.entity_type.lower().replace('_', '-')}"
        yield Entry(subjects[fact.about], fact.entity_type, rule), fact.texts
    for opened in case.open_facts:
        yield (
            Entry(subjects[opened.about], opened.entity_type, f"{RULE}{opened.reason_code}"),
            opened.texts,
        )


def spellings(file_name: str) -> tuple[str, ...]:
    """Return a file's name without its ending: as it is, its words apart, and these with capitals."""
    stem = PurePath(file_name).stem
    words = "".join(c if c.isalnum() else " " for c in stem)
    return stem, words, words.title()


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
            reason=f"the case file names it (form: {k.form})",
            role=k.entry.subject.role,
            relation=k.entry.subject.relation,
            pinned=True,
        )


def with_case_subjects(findings: Sequence[Finding], known: Sequence[Known]) -> tuple[Finding, ...]:
    """Give findings the case file's subjects: its own, and those that attribution tied to its people."""
    exact = {(k.segment, k.span, k.entry.rule): k.entry.subject for k in known}
    tied: dict[str, Subject] = {}
    for f in findings:
        subject = exact.get((f.segment, f.span, f.rule))
        is_person = subject is not None and f.entity_type == EntityType.PERSON
        if is_person and subject is not None and (f.subject.id not in tied or subject.role is Role.SOURCE):
            tied[f.subject.id] = subject
    return tuple(replace(f, subject=_subject(f, exact, tied)) for f in findings)


def _subject(
    finding: Finding, exact: Mapping[tuple[str, Span, str], Subject], tied: Mapping[str, Subject]
) -> Subject:
    subject = exact.get((finding.segment, finding.span, finding.rule)) or tied.get(finding.subject.id)
    if subject is not None:
        return subject
    owner, dot, rest = finding.subject.id.partition(".")
    return (
        replace(finding.subject, id=f"{tied[owner].id}.{rest}") if dot and owner in tied else finding.subject
    )
