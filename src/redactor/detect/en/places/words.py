"""The words that place names are found and judged by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words in and around place names.

    Attributes:
        place_nouns: that end a place's name: ``valley``.
        region_nouns: that belong to a name before them even without a capital: ``oblast``.
        post_nouns: that make a name a military post's: ``camp``.
        openers: directions that open a name and a sentence as well.
        others: that make a name an organisation's or a unit's.
        unit_abbreviations: that open a unit's name.
        strong: prepositions behind which an unknown name is a place's.
        calendar: months, weekdays and seasons.
        common: everyday words.
        staying: verbs by which a question asks where somebody stays.
    """

    place_nouns: frozenset[str]
    region_nouns: frozenset[str]
    post_nouns: frozenset[str]
    openers: frozenset[str]
    others: frozenset[str]
    unit_abbreviations: frozenset[str]
    strong: frozenset[str]
    calendar: frozenset[str]
    common: frozenset[str]
    staying: frozenset[str]


@cache
def name_words() -> NameWords:
    """Return the English words, loaded once."""
    lex = lexicon("en")
    return NameWords(
        place_nouns=lex.words("entities/place_nouns"),
        region_nouns=lex.words("entities/region_nouns"),
        post_nouns=lex.words("entities/post_nouns"),
        openers=lex.words("entities/name_openers"),
        others=lex.words("entities/org_nouns") | lex.single_words("military/unit_nouns"),
        unit_abbreviations=lex.single_words("military/unit_abbreviations"),
        strong=lex.words("entities/strong_place_prepositions"),
        calendar=lex.words("grammar/months", "grammar/weekdays", "grammar/seasons"),
        common=lex.common_words(),
        staying=lex.words("entities/staying_verbs"),
    )
