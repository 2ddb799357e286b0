"""Where a recognizer's result has to end, whatever the recognizer says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from copy import copy

from presidio_analyzer import RecognizerResult

from redactor.detect.reading import Reading
from redactor.model import CLAUSES, Span


def within_borders(reading: Reading, result: RecognizerResult) -> Iterator[RecognizerResult]:
    """Cut a result where a block ends: a form's label, a cue's time, a speaker's name are no part of it.

    A name, a place or a date ends with its sentence, too.

    Args:
        reading: of the text that the result is about.
        result: a recognizer's.

    Yields:
        The result itself, or its pieces that hold a letter or a digit.
    """
    if result.entity_type in CLAUSES:
        borders = reading.memo("blocks", lambda r: [b.span for b in r.blocks])
    else:
        borders = reading.memo("sentences", lambda r: [r.span(s.first, s.last) for s in r.sentences])
    first = bisect_right(borders, result.start, key=lambda b: b.end)
    last = bisect_left(borders, result.end, key=lambda b: b.start)
    pieces = [Span(max(result.start, b.start), min(result.end, b.end)) for b in borders[first:last]]
    told = [p for p in pieces if any(c.isalnum() for c in reading.text[p.start : p.end])]
    if len(told) <= 1 and (not told or told[0] == Span(result.start, result.end)):
        yield result
        return
    for piece in told:
        cut = copy(result)
        cut.start, cut.end = piece.start, piece.end
        yield cut
