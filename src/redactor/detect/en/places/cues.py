"""The cue nearest to a place name: home, service, battle, captivity or a journey."""

from __future__ import annotations

from functools import cache

from redactor.detect.en.places.mention import PlaceName
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading

_REACH = 12
"""Tokens between a cue and the name that it may decide on."""
_BACKWARDS = 1.5
"""How much further a cue behind a name counts than one before it."""


@cache
def place_cues() -> PhraseIndex:
    """Return the cue phrases for places; the payload is what they speak of."""
    lex = lexicon("en")
    return PhraseIndex(
        [
            *lex.phrases("home", "home/origin", "home/questions", "home/birth"),
            *lex.phrases("station", "service/station", "service/serve", "service/garrison_nouns"),
            *lex.phrases("battle", "entities/battle_cues", "service/battle"),
            *lex.phrases("captivity", "service/captivity"),
            *lex.phrases("travel", "service/depart"),
        ]
    )


def nearest_cue(name: PlaceName) -> str:
    """Return what the nearest cue in a name's sentence speaks of, "" if there is none in reach."""
    best, kind = _REACH + 1.0, ""
    for start, stop, payload in _cues_by_sentence(name.reading).get(name.sentence.number, ()):
        if start >= name.first and stop <= name.last:
            continue
        before = stop <= name.first
        distance = name.first - stop if before else (start - name.last) * _BACKWARDS + 1
        if distance < best:
            best, kind = distance, payload
    return kind


def _cues_by_sentence(reading: Reading) -> dict[int, list[tuple[int, int, str]]]:
    return reading.memo("en.place-cues", _found_cues)


def _found_cues(reading: Reading) -> dict[int, list[tuple[int, int, str]]]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for cue in place_cues().find(reading):
        number = reading.sentence_of[cue[0]]
        if number >= 0:
            found.setdefault(number, []).append(cue)
    return found
