"""Tries a pattern only where a match of it can begin.

A regular expression of a hundred alternatives, tried at every word of a text, costs more than all that is
done with its matches. Most of them begin with one of a few words or with a figure, and where those stand
is found once for all patterns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from redactor.detect.reading import Reading

_WORD = re.compile(r"\w+")
_SAME_LETTER = {"ı": "i", "İ": "i", "ſ": "s", "\N{KELVIN SIGN}": "k"}
"""What a pattern takes for an ASCII letter when it ignores case."""
_FIGURE = ""
"""Stands for every word that begins with a figure."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """A pattern and where its matches can begin.

    Attributes:
        pattern: each match begins with one of the words or with a figure, where a word starts, or where
            the sign matches; and it is never empty.
        words: in lower case, each up to its first hyphen, apostrophe or blank.
        figures: whether a match can begin with a figure.
        sign: where else a match can begin.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    figures: bool = False
    sign: re.Pattern[str] | None = None

    def matches(self, reading: Reading) -> Iterator[re.Match[str]]:
        """Yield what ``pattern.finditer`` yields on a reading's text."""
        done = 0
        for start in self._starts(reading):
            found = self.pattern.match(reading.text, start) if start >= done else None
            if found is not None:
                yield found
                done = found.end()

    def _starts(self, reading: Reading) -> Sequence[int]:
        places = reading.memo("word starts", _places)
        starts = {start for word in self.words & places.keys() for start in places[word]}
        if self.figures:
            starts.update(places.get(_FIGURE, ()))
        if self.sign is not None:
            starts.update(found.start() for found in self.sign.finditer(reading.text))
        return sorted(starts)


def first_words(*phrases: str) -> frozenset[str]:
    """Return the words with which phrases begin, as :class:`Beginnings` wants them.

    Args:
        phrases: alternatives as a regular expression has them, ``two years|three``, or phrases.
    """
    options = (option for phrase in phrases for option in phrase.split("|"))
    return frozenset(_plain(word[0]) for option in options if (word := _WORD.search(option)))


def _places(reading: Reading) -> Mapping[str, Sequence[int]]:
    """Return where each word starts, and under :data:`_FIGURE` every one that begins with a figure."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for found in _WORD.finditer(_plain(reading.text)):
        word = found[0]
        places[_FIGURE if word[0].isdecimal() else word].append(found.start())
    return places


def _plain(text: str) -> str:
    """Return a text in lower case, each letter in its place."""
    if not text.isascii():
        for letter, ascii_letter in _SAME_LETTER.items():
            text = text.replace(letter, ascii_letter)
    return text.lower()
