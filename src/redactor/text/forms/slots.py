"""What a word may be to a term: the entries of the index in which words are looked up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from rapidfuzz.distance import OSA

from redactor.text.forms.tokens import readings

WHOLE = -1
"""The part of a word that is all of its term."""
TYPO = "t:"
SKELETON = "k:"
INITIALS = 100
"""Parts from here on are initials: of the part that is left after subtracting."""
_REMEMBERED = 1 << 13
"""Pairs of words looked at last: "in the" stands everywhere."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a term as a word may write it.

    Attributes:
        term: number of the term.
        part: number of the term's part, ``WHOLE``, or ``INITIALS`` and more.
        form: how the word writes it; ``exact`` where as the editor wrote it.
        strong: whether the word alone is a mention; else it needs neighbours.
        letter: for a stem, the letter that decides on its endings; else ``None``.
        own_alphabet: whether only a word of the alphabet that the form is made for is meant.
    """

    term: int
    part: int
    form: str
    strong: bool = True
    letter: str | None = None
    own_alphabet: bool = False


@dataclass(slots=True)
class Index:
    """Slots by key: a folded word, or a marked key.

    Marks: ``s:`` a Slavic key, ``c:`` a stem of one, ``i:`` an initial, ``u:`` initials
    written as one word, ``k:`` a Korean skeleton, ``h:`` a sound in Hangul, ``f:`` a look-alike
    fold, ``t:`` a word that may be mistyped.

    Attributes:
        slots: by key.
        has_skeletons: whether there are any, since it takes time to find out a word's.
    """

    slots: dict[str, list[Slot]] = field(default_factory=dict)
    has_skeletons: bool = False
    _neighbours: dict[str, list[str]] = field(default_factory=dict)
    _lengths: set[int] = field(default_factory=set)
    """Of the words that one edit parts from those that may be mistyped."""

    def add(self, entries: Iterable[tuple[str, Slot]]) -> None:
        """Add the slots of one term; of several for the same part under one key, the first stays."""
        seen: set[tuple[str, int, str | None]] = set()
        # A name has some hundred keys and a dozen different slots: of equal ones one is kept.
        kept: dict[tuple[int, str, bool, str | None, bool], Slot] = {}
        for key, slot in entries:
            held = self.slots.setdefault(key, [])
            self.has_skeletons = self.has_skeletons or key.startswith(SKELETON)
            if not held and key.startswith(TYPO):
                length = len(key.removeprefix(TYPO))
                self._lengths.update((length - 1, length, length + 1))
                for shorter in without_one(key.removeprefix(TYPO)):
                    self._neighbours.setdefault(shorter, []).append(key)
            mark = (key, slot.part, slot.letter)
            if mark not in seen:
                seen.add(mark)
                what = (slot.part, slot.form, slot.strong, slot.letter, slot.own_alphabet)
                held.append(kept.setdefault(what, slot))

    def get(self, key: str) -> list[Slot]:
        """Return the slots under a key."""
        return self.slots.get(key, [])

    def mistyped(self, word: str) -> list[Slot]:
        """Return the slots of words that one edit parts from ``word``: one letter or one swap."""
        if len(word) not in self._lengths:
            return []
        keys = {key for shorter in without_one(word) for key in self._neighbours.get(shorter, ())}
        return [
            slot
            for key in sorted(keys)
            if OSA.distance(key[len(TYPO) :], word) == 1
            for slot in self.get(key)
        ]


class Beginnings:
    """With which letters some words begin.

    Args:
        words: in any order.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)
        self.has_both = lru_cache(maxsize=_REMEMBERED)(partial(_have_both, self._sorted))
        """Whether a word begins with a first word and, right behind it, a second one, as a text has them."""

    def has(self, letters: str) -> bool:
        """Whether a word is, or begins with, some letters."""
        return _have(self._sorted, letters)


def _have(known: Sequence[str], letters: str) -> bool:
    at = bisect_left(known, letters)
    return at < len(known) and known[at].startswith(letters)


def _have_both(known: Sequence[str], first: str, second: str) -> bool:
    return any(_have(known, one.word + other.word) for one in readings(first) for other in readings(second))


def without_one(word: str) -> Iterator[str]:
    """Yield a word and the words that leave one of its letters out.

    Two words that one edit parts share at least one of these.
    """
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
