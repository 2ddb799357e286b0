"""What an interviewer's question says of the place in its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from redactor.detect.en.clauses import opens_in_brackets
from redactor.detect.en.cue_words import words
from redactor.detect.en.family.asked import relation_asked, relations_asked
from redactor.detect.en.kin import relation_of
from redactor.detect.en.letter_case import has_no_capitals
from redactor.detect.en.places.cues import place_cues
from redactor.detect.en.places.mention import PlaceMention, PlaceName, Verdict
from redactor.detect.en.places.words import name_words
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context, EntityType

_TURNS_BACK = 3
"""Blocks before a turn among which the turn that it takes up is looked for."""
_FOLLOW_UP = 14
"""Tokens up to which a question goes on with what the question before it asked."""
_ASKS_BACK = 6
"""Tokens up to which a question repeats a name to make sure of it: "Tanchon?"."""
_SHORT = 8
"""Tokens up to which a question about relatives asks where they are: "Brothers?"."""
_LONGEST_NAME = 3

_GUESS = Verdict(EntityType.HOMETOWN, 0.6, "hometown.guess", "a short question that names a place")
_BARE = Verdict(EntityType.HOMETOWN, 0.6, "hometown.bare", "a sentence that is nothing but a place")
_OF_KIN = Verdict(EntityType.HOMETOWN, 0.7, "hometown.answer", "answers a question about relatives")
_ASKED = {
    "home": Verdict(EntityType.HOMETOWN, 0.8, "hometown.answer", "answers a question about home"),
    "station": Verdict(
        EntityType.DUTY_STATION, 0.75, "duty-station.answer", "answers a question about service"
    ),
}


def by_question(name: PlaceName) -> PlaceMention | None:
    """Return the role that the interview gives a place name, ``None`` if it gives none."""
    reading, sentence, context = name.reading, name.sentence, name.block.context
    length = sentence.last - sentence.first
    if context is Context.QUESTION:
        guessed = length <= _ASKS_BACK and _answered_before(reading, sentence) == "home"
        return _GUESS.on(name) if guessed else None
    if context is Context.ANSWER and name.last - name.first >= length - 1:
        return _BARE.on(name)
    if _asks_for_kin(reading, sentence):
        return _OF_KIN.on(name, relation_asked(reading, name.first))
    verdict = _ASKED.get(_asked_about(reading, sentence))
    return verdict.on(name) if verdict is not None else None


def bare_answers(scene: Scene) -> dict[int, int]:
    """'What place was that?' 'wen san': a bare answer is the name, however it is spelled.

    Returns:
        First token of each such name to the token after it.
    """
    found = (_bare_answer(scene, sentence) for sentence in scene.reading.sentences)
    return dict(name for name in found if name is not None)


def _bare_answer(scene: Scene, sentence: Sentence) -> tuple[int, int] | None:
    reading, first = scene.reading, sentence.first
    told = reading.blocks[sentence.block].context is Context.ANSWER
    if not told or opens_in_brackets(reading, sentence) or not _asked_about(reading, sentence):
        return None
    if reading.pos[first] == "PROPN" and reading.raw[first + 1 : first + 2] in ([","], ["."]):
        somebody = first in scene.person_at or reading.lower[first] in name_words().common
        return None if somebody else (first, first + 1)
    named = [t for t in range(first, sentence.last) if reading.raw[t][:1].isalpha()]
    if not 1 <= len(named) <= _LONGEST_NAME or not scene.opens_answer(sentence):
        return None
    plain = all(reading.pos[t] in ("NOUN", "PROPN", "ADJ", "X") for t in named)
    written = reading.raw[named[0]][:1].isupper() or has_no_capitals(reading)
    return (named[0], named[-1] + 1) if plain and written else None


def _asked_about(reading: Reading, sentence: Sentence) -> str:
    """Home or service; a short follow-up goes on about home, which people tell in pieces."""
    questions = reading.question_before(sentence)
    found = _topic(reading, questions)
    if found or not questions or sum(q.last - q.first for q in questions) > _FOLLOW_UP:
        return found
    before = _turn_before(reading, questions[0].block, Context.QUESTION)
    return "home" if _topic(reading, before) == "home" else ""


def _answered_before(reading: Reading, sentence: Sentence) -> str:
    """What the answer before a question was about: 'Which town?' '...' 'Tanchon?'."""
    before = _turn_before(reading, sentence.block, Context.ANSWER)
    return _asked_about(reading, before[0]) if before else ""


def _turn_before(reading: Reading, block: int, context: Context) -> list[Sentence]:
    """The sentences of the last question, or answer, before a block."""
    for number in range(block - 1, max(-1, block - 1 - _TURNS_BACK), -1):
        if reading.blocks[number].context is context:
            return reading.sentences_of_block(number)
    return []


def _topic(reading: Reading, questions: Sequence[Sentence]) -> str:
    for q in questions:
        for _, _, kind in place_cues().find(reading, q.first, q.last):
            if kind in ("home", "station"):
                return kind
        lowers = set(reading.words_of(q))
        if {"home", "where"} <= lowers:
            return "home"
        if lowers & _units() and lowers & words().second:
            return "station"
    return ""


@cache
def _units() -> frozenset[str]:
    return lexicon("en").single_words("military/unit_nouns")


def _asks_for_kin(reading: Reading, sentence: Sentence) -> bool:
    """Whether a short question asks about a relative: 'Brothers?', or where he lives: 'Where is he?'."""
    questions = reading.question_before(sentence)
    staying = {reading.lemma[t] for q in questions for t in range(q.first, q.last)} & name_words().staying
    if staying and "where" in {w for q in questions for w in reading.words_of(q)}:
        return bool(relations_asked(reading, sentence))
    return any(
        relation_of(reading, t) is not None
        for q in reading.question_before(sentence)
        if q.last - q.first <= _SHORT
        for t in range(q.first, q.last)
    )
