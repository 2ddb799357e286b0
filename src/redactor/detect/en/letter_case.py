"""Whether capitals tell names from words in a text."""

from __future__ import annotations

from redactor.detect.reading import Reading


def has_no_capitals(reading: Reading) -> bool:
    """Whether a text is written without capitals, as machine transcripts are."""
    return reading.memo("en.no-capitals", _has_no_capitals)


def _has_no_capitals(reading: Reading) -> bool:
    words = [r for i, r in enumerate(reading.raw) if r[:1].isalpha() and reading.sentence_of[i] >= 0]
    return len(words) > 30 and sum(r[:1].isupper() for r in words) < len(words) * 0.05
