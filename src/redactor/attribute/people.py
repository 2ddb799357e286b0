"""Tells the people of a document apart by their names.

A surname joins nobody: two full names that share it are two people. Alone, a name that fits
several of them means the one that the words around it tell, and else nobody: it is said of none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.attribute.names import Name, family_of, is_one_person, is_surname, read_name
from redactor.attribute.settling import Bearer, settled
from redactor.model import Context, Detection, Role

_SPOKEN = frozenset({Context.ANSWER, Context.QUESTION})


@dataclass(slots=True)
class Group:
    """The mentions of one person.

    Attributes:
        members: in order of mention.
        telling: those of them whose own words say who it is, not the words around.
    """

    members: list[Detection] = field(default_factory=list)
    telling: list[Detection] = field(default_factory=list)


def groups_of(mentions: Sequence[Detection], texts: Mapping[str, str]) -> list[Group]:
    """Group mentions by person, in order of first mention; who is nobody's for certain is left out.

    Args:
        mentions: names of people, in order.
        texts: by segment.
    """
    named = [read_name(texts[d.segment][d.span.start : d.span.end]) for d in mentions]
    together = _Together(len(mentions))
    _join_whole(mentions, named, together)
    short = [n for n, name in enumerate(named) if not name.is_whole or name.is_initials]
    settling = _Settling(mentions, named, texts, together)
    places = {n: settling.place(n) for n in short}
    for n, place in places.items():
        if place.group is not None:
            together.join(n, place.group)
    _join_alone(mentions, named, [n for n, p in places.items() if p.is_new], together)
    found: dict[int, Group] = defaultdict(Group)
    for n, d in enumerate(mentions):
        if (n in places and places[n].is_open) or named[n].is_told:
            continue
        group = found[together.of(n)]
        group.members.append(d)
        if n not in places or not places[n].is_told_by_context:
            group.telling.append(d)
    return [found[n] for n in sorted(found)]


class _Together:
    """Which mentions are one person's, each group by its first mention's number."""

    def __init__(self, count: int) -> None:
        self._first = list(range(count))

    def of(self, n: int) -> int:
        while self._first[n] != n:
            n = self._first[n]
        return n

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._first[second] = first


def _is_protected(d: Detection) -> bool:
    return d.role is None or d.role.is_protected


def _join_whole(mentions: Sequence[Detection], named: Sequence[Name], together: _Together) -> None:
    """Join whole names that share a part which tells their bearer from others of the family."""
    whole = [n for n, name in enumerate(named) if name.is_whole and not name.is_initials]
    families: dict[str, set[Name]] = defaultdict(set)
    for n in whole:
        families[named[n].family].add(named[n])
    known: dict[tuple[object, bool], list[int]] = defaultdict(list)
    for n in whole:
        d, name = mentions[n], named[n]
        told = set(name.given)
        for part in name.given:  # in another order, or with a word too much
            told |= {g for other in families.get(family_of(part), ()) if other != name for g in other.given}
        for part in sorted(told):
            for other in known[part, _is_protected(d)]:
                if is_one_person(name, named[other]):
                    together.join(n, other)
                    break
            known[part, _is_protected(d)].append(n)
    _join_ties(mentions, whole, together)


def _join_ties(mentions: Sequence[Detection], numbers: Iterable[int], together: _Together) -> None:
    """Join what stands in one place, and what says another mention again."""
    at: dict[tuple[str, object, bool], int] = {}
    for n in numbers:
        d = mentions[n]
        together.join(n, at.setdefault((d.segment, d.span, _is_protected(d)), n))
    for n in numbers:
        tie = mentions[n].restates
        if tie and (*tie, _is_protected(mentions[n])) in at:
            together.join(n, at[(*tie, _is_protected(mentions[n]))])


def _join_alone(
    mentions: Sequence[Detection], named: Sequence[Name], numbers: Sequence[int], together: _Together
) -> None:
    """Join short names that are no whole name's: the same word is the same person."""
    known: dict[tuple[object, bool], int] = {}
    for n in numbers:
        name, d = named[n], mentions[n]
        keys: list[object] = [*map(family_of, name.parts)] or [name.letters or n]
        for key in keys:
            together.join(n, known.setdefault((key, _is_protected(d)), n))
    alone = set(numbers)
    _join_ties(mentions, [n for n, name in enumerate(named) if n in alone or name.is_whole], together)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a short name belongs.

    Attributes:
        group: a mention of whose it is.
        is_new: it is no whole name's.
        is_open: it may be several people's.
        is_told_by_context: its own words leave it open.
    """

    group: int | None = None
    is_new: bool = False
    is_open: bool = False
    is_told_by_context: bool = False


_NEW = _Place(is_new=True)
_OPEN = _Place(is_open=True)


class _Settling:
    """Finds whose the short names are."""

    def __init__(
        self,
        mentions: Sequence[Detection],
        named: Sequence[Name],
        texts: Mapping[str, str],
        together: _Together,
    ) -> None:
        self._mentions, self._named, self._texts = mentions, named, texts
        self._bearers: dict[int, list[int]] = defaultdict(list)
        for n, name in enumerate(named):
            if name.is_whole and not name.is_initials:
                self._bearers[together.of(n)].append(n)
        self._words = {p for name in named for p in name.parts if name.is_whole}
        # A long text says the same few names thousands of times; each is compared once.
        self._names = {g: frozenset(named[m] for m in some) for g, some in self._bearers.items()}
        self._fitting: dict[tuple[Name, bool], list[int]] = {}
        self._called: dict[str, list[int]] = {}

    def place(self, n: int) -> _Place:
        """Return where a short name belongs."""
        name, d = self._named[n], self._mentions[n]
        letters = name.letters if name.is_initials else self._block(name)
        if letters:
            return self._by_initials(letters, d)
        found = self._fit(name, is_protected=_is_protected(d))
        if not found:
            return _NEW
        if len(found) == 1:
            return _Place(found[0])
        if not _is_protected(d):
            return _Place(max(found, key=lambda g: self._last_before(g, n)), is_told_by_context=True)
        if any(name.is_family_of(self._named[g]) for g in found):
            return _OPEN
        bearers = [self._bearer(g, n, found) for g in found]
        number = settled(self._texts[d.segment], d, bearers)
        return _OPEN if number is None else _Place(found[number], is_told_by_context=True)

    def _block(self, name: Name) -> str:
        is_word = name.block in self._words or is_surname(name.block)
        return "" if is_word else name.block

    def _fit(self, name: Name, *, is_protected: bool) -> list[int]:
        """Return those whose name a short one may stand for."""
        key = name, is_protected
        if key not in self._fitting:
            self._fitting[key] = [
                g
                for g, names in self._names.items()
                if _is_protected(self._mentions[g]) == is_protected and any(map(name.may_be, names))
            ]
        return self._fitting[key]

    def _by_initials(self, letters: str, d: Detection) -> _Place:
        """Initials are somebody's if they are one protected person's and no one else's."""
        if letters not in self._called:
            self._called[letters] = [
                g for g, names in self._names.items() if any(letters in name.orders for name in names)
            ]
        found = self._called[letters]
        if not found:
            return _NEW
        only = len(found) == 1 and _is_protected(self._mentions[found[0]]) == _is_protected(d)
        return _Place(found[0], is_told_by_context=True) if only else _OPEN

    def _last_before(self, group: int, n: int) -> tuple[bool, int]:
        before = [m for m in self._bearers[group] if m < n]
        return (True, before[-1]) if before else (False, -self._bearers[group][0])

    def _bearer(self, group: int, n: int, others: Sequence[int]) -> Bearer:
        d = self._mentions[n]
        whole = [self._mentions[m] for m in self._bearers[group]]
        role = next(
            (w.role for w in whole if w.role is not None and w.role is not Role.UNKNOWN), Role.UNKNOWN
        )
        named = [w.span.start for w in whole if w.segment == d.segment]
        return Bearer(role, named, self._is_convention(group, n, others))

    def _is_convention(self, group: int, n: int, others: Sequence[int]) -> bool:
        """Whether the narrator called this one by the short name before another bearer came up."""
        first = self._bearers[group][0]
        rival = min(self._bearers[g][0] for g in others if g != group)
        part = self._named[n].parts[0]
        return any(
            self._named[m].parts == (part,) and self._mentions[m].context not in _SPOKEN
            for m in range(first + 1, min(rival, n))
        )
