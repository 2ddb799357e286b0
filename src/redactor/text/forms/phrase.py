"""Phrases: words in their order, whatever stands between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.text.forms.chains import joins
from redactor.text.forms.tokens import Token, tokens


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
            for token in tokens(text):
                if token.form == "" and token.readings:
                    node = node.after.setdefault(token.readings[0].word, _Node())
            if node is not self._root:
                node.terms.append(number)

    def find(self, text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, start, end and form of each phrase that stands in a text.

        Args:
            text: the original text.
            words: its tokens.
        """
        known = self._root.after
        begun = [token for token in words for reading in token.readings if reading.word in known]
        for token in dict.fromkeys(begun):
            for node, form in _steps(self._root, token):
                for number, end, longer in _walk(text, words, token, node):
                    yield number, token.start, end, form or longer or "exact"


def _walk(text: str, words: Sequence[Token], token: Token, node: _Node) -> Iterator[tuple[int, int, str]]:
    for number in node.terms:
        yield number, token.end, ""
    for following in _that_begin(words, token.last + 1) if node.after else ():
        for deeper, form in _steps(node, following):
            if joins(text, token.end, following.start):
                for number, end, longer in _walk(text, words, following, deeper):
                    yield number, end, form or longer


def _that_begin(words: Sequence[Token], first: int) -> Sequence[Token]:
    """Return the tokens that begin with the word of an index; they stand beside each other."""
    begin = bisect_left(words, first, key=_first)
    return words[begin : bisect_right(words, first, lo=begin, key=_first)]


def _first(token: Token) -> int:
    return token.first


def _steps(node: _Node, token: Token) -> Iterator[tuple[_Node, str]]:
    for reading in token.readings:
        if reading.word in node.after:
            form = "look-alike" if reading.disguised else token.form
            yield node.after[reading.word], "" if form in {"joined", "apostrophe", "hyphen"} else form
