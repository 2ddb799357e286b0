"""Whether somebody to be protected lived through what happened at a time."""

from __future__ import annotations

import re
from functools import cache

from redactor.detect.en.clauses import clause_at, governing_verb, subject_of
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.en.times.mention import WrittenTime
from redactor.detect.lexicon import lexicon
from redactor.model import Context

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "dative", "obj")
_SOMEBODYS = (Context.ANSWER, Context.QUESTION, Context.HEADLINE)
"""Where a sentence that names no one goes on telling the source's own story."""

_HAS_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SEVERAL = re.compile(
    r"(?:(?:about|almost|nearly|over|just over|around) )?"
    r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|\w+teen|eleven|twelve|twent|thirt)"
)
_LONG_UNIT = re.compile(r"year|yr|summer|winter")
_MANY = re.compile(r"\d\d|ten|eleven|twelve|\w+teen|twenty")


def is_lived_through(date: WrittenTime) -> bool:
    """Whether a date is one in the story of somebody to be protected."""
    return _is_personal(date) and _happened_to_somebody(date.scene, date.token)


def is_long_and_lived(duration: WrittenTime) -> bool:
    """Whether a length of years is in somebody's own story: it dates the service, or the captivity."""
    scene = duration.scene
    text = scene.reading.text[duration.span.start : duration.span.end].lower()
    if not _SEVERAL.match(text) or not scene.is_personal(duration.token) or is_of_something_else(duration):
        return False
    if not _LONG_UNIT.search(text) and not ("month" in text and _MANY.match(text)):
        return False
    verb = governing_verb(scene.reading, duration.token)
    subject = subject_of(scene.reading, verb) if verb is not None else None
    return verb is None or (subject is not None and scene.is_somebody(subject))


def is_of_something_else(duration: WrittenTime) -> bool:
    """Whether a length of time is one of school or prison."""
    reading = duration.scene.reading
    first, last = clause_at(reading, duration.token)
    return not _other_lengths().isdisjoint({*reading.lower[first:last], *reading.lemma[first:last]})


@cache
def _other_lengths() -> frozenset[str]:
    return lexicon("en").words("times/other_lengths")


def _is_personal(date: WrittenTime) -> bool:
    stance, context = date.scene.stance(date.sentence), date.block.context
    if stance is Stance.PERSONAL:
        return True
    if stance is not Stance.OPEN or context not in _SOMEBODYS:
        return False
    # "the law of December 2020": an interviewer's background
    asked = context is Context.QUESTION
    return not (asked and _HAS_YEAR.search(date.reading.text, date.span.start, date.span.end))


@cache
def _fates() -> frozenset[str]:
    lex = lexicon("en")
    befallen = (f"service/{what}/lemmas" for what in ("captivity", "wounded", "depart", "enlist"))
    return lex.single_words(*befallen, "times/fates")


def _happened_to_somebody(scene: Scene, token: int) -> bool:
    """Whether what happened at the date happened to somebody: the verb's subject tells."""
    reading = scene.reading
    verb = governing_verb(reading, token)
    if verb is None or reading.lower[verb] == "may":
        return True
    subject = subject_of(reading, verb)
    if subject is None or scene.is_somebody(subject) or _is_bare_participle(scene, verb):
        return True
    if _is_somebodys(scene, verb, subject):
        return True
    if reading.lower[subject] in ("who", "which", "that"):
        return scene.is_somebody(reading.head[verb])
    return any(scene.is_somebody(c) for c in reading.children[verb] if reading.dep[c] in _OBJECTS)


def _is_bare_participle(scene: Scene, verb: int) -> bool:
    """'Captured in May, ...': its subject is another verb's."""
    reading = scene.reading
    own = any(reading.dep[c] in _SUBJECTS for c in reading.children[verb])
    return not own and reading.tag[verb] in ("VBN", "VBG")


def _is_somebodys(scene: Scene, verb: int, subject: int) -> bool:
    """'my unit left', 'they were captured'."""
    reading = scene.reading
    if reading.lower[subject] in ("they", "both", "we") and reading.lemma[verb] in _fates():
        return True
    return any(reading.dep[c] == "poss" and scene.is_somebody(c) for c in reading.children[subject])
