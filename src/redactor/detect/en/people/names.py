"""What the lexicons know about names, and what a name's words look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon

PATRONYMIC = re.compile(r"\w{3,}(?:ovich|evich|ovna|evna|ivna|yich|ych|ovych|yevich)$")
"""A Slavic father's name in lower case."""
NameKey = tuple[str, ...]
"""The words of a name in lower case; a hyphenated given name is one word."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the lexicons know about names, as sets of lower-case words.

    Attributes:
        surnames: Korean family names.
        given: given names of all languages that sources come from.
        syllables: of Korean given names.
        titles: honorifics and other titles.
        forms_of_address: those that count before a name even in lower case.
        offices: what an official is called.
        kin: words for relatives.
        person_nouns: what a person is or does: ``soldier``, ``cook``.
        peoples: names of peoples and their members.
        orgs: nouns that make a name an organisation's.
        places: nouns that make a name a place's.
        calendar: months, weekdays and seasons.
        common: the language's common words.
        particles: small words within a name, in lower case: ``al``, ``bin``, ``van``.
        figures: keys of the public figures, to their ids.
    """

    surnames: frozenset[str]
    given: frozenset[str]
    syllables: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    offices: frozenset[str]
    kin: frozenset[str]
    person_nouns: frozenset[str]
    peoples: frozenset[str]
    orgs: frozenset[str]
    places: frozenset[str]
    calendar: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    figures: dict[NameKey, str]


@cache
def names() -> Names:
    """Return the English lexicons of names, loaded once."""
    lex = lexicon("en")
    nouns = ("military/trades", "military/trades_ambiguous", "military/ranks", "background/occupations")
    return Names(
        surnames=lex.single_words("names/korean/surnames"),
        given=_given_names(),
        syllables=lex.single_words("names/korean/given_syllables"),
        titles=lex.single_words("names/honorifics"),
        forms_of_address=lex.words("entities/forms_of_address"),
        offices=lex.single_words("public/offices"),
        kin=lex.single_words("kin/relations"),
        person_nouns=lex.words("grammar/person_nouns") | lex.single_words(*nouns),
        peoples=lex.single_words("background/peoples"),
        orgs=lex.words("entities/org_nouns"),
        places=lex.words("entities/place_nouns"),
        calendar=lex.words("grammar/months", "grammar/weekdays", "grammar/seasons"),
        common=lex.common_words(),
        particles=lex.single_words("names/particles"),
        figures=_figures(),
    )


def _given_names() -> frozenset[str]:
    """Given names of three letters or more: shorter ones are words too often."""
    lex = lexicon("en")
    lists = [f"names/{people}/given" for people, kinds in lex.entry("names").items() if "given" in kinds]
    long = frozenset(w for w in lex.single_words(*lists) if len(w) > 2)
    return long | lex.single_words("names/slavic/diminutives")


def _figures() -> dict[NameKey, str]:
    listed = lexicon("en").entry("public/figures")
    known = {_key_of(name): figure["id"] for figure in listed for name in figure["names"]}
    famous = {key: "-".join(key) for key in map(_key_of, _famous())}
    return {**famous, **known}


def _famous() -> Iterator[str]:
    """Names of the people that are known for what they were or are, in their order."""
    return (name for listed in lexicon("en").entry("famous").values() for name in listed)


def _key_of(name: str) -> NameKey:
    return tuple(w for w in re.split(r"[\s\-‐‑–.]+", name.lower().replace("’", "'")) if w)


def public_names() -> tuple[str, ...]:
    """Return the names of the public figures that the lexicon lists.

    Surnames that are famous for their first bearer are not among them: somebody's call sign may be one.
    """
    figures = (name for figure in lexicon("en").entry("public/figures") for name in figure["names"])
    return (*figures, *(name for name in _famous() if " " in name))


def is_figure(key: NameKey) -> bool:
    """Whether a name is the full name, or a listed short one, of a public figure."""
    return flat(key) in names().figures


def without_patronymic(key: NameKey) -> NameKey:
    """Return a name's words without the father's name between given name and surname."""
    return tuple(k for i, k in enumerate(key) if i in (0, len(key) - 1) or not PATRONYMIC.match(k))


def may_be_lent(key: NameKey) -> bool:
    """Whether a name is a famous surname alone, which comrades give to one another as well."""
    return len(key) == 1 and key in _lendable()


@cache
def _lendable() -> frozenset[NameKey]:
    return frozenset(key for key in map(_key_of, _famous()) if len(key) == 1)


def flat(key: NameKey) -> NameKey:
    """Return the words of a name with hyphenated ones taken apart."""
    return tuple(w for k in key for w in k.split("-"))


def is_korean(key: NameKey) -> bool:
    """Whether a name is built of a Korean surname and one or two given syllables."""
    know = names()
    words = flat(key)
    if not 2 <= len(words) <= 3 or words[0] not in know.surnames:
        return False
    given = words[1:]
    return all(k in know.syllables for k in given) or (len(given) == 1 and _is_two_syllables(given[0]))


def _is_two_syllables(word: str) -> bool:
    syllables = names().syllables
    return any(word[:i] in syllables and word[i:] in syllables for i in range(1, len(word)))
