"""Finds what a case file names, in every form, and says whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached

from redactor.case.linked import LinkedNames, apart
from redactor.case.records import Case, CasePerson
from redactor.case.search import CaseSearch
from redactor.model import UNKNOWN, Document, EntityType, Role, Span, Subject
from redactor.text.cover import Cover
from redactor.text.forms import Term, TermFinder, TermKind

RULE = "case."
"""Rules that begin with it are the case file's certainties."""

LINKED = f"{RULE}archive"
"""Rule of what another document of the archive names, and no editor."""

_REMEMBERED = 100_000
"""Code points of the texts that were searched last."""

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

    @property
    def is_linked(self) -> bool:
        """Whether another document names it, and no editor."""
        return self.rule == LINKED


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a document's pseudonyms have to take into account.

    Attributes:
        people: of the case file, in its order.
        given: subject id to the name that the person has in every document.
    """

    people: tuple[Subject, ...]
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """One place of a document where something stands that the case file names."""

    segment: str
    span: Span
    entry: Entry
    form: str


class _Found(NamedTuple):
    """What stands in a text.

    Attributes:
        places: in text order, of no segment yet.
        length: of the text, in code points.
    """

    places: tuple[Known, ...]
    length: int


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
            [(k, e.entity_type, text) for k, e, text in rows if not (e.is_open or e.is_linked)],
            [(key, text) for key, entry, text in rows if entry.is_open],
        )
        linked = [(key, entry.subject, text) for key, entry, text in rows if entry.is_linked]
        self._linked = LinkedNames(
            [(key, text) for key, subject, text in linked if subject != UNKNOWN],
            [(key, text) for key, subject, text in linked if subject == UNKNOWN],
        )
        self.case = case
        self.public_names = tuple(name for figure in case.public_figures for name in figure.names)
        full = (name for name in (*self.public_names, *public) if len(name.split()) > 1)
        self._figures = TermFinder(Term("figure", TermKind.PHRASE, name) for name in full)
        self.people = tuple(subjects[person.id] for person in case.people if not person.is_linked)
        self._pseudonyms = {subjects[p.id].id: p.pseudonym for p in case.people if p.pseudonym}
        self.soldiers = frozenset(
            subjects[about].id
            for about, entity_type in (
                *((f.about, f.entity_type) for f in case.facts),
                *((f.about, f.entity_type) for f in case.open_facts),
            )
            if entity_type in _SOLDIERS
        )
        self.terms = sum(len(texts) for _, (entry, texts) in numbered if not entry.is_open)
        # A text is searched when it is read, when it is written and in each proof, with one answer.
        self._found = cached(LRUCache(maxsize=_REMEMBERED, getsizeof=_weight), lock=Lock())(self._places)

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

    def find_in(self, segment: str, text: str) -> list[Known]:
        """Return the places of one text."""
        return [Known(segment, p.span, p.entry, p.form) for p in self._found(text).places]

    def _places(self, text: str) -> _Found:
        matches, linked = self._search.find(text), self._linked.find(text)
        figures = [m.span for m in self._figures.find(text)] if matches or linked else []
        whole, cover = frozenset(figures), Cover(figures)
        known = []
        for match in matches:
            entry = self._entries[match.key]
            is_figures = match.span not in whole and cover.contains(match.span)
            if not (is_figures and entry.entity_type == EntityType.PERSON):
                known.append(Known("", match.span, entry, match.form))
        taken = [k.span for k in known if k.entry.entity_type == EntityType.PERSON]
        left = apart((m for m in linked if not cover.contains(m.span)), taken)
        known += [Known("", m.span, self._entries[m.key], m.form) for m in left]
        return _Found(tuple(sorted(known, key=lambda k: (k.span.start, k.span.end))), len(text))

    def named(self, people: Iterable[Subject]) -> Named:
        """Return whom the pseudonyms of a document have to take into account.

        Args:
            people: of the document; of those whom only other documents name, the others do
                not matter to it.
        """
        there = {part for s in people for part in (s.id, s.id.partition(".")[0])}
        there |= {subject.id for subject in self.people}
        return Named(self.people, {i: name for i, name in self._pseudonyms.items() if i in there})


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
        rule = LINKED if person.is_linked else f"{RULE}person"
        yield Entry(subjects[person.id], EntityType.PERSON, rule), person.names
    yield Entry(UNKNOWN, EntityType.PERSON, LINKED), case.hidden_names
    for fact in case.facts:
        rule = f"{RULE}{fact.entity_type.lower().replace('_', '-')}"
        yield Entry(subjects[fact.about], fact.entity_type, rule), fact.texts
    for opened in case.open_facts:
        yield (
            Entry(subjects[opened.about], opened.entity_type, f"{RULE}{opened.reason_code}"),
            opened.texts,
        )


def _weight(found: _Found) -> int:
    # However long, some texts fit in: the one that is worked on is asked for again and again.
    return min(found.length + 1, _REMEMBERED // 4)


def spellings(file_name: str) -> tuple[str, ...]:
    """Return a file's name without its ending: as it is, its words apart, and these with capitals."""
    stem = PurePath(file_name).stem
    words = "".join(c if c.isalnum() else " " for c in stem)
    return stem, words, words.title()
