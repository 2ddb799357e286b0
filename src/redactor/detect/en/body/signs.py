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

_CLOSE = 4
"""Tokens between a part of the body and an everyday word that tells what befell it."""
_OBJECTS = ("dobj", "obj", "pobj")
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


def told_signs(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield the tokens of each phrase, and whether it is a mark, an injury or an illness."""
    for first, last, kind in _phrases().find(reading):
        single = last - first == 1
        if single and (_is_said_of_a_thing(reading, first, kind) or _is_another_deed(reading, first, kind)):
            continue
        if _is_about_a_body(reading, first, last):
            yield first, last, kind


def hurt_parts(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield parts of the body: 'it cost him a kneecap', 'the nose is gone', 'another in the thigh'."""
    idioms = reading.memo("en.body-idioms", _idioms)
    for t in range(len(reading.raw)):
        if is_part(reading, t) and t not in idioms and _is_hurt(reading, t):
            yield t, t + 1, PART


def is_part(reading: Reading, t: int) -> bool:
    """Whether a token is a part of the body and no everyday word."""
    parts = body_words().parts
    return reading.lemma[t] in parts or reading.lower[t] in parts


def _idioms(reading: Reading) -> frozenset[int]:
    found = body_words().idioms.find(reading)
    return frozenset(t for first, last, _ in found for t in range(first, last))


def _is_another_deed(reading: Reading, t: int, kind: str) -> bool:
    """'He stroked the dog', 'we burned candles': a verb that names no illness, or hurts a thing."""
    if reading.pos[t] != "VERB":
        return False
    if kind == ILLNESS:
        return reading.tag[t] != "VBN"
    hurt = [c for c in reading.children[t] if reading.dep[c] in _OBJECTS]
    w = words()
    return any(
        reading.pos[c] == "NOUN"
        and not is_part(reading, c)
        and reading.lemma[c] not in w.person_nouns | w.kin
        for c in hurt
    )


def _is_said_of_a_thing(reading: Reading, t: int, kind: str) -> bool:
    """'An ill word', 'sick people': an adjective right before a noun that is nobody's body."""
    noun = reading.head[t]
    if reading.dep[t] != "amod" or not t < noun <= t + 2 or "," in reading.raw[t:noun]:
        return False
    w = body_words()
    if (kind != ILLNESS and reading.lemma[t] not in w.everyday) or is_part(reading, noun):
        return False
    if reading.lemma[noun] in w.sufferings:
        return False
    person = reading.lemma[noun] in words().person_nouns or reading.lemma[noun] in words().kin
    return not person or reading.tag[noun] == "NNS"


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
    if any(_befalls(reading, i, t) for i in range(first, last)):
        return True
    return any(
        word in w.wound_questions for q in reading.question_before(sentence) for word in reading.words_of(q)
    )


def _befalls(reading: Reading, i: int, part: int) -> bool:
    """Whether an everyday word tells what befell a part: 'took the finger', 'without legs', 'is gone'."""
    everyday = body_words().damage_everyday
    if reading.lemma[i] not in everyday and reading.lower[i] not in everyday:
        return False
    if reading.pos[i] in ("VERB", "AUX"):
        own = reading.dep[part] in ("nsubj", "nsubjpass", "dobj", "obj")
        return own and reading.head[part] in (i, reading.head[i])
    return abs(i - part) <= _CLOSE and not any(
        reading.raw[t] == "," for t in range(min(i, part), max(i, part))
    )
