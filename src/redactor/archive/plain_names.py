"""Whether the name of a file or a folder is made of words that are nobody's name.

No document need say who "Goran Petrovic" is for a folder of that name to tell it. So a name is
kept only where each of its words is known to be none: everyday words, short numbers, letters
on their own. One too many made neutral costs a look into the owner's list, one too few a life.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from redactor.detect.lexicon import lexicon
from redactor.text.forms.english import is_ordinary
from redactor.text.forms.given_names import is_first_name
from redactor.text.forms.hangul import surnames_spelled
from redactor.text.forms.slavic import slavic_key
from redactor.text.tables import table

_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+")
"""A run of letters or digits; a capital begins a new word: ``ZoranBabic2``."""
_MARKS = str.maketrans("", "", "–—‘’“”«»№")
_LISTS = ("given", "diminutives", "surnames", "given_native")
_LONGEST_NUMBER = 8
"""Digits of a date; longer ones are telephone and service numbers."""


def is_plain_name(part: str) -> bool:
    """Whether a file's name without its ending, or a folder's, names nobody.

    Args:
        part: one part of a path.
    """
    bare = part.translate(_MARKS)
    words = _WORD.findall(bare)
    letters = [word for word in words if len(word) == 1 and word.isalpha()]
    # Two letters on their own are initials.
    return bare.isascii() and len(letters) < 2 and all(map(_is_plain, words))


def _is_plain(word: str) -> bool:
    if word.isdigit():
        return len(word) <= _LONGEST_NUMBER
    return len(word) == 1 or _is_plain_word(word.lower())


@lru_cache(maxsize=4096)
def _is_plain_word(word: str) -> bool:
    names = table("names")
    if word in _archival() or word in names["function_words"]:
        return True
    if not is_ordinary(word) or word in names["ordinary_words"] or word in _names_of_peoples():
        return False
    return not is_first_name(slavic_key(word)) and not surnames_spelled(word)


@cache
def _names_of_peoples() -> frozenset[str]:
    known = lexicon("en")
    peoples = [(people, kinds) for people, kinds in known.entry("names").items() if isinstance(kinds, dict)]
    lists = [f"names/{p}/{kind}" for p, kinds in peoples for kind in _LISTS if kind in kinds]
    return known.words(*lists)


@cache
def _archival() -> frozenset[str]:
    told = yaml.safe_load((files("redactor.archive") / "plain_words.yaml").read_text("utf-8"))
    return frozenset(word for words in told.values() for word in words)
