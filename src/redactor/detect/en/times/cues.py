"""The cues that make a date one of birth or of service."""

from __future__ import annotations

from functools import cache

from redactor.detect.en.times.mention import WrittenTime
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading
from redactor.model import EntityType

_REACH = 14
"""Tokens between a cue and a date within which it may decide on it."""
_ANSWERED_WITHIN = 2
"""Sentences of an answer that speak of what was asked."""


@cache
def _cues() -> PhraseIndex:
    lex = lexicon("en")
    return PhraseIndex(
        [
            *lex.phrases(EntityType.SERVICE_RECORD, "service/enlist", "service/serve", "service/discharge"),
            *lex.phrases(EntityType.DATE_OF_BIRTH, "times/birth"),
            *lex.phrases(EntityType.SERVICE_RECORD, "times/service"),
        ]
    )


def nearest_cue(time: WrittenTime) -> EntityType | None:
    """Return what the nearest cue in a time's sentence makes of it, ``None`` for none in reach."""
    best, kind = _REACH, ""
    for start, stop, payload in _cues_beside(time):
        distance = min(abs(time.token - stop), abs(time.token - start))
        if distance < best:
            best, kind = distance, payload
    return EntityType(kind) if kind else None


def speaks_of_service(time: WrittenTime) -> bool:
    """Whether a time's sentence has a cue of service anywhere."""
    return any(kind == EntityType.SERVICE_RECORD for _, _, kind in _cues_beside(time))


def asked_for(time: WrittenTime) -> EntityType | None:
    """Return what the question that a time answers asks for, ``None`` if for no time."""
    reading, sentence = time.reading, time.sentence
    if sentence.number - reading.sentences_of_block(sentence.block)[0].number >= _ANSWERED_WITHIN:
        return None
    questions = reading.question_before(sentence)
    kinds = [kind for q in questions for _, _, kind in _cues().find(reading, q.first, q.last)]
    return EntityType(kinds[-1]) if kinds else None


def _cues_beside(time: WrittenTime) -> list[tuple[int, int, str]]:
    return time.reading.memo("en.time-cues", _cues_by_sentence).get(time.sentence.number, [])


def _cues_by_sentence(reading: Reading) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for cue in _cues().find(reading):
        found.setdefault(reading.sentence_of[cue[0]], []).append(cue)
    return found
