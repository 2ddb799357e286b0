"""Parsed sentences, so that of a block that was changed in places only the changed ones are parsed.

A parser reads a sentence by its own words. One that stands in the draft letter by letter keeps the
draft's reading, wherever it stands; every other stretch of a block is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from redactor.detect.parsed import Parsed

_NEXT = re.compile(r"(?<=[.!?…\"'”’)\]])\s+(?=\S)")
"""Where a sentence may begin behind one that was changed."""
_WORD = re.compile(r"\S+")
_LEAST = 12
"""Code points of a sentence that is known again anywhere: a shorter one is a part of too many others."""


class Sentences:
    """The sentences of parsed blocks.

    Args:
        parsed: blocks, by their text.
    """

    def __init__(self, parsed: Mapping[str, Parsed]) -> None:
        self._known: dict[str, Parsed] = {}
        self._by_word: dict[str, list[str]] = {}
        for block, reading in parsed.items():
            for sentence, characters in reading.sentences():
                self._add(block[characters], sentence)

    def _add(self, text: str, sentence: Parsed) -> None:
        first = _WORD.match(text)
        if first and len(text) >= _LEAST and text not in self._known:
            self._known[text] = sentence
            self._by_word.setdefault(first[0], []).append(text)

    def cut(self, block: str) -> Iterator[str | Parsed]:
        """Yield a block's known sentences, and between them as texts the stretches that have to be parsed."""
        done = at = 0
        while at < len(block):
            sentence = self._at(block, at)
            if sentence is None:
                following = _NEXT.search(block, at + 1)
                at = following.end() if following else len(block)
                continue
            if done < at:
                yield block[done:at]
            yield self._known[sentence]
            done = at = at + len(sentence)
        if done < len(block):
            yield block[done:]

    def _at(self, block: str, at: int) -> str | None:
        """Return the longest known sentence that stands at a place, up to a blank or the block's end."""
        first = _WORD.match(block, at)
        there = [
            text
            for text in self._by_word.get(first[0] if first else "", ())
            if block.startswith(text, at) and (text[-1].isspace() or at + len(text) == len(block))
        ]
        return max(there, key=len, default=None)
