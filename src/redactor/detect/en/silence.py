"""Whether a sentence says that somebody asked not to be named."""

from __future__ import annotations

from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence


def asks_for_silence(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says so: "who asked not to be named", "not his real name".

    Args:
        reading: the parsed text.
        sentence: within it.
    """
    if reading.sentence_of[sentence.first] < 0:
        return False
    start, end = reading.starts[sentence.first], reading.ends[sentence.last - 1]
    text = " ".join(reading.text[start:end].lower().split())
    return any(cue in text for cue in _cues())


@cache
def _cues() -> frozenset[str]:
    return lexicon("en").words("entities/anonymity_cues")
