"""Names of one word: which of them say enough to be hidden wherever they stand."""

from __future__ import annotations

from redactor.archive.naming import plain
from redactor.text.forms.english import is_ordinary
from redactor.text.forms.given_names import is_first_name
from redactor.text.forms.hangul import surnames_spelled
from redactor.text.forms.person import name_words
from redactor.text.forms.slavic import slavic_key
from redactor.text.forms.tokens import Script, script_of
from redactor.text.places import lookup_place

_LEAST_LETTERS = 4
_LEAST_SIGNS = 2
"""Of a script without blanks, in which two signs are a name."""
_KNOWN_PLACE = 100_000
"""Inhabitants from which a name means the place before it means a person."""


def bare_name(text: str) -> str:
    """Return the only word of a surface, folded and without its title; empty if there are more."""
    words = ["".join(word) for word in name_words(plain(text))]
    words = [word for word in words if len(word) > 1]
    return words[0] if len(words) == 1 else ""


def is_telling(word: str) -> bool:
    """Whether a name of one word is hidden in every document once one hides it.

    First names, surnames that half a country shares, words of everyday English and known
    places are not: they would hide what names nobody.

    Args:
        word: folded.
    """
    if not word.isalpha():
        return False
    if script_of(word) is Script.OTHER:
        return len(word) >= _LEAST_SIGNS
    key = slavic_key(word)
    common = is_first_name(key) or is_ordinary(word) or bool(surnames_spelled(word))
    return len(word) >= _LEAST_LETTERS and not common and not _is_known_place(word)


def _is_known_place(word: str) -> bool:
    return any(p.kind != "place" or p.population >= _KNOWN_PLACE for p in lookup_place(word))
