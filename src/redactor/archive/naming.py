"""Whether two names are the same name: in either order, in any alphabet and spelling, short or full.

A name is compared as a whole. A given name or a surname alone, or beside an initial, may be
anybody's, and is no whole name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product

from redactor.text.forms.given_names import is_first_name, other_forms
from redactor.text.forms.person import KoreanName, core_parts, name_words, read_korean
from redactor.text.forms.slavic import slavic_key

_POSSESSIVE = re.compile(r"['’ʼ]s?\Z")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’ʼ‐‑\-])*")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A whole name.

    Attributes:
        text: as a document has it, without a possessive.
        key: the same for names that differ in capitals, order, titles and marks only.
        core: keys of its words without patronymics and initials, sorted.
        extra: keys of these, in the order of the text.
        korean: how it reads as a Korean name, if it does.
        surname: the word that is one, as far as words alone tell; empty for a Korean name.
    """

    text: str = field(repr=False)
    key: str = field(repr=False)
    core: tuple[str, ...] = field(repr=False)
    extra: tuple[str, ...] = field(repr=False)
    korean: KoreanName | None = field(repr=False)
    surname: str = field(repr=False)


def read_name(text: str) -> Name | None:
    """Read a surface as a whole name; ``None`` if it is none."""
    bare = plain(text)
    words = name_words(bare)
    if not _NAME.fullmatch(bare) or len(words) > _MOST_WORDS:
        return None
    joined, korean = ["".join(word) for word in words], read_korean(words)
    core = core_parts(words)
    if korean is None and sum(len(joined[n]) > 1 for n in core) < 2:
        return None
    keys = [slavic_key(word) or word for word in joined]
    return Name(
        text=bare,
        key=f"{korean.surname} {korean.given}" if korean else " ".join(sorted(joined)),
        core=tuple(sorted(keys[n] for n in core)),
        extra=tuple(key for n, key in enumerate(keys) if n not in core),
        korean=korean,
        surname="" if korean else next((joined[n] for n in reversed(core) if not is_first_name(keys[n])), ""),
    )


def plain(text: str) -> str:
    """Return a surface without the marks around it and without a possessive."""
    return _POSSESSIVE.sub("", " ".join(text.split()).strip(' ,;:*_"“”')).strip()


def same_people(names: Iterable[Name]) -> tuple[tuple[Name, ...], ...]:
    """Put names together that are one person's.

    Two names are where they fit exactly the same names: "Ivan Petrov" fits both "Ivan
    Sergeyevich Petrov" and "Ivan Olegovich Petrov", who are not one, so it is a third person.

    Args:
        names: in any order; the answer does not depend on it.

    Returns:
        The names of each person, sorted by key.
    """
    by_key: dict[str, Name] = {}
    for name in sorted(names, key=lambda n: (n.key, n.text)):
        by_key.setdefault(name.key, name)
    around: dict[str, set[str]] = {key: {key} for key in by_key}
    for one, other in _candidates(by_key.values()):
        if is_same(by_key[one], by_key[other]):
            around[one].add(other)
            around[other].add(one)
    together: dict[frozenset[str], list[Name]] = defaultdict(list)
    for key, name in by_key.items():
        together[frozenset(around[key])].append(name)
    return tuple(tuple(members) for members in together.values())


def is_same(one: Name, other: Name) -> bool:
    """Whether two names may be the same name."""
    if one.key == other.key:
        return True
    if one.korean and other.korean and _is_same_korean(one.korean, other.korean):
        return True
    return _fits(one.core, other.core) and _extras_fit(one.extra, other.extra)


def _is_same_korean(one: KoreanName, other: KoreanName) -> bool:
    return bool(one.surnames & other.surnames and one.givens & other.givens)


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names pair off, each with the same word or a form of the first name."""
    if len(one) != len(other) or not set(one) & set(other):
        return False
    return any(
        all(a == b or b in other_forms(a) for a, b in zip(one, order, strict=True))
        for order in permutations(other)
    )


def _extras_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether patronymics and initials do not speak against it; where one name has none, nothing does."""
    return (
        not one
        or not other
        or all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
    )


def _candidates(names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of keys that are worth a look."""
    buckets: Mapping[object, list[str]] = defaultdict(list)
    for name in names:
        for mark in sorted(_marks(name), key=repr):
            buckets[mark].append(name.key)
    seen: set[tuple[str, str]] = set()
    for keys in buckets.values():
        for first, one in enumerate(keys):
            seen.update((one, other) for other in keys[first + 1 :])
    yield from sorted(seen)


def _marks(name: Name) -> set[tuple[str, ...]]:
    """Return what a name shares with every name that it may be the same as."""
    if name.korean is not None and not any(map(is_first_name, name.core)):
        return set(product(sorted(name.korean.surnames), sorted(name.korean.givens)))
    rare = [word for word in name.core if not is_first_name(word)]
    marks: set[tuple[str, ...]] = {(word,) for word in rare or name.core}
    if name.korean is not None:
        marks |= set(product(sorted(name.korean.surnames), sorted(name.korean.givens)))
    return marks
