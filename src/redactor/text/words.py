"""Folded text as words, and needles as a trie of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from redactor.text.fold import fold
from redactor.text.tables import table

WORD = re.compile(r"[^\W\d_]+|\d+")
_NEEDLE_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]\.|[^\W\d_]+|\d+")
_GAP = re.compile(r"[ \t_\-./',*~·]{0,4}(?:\r\n|\n|\r)?[ \t_\-./',*~·>]{0,4}\Z")
_HYPHENATION = re.compile(r"-[ \t]*(?:\r\n|\n|\r)[ \t]*")
_LONGEST_NAME = 40
"""Characters of a needle that may be somebody's name; what is longer is told by one document."""
_SPACED_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ._\-][^\W\d_]){2,30}(?![^\W_])")


@dataclass(slots=True)
class Node:
    """One step of the needles' trie: what may follow, and the needle that ends here."""

    after: dict[str, Node] = field(default_factory=dict)
    needle: str | None = None


def trie(needles: Iterable[str]) -> Node:
    """Build the trie of needles, each folded and split into words."""
    root = Node()
    for needle in needles:
        node = root
        for word in _words_of_needle(needle):
            node = node.after.setdefault(word, Node())
        if node is not root and node.needle is None:
            node.needle = needle
    return root


def begins_with(needle: str, letters: Collection[str]) -> bool:
    """Whether the first word of a needle begins with one of some folded letters or figures.

    Every mention does: also one that is hyphenated, spaced out, an initial or followed by particles.
    """
    words = _words_of_needle(needle)
    return bool(words) and words[0][0] in letters


def _words_of_needle(needle: str) -> tuple[str, ...]:
    return _words_of_name(needle) if len(needle) <= _LONGEST_NAME else _split(needle)


@lru_cache(maxsize=1 << 14)
def _words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of a needle; a name is looked for in every document of an archive."""
    return _split(name)


def _split(needle: str) -> tuple[str, ...]:
    return tuple(_NEEDLE_WORD.findall(fold(needle).text))


@dataclass(frozen=True, slots=True)
class Words:
    """A folded text as words.

    Attributes:
        text: the folded text.
        spans: start and end of each word.
        joined: for the index of a word, a word that it may begin together with the ones
            after it (hyphenated at a line end, or spaced out), and the last one's index.
    """

    text: str
    spans: list[tuple[int, int]]
    joined: dict[int, tuple[str, int]]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split folded text into words: runs of letters and runs of digits."""
        spans = [m.span() for m in WORD.finditer(text)]
        return cls(text, spans, _joined_words(text, spans))

    def may_start(self, trie: Node) -> Iterator[int]:
        """Yield the indices of the words at which a mention can start; the others cost little."""
        text, joined, known = self.text, self.joined, trie.after
        for index, (start, end) in enumerate(self.spans):
            word = text[start:end]
            is_initial = end - start == 1 and f"{word}." in known
            if word in known or is_initial or index in joined or "가" <= word[0] <= "힣":
                yield index

    def longest(self, index: int, node: Node) -> tuple[str, int] | None:
        """Return the needle of the longest mention from a word on, and where it ends.

        A word is also tried without Korean particles, as an initial where a full stop or the
        like follows, and joined with what it was hyphenated or spaced out from.
        """
        start, end = self.spans[index]
        steps = [(self.text[start:end], index, end)]
        if index in self.joined:
            word, last = self.joined[index]
            steps.append((word, last, self.spans[last][1]))
        if self._is_initial(start, end):
            steps.append((f"{self.text[start]}.", index, end))
        steps += [(stem, index, start + len(stem)) for stem in _stems(self.text[start:end])]
        found = [hit for word, last, at in steps if (hit := self._step(node.after.get(word), last, at))]
        return max(found, key=lambda hit: hit[1], default=None)

    def _is_initial(self, start: int, end: int) -> bool:
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return end - start == 1 and before != "'" and after in {".", "_", "-"}

    def _step(self, node: Node | None, last: int, at: int) -> tuple[str, int] | None:
        if node is None:
            return None
        if node.after and at == self.spans[last][1] and last + 1 < len(self.spans):
            gap = self.text[at : self.spans[last + 1][0]]
            longer = self.longest(last + 1, node) if _GAP.match(gap) else None
            if longer:
                return longer
        return None if node.needle is None else (node.needle, at)


def _joined_words(text: str, spans: list[tuple[int, int]]) -> dict[int, tuple[str, int]]:
    joined: dict[int, tuple[str, int]] = {}
    hyphens, runs = list(_HYPHENATION.finditer(text)), list(_SPACED_OUT.finditer(text))
    if not hyphens and not runs:
        return joined
    index_at = {start: index for index, (start, _) in enumerate(spans)}
    for hyphen in hyphens:
        after = index_at.get(hyphen.end())
        if after and spans[after - 1][1] == hyphen.start():
            start, end = spans[after - 1][0], spans[after][1]
            joined[after - 1] = (text[start : hyphen.start()] + text[hyphen.end() : end], after)
    for run in runs:
        letters = [index_at[at] for at in range(run.start(), run.end(), 2)]
        for index in letters[:-2]:
            joined[index] = (text[spans[index][0] : run.end() : 2], letters[-1])
    return joined


def _stems(word: str) -> Iterator[str]:
    """Yield what is left of a Hangul word without the particles at its end."""
    if "가" <= word[0] <= "힣":
        for cut in range(len(word) - 1, 1, -1):
            if _particles().fullmatch(word[cut:]):
                yield word[:cut]


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('names')['particles'])})+")
