"""Russian and Ukrainian names: one key for every way of spelling one, and its endings.

The key joins what the systems of transliteration (named in ``data/slavic.yaml``) write in
different ways, and what Russian and Ukrainian write in different ways: g and h, -iy and -y,
soft signs, doubled letters. It serves to compare names, never to spell one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from redactor.text.tables import table

_LEAST_STEM = 3
_LONGEST_ENDING = 7


@lru_cache(maxsize=1 << 14)
def slavic_key(word: str) -> str:
    """Return the key of a word in Latin or Cyrillic letters; characters of neither drop out.

    Args:
        word: in small letters; accents may stand or be missing.
    """
    cyrillic = table("slavic")["cyrillic"]
    if any(char in cyrillic for char in word):
        key = "".join(cyrillic.get(char, "") for char in word)
    else:
        key = re.sub(r"\Ax", "kh", unmarked(word))
        key = _latin_groups().sub(lambda m: _latin()[m[0]], "".join(c for c in key if "a" <= c <= "z"))
    return merged(key)


def merged(key: str) -> str:
    """Return a key with the sounds joined that it does not tell apart."""
    for pattern, plain in _merged():
        key = pattern.sub(plain, key)
    return key


def unmarked(word: str) -> str:
    """Write a Latin word's letters with hooks as English does ("š" as "sh"); others stay."""
    marked = table("slavic")["marked"]
    return "".join(marked.get(char, char) for char in word)


def stems(key: str) -> Iterator[tuple[str, str]]:
    """Yield the stems to which a name's endings go, each with the letter that decides on them.

    Args:
        key: the name's key in the form that stands in a dictionary.
    """
    letter = key[-1:] if key[-1:] in {"a", "o", "e", "i"} else ""
    for end, kind in table("slavic")["adjective_names"].items():
        if key.endswith(end) and len(key) - len(end) >= _LEAST_STEM:
            yield key.removesuffix(end), kind
    changed = (key.removesuffix(old) + new for old, new in table("slavic")["changes"] if key.endswith(old))
    for whole in (key, *changed):
        stem = whole.removesuffix(letter)
        if len(stem) >= _LEAST_STEM:
            yield stem, letter
        if letter == "a" and stem.endswith("i") and len(stem) > _LEAST_STEM:
            yield stem[:-1], letter


def cuts(key: str) -> Iterator[tuple[str, str]]:
    """Yield the ways of reading a key as a stem and an ending."""
    for length in range(min(_LONGEST_ENDING, len(key) - _LEAST_STEM) + 1):
        stem, ending = key[: len(key) - length], key[len(key) - length :]
        if ending in _all_endings():
            yield stem, ending


@lru_cache(maxsize=4096)
def takes(letter: str, ending: str) -> bool:
    """Whether a name that ends in ``letter`` may have an ending."""
    return ending in table("slavic")["endings"][letter]


@lru_cache(maxsize=4096)
def is_adjective_ending(ending: str) -> bool:
    """Whether an ending makes an adjective of a place's name."""
    return ending in table("slavic")["adjectives"]


def other_gender(key: str) -> frozenset[str]:
    """Return the keys of a surname as the men's and the women's of the family bear it."""
    pairs = table("slavic")["pairs"]
    women = {key.removesuffix(man) + woman for man, woman in pairs if key.endswith(man)}
    men = {key.removesuffix(woman) + man for man, woman in pairs if key.endswith(woman)}
    return frozenset(women | men)


def other_language(key: str) -> frozenset[str]:
    """Return the keys of a word of a place's name as an adjective of the other language."""
    pairs = table("slavic")["place_pairs"]
    there = {key.removesuffix(a) + b for a, b in pairs if key.endswith(a)}
    return frozenset(there | {key.removesuffix(b) + a for a, b in pairs if key.endswith(b)})


def other_ending(key: str) -> frozenset[str]:
    """Return the keys of a place's name as the other language ends it ("Pysarivka", "Pisarevka")."""
    pairs = [(a, b) for pair in table("slavic")["place_endings"] for a, b in (pair, reversed(pair))]
    return frozenset(key.removesuffix(a) + b for a, b in pairs if key.endswith(a) and len(key) > len(a) + 1)


@cache
def _all_endings() -> frozenset[str]:
    data = table("slavic")
    return frozenset({e for endings in data["endings"].values() for e in endings} | set(data["adjectives"]))


@cache
def _latin() -> dict[str, str]:
    return dict(table("slavic")["latin"])


@cache
def _latin_groups() -> re.Pattern[str]:
    return re.compile("|".join(_latin()))


@cache
def _merged() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), plain) for pattern, plain in table("slavic")["merged"])
