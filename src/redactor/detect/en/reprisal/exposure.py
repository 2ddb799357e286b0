"""Whether a clause lets somebody act who could be punished for it."""

from __future__ import annotations

from redactor.detect.en.clauses import clause_at, governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.reading import Reading
from redactor.model import Context


def exposes_somebody(scene: Scene, token: int) -> bool:
    """Whether what stands at a token is told of somebody to be protected, and told, not asked."""
    reading = scene.reading
    sentence = reading.sentence(token)
    if sentence is None or token in scene.person_at:
        return False  # "Song" is somebody's name
    context, stance = reading.blocks[sentence.block].context, scene.stance(sentence)
    if context in (Context.QUESTION, Context.HEADLINE) or stance in (Stance.GENERAL, Stance.PUBLIC):
        return False
    if stance is Stance.OPEN and context is not Context.ANSWER:
        return False
    return _has_actor(scene, token)


def is_said_of_oneself(scene: Scene, token: int) -> bool:
    """Whether a pronoun of the speaker's or of a single other is the subject at a token."""
    reading = scene.reading
    verb = _verb_at(reading, token)
    subject = subject_of(reading, verb) if verb is not None else None
    return subject is not None and _is_single(reading.lower[subject])


def has_single_subject(scene: Scene, verb: int) -> bool:
    """Whether a verb itself has the speaker or a single other as its subject."""
    reading = scene.reading
    return any(
        reading.dep[c] in ("nsubj", "nsubjpass") and _is_single(reading.lower[c])
        for c in reading.children[verb]
    )


def _verb_at(reading: Reading, token: int) -> int | None:
    """The token if it is a verb, else the verb that it hangs on."""
    return token if reading.pos[token] in ("VERB", "AUX") else governing_verb(reading, token)


def _is_single(pronoun: str) -> bool:
    return pronoun in words().first or pronoun in words().third


def _has_actor(scene: Scene, token: int) -> bool:
    """Whether the clause lets somebody to be protected act, not a state, an army or a drone."""
    reading = scene.reading
    verb = _verb_at(reading, token)
    subject = subject_of(reading, verb) if verb is not None else None
    if verb is None or subject is None:
        return any(scene.is_somebody(t) for t in range(*clause_at(reading, token)))
    if reading.lower[subject] in ("who", "that", "which"):
        return scene.is_somebody(reading.head[verb])
    return scene.is_somebody(subject) and reading.lower[subject] not in words().second
