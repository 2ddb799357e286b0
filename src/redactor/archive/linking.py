"""Who is who over all documents of an archive: one case out of the user's own and what the first pass found.

The same whole name, in any form, is one person. A given name or a surname alone is nobody's
for certain: it is hidden everywhere and linked nowhere, unless the case file says whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redactor.archive.bare_names import bare_name, is_telling
from redactor.archive.naming import Name, is_same, plain, read_name, same_people
from redactor.archive.people import FoundPerson
from redactor.case import Case
from redactor.case.records import CasePerson
from redactor.model import EntityType, Role

_ROLES = (Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER)
"""What somebody counts as whom several documents give several roles."""

_SERVICE = frozenset(
    {EntityType.MILITARY_UNIT, EntityType.MILITARY_ROLE, EntityType.SERVICE_RECORD, EntityType.DUTY_STATION}
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who needs one name in all documents.

    Attributes:
        keys: what the person's code is looked up by: keys of whole names, sorted.
        names: as documents have them; empty for a person of the case file.
        role: who that is.
        is_soldier: whether a document tells of a service.
        case_id: of a person of the case file; else ``None``.
    """

    keys: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    role: Role
    is_soldier: bool
    case_id: str | None = field(repr=False, default=None)


def persons_in(
    documents: Mapping[str, Sequence[FoundPerson]],
    case: Case | None = None,
    codes: Mapping[str, str] | None = None,
    public: Collection[str] = (),
) -> tuple[Person, ...]:
    """Return everybody who needs one name in all documents, whatever the order of these.

    Args:
        documents: by path, whom each one names.
        case: the user's case file.
        codes: by key, the names given in earlier runs; who had one name keeps it.
        public: names of public figures, whom nobody links in.
    """
    told = _told(documents, case, public)
    found = [
        Person(
            keys=tuple(sorted(name.key for name in names)),
            names=tuple(name.text for name in sorted(names, key=lambda n: n.key)),
            role=_role(role for name in names for role in told.roles[name.key]),
            is_soldier=any(name.key in told.soldiers for name in names),
        )
        for names in _joined(same_people(told.names.values()), codes or {})
    ]
    return (*_unnamed(case, told), *sorted(found, key=lambda p: p.keys))


def link(
    documents: Mapping[str, Sequence[FoundPerson]],
    case: Case | None,
    codes: Mapping[str, str],
    public: Collection[str] = (),
) -> Case:
    """Return one case: the user's, with everybody whom a document hides, under one name each.

    Args:
        documents: by path, whom each one names.
        case: the user's case file.
        codes: by key, everybody's name, see :meth:`redactor.archive.vault.Vault.give_codes`.
        public: names of public figures, whom nobody links in.

    Raises:
        KeyError: if somebody has no name in ``codes``.
    """
    own = case or Case("", (), (), (), (), "")
    people = persons_in(documents, case, codes, public)
    named = {p.case_id: _code(p, codes) for p in people if p.case_id is not None}
    # By their codes, so that no number in a report tells of the alphabet.
    linked = sorted((_code(p, codes), p) for p in people if p.case_id is None)
    return replace(
        own,
        people=(
            *(replace(p, pseudonym=p.pseudonym or named.get(p.id)) for p in own.people),
            *(
                CasePerson(f"/{number}", p.role, None, None, p.names, code, is_linked=True)
                for number, (code, p) in enumerate(linked)
            ),
        ),
        hidden_names=tuple(sorted(_hidden_names(documents, own, public))),
    )


def _code(person: Person, codes: Mapping[str, str]) -> str:
    """Return a person's name; of several from earlier runs always the same one."""
    known = sorted(codes[key] for key in person.keys if key in codes)
    if not known:
        raise KeyError("somebody of the archive has no code yet")
    return known[0]


@dataclass(frozen=True, slots=True)
class _Told:
    """What all documents together say of the whole names that one of them hides.

    Attributes:
        names: by key, those that are not the case file's.
        roles: by key, of whom bears it.
        soldiers: keys of those who serve.
        serving: ids of the case file's people who serve.
    """

    names: Mapping[str, Name] = field(repr=False)
    roles: Mapping[str, Collection[Role]] = field(repr=False)
    soldiers: Collection[str] = field(repr=False)
    serving: Collection[str] = field(repr=False)


def _told(
    documents: Mapping[str, Sequence[FoundPerson]], case: Case | None, public: Collection[str]
) -> _Told:
    names: dict[str, Name] = {}
    roles: dict[str, set[Role]] = defaultdict(set)
    soldiers: set[str] = set()
    for person in _hidden(documents):
        for name in filter(None, map(read_name, person.names)):
            names[name.key] = min(name, names.get(name.key, name), key=lambda n: n.text)
            roles[name.key].add(person.role)
            soldiers |= {name.key} if person.is_soldier else set()
    for name in filter(None, map(read_name, _public_names(case, public))):
        names.pop(name.key, None)
    owners = dict(_owners(names.values(), case))
    serving = {about for about, entity_type in _facts(case) if entity_type in _SERVICE}
    serving |= {i for key, ids in owners.items() if key in soldiers for i in ids}
    return _Told({k: n for k, n in names.items() if k not in owners}, roles, soldiers, serving)


def _facts(case: Case | None) -> Iterator[tuple[str, str]]:
    if case is not None:
        yield from ((fact.about, fact.entity_type) for fact in case.facts)
        yield from ((fact.about, fact.entity_type) for fact in case.open_facts)


def _owners(names: Iterable[Name], case: Case | None) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys of names that the case file knows, with the ids of those who may be meant."""
    people = case.people if case else ()
    editors = [(n, p.id) for p in people for text in p.names if (n := read_name(text))]
    for name in names if editors else ():
        ids = {i for other, i in editors if is_same(name, other)}
        if ids:
            yield name.key, ids


def _hidden(documents: Mapping[str, Sequence[FoundPerson]]) -> Iterator[FoundPerson]:
    for people in documents.values():
        yield from (p for p in people if p.is_hidden and p.role is not Role.PUBLIC_FIGURE)


def _public_names(case: Case | None, public: Collection[str]) -> Iterator[str]:
    yield from public
    for figure in case.public_figures if case else ():
        yield from figure.names


def _joined(people: Iterable[Sequence[Name]], codes: Mapping[str, str]) -> Iterator[list[Name]]:
    """Join people who have had one code before; nobody is ever parted from it."""
    homes: dict[str, tuple[frozenset[str], list[Name]]] = {}
    for names in people:
        known = {codes[name.key] for name in names if name.key in codes}
        if not known:
            yield list(names)
            continue
        same = {id(homes[code]): homes[code] for code in known if code in homes}.values()
        joined = frozenset(known).union(*(c for c, _ in same)), [*names, *(n for _, ns in same for n in ns)]
        homes.update(dict.fromkeys(joined[0], joined))
    yield from {id(home): names for home in homes.values() for names in [home[1]]}.values()


def _role(roles: Iterable[Role]) -> Role:
    said = set(roles)
    return next((role for role in _ROLES if role in said), Role.UNKNOWN)


def _unnamed(case: Case | None, told: _Told) -> Iterator[Person]:
    """Yield the people of the case file whom the editor gave no name.

    A relative of somebody is called after that person ("Soldier K4TR7's mother").
    """
    for person in case.people if case else ():
        if person.pseudonym is None and person.of is None:
            whole = {name.key for name in filter(None, map(read_name, person.names))}
            keys = tuple(sorted(whole)) or (f"case:{person.id}",)
            yield Person(keys, (), person.role, person.id in told.serving, person.id)


def _hidden_names(
    documents: Mapping[str, Sequence[FoundPerson]], case: Case, public: Collection[str]
) -> set[str]:
    """Return the surnames, and the names of one word, that are hidden somewhere."""
    found: set[str] = set()
    for text in {text for person in _hidden(documents) for text in person.names}:
        name = read_name(text)
        found.add(name.surname if name else bare_name(text))
    known = {word for text in _public_names(case, public) for word in plain(text).casefold().split()}
    return {word for word in found if word not in known and is_telling(word)}
