"""Casts the people of a document: who is a person, and in which role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from redactor.detect.en.dateline import has_dateline
from redactor.detect.en.people.mention import CERTAIN, INTRODUCED, LIKELY, TAKEN_FOR_ONE, Mention
from redactor.detect.en.people.names import NameKey, is_figure, may_be_lent, names, without_patronymic
from redactor.detect.en.people.weighing import mentions
from redactor.detect.reading import Reading
from redactor.model import Role

_PRECEDENCE = (
    Role.RELATIVE,
    Role.SOURCE,
    Role.JOURNALIST,
    Role.OFFICIAL,
    Role.PUBLIC_FIGURE,
    Role.HELPER,
    Role.COMRADE,
)
"""Which role holds where the sentences of a document say several of one name."""

_OFTEN, _FAR_MORE = 4, 3
"""Mentions as a place, and how many for each other one, that outweigh one that only looks like a person's."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a document.

    Attributes:
        roles: every name key with the role of its bearer.
        scores: the evidence that a key names a person.
        parts: words that stand for a person alone, with the role of the bearer.
        on_record: whether the text is a news agency's, where speakers are named on purpose.
    """

    roles: Mapping[NameKey, Role]
    scores: Mapping[NameKey, float]
    parts: Mapping[str, Role]
    on_record: bool

    def is_person(self, key: NameKey) -> bool:
        """Whether the evidence over the whole document makes ``key`` a person."""
        return self.scores.get(key, 0.0) >= LIKELY or all(p in self.parts for p in key)

    def role(self, key: NameKey) -> Role:
        """Return the role of the bearer of a name, unknown if nothing is known."""
        found = self.roles.get(key)
        if found is not None:
            return found
        roles = {self.parts[p] for p in key if p in self.parts}
        return _strictest(roles) if roles else Role.UNKNOWN


def cast_of(readings: Sequence[Reading]) -> Cast:
    """Weigh all mentions of a document together.

    Args:
        readings: the readings of all its parts.

    Returns:
        Who is a person, and in which role; the stricter role wins for a shared name part,
        unless the full name is a public figure's.
    """
    found = [m for reading in readings for m in mentions(reading)]
    claims: dict[NameKey, set[Role]] = defaultdict(set)
    lent = _lent(found)
    for m in found:
        if m.role is not None and not (m.key in lent and m.role is Role.PUBLIC_FIGURE):
            claims[m.key].add(m.role)
    scores = _scores(found)
    people = [key for key, score in scores.items() if score >= LIKELY]
    roles = {key: _role_of(key, claims.get(key, frozenset()), key in lent) for key in people}
    return Cast(_inherited(roles), scores, _parts(roles), any(has_dateline(r) for r in readings))


def _lent(found: Sequence[Mention]) -> set[NameKey]:
    """Return the famous surnames that somebody of the text bears, who is not the famous one.

    "Corporal Ivan X" is X in the rest of the text, and so are "my neighbour X", an X who deserted and
    somebody nicknamed X; not where the famous one is named in full, and nobody of the name is protected.
    """
    full = [m for m in found if len(m.key) > 1 and m.score >= LIKELY]
    famous = {part for m in full if is_figure(without_patronymic(m.key)) for part in m.key}
    others = [m for m in full if not is_figure(without_patronymic(m.key))]
    bearers = {part for m in others for part in m.key}
    protected = {part for m in others if m.fated or _is_protected(m) for part in m.key}
    return {
        m.key
        for m in found
        if len(m.key) == 1
        and is_figure(m.key)
        and (
            m.key[0] in protected
            or (m.why == INTRODUCED and may_be_lent(m.key))
            or (m.key[0] not in famous and (m.fated or m.key[0] in bearers or _is_protected(m)))
        )
    }


def _is_protected(m: Mention) -> bool:
    return m.role is not None and m.role.is_protected


def _scores(found: Iterable[Mention]) -> dict[NameKey, float]:
    """The best evidence for each key, less what speaks against it elsewhere."""
    by_key: dict[NameKey, list[Mention]] = defaultdict(list)
    for m in found:
        by_key[m.key].append(m)
    return {key: _score(several) for key, several in by_key.items()}


def _score(found: Sequence[Mention]) -> float:
    best, total = max(0.0, *(m.score for m in found)), sum(m.score for m in found)
    is_placed = _is_placed_often(found)
    is_certain = any(m.score >= CERTAIN and not (is_placed and m.why == TAKEN_FOR_ONE) for m in found)
    return best if total > 0 or is_certain else min(best, total + LIKELY)


def _is_placed_often(found: Sequence[Mention]) -> bool:
    """Whether a name stands behind "in" or "near" again and again, and nobody is told of under it."""
    placed = sum(m.placed for m in found)
    is_somebody = any(m.role is not None or m.fated or m.why == INTRODUCED for m in found)
    return placed >= max(_OFTEN, _FAR_MORE * (len(found) - placed)) and not is_somebody


def _role_of(key: NameKey, claims: Iterable[Role], lent: bool) -> Role:
    """The role of a name's bearer; a famous surname that is somebody's call sign here is not famous."""
    if is_figure(key) and not lent:
        return Role.PUBLIC_FIGURE
    return next((role for role in _PRECEDENCE if role in claims), Role.UNKNOWN)


def _inherited(roles: Mapping[NameKey, Role]) -> dict[NameKey, Role]:
    """A short form has the role of the longer names that contain it, the strictest of them."""
    longer: dict[str, set[Role]] = defaultdict(set)
    for key, role in roles.items():
        if len(key) > 1:
            for part in key:
                longer[part].add(role)
    return {
        key: _strictest(longer[key[0]])
        if len(key) == 1 and role is Role.UNKNOWN and key[0] in longer
        else role
        for key, role in roles.items()
    }


def _strictest(roles: Iterable[Role]) -> Role:
    """The protected role before the public one; the alphabet parts equals, so that runs agree."""
    return min(roles, key=lambda r: (not r.is_protected, r.value))


def _parts(roles: Mapping[NameKey, Role]) -> dict[str, Role]:
    """The words that stand for a person alone: parts of a certain name."""
    know = names()
    claims: dict[str, set[Role]] = defaultdict(set)
    for key, role in roles.items():
        for part in key:
            if len(part) > 1 and part not in know.titles and part not in know.calendar:
                claims[part].add(role)
    return {part: _strictest(found) for part, found in claims.items()}
