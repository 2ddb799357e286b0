"""Reads exact values: what a generalization takes away, and what an inference could use."""

from __future__ import annotations

import re

from redactor.generalize.en.dates import read_date
from redactor.generalize.en.numbers import number_pattern, read_number

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BAND = re.compile(
    r"\d0['’]?s\b|\bteens\b|(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|\bsomething\b", re.IGNORECASE
)
_LENGTH_UNIT = r"(?:years?|summers?|winters?|springs?|autumns?|drafts?)"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
        ),
        1,
    )
}


def exact_age(words: str) -> int | None:
    """Return the age that an expression names, ``None`` if it is a band or nothing of the kind."""
    if _BAND.search(words):
        return None
    found = re.search(number_pattern(), words, re.IGNORECASE)
    age = read_number(found[0]) if found else None
    return age if age is not None and 0 < age < 100 else None


def exact_year(words: str) -> int | None:
    """Return the year that a date names, ``None`` if it names none or only a decade."""
    plain = words.strip()
    if re.search(r"\d0['’]?s\b", plain):
        return None
    found = _YEAR.search(plain)
    if found:
        return int(found[0])
    moment = read_date(plain)
    return moment.year if moment is not None else None


def exact_length(words: str) -> int | None:
    """Return how many years an expression counts: "nine years", "my ninth winter"."""
    counted = re.search(rf"({number_pattern()})(?:\s+|-)(?:\w+\s+)?{_LENGTH_UNIT}\b", words, re.IGNORECASE)
    if counted:
        return read_number(counted[1])
    ordinal = re.search(rf"\b({'|'.join(_ORDINALS)})\s+{_LENGTH_UNIT}\b", words, re.IGNORECASE)
    if ordinal:
        return _ORDINALS[ordinal[1].lower()]
    figure = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)\s+{_LENGTH_UNIT}\b", words, re.IGNORECASE)
    return int(figure[1]) if figure else None
