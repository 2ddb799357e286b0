"""Proposes a case file from the analysis of a draft.

What the detectors found becomes entries; what they cannot know becomes a question. The text
is YAML with comments, for an editor to read line by line. What a case file would refuse is
left out and asked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.case.searchable import is_searchable
from redactor.model import Analysis, Decision, EntityType, Role, Subject

_SURE = 0.8
_LONGEST = 60
"""Characters of a fact; a longer one is a passage, and nobody writes it the same way twice."""
_LEAST_WORDS = 3
"""Words of a fact that is no name."""
_FACTS = (
    EntityType.HOMETOWN,
    EntityType.DUTY_STATION,
    EntityType.MILITARY_UNIT,
    EntityType.DATE_OF_BIRTH,
    EntityType.DATE,
    EntityType.BACKGROUND,
    EntityType.FAMILY_DETAIL,
    EntityType.HEALTH,
    EntityType.CONTACT,
)
_ROLES = frozenset({Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom the draft names.

    Attributes:
        id: in the proposal.
        subject: in the analysis.
        names: each spelling with its best score.
        too_short: spellings that cannot be searched for.
    """

    id: str
    subject: Subject
    names: Sequence[tuple[str, float]] = field(repr=False)
    too_short: Sequence[str] = field(repr=False)


def propose(analysis: Analysis, name: str) -> str:
    """Return a case file's text for a draft; it can be loaded as it is.

    Args:
        analysis: of the draft.
        name: of the case.
    """
    texts = {s.id: s.text for s in analysis.document.segments}
    said = [(d, _text(d, texts)) for d in analysis.decisions]
    figures = _figures(said)
    people = _people(said, {_same(figure) for figure in figures})
    ids = {person.subject.id: person.id for person in people}
    lines = [
        "# A proposal. Read it line by line: what is wrong here is wrong with certainty later.",
        "version: 1",
        f"name: {_quoted(name)}",
        "",
        "# ask: is somebody missing, or are two of these the same person?",
        "people:" if people else "people: []",
        *(line for person in people for line in _written(person, ids)),
        "",
        *_facts(said, ids),
        "",
        "# ask: which of these facts has been published before, by whom, where and when?",
        "public: []",
        "# ask: what has each of them agreed to, who recorded it, and when?",
        "consent: []",
        "",
        "# ask: are all of these on the record in this story?",
        "public_figures:" if figures else "public_figures: []",
        *(f"  - {{id: figure-{n}, names: [{_quoted(figure)}]}}" for n, figure in enumerate(figures, 1)),
    ]
    return "\n".join(lines) + "\n"


def _people(said: Iterable[tuple[Decision, str]], taken: set[str]) -> list[_Person]:
    """Return the people whom the draft names, owners before their relatives, no name twice."""
    best: dict[Subject, dict[str, float]] = defaultdict(dict)
    owners: dict[str, Subject] = {}
    for decision, text in said:
        finding = decision.finding
        if finding.entity_type != EntityType.PERSON or finding.subject.role not in _ROLES:
            continue
        owner = owners.setdefault(_same(text), finding.subject)
        if text and owner == finding.subject and _same(text) not in taken:
            spelled = next((n for n in best[owner] if _same(n) == _same(text)), text)
            best[owner][spelled] = max(finding.score, best[owner].get(spelled, 0.0))
    named = [
        (
            subject,
            [(n, score) for n, score in sorted(names.items()) if is_searchable(EntityType.PERSON, n)],
            [n for n in sorted(names) if not is_searchable(EntityType.PERSON, n)],
        )
        for subject, names in best.items()
    ]
    named = [row for row in named if row[1]]
    named.sort(key=lambda row: row[0].role is Role.RELATIVE)
    return [_Person(f"person-{n}", *row) for n, row in enumerate(named, 1)]


def _written(person: _Person, ids: Mapping[str, str]) -> Iterator[str]:
    subject = person.subject
    base, dot, _ = subject.id.partition(".")
    owner = ids.get(base) if dot and subject.role is Role.RELATIVE else None
    is_open = subject.role is Role.UNKNOWN or (subject.role is Role.RELATIVE and owner is None)
    yield f"  - id: {person.id}"
    if is_open:
        yield "    # ask: source, comrade, helper, or a relative (of: id, relation: mother)?"
    yield f"    role: {(Role.SOURCE if is_open else subject.role).value}"
    if owner:
        yield f"    of: {owner}"
        yield f"    relation: {subject.relation or 'relative'}"
    yield "    names:"
    for name, score in person.names:
        doubt = "" if score >= _SURE else "  # ask: a person's name, and this person's?"
        yield f"      - {_quoted(name)}{doubt}"
    for name in person.too_short:
        yield f"    # ask: {_quoted(name)} alone cannot be searched for; what is the full name?"
    yield "    # ask: other spellings, the name in its own script, nicknames, call signs?"


def _facts(said: Iterable[tuple[Decision, str]], ids: Mapping[str, str]) -> Iterator[str]:
    entries: dict[tuple[str, str, str], tuple[str, bool]] = {}
    left_out = 0
    for decision, text in said:
        finding = decision.finding
        if finding.entity_type not in _FACTS or not text:
            continue
        about = ids.get(finding.subject.id) or ids.get(finding.subject.id.partition(".")[0])
        if about is None or len(text) > _LONGEST or not is_searchable(finding.entity_type, text):
            left_out += 1
            continue
        entry = f"- {{about: {about}, type: {finding.entity_type}, texts: [{_quoted(text)}]}}"
        is_sure = finding.score >= _SURE and _is_telling(finding.entity_type, text)
        entries.setdefault((about, finding.entity_type, _same(text)), (entry, is_sure))
    sure = [entry for entry, is_sure in entries.values() if is_sure]
    yield "facts:" if sure else "facts: []"
    yield from (f"  {entry}" for entry in sure)
    if len(sure) < len(entries):
        yield "  # ask: are these dangerous, and so? They may be, or say too little; take the mark away."
    yield from (f"  # {entry}" for entry, is_sure in entries.values() if not is_sure)
    if left_out:
        yield (
            f"  # ask: {left_out} more findings are whole passages, or about nobody who is named;"
            " which facts in them are dangerous?"
        )


def _is_telling(entity_type: str, text: str) -> bool:
    """Whether a text says enough to hide it wherever it stands: "wife" or "2021" alone do not."""
    if entity_type in (EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.MILITARY_UNIT):
        return text[0].isupper() or text[0].isdigit()
    if entity_type in (EntityType.DATE, EntityType.DATE_OF_BIRTH):
        return any(c.isdigit() for c in text) and not text.isdigit()
    return entity_type == EntityType.CONTACT or len(text.split()) >= _LEAST_WORDS


def _figures(said: Iterable[tuple[Decision, str]]) -> list[str]:
    names = {
        _same(text): text
        for decision, text in said
        if decision.finding.entity_type == EntityType.PERSON
        and decision.finding.subject.role is Role.PUBLIC_FIGURE
        and is_searchable(EntityType.PERSON, text)
    }
    return list(names.values())


def _text(decision: Decision, texts: Mapping[str, str]) -> str:
    span = decision.finding.span
    return " ".join(texts[decision.finding.segment][span.start : span.end].split())


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _quoted(text: str) -> str:
    """JSON's quotes are YAML's, too."""
    return json.dumps(text, ensure_ascii=False)
