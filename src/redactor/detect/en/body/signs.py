"""Finds what tells of a wound, an illness or a mark, and parts of the body that are hurt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.body.words import body_words
from redactor.detect.en.clauses import clause_at
from redactor.detect.en.cue_words import words
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading

MARK, INJURY, ILLNESS, PART = "mark", "injury", "illness", "part"

_NEAR = 8
"""Tokens around an everyday word in which a body, or the speaker, makes it a wound."""


@cache
def _phrases() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        [
            *lex.phrases(MARK, "health/lasting_marks/lemmas", "health/lasting_marks/phrases"),
            *lex.phrases(INJURY, "health/injury/lemmas", "health/injury/phrases"),
            *lex.phrases(ILLNESS, "health/illness/lemmas", "health/illness/phrases"),
        ]
    )


def told_signs(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the first token of each phrase, and whether it is a mark, an injury or an illness."""
    for first, last, kind in _phrases().find(reading):
        if _is_about_a_body(reading, first, last):
            yield first, kind


def hurt_parts(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield parts of the body: 'it cost him a kneecap', 'the nose is gone', 'another in the thigh'."""
    parts = body_words().parts
    for t, lemma in enumerate(reading.lemma):
        if (lemma in parts or reading.lower[t] in parts) and _is_hurt(reading, t):
            yield t, PART


def _is_about_a_body(reading: Reading, first: int, last: int) -> bool:
    w = body_words()
    if reading.lemma[first] in w.not_illness or reading.lemma[last - 1] in w.not_illness:
        return False
    if last - first == 1:
        if reading.lemma[first] in w.everyday and not _is_near_body(reading, first):
            return False
        if reading.pos[first] in ("ADP", "DET"):
            return False
    return not (reading.lower[first] in w.crowds and first and reading.lower[first - 1] == "the")


def _is_near_body(reading: Reading, t: int) -> bool:
    sentence = reading.sentence(t)
    if sentence is None:
        return False
    window = range(max(sentence.first, t - _NEAR), min(sentence.last, t + _NEAR + 1))
    return any(reading.lemma[i] in body_words().parts or reading.lower[i] in words().first for i in window)


def _is_hurt(reading: Reading, t: int) -> bool:
    """Whether the clause, or the question before it, says that a part of the body is hurt."""
    w, sentence = body_words(), reading.sentence(t)
    if sentence is None:
        return False
    first, last = clause_at(reading, t)
    near = {*reading.lemma[first:last], *reading.lower[first:last]}
    if near & w.damage or (near & w.inabilities and near & w.abilities):
        return True
    return any(
        word in w.wound_questions for q in reading.question_before(sentence) for word in reading.words_of(q)
    )
