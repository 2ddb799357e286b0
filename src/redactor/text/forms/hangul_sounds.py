"""Foreign names in Hangul, by sound: "코발렌코" and "꼬왈렌꼬" for "Kovalenko"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from redactor.text.forms.english_sounds import likeliest
from redactor.text.forms.hangul import letters
from redactor.text.tables import table

_MOST = 64
_LONGEST_GROUP = 3


@lru_cache(maxsize=1 << 14)
def sound_of(word: str) -> str:
    """Return the rough key of a word of Hangul syllables."""
    data = table("hangul_sounds")
    key = ""
    for syllable in word:
        first, vowel, last = letters(syllable)
        key += f"{data['initials'][first]}{data['vowels'][vowel]}{data['finals'].get(last, '')}"
    return _merged(key)


@lru_cache(maxsize=4096)
def sounds_of_key(slavic: str) -> frozenset[str]:
    """Return the rough keys that a name may have in Hangul.

    Args:
        slavic: the name's Slavic key.
    """
    choices = likeliest(list(_choices(slavic)), _MOST)
    return frozenset(_merged("\n".join(map("".join, product(*choices)))).split("\n"))


def _choices(slavic: str) -> Iterator[list[str]]:
    data, at = table("hangul_sounds"), 0
    while at < len(slavic):
        lengths = range(_LONGEST_GROUP, 1, -1)
        group = next((slavic[at : at + n] for n in lengths if slavic[at : at + n] in data["groups"]), "")
        letter = slavic[at]
        yield data["groups"][group] if group else data["letters"].get(letter, [letter])
        at += len(group) or 1


def _merged(key: str) -> str:
    """Join the sounds that a key does not tell apart; keys that line ends part are merged each."""
    for pattern, plain in _merging():
        key = pattern.sub(plain, key)
    return key


@cache
def _merging() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), plain) for pattern, plain in table("hangul_sounds")["merged"])
