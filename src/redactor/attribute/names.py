"""Reads the names of a document: their parts, which of them is the surname, and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from redactor.text.fold import fold
from redactor.text.tables import table
from redactor.text.variants import name_parts

_WORD = re.compile(r"[^\W\d_]+")
_MOST_LETTERS = 3
_MOST_PLAIN = 4
"""Words in lower case from which something is told and nobody named; "Ali bin Abu al-Din" has three."""
_LEAST_PLURAL = 5
_ALIKE = 0.7
"""How much of two spellings has to be the same for one surname: Dorzhiev and Dorjiev, Petrov and Petrova."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention's words.

    Attributes:
        parts: folded, without titles and single letters, see :func:`redactor.text.variants.name_parts`.
        letters: the single letters in it, folded, in order: of "A. V. Petrova" a and v.
        block: of two or three capitals in one word, these; they may be initials: "MW".
        orders: the initials that somebody of this name would be called by.
        is_told: it is a statement that a recognizer took for a name.
    """

    parts: tuple[str, ...]
    letters: str
    block: str
    orders: frozenset[str]
    is_told: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has more than one part."""
        return len(self.parts) > 1

    @property
    def surname(self) -> str:
        """The part that is the surname: a Korean one stands first; empty where nothing is left of a name."""
        if not self.parts:
            return ""
        is_korean = len(self.parts) > 1 and (" " in self.parts[1] or self.parts[0] in _korean_surnames())
        return self.parts[0] if is_korean else self.parts[-1]

    @property
    def family(self) -> str:
        """The surname in one spelling for all romanizations."""
        return family_of(self.surname)

    @property
    def given(self) -> tuple[str, ...]:
        """The parts but the surname; all of them where there is one only."""
        return tuple(p for p in self.parts if p != self.surname) if self.is_whole else self.parts

    @property
    def is_initials(self) -> bool:
        """Whether it is nothing but initials: "T.B."."""
        return len(self.letters) > 1 and not any(
            len(p.replace(" ", "")) > len(self.letters) for p in self.parts
        )

    def may_be(self, bearer: Name) -> bool:
        """Whether a name of one part, perhaps with an initial, is a short form of a whole one."""
        if not self.parts or self.is_whole:
            return False
        part = self.parts[0]
        if part not in bearer.parts and family_of(part) != bearer.family:
            return self.is_family_of(bearer)
        rest = [p for p in bearer.parts if p != part and family_of(p) != family_of(part)]
        return not self.letters or any(p[0] == self.letters[0] for p in rest)

    def is_family_of(self, bearer: Name) -> bool:
        """Whether it is the plural of a surname: "the Bondars"."""
        part = self.parts[0] if len(self.parts) == 1 else ""
        return len(part) >= _LEAST_PLURAL and part == f"{bearer.surname}s"


def read_name(surface: str) -> Name:
    """Read a mention's words; a plain word that a recognizer took along is none of a name."""
    capital = [w for w in surface.split() if not w.islower()]
    is_told = len(surface.split()) - len(capital) >= _MOST_PLAIN
    if capital and fold(capital[0]).text not in _korean_surnames():
        surface = " ".join(capital)
    words = [fold(w).text for w in _WORD.findall(surface)]
    letters = "".join(w for w in words if len(w) == 1)
    parts = name_parts(surface)
    plain = surface.strip()
    is_block = plain.isalpha() and plain.isupper() and 1 < len(plain) <= _MOST_LETTERS
    return Name(
        parts, letters, fold(plain).text if is_block else "", frozenset(_orders(surface, parts)), is_told
    )


def _orders(surface: str, parts: Sequence[str]) -> Iterator[str]:
    """Yield the initials of a whole name: the surname first or last, with middle ones or without."""
    if len(parts) < 2:
        return
    single = [fold(w).text for w in _WORD.findall(surface)]
    told = [w for w in single if len(w) == 1 or any(w in p.split() for p in parts)]
    for words in (list(parts), told, [piece for p in parts for piece in p.split()]):
        firsts = "".join(w[:1] for w in words)
        if len(firsts) < 2:
            continue  # letters that fold away, or that stand apart
        yield from (firsts, firsts[1:] + firsts[0], firsts[-1] + firsts[:-1], firsts[0] + firsts[-1])


def family_of(surname: str) -> str:
    """Return one spelling for all romanizations of a Korean surname; others stay ("Ho", "Heo")."""
    return _korean_surnames().get(surname, surname)


def is_surname(word: str) -> bool:
    """Whether a folded word is a known short surname, which capitals do not make initials."""
    return word in _korean_surnames()


def is_one_person(one: Name, other: Name) -> bool:
    """Whether the surnames of two whole names that share a given name let them be one person's."""
    if one.surname in other.parts or other.surname in one.parts or one.family == other.family:
        return True
    if _is_patronymic(one.surname) or _is_patronymic(other.surname):
        return True
    first, second = sorted((one.surname, other.surname))
    shared = one.surname[0] == other.surname[0]
    return shared and SequenceMatcher(None, first, second).ratio() >= _ALIKE


def _is_patronymic(word: str) -> bool:
    return word.endswith(tuple(table("bearers")["patronymics"]))


@cache
def _korean_surnames() -> dict[str, str]:
    rows = [[str(spelling) for spelling in row] for row in table("names")["surnames"]]
    return {spelling: row[0] for row in reversed(rows) for spelling in row}
