"""From probabilities to labelled spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from redactor.detect.learned.network import Probabilities
from redactor.detect.learned.tokens import Tokens
from redactor.model import EntityType, Span

EXTENDS = 0.9
"""A span goes on over words whose probability is at least this share of the threshold."""
CLAUSE_EXTENDS = 0.7
"""So does a clause: a fact about a family is told in more words than its most telling ones."""
HINT_EXTENDS = 0.5
"""And more so a statement that is only shown to a person, who had better see too much of it."""
CLAUSES = frozenset(
    {EntityType.FAMILY_DETAIL, EntityType.HEALTH, EntityType.BACKGROUND, EntityType.REPRISAL_RISK}
)
"""What is told in clauses, not in names."""
_EXTENDS: dict[str, float] = {
    **dict.fromkeys(CLAUSES, CLAUSE_EXTENDS),
    EntityType.REPRISAL_RISK: HINT_EXTENDS,
}

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}|\d{4})[.!?]+[\"”’)\]]*\s+(?=[\"“‘(]?[A-Z])")


class Labelled(NamedTuple):
    """A stretch of text with a label; several may lie over each other."""

    span: Span
    label: str
    score: float


def decode(
    text: str,
    tokens: Tokens,
    probabilities: Probabilities,
    labels: Sequence[str],
    thresholds: Mapping[str, float],
) -> Iterator[Labelled]:
    """Yield the spans whose probability reaches their label's threshold, label by label.

    A span holds whole words, crosses no line break and no end of a sentence, and begins and
    ends with a letter or digit. Where one word reaches the threshold, its neighbours belong to the span from
    a lower one on, so that a clause is not cut to its most telling words.

    Args:
        text: the text.
        tokens: its word pieces.
        probabilities: shape ``(pieces, labels)``.
        labels: in the order of the columns.
        thresholds: by label.
    """
    if not len(tokens):
        return
    firsts = np.flatnonzero(~tokens.continues)
    by_word = np.maximum.reduceat(probabilities, firsts, axis=0)
    starts, ends = tokens.starts[firsts], tokens.ends[np.append(firsts[1:], len(tokens)) - 1]
    breaks = tokens.breaks[firsts]
    for column, label in enumerate(labels):
        threshold = thresholds[label]
        scores = np.where(breaks, 0.0, by_word[:, column])
        extends = _EXTENDS.get(label, EXTENDS)
        for first, last in _runs(scores >= threshold * extends):
            if scores[first:last].max() < threshold:
                continue
            score = float(scores[first:last].max())
            for start, end in _sentences(text, int(starts[first]), int(ends[last - 1])):
                span = _trimmed(text, start, end)
                if len(span):
                    yield Labelled(span, label, score)


def _runs(on: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], on.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch cut where a sentence ends, but not behind an abbreviation or an initial."""
    for found in _SENTENCE_END.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
