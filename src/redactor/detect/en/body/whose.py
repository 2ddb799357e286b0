"""Whose body a text speaks of."""

from __future__ import annotations

from redactor.detect.en.body.words import body_words
from redactor.detect.en.clauses import asks, clause_at, governing_verb, subject_of
from redactor.detect.en.kin import kin_at
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.reading import Sentence
from redactor.model import Context

_EMPTY_SUBJECTS = ("it", "there", "this", "that", "who", "which")
_HIS_OR_HER_OWN = ("my", "me", "his", "him", "her")


def is_protected_body(scene: Scene, token: int) -> bool:
    """Whether it is about a body to be protected; a relative's illness is a family fact."""
    reading = scene.reading
    sentence = reading.sentence(token)
    if (
        sentence is None
        or reading.blocks[sentence.block].context is Context.QUESTION
        or asks(reading, sentence)
    ):
        return False
    stance = scene.stance(sentence)
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return False
    if any(kin_at(scene, t) for t in range(*clause_at(reading, token))) or not _is_somebodys(scene, token):
        return False
    return stance is Stance.PERSONAL or _is_in_own_story(scene, sentence, token)


def _is_in_own_story(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether a sentence that names nobody goes on about somebody to be protected."""
    if _carries_on(scene, sentence):
        return True
    if scene.reading.blocks[sentence.block].context is not Context.ANSWER:
        return False
    w = body_words()
    return scene.reading.lemma[token] in w.parts or bool(scene.asked(sentence) & w.health_questions)


def _carries_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, was about somebody to be protected."""
    before = scene.reading.sentences[sentence.number - 1] if sentence.number else None
    same = before is not None and before.block == sentence.block
    return same and scene.stance(before) is Stance.PERSONAL


def _is_somebodys(scene: Scene, token: int) -> bool:
    """Whether the body is that of somebody to be protected, not of 'the injured' or 'another soldier'."""
    reading, parts = scene.reading, body_words().parts
    verb = token if reading.pos[token] == "VERB" else governing_verb(reading, token)
    subject = subject_of(reading, verb) if verb is not None else None
    if subject is None:
        return True
    first, last = clause_at(reading, token)
    lower, lemma = reading.lower[subject], reading.lemma[subject]
    if lower in _EMPTY_SUBJECTS:
        return lower == "there" or any(scene.is_somebody(t) for t in range(first, last))
    if lower == "they" and reading.lemma[token] in parts:
        return scene.is_personal(token)
    if lemma in parts or scene.is_somebody(subject) or _is_owned_suffering(scene, subject):
        return True
    return any(reading.lower[t] in _HIS_OR_HER_OWN and scene.is_somebody(t) for t in range(subject, last))


def _is_owned_suffering(scene: Scene, token: int) -> bool:
    """'My cough', 'his sight'."""
    reading = scene.reading
    suffered = reading.lemma[token] in body_words().sufferings
    return suffered and any(scene.is_somebody(c) for c in reading.children[token])
