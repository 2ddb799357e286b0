"""Hints: a thing that may be forbidden at home, a deed between two sides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import clause_at, subject_of
from redactor.detect.en.reprisal.exposure import exposes_somebody
from redactor.detect.en.reprisal.suspicion import Suspicion
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.model import Context


def by_thing(scene: Scene) -> Iterator[Suspicion]:
    """Yield the clauses about somebody and such a thing: a film, a SIM card."""
    reading = scene.reading
    for t, lemma in enumerate(reading.lemma):
        theme = _things().get(lemma)
        if theme is not None and reading.pos[t] in ("NOUN", "PROPN") and exposes_somebody(scene, t):
            yield Suspicion(*clause_at(reading, t), theme)


def by_deed(scene: Scene) -> Iterator[Suspicion]:
    """Yield deeds between two sides: 'He lent me a coat', 'they warned us of the mines'."""
    reading = scene.reading
    for t, lemma in enumerate(reading.lemma):
        if lemma in _deeds() and reading.pos[t] == "VERB" and _is_done_to_somebody(scene, t):
            yield Suspicion(*clause_at(reading, t), "helping")


def _is_done_to_somebody(scene: Scene, verb: int) -> bool:
    reading = scene.reading
    sentence = reading.sentence(verb)
    if sentence is None or reading.blocks[sentence.block].context is Context.QUESTION:
        return False
    subject = subject_of(reading, verb)
    if subject is None or not (reading.lower[subject] in ("i", "he", "she") or subject in scene.person_at):
        return False
    return scene.is_personal(verb) and any(reading.lower[c] in _dealt_with() for c in reading.children[verb])


@cache
def _things() -> dict[str, str]:
    """Thing to the theme it hints at."""
    lex = lexicon("en")
    themes = ("forbidden_contact", "banned_media", "defection")
    return {w: theme for theme in themes for w in lex.single_words(f"reprisal/{theme}/objects")}


@cache
def _deeds() -> frozenset[str]:
    return lexicon("en").words("reprisal_questions/deeds")


@cache
def _dealt_with() -> frozenset[str]:
    return lexicon("en").words("reprisal_questions/dealt_with")
