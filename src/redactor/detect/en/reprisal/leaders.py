"""What a source says right after a leader is named: 'A coward who ...'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redactor.detect.en.cue_words import words
from redactor.detect.en.reprisal.suspicion import Suspicion
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context, Role

_SAYS_MORE = 4
"""Tokens from which a sentence is more than a shrug."""
_NAMES_ONLY = 8
"""Tokens up to which a sentence does nothing but name somebody."""


def by_leader(scene: Scene) -> Iterator[Suspicion]:
    """Yield what is said of a leader who was asked about or just named: it may be criticism."""
    for sentence in scene.reading.sentences:
        if sentence.last - sentence.first < _SAYS_MORE or not _is_told(scene, sentence):
            continue
        if _is_about_another(scene.reading, sentence) and _follows_leader(scene, sentence):
            yield Suspicion(sentence.first, sentence.last, "criticism")


def _is_told(scene: Scene, sentence: Sentence) -> bool:
    context = scene.reading.blocks[sentence.block].context
    if context is Context.QUESTION:
        return False
    return context is Context.ANSWER or scene.stance(sentence) is Stance.PERSONAL


def _is_about_another(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence says something of a third person, not of the speaker."""
    lowers = reading.words_of(sentence)
    if not {"he", "him", "his", "she", "her"}.isdisjoint(lowers):
        return True
    subject = any(reading.dep[t] in ("nsubj", "nsubjpass") for t in range(sentence.first, sentence.last))
    return not subject and words().first.isdisjoint(lowers)


def _follows_leader(scene: Scene, sentence: Sentence) -> bool:
    """Whether the question names a leader, or the sentence before does nothing else."""
    if scene.opens_answer(sentence) and _names_leader(scene, scene.reading.question_before(sentence)):
        return True
    before = scene.reading.sentences[sentence.number - 1] if sentence.number else None
    if before is None or before.block != sentence.block or before.last - before.first > _NAMES_ONLY:
        return False
    return _names_leader(scene, [before])


def _names_leader(scene: Scene, sentences: Sequence[Sentence]) -> bool:
    named = (scene.person_at.get(t) for s in sentences for t in range(s.first, s.last))
    return any(m is not None and scene.cast.role(m.key) is Role.PUBLIC_FIGURE for m in named)
