"""Cuts a document into the passages that are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redactor.detect.layout.blocks import Block
from redactor.detect.layout.read import read_layout
from redactor.detect.layout.words import LayoutWords
from redactor.detect.legible import Legible, legible
from redactor.detect.nlp import Passage
from redactor.detect.reading import Reading
from redactor.errors import DetectionError
from redactor.model import Context, Document, Segment, Span

_PASSAGE = 12_000
"""Code points a passage has at least, if the text has them: some 2,000 words."""


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage and where it stands.

    Attributes:
        segment: that it is a part of.
        legible: the segment's legible text.
        offset: where the passage begins in it.
        passage: the passage.
    """

    segment: Segment
    legible: Legible
    offset: int
    passage: Passage

    def origin(self, span: Span) -> Span:
        """Return the segment's span that a span of the passage came from."""
        return self.legible.origin(Span(self.offset + span.start, self.offset + span.end))


def passages_of(document: Document, words: LayoutWords) -> Iterator[PlacedPassage]:
    """Yield passages that tile each segment's legible text and never part an answer from its question.

    Args:
        document: any.
        words: the language's layout words.
    """
    for segment in document.segments:
        clear = legible(segment.text)
        for offset, passage in _tiling(clear.text, read_layout(clear.text, words)):
            yield PlacedPassage(segment, clear, offset, passage)


def _tiling(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, Passage]]:
    start, first = 0, 0
    for i, block in enumerate(blocks):
        turn = block.context is Context.QUESTION or block.question is None
        border = text.rfind("\n", 0, block.span.start) + 1
        if turn and border - start >= _PASSAGE and (i == 0 or blocks[i - 1].span.end <= border):
            yield start, Passage(text[start:border], _moved(blocks[first:i], start, first))
            start, first = border, i
    if start < len(text) or not blocks:
        yield start, Passage(text[start:], _moved(blocks[first:], start, first))


def _moved(blocks: Sequence[Block], start: int, first: int) -> tuple[Block, ...]:
    if not start and not first:
        return tuple(blocks)
    return tuple(
        replace(
            b,
            span=Span(b.span.start - start, b.span.end - start),
            question=b.question - first if b.question is not None and b.question >= first else None,
        )
        for b in blocks
    )


def check_read(passages: Sequence[PlacedPassage], readings: Sequence[Reading]) -> None:
    """Prove that every character was read.

    Raises:
        DetectionError: if one was not.
    """
    expected: dict[str, int] = {}
    for place, reading in zip(passages, readings, strict=True):
        if reading.text != place.passage.text or place.offset != expected.get(place.segment.id, 0):
            raise DetectionError("a part of the text was not read")
        expected[place.segment.id] = place.offset + len(place.passage.text)
    for place in passages:
        if expected[place.segment.id] != len(place.legible.text):
            raise DetectionError("a part of the text was not read")
