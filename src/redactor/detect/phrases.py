"""Finds the phrases of a lexicon in a reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from redactor.detect.reading import Reading

_PHRASE_WORD = re.compile(r"\*|n[’']t|[’']s|[^\W_]+(?:[’'][^\W_]+)*")


_NUMBERS = count()
"""Tell the indices apart by which a reading remembers where their phrases may begin."""
_Option = tuple[int, tuple[str, ...], str]
"""A phrase's rank, its words and its payload."""


class _Options:
    """Phrases that begin with one word, by the second one: few of them are looked at further."""

    def __init__(self) -> None:
        self._any: list[_Option] = []
        self._by_second: dict[str, list[_Option]] = {}

    def add(self, option: _Option) -> None:
        parts = option[1]
        if len(parts) == 1 or parts[1] == "*":
            self._any.append(option)
        else:
            self._by_second.setdefault(parts[1], []).append(option)

    def before(self, reading: Reading, token: int) -> list[_Option]:
        """Return those that may go on with a token's word, in the order of their ranks; -1 is no word."""
        by_second = self._by_second
        if token < 0 or not by_second:
            return self._any
        lower, lemma = reading.lower[token], reading.lemma[token]
        found = by_second.get(lower, [])
        if lemma != lower:
            found = found + by_second.get(lemma, [])
        if lower == "n't" and lemma != "not":
            found = found + by_second.get("not", [])
        return sorted(found + self._any) if found else self._any


def _followers(reading: Reading) -> Sequence[int]:
    """Return for each token which one is the word behind it, hyphens and blanks skipped; -1 for none."""
    behind, word = [], -1
    for token in range(len(reading.raw) - 1, -1, -1):
        behind.append(word)
        if reading.raw[token] != "-" and not reading.raw[token].isspace():
            word = token
    return behind[::-1]


def _places(reading: Reading) -> Mapping[str, Sequence[int]]:
    """Return where each word stands, as written and as its lemma."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, (lower, lemma) in enumerate(zip(reading.lower, reading.lemma, strict=True)):
        places[lower].append(i)
        if lemma != lower:
            places[lemma].append(i)
    return places


class PhraseIndex:
    """Finds lexicon phrases in a reading, by lower-case word or lemma, in one pass.

    A phrase is words separated by blanks; ``*`` stands for up to four words. Hyphens
    between words are optional on both sides.

    Args:
        phrases: phrase to payload.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, _Options] = {}
        self._key = f"beginnings of index {next(_NUMBERS)}"
        rows = [(tuple(_PHRASE_WORD.findall(phrase.lower())), payload) for phrase, payload in phrases]
        for rank, (parts, payload) in enumerate(sorted(rows, key=lambda row: -len(row[0]))):
            if parts:
                self._by_first.setdefault(parts[0], _Options()).add((rank, parts, payload))

    def find(
        self, reading: Reading, first: int = 0, last: int | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Yield ``(first token, token after the last, payload)``, longest phrase first at each place."""
        end = len(reading.raw) if last is None else last
        by_first, behind = self._by_first, reading.memo("followers", _followers)
        places = reading.memo(self._key, self._beginnings)
        for i in places[bisect_left(places, first) : bisect_left(places, end)]:
            lower, lemma = reading.lower[i], reading.lemma[i]
            for word in (lower,) if lemma == lower else (lower, lemma):
                options = by_first.get(word)
                likely = options and options.before(reading, behind[i])
                found = likely and self._longest(reading, i, likely, end)
                if found:
                    yield i, *found
                    break

    def _beginnings(self, reading: Reading) -> Sequence[int]:
        """Return the tokens of a reading at which a phrase may begin."""
        places = reading.memo("words", _places)
        words = self._by_first.keys() & places.keys()
        return sorted({place for word in words for place in places[word]})

    def _longest(
        self, reading: Reading, start: int, options: Iterable[_Option], end: int
    ) -> tuple[int, str] | None:
        """Return where the longest phrase ends that begins at a token, with its payload."""
        for _, parts, payload in options:
            stop = self._match(reading, start, parts, end)
            if stop:
                return stop, payload
        return None

    @staticmethod
    def _match(reading: Reading, start: int, parts: tuple[str, ...], end: int) -> int:
        i, gap = start, 0
        for part in parts:
            if part == "*":
                gap = 5
                continue
            while i < end:
                if (
                    reading.lower[i] == part
                    or reading.lemma[i] == part
                    or (part == "not" and reading.lower[i] == "n't")
                ):
                    break
                if reading.raw[i] == "-" or reading.raw[i].isspace():
                    i += 1
                elif gap > 1:
                    gap -= 1
                    i += 1
                else:
                    return 0
            else:
                return 0
            i, gap = i + 1, 0
        if reading.sentence_of[start] != reading.sentence_of[i - 1]:
            return 0
        return i
