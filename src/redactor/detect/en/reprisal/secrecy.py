"""Pleas for silence: '... Strike it.'"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.reprisal.suspicion import Suspicion
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_PLEA_ALONE = 4
"""Tokens that a sentence may have beside the plea; a longer one speaks of silence."""


@cache
def _pleas() -> PhraseIndex:
    return PhraseIndex(lexicon("en").phrases("secrecy", "reprisal/secrecy_cues"))


def by_secrecy(scene: Scene) -> Iterator[Suspicion]:
    """Yield what stands before a plea for silence: it is what must go."""
    reading = scene.reading
    for first, last, _ in _pleas().find(reading):
        sentence = reading.sentence(first)
        if sentence is None or reading.blocks[sentence.block].context is not Context.ANSWER:
            continue
        if sentence.last - sentence.first > last - first + _PLEA_ALONE or _is_remark(reading, sentence):
            continue
        before = _said_before(reading, sentence)
        if before is not None:
            yield Suspicion(before.first, before.last, "secrecy", 0.6)


def _said_before(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence that the speaker said before, in the same turn."""
    number = sentence.number - 1
    while number >= 0 and _is_remark(reading, reading.sentences[number]):
        number -= 1
    said = reading.sentences[number] if number >= 0 else None
    return said if said is not None and said.block == sentence.block else None


def _is_remark(reading: Reading, sentence: Sentence) -> bool:
    """'(She coughs.)' is not what was said."""
    return reading.text[reading.starts[sentence.first]] in "(["
