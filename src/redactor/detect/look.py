"""What one look at a document brought, kept so that the next look at what was written of it costs less.

Most of a written text is the draft's, letter by letter: its blocks need no second parse. The
network read the draft; among masks it would read a text that nobody wrote, so what it says of
the words that stayed is what it said of them in the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

import numpy as np

from redactor.detect.learned.opinion import Opinion
from redactor.detect.learned.second_opinion import Weighed
from redactor.detect.legible import Legible
from redactor.detect.parsed import Parsed
from redactor.model import CLAUSES, Detection, Document, EntityType, Span

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"(?:(?![,;:]\s|\s[-–—]\s|[—–]).)+", re.DOTALL)

_LEAST_CONTEXT = 150
"""Word pieces that a passage has at least for the network's silence to count: some hundred words. It learned
from whole documents; of single sentences that it reads alone it misses three times as many names."""


class Witness(Protocol):
    """Says what the network said of a document's words."""

    def support(self, segment: str, span: Span, label: str | None = None) -> float:
        """Return the highest probability that it gave a word of a span, of one label or of all."""

    def reads_in_context(self, segment: str, span: Span) -> bool:
        """Whether it read enough around a span for its silence to count."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a document.

    Attributes:
        detections: what was found, ordered by segment and position; they may overlap.
        parsed: the pipeline's reading of each block, by the block's text.
        opinions: what the network says, by segment, with places in the segment's own text.
    """

    detections: tuple[Detection, ...]
    parsed: Mapping[str, Parsed] = field(repr=False)
    opinions: Mapping[str, Sequence[Opinion]] = field(repr=False)

    def support(self, segment: str, span: Span, label: str | None = None) -> float:
        """Return the highest probability that the network gave a word of a span; see :class:`Opinion`."""
        return max((o.support(span, label) for o in self.opinions.get(segment, ())), default=0.0)

    def reads_in_context(self, segment: str, span: Span) -> bool:
        """Whether a passage that holds the span is long enough for the network's silence to count."""
        return any(
            len(o.tokens) >= _LEAST_CONTEXT
            and o.tokens.starts[0] < span.end
            and span.start < o.tokens.ends[-1]
            for o in self.opinions.get(segment, ())
        )


class Before(NamedTuple):
    """The look at the draft, for a look at what was written of it.

    Attributes:
        look: at the draft.
        origin: gives the draft's span for a segment's span in the written text, ``None`` where most
            of it is a replacement's.
    """

    look: Look
    origin: Callable[[str, Span], Span | None]

    def support(self, segment: str, span: Span, label: str | None = None) -> float:
        """Return what the network said of these words in the draft; of what it never read, 1."""
        origin = self.origin(segment, span)
        return 1.0 if origin is None else self.look.support(segment, origin, label)

    def reads_in_context(self, segment: str, span: Span) -> bool:
        """Whether the network read enough around these words in the draft."""
        origin = self.origin(segment, span)
        return origin is not None and self.look.reads_in_context(segment, origin)


def in_segment(opinion: Opinion, clear: Legible, offset: int) -> Opinion:
    """Return the opinion on a passage with places in its segment's text.

    Args:
        opinion: on a passage.
        clear: the segment's legible text.
        offset: where the passage begins in it.
    """
    if not len(opinion.tokens):
        return opinion
    places = np.asarray(clear.offsets)
    starts, ends = places[opinion.tokens.starts + offset], places[opinion.tokens.ends + offset - 1] + 1
    return replace(opinion, tokens=replace(opinion.tokens, starts=starts, ends=ends))


def weighed(document: Document, found: Sequence[Detection], witness: Witness) -> list[Weighed]:
    """Put beside each detection what the network says of its words.

    Args:
        document: that they point into.
        found: by rules or by the network itself.
        witness: what the network says.
    """
    texts = {s.id: s.text for s in document.segments}
    return [_weighed(d, texts[d.segment], witness) for d in found]


def _weighed(d: Detection, text: str, witness: Witness) -> Weighed:
    weighed = Weighed(
        d, witness.support(d.segment, d.span), in_context=witness.reads_in_context(d.segment, d.span)
    )
    if d.entity_type in CLAUSES:
        return replace(weighed, pieces=tuple(_piece_support(d, text, witness)))
    if d.entity_type != EntityType.PERSON:
        return weighed
    name = text[d.span.start : d.span.end]
    return replace(weighed, named=name, name_support=witness.support(d.segment, d.span, EntityType.PERSON))


def _piece_support(d: Detection, text: str, witness: Witness) -> Iterator[tuple[Span, float]]:
    """Yield what commas and dashes part of a clause, each with the highest probability in it."""
    for piece in _PIECE.finditer(text, d.span.start, d.span.end):
        start, end = piece.span()
        words = list(_WORD.finditer(text, start, end))
        if words:
            span = Span(words[0].start(), words[-1].end())
            yield span, witness.support(d.segment, span)
