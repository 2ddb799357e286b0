"""Whether a length of time is that of a prison sentence: a court's register tells whose it is."""

from __future__ import annotations

from functools import cache

from redactor.detect.en.times.mention import WrittenTime
from redactor.detect.lexicon import lexicon

_BEHIND = 5
"""Tokens behind a length among which the prison is named: "years in a penal colony"."""
_BEFORE = 10
"""Tokens before a length among which the court's deed stands: "sentenced him, in his absence, to"."""


def is_imprisonment(length: WrittenTime) -> bool:
    """Whether a length of time is what a court gave: "sentenced to two years", "ten months' imprisonment".

    Args:
        length: of time.
    """
    reading, sentence = length.reading, length.sentence
    end = reading.token_at(length.span.end - 1) + 1
    for t in range(end, min(end + _BEHIND, sentence.last)):
        if reading.pos[t] in ("VERB", "AUX") or reading.raw[t] in (",", ";", ":", ")"):
            break
        if reading.lower[t] in _prisons():
            return True
    window = range(max(sentence.first, length.token - _BEFORE), length.token)
    deed = next((t for t in reversed(window) if reading.lemma[t] in _deeds()), None)
    return deed is not None and not any(reading.raw[t] in (";", ":") for t in range(deed, length.token))


@cache
def _prisons() -> frozenset[str]:
    return lexicon("en").words("times/prisons")


@cache
def _deeds() -> frozenset[str]:
    return lexicon("en").words("times/sentencing")
