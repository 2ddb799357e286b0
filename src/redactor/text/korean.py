"""Romanized Korean: one skeleton for every way of spelling a name.

DPRK, McCune-Reischauer and Revised spellings differ in marks, in voiced and aspirated
consonants, in "eo" for "o" and "eu" for "u", and in the r or n that the South drops at the
start. The skeleton drops all of that, so "Phyeongseong", "P'yŏngsŏng" and "Pyongsong" meet.
It also joins names that do differ, so it serves to look a name up, never to spell one.

The rules are own work, from the published tables of the three systems.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[^a-z]", ""),
        (r"sh", "s"),
        (r"([pkt])h", r"\1"),
        (r"c+h+|j+|tch", "c"),
        (r"eo", "o"),
        (r"eu", "u"),
        (r"oo", "u"),
        (r"ai|ae", "e"),
        (r"g", "k"),
        (r"d", "t"),
        (r"b", "p"),
        (r"l", "r"),
        (r"nr|rn", "n"),
        (r"\A[rn](?=[yi])", ""),
        (r"\Ar", "n"),
        (r"(.)\1+", r"\1"),
    )
)


_FIRST_LETTERS = {
    **{"a": "ae", "e": "eou", "o": "ou"},
    **{"b": "p", "d": "t", "g": "k", "j": "c", "t": "tc"},
    **{"l": "nyi", "n": "nyi", "r": "nyi"},
}
"""With what a skeleton may begin, by a name's first letter; with that letter where none is told here."""


def may_begin(name: str, first: str) -> bool:
    """Whether the skeleton of a name, or of a longer one that begins with it, may begin with a letter."""
    is_plain = "a" <= name[:1] <= "z"
    return not is_plain or first in _FIRST_LETTERS.get(name[0], name[0])


@lru_cache(maxsize=1 << 14)
def skeleton(name: str) -> str:
    """Return the skeleton of a romanized Korean name.

    Args:
        name: folded text, see :func:`redactor.text.fold.fold`; what is no Latin letter drops out.
    """
    for pattern, plain in _RULES:
        name = pattern.sub(plain, name)
    return name
