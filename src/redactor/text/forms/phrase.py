"""Phrases: words in their order, whatever stands between them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from redactor.text.forms.chains import joins
from redactor.text.forms.slots import Beginnings
from redactor.text.forms.text_words import TextWords, words_of
from redactor.text.forms.tokens import Token, readings

_REMEMBERED = 1 << 14
"""Words of which is known whether a phrase may begin with them."""


@dataclass(slots=True)
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    terms: list[int] = field(default_factory=list)


class Phrases:
    """Finds whole phrases.

    Args:
        phrases: number and text of each.
    """

    def __init__(self, phrases: Sequence[tuple[int, str]]) -> None:
        self._root = _Node()
        for number, text in phrases:
            node = self._root
            for token in words_of(text).plain():
                if token.readings:
                    node = node.after.setdefault(token.readings[0].word, _Node())
            if node is not self._root:
                node.terms.append(number)
        self._beginnings = Beginnings(self._root.after)
        self._is_first = lru_cache(maxsize=_REMEMBERED)(
            partial(_first_or_beginning, self._root.after, self._beginnings)
        )

    def find(self, words: TextWords) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, start, end and form of each phrase that stands in a text."""
        if not self._root.after:
            return
        for index, surface in enumerate(words.surfaces):
            is_first = self._is_first(surface)
            if is_first is None:
                continue
            for token in self._begin_with(words, index, is_first):
                for node, form in _steps(self._root, token):
                    for number, end, longer in _walk(words, token, node):
                        yield number, token.start, end, form or longer or "exact"

    def _begin_with(self, words: TextWords, index: int, is_first: bool) -> Iterator[Token]:
        """Yield the word of an index and the longer ones, as far as a phrase may begin with them."""
        if is_first:
            yield words.word(index)
        may_go_on = index in words.tight or words.is_joined(index)
        if may_go_on and self._beginnings.has_both(*words.surfaces[index : index + 2]):
            yield from words.longer(index)


def _first_or_beginning(first: Container[str], beginnings: Beginnings, surface: str) -> bool | None:
    """Whether a word is a phrase's first one; ``None`` if not even such a word begins with it."""
    read = readings(surface)
    if not any(beginnings.has(reading.word) for reading in read):
        return None
    return any(reading.word in first for reading in read)


def _walk(words: TextWords, token: Token, node: _Node) -> Iterator[tuple[int, int, str]]:
    for number in node.terms:
        yield number, token.end, ""
    if not node.after or token.last + 1 >= len(words.spans):
        return
    for following in words.beginning(token.last + 1):
        for deeper, form in _steps(node, following):
            if joins(words.text, token.end, following.start):
                for number, end, longer in _walk(words, following, deeper):
                    yield number, end, form or longer


def _steps(node: _Node, token: Token) -> Iterator[tuple[_Node, str]]:
    for reading in token.readings:
        if reading.word in node.after:
            form = "look-alike" if reading.disguised else token.form
            yield node.after[reading.word], "" if form in {"joined", "apostrophe", "hyphen"} else form
