"""The words that names of units are made of and found by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon

PUNCTUATION = frozenset("-‐‑–'’")
"""What stands within a unit's name."""
_FIGURE = re.compile(r"\d{1,5}(?:st|nd|rd|th)?$|no\.?$")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words in and around names of units.

    Attributes:
        nouns: what a unit is: ``brigade``.
        arms: branches: ``marine``.
        abbreviations: short forms of either.
        sized: abbreviations that a capitalised name before them makes a unit.
        ordinals: that number a unit.
        vague: nouns that name no unit by themselves.
        vague_numbered: those that do with a number.
        of_name: words that make a name a military one.
        before: words before a unit that are no part of its name.
    """

    nouns: frozenset[str]
    arms: frozenset[str]
    abbreviations: frozenset[str]
    sized: frozenset[str]
    ordinals: frozenset[str]
    vague: frozenset[str]
    vague_numbered: frozenset[str]
    of_name: frozenset[str]
    before: frozenset[str]

    def is_number(self, lower: str) -> bool:
        """Whether a word in lower case numbers a unit."""
        return lower in self.ordinals or is_figure(lower)

    def continues_name(self, lower: str) -> bool:
        """Whether a word goes on with a name: 'People's Army River Crossing Force'."""
        return lower in self.arms or lower in self.nouns or lower in self.vague


def is_figure(lower: str) -> bool:
    """Whether a word in lower case is a number in figures: ``36th``, ``no.``."""
    return _FIGURE.match(lower) is not None


@cache
def unit_words() -> UnitWords:
    """Return the English words, loaded once."""
    lex = lexicon("en")
    everyday = lex.words("military/unit_abbreviations_everyday")
    return UnitWords(
        nouns=lex.single_words("military/unit_nouns"),
        arms=frozenset(w for entry in lex.words("military/arms") for w in entry.split()),
        abbreviations=lex.single_words("military/unit_abbreviations") - everyday,
        sized=lex.words("military/named_abbreviations"),
        ordinals=lex.words("military/unit_ordinals"),
        vague=lex.words("military/vague_units"),
        vague_numbered=lex.words("military/vague_units_numbered"),
        of_name=lex.words("military/unit_name_words"),
        before=lex.words("military/before_units"),
    )
