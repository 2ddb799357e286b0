"""From probabilities to labelled spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from redactor.detect.learned.extent import Extent
from redactor.detect.learned.opinion import Opinion
from redactor.model import Span

_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}|\d{4})[.!?]+[\"”’)\]]*\s+(?=[\"“‘(]?[A-Z])")


class Labelled(NamedTuple):
    """A stretch of text with a label; several may lie over each other.

    Attributes:
        span: the stretch.
        label: what it is.
        score: its highest probability.
        core: the part of it from the first to the last word that comes near its highest probability.
    """

    span: Span
    label: str
    score: float
    core: Span


def decode(
    text: str,
    opinion: Opinion,
    thresholds: Mapping[str, float],
    extent: Extent,
) -> Iterator[Labelled]:
    """Yield the spans whose probability reaches their label's threshold, label by label.

    A span holds whole words, crosses no line break and no end of a sentence, and begins and
    ends with a letter or digit. Where one word reaches the threshold, its neighbours belong to the span from
    a lower one on, so that a clause is not cut to its most telling words.

    Args:
        text: the text.
        opinion: what the network says of it.
        thresholds: by label.
        extent: how far a span reaches around its most telling words.
    """
    tokens = opinion.tokens
    if not len(tokens):
        return
    firsts = np.flatnonzero(~tokens.continues)
    by_word = np.maximum.reduceat(opinion.probabilities, firsts, axis=0)
    starts, ends = tokens.starts[firsts], tokens.ends[np.append(firsts[1:], len(tokens)) - 1]
    breaks = tokens.breaks[firsts]
    for column, label in enumerate(opinion.labels):
        threshold = thresholds[label]
        scores = np.where(breaks, 0.0, by_word[:, column])
        for first, last in _runs(scores >= threshold * extent.share(label)):
            score = float(scores[first:last].max())
            if score < threshold:
                continue
            near = first + np.flatnonzero(scores[first:last] >= extent.core * score)
            core = Span(int(starts[near[0]]), int(ends[near[-1]]))
            for start, end in _sentences(text, int(starts[first]), int(ends[last - 1])):
                span = _trimmed(text, start, end)
                if len(span):
                    yield Labelled(span, label, score, core)


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
