"""One pass over a parsed text, kept as plain lists that every recognizer shares.

spaCy's token objects are slow to touch from Python; sixteen recognizers touching each
token would cost more than the parse. A :class:`Reading` takes what the rules need out
of the ``Doc`` once. It is cached on the ``Doc``, so that each recognizer may ask for it
on its own and still works alone in any Presidio ``AnalyzerEngine``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc

from redactor.detect.layout.blocks import Block, Speaker
from redactor.detect.layout.read import read_layout
from redactor.detect.layout.words import LayoutWords
from redactor.model import Context, Span

_T = TypeVar("_T")
_CACHE_KEY = "redactor.reading"
BLOCKS_KEY = "redactor.blocks"
_NO_BLOCK = Block(Span(0, 0), Context.NARRATION, Speaker.NARRATOR)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of tokens within one block.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        block: index of its block.
        number: index of the sentence in the text.
    """

    first: int
    last: int
    block: int
    number: int


@dataclass(slots=True)
class Reading:
    """What the rules know about a text. Token lists have one entry a token.

    Attributes:
        text: the text.
        blocks: its layout.
        lower: tokens in lower case.
        raw: tokens as written.
        lemma: lemmas in lower case.
        pos: universal part of speech: ``NOUN``.
        tag: fine part of speech: ``VBD``.
        dep: dependency label: ``nsubj``.
        head: index of the head token.
        ent: spaCy's entity label, or "".
        starts: code point where the token starts.
        ends: code point after the token.
        sentences: in order; markup between blocks belongs to none.
        sentence_of: index of the token's sentence, -1 for markup.
        children: indices of the tokens that hang on a token.
    """

    text: str
    blocks: tuple[Block, ...]
    raw: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[Sentence]
    sentence_of: list[int]
    children: Sequence[Sequence[int]]
    entities: list[tuple[int, int, str]]
    _memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def memo(self, key: str, make: Callable[[Reading], _T]) -> _T:
        """Return what ``make`` says of this reading, computed once under ``key``."""
        if key not in self._memo:
            self._memo[key] = make(self)
        value: _T = self._memo[key]
        return value

    def forget(self) -> None:
        """Drop what is remembered; much of it points back here and would wait for the garbage collector."""
        self._memo.clear()

    def block_of(self, token: int) -> Block:
        """Return the block that a token stands in (a neutral one for markup)."""
        number = self.sentence_of[token]
        return self.blocks[self.sentences[number].block] if number >= 0 else _NO_BLOCK

    def sentence(self, token: int) -> Sentence | None:
        """Return the token's sentence, or ``None`` for markup."""
        number = self.sentence_of[token]
        return self.sentences[number] if number >= 0 else None

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds, or precedes, a code point."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def words_of(self, sentence: Sentence) -> Sequence[str]:
        """Return a sentence's tokens in lower case."""
        return self.lower[sentence.first : sentence.last]

    def sentences_of_block(self, block: int) -> list[Sentence]:
        """Return the sentences of a block, in order."""
        index = self.memo("sentences-by-block", _sentences_by_block)
        return index.get(block, [])

    def question_before(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences of the question that a sentence's block answers."""
        block = self.blocks[sentence.block]
        return self.sentences_of_block(block.question) if block.question is not None else []

    def subtree(self, token: int) -> tuple[int, int]:
        """Return the token range that a token's dependents cover, itself included."""
        first = last = token
        stack = [token]
        seen = 0
        while stack and seen < 400:
            here = stack.pop()
            seen += 1
            first, last = min(first, here), max(last, here)
            stack.extend(self.children[here])
        return first, last + 1


def _sentences_by_block(reading: Reading) -> dict[int, list[Sentence]]:
    index: dict[int, list[Sentence]] = {}
    for s in reading.sentences:
        index.setdefault(s.block, []).append(s)
    return index


def read(doc: Doc, words: LayoutWords) -> Reading:
    """Return the reading of a parsed text, cached on the ``Doc``.

    Args:
        doc: parsed by spaCy, whole or block by block.
        words: the language's layout words.
    """
    cached = doc.user_data.get(_CACHE_KEY)
    if isinstance(cached, Reading):
        return cached
    reading = _read(doc, words)
    doc.user_data[_CACHE_KEY] = reading
    return reading


def _read(doc: Doc, words: LayoutWords) -> Reading:
    raw, starts, text = _tokens(doc)
    names, offsets, begins = _annotations(doc)
    heads = [i + offset for i, offset in enumerate(offsets)]
    blocks = doc.user_data.get(BLOCKS_KEY) or read_layout(text, words)
    sentences, sentence_of = _sentences(blocks, starts, begins, raw)
    lemmas, pos, tag, dep, ent = names
    return Reading(
        text=text,
        blocks=blocks,
        raw=raw,
        lower=[r.lower().replace("’", "'") for r in raw],
        lemma=[_lemma(x, r) for x, r in zip(lemmas, raw, strict=True)],
        pos=pos,
        tag=tag,
        dep=dep,
        head=heads,
        ent=ent,
        starts=starts,
        ends=[s + len(r) for s, r in zip(starts, raw, strict=True)],
        sentences=sentences,
        sentence_of=sentence_of,
        children=_children(heads),
        entities=[(e.start, e.end, e.label_) for e in doc.ents],
    )


def _tokens(doc: Doc) -> tuple[list[str], list[int], str]:
    """Return a ``Doc``'s tokens, where they start, and its text."""
    array = doc.to_array(["ORTH", "SPACY"]).reshape(len(doc), 2).astype(np.uint64)
    orths: list[int] = array[:, 0].tolist()
    spaces: list[int] = array[:, 1].tolist()
    known = {orth: doc.vocab.strings[orth] for orth in set(orths)}
    raw = [known[orth] for orth in orths]
    pieces = [word + " " * space for word, space in zip(raw, spaces, strict=True)]
    return raw, list(accumulate(map(len, pieces), initial=0))[: len(raw)], "".join(pieces)


_NAMES = ("LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_NUMBERS = ("HEAD", "SENT_START")


def _annotations(doc: Doc) -> tuple[list[list[str]], list[int], list[int]]:
    """Take a ``Doc``'s annotations out in one go.

    Returns:
        The names, one list an attribute; the offsets of the heads; where sentences start.
    """
    array = doc.to_array([*_NAMES, *_NUMBERS]).reshape(len(doc), len(_NAMES) + len(_NUMBERS))
    strings = doc.vocab.strings
    known = {value: strings[value] if value else "" for value in np.unique(array[:, : len(_NAMES)]).tolist()}
    names = [[known[value] for value in array[:, i].tolist()] for i in range(len(_NAMES))]
    heads, begins = (array[:, len(_NAMES) + i].astype(np.int64).tolist() for i in range(len(_NUMBERS)))
    return names, heads, begins


def _children(heads: Sequence[int]) -> Sequence[Sequence[int]]:
    children: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i and 0 <= head < len(heads):
            children.setdefault(head, []).append(i)
    return [children.get(i, ()) for i in range(len(heads))]


_CONTRACTIONS = {
    "n't": "not",
    "'s": "be",
    "'m": "be",
    "'re": "be",
    "'ve": "have",
    "'ll": "will",
    "'d": "would",
}


def _lemma(lemma: str, raw: str) -> str:
    """The lemma in lower case; the pipeline knows none for a curly apostrophe's contractions."""
    if "’" not in raw:
        return lemma.lower()
    plain = raw.lower().replace("’", "'")
    return _CONTRACTIONS.get(plain, plain)


def _sentences(
    blocks: Sequence[Block], starts: Sequence[int], begins: Sequence[int], raw: Sequence[str]
) -> tuple[list[Sentence], list[int]]:
    """Cut tokens into sentences, never over a block's border."""
    sentence_of = [-1] * len(starts)
    sentences: list[Sentence] = []
    i, n = 0, len(starts)
    for number, block in enumerate(blocks):
        while i < n and starts[i] < block.span.start:
            i += 1
        first = i
        while i < n and starts[i] < block.span.end:
            begins_anew = begins[i] == 1 and not raw[i].isspace() and raw[i] not in "”’\"')]"
            if i > first and (begins_anew or _opens_speech(raw, starts, i)):
                _close(sentences, sentence_of, first, i, number)
                first = i
            i += 1
        _close(sentences, sentence_of, first, i, number)
    return sentences, sentence_of


def _opens_speech(raw: Sequence[str], starts: Sequence[int], i: int) -> bool:
    """'... in a year? "If I could choose"': speech behind a full stop is a sentence of its own."""
    if raw[i] not in ("“", '"', "«") or raw[i - 1] not in (".", "?", "!", "..."):
        return False
    return i + 1 < len(raw) and starts[i + 1] == starts[i] + 1 and starts[i] > starts[i - 1] + len(raw[i - 1])


def _close(sentences: list[Sentence], sentence_of: list[int], first: int, last: int, block: int) -> None:
    if last <= first:
        return
    for t in range(first, last):
        sentence_of[t] = len(sentences)
    sentences.append(Sentence(first, last, block, len(sentences)))
