"""Finds the phrases of a lexicon in a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from redactor.detect.reading import Reading

_PHRASE_WORD = re.compile(r"\*|n[’']t|[’']s|[^\W_]+(?:[’'][^\W_]+)*")


class PhraseIndex:
    """Finds lexicon phrases in a reading, by lower-case word or lemma, in one pass.

    A phrase is words separated by blanks; ``*`` stands for up to four words. Hyphens
    between words are optional on both sides.

    Args:
        phrases: phrase to payload.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, payload in phrases:
            parts = tuple(_PHRASE_WORD.findall(phrase.lower()))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, payload))
        for options in self._by_first.values():
            options.sort(key=lambda o: -len(o[0]))

    def find(
        self, reading: Reading, first: int = 0, last: int | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Yield ``(first token, token after the last, payload)``, longest phrase first at each place."""
        end = len(reading.raw) if last is None else last
        by_first = self._by_first
        for i in range(first, end):
            options = by_first.get(reading.lower[i]) or ()
            if reading.lemma[i] != reading.lower[i]:
                options = (*options, *by_first.get(reading.lemma[i], ()))
            for parts, payload in options:
                stop = self._match(reading, i, parts, end)
                if stop:
                    yield i, stop, payload
                    break

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
