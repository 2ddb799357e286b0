"""Korean names in Chinese characters, by how these are read in Korean (``data/hanja.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from redactor.text.forms.slots import WHOLE, Index, Slot
from redactor.text.tables import table

_RUN = re.compile(r"[一-鿿豈-﫿]+")
_LONGEST = 4
_LEAST = 2
"""Characters; one alone is a word as often as a surname."""


class Written(NamedTuple):
    """A part of a term in Chinese characters.

    Attributes:
        slot: which part.
        start: where it starts in the text.
        end: where it ends.
    """

    slot: Slot
    start: int
    end: int


def is_hanja(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return bool(_RUN.fullmatch(text))


@lru_cache(maxsize=4096)
def in_hangul(characters: str) -> tuple[str, ...]:
    """Return the Hangul that some characters may be read as; empty where one of them is unknown."""
    return tuple(map("".join, product(*(_readings().get(c, ()) for c in characters))))


def written(text: str, index: Index) -> Iterator[Written]:
    """Yield the names of an index that stand in a text in Chinese characters.

    Args:
        text: the original text; Chinese puts no blanks between words, so a name may stand
            anywhere among them.
        index: whose slots are known under Hangul keys.
    """
    for run in _RUN.finditer(text):
        at = run.start()
        while at < run.end():
            found = _longest(text, run.start(), at, run.end(), index)
            yield from found
            at = max((one.end for one in found), default=at + 1)


def _longest(text: str, first: int, at: int, end: int, index: Index) -> list[Written]:
    for length in range(min(_LONGEST, end - at), _LEAST - 1, -1):
        # A given name alone is two characters of any Chinese sentence, too.
        is_all = length == end - first
        found = [
            Written(slot, at, at + length)
            for reading in in_hangul(text[at : at + length])
            for slot in index.get(reading)
            if slot.part == WHOLE or (slot.strong and is_all)
        ]
        if found:
            return found
    return []


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    readings: dict[str, tuple[str, ...]] = {}
    for reading, characters in table("hanja").items():
        for character in characters:
            readings[character] = (*readings.get(character, ()), reading)
    return readings
