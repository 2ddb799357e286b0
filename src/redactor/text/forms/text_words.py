"""A text as its words, and the longer ones that begin with a word, made only where somebody asks for them.

Of the pairs of neighbours in a text hardly one can be a name that a blank parts, and whoever
looks for terms knows with which words these begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock

from cachetools import LRUCache, cached

from redactor.text.fold import fold
from redactor.text.forms.tokens import Token, is_marked, joint, merged, readings, with_next
from redactor.text.words import Words

_MOST_JOINED = 3
_REMEMBERED = 8_000
"""Words of the texts looked at last: one text is searched for several lists of terms, one after the other."""
_AFTER_APOSTROPHE = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})
_TIGHT = frozenset({"apostrophe", "hyphen"})
"""Joints without a blank: what they part is often one word."""


@dataclass(frozen=True, slots=True, eq=False)
class TextWords:
    """The words of a text.

    Attributes:
        text: the original text.
        spans: where each word starts and ends in it.
        surfaces: each word as it stands there.
        gaps: what stands between each word and the next one.
        pieces: for the index of a word that a line end hyphenates or that is spaced out, the
            index of its last piece.
        tight: indices of words that belong to the next one by more than a blank.
    """

    text: str = field(repr=False)
    spans: Sequence[tuple[int, int]] = field(repr=False)
    surfaces: Sequence[str] = field(repr=False)
    gaps: Sequence[str] = field(repr=False)
    pieces: Mapping[int, int] = field(repr=False)
    tight: frozenset[int] = field(repr=False)

    def word(self, index: int) -> Token:
        """Return the word of an index by itself."""
        start, end = self.spans[index]
        return Token(start, end, index, index, "", readings(self.surfaces[index]))

    def plain(self) -> list[Token]:
        """Return every word by itself."""
        return [self.word(index) for index in range(len(self.spans))]

    def beginning(self, index: int) -> Iterator[Token]:
        """Yield the word of an index and the longer ones that begin with it."""
        yield self.word(index)
        yield from self.longer(index)

    def is_joined(self, index: int) -> bool:
        """Whether nothing keeps the word of an index and the next one from being one word."""
        return index < len(self.gaps) and joint(self.gaps[index]) is not None

    def is_marked(self, index: int) -> bool:
        """Whether the word of an index stands as an initial."""
        return is_marked(self.text, *self.spans[index])

    def longer(self, index: int) -> Iterator[Token]:
        """Yield the longer words that begin with the word of an index."""
        if index not in self.pieces:
            yield from self._joined(index)
            return
        last = self.pieces[index]
        form = "spaced" if last - index > 1 else "hyphenation"
        yield merged([self.word(at) for at in range(index, last + 1)], form)

    def in_line(self) -> list[Token]:
        """Return the words one after the other, those that an apostrophe parts ("п'ять") in one."""
        line: list[Token] = []
        for index in range(len(self.spans)):
            for token in self.beginning(index) if index in self.tight else (self.word(index),):
                if token.form not in {"", "apostrophe"}:
                    continue
                if line and token.start == line[-1].start:
                    line[-1] = token
                elif not line or token.start >= line[-1].end:
                    line.append(token)
        return line

    def _joined(self, index: int) -> Iterator[Token]:
        """Yield the words that an apostrophe, a hyphen, a blank or a line end parts."""
        parts = [self.word(index)]
        whole = parts[0]
        for last in range(index + 1, min(index + _MOST_JOINED, len(self.spans))):
            kind = joint(self.gaps[last - 1])
            if kind is None:
                return
            form = kind if last == index + 1 else "joined"
            if form == "apostrophe" and self.surfaces[last].lower() in _AFTER_APOSTROPHE:
                return
            parts.append(self.word(last))
            if len(whole.readings) == len(parts[-1].readings) == 1:
                whole = with_next(whole, parts[-1], form)
            else:
                whole = merged(parts, form)
            if not whole.readings:
                return
            yield whole


def _weight(words: TextWords) -> int:
    # However long, some texts fit in: the one that is worked on is asked for again and again.
    return min(len(words.spans) + 1, _REMEMBERED // 4)


@cached(LRUCache(maxsize=_REMEMBERED, getsizeof=_weight), lock=Lock())
def words_of(text: str) -> TextWords:
    """Return the words of a text."""
    folded = fold(text)
    words = Words.of(folded.text)
    spans = words.spans
    if not folded.is_one_for_one:
        spans = [(folded.starts[start], folded.ends[end - 1]) for start, end in spans]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    pieces = {first: last for first, (_, last) in words.joined.items()}
    tight = (index for index, gap in enumerate(gaps) if gap != " " and joint(gap) in _TIGHT)
    return TextWords(
        text, spans, [text[start:end] for start, end in spans], gaps, pieces, frozenset((*pieces, *tight))
    )
