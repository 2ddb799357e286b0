"""MILITARY_UNIT: the unit, branch or agency that somebody belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import governing_verb, subject_of
from redactor.detect.en.cue_words import words
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.en.units.names import (
    FORCE,
    UnitName,
    by_abbreviation,
    by_force,
    by_noun,
    by_ordinal,
    left_edge,
)
from redactor.detect.en.units.words import unit_words
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Context, EntityType, Role, Span


class MilitaryUnitRecognizer(RuleRecognizer):
    """Finds numbered and named units, and branches that an answer names as one's own."""

    entity_type = EntityType.MILITARY_UNIT

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield units: by number, by name, by abbreviation, by the question."""
        scene = scene_of(reading)
        taken: set[int] = set()
        for unit in (u for finder in _FINDERS for u in finder(scene)):
            tokens = range(unit.first, unit.last)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                span = reading.span(unit.first, unit.last)
                yield Match(span, 0.8, unit.rule, unit.reason, _role(scene, unit))
        yield from _fields(reading)


@dataclass(frozen=True, slots=True)
class _Belonging:
    """Words that make a unit somebody's own.

    Attributes:
        verbs: of joining and serving.
        members: subjects that are protected where a force is theirs.
        owned: nouns that "your" or "our" makes the speaker's own unit.
        own_questions: words of a question after which a unit is the speaker's own.
        questions: words of a question that is answered with a unit.
    """

    verbs: frozenset[str]
    members: frozenset[str]
    owned: frozenset[str]
    own_questions: frozenset[str]
    questions: frozenset[str]


@cache
def _belonging() -> _Belonging:
    lex = lexicon("en")
    return _Belonging(
        verbs=lex.words("entities/membership_cues"),
        members=lex.words("military/unit_members"),
        owned=lex.words("military/own_units"),
        own_questions=lex.words("military/own_unit_questions"),
        questions=lex.words("military/unit_questions"),
    )


def _answers(scene: Scene) -> Iterator[UnitName]:
    """'Who did you serve with?' 'The divers of the fleet.'"""
    reading = scene.reading
    for sentence in reading.sentences:
        if scene.opens_answer(sentence) and _asks_for_unit(scene.asked(sentence)):
            yield from _noun_phrases(reading, sentence)


_FINDERS = (by_noun, by_abbreviation, by_ordinal, by_force, _answers)
"""Of two that overlap, the first counts."""


def _asks_for_unit(asked: frozenset[str]) -> bool:
    addressed = asked & words().second or asked & {"what", "which"}
    return bool(addressed and asked & _belonging().questions)


def _noun_phrases(reading: Reading, sentence: Sentence) -> Iterator[UnitName]:
    for t in range(sentence.first, sentence.last):
        if t > sentence.first and reading.lower[t - 1] in ("each", "every", "any"):
            continue
        if _names_unit(reading.lower[t]) and reading.pos[t] in ("NOUN", "PROPN", "ADJ"):
            first, last = left_edge(reading, t), _phrase_end(reading, sentence, t)
            yield UnitName(first, last, "unit.answer", "answers a question about the unit")


def _phrase_end(reading: Reading, sentence: Sentence, t: int) -> int:
    """Where 'divers of the fleet' ends, never on "of" or "the"."""
    end = last = t + 1
    while last < sentence.last and (_names_unit(reading.lower[last]) or reading.lower[last] in ("of", "the")):
        last += 1
        if reading.lower[last - 1] not in ("of", "the"):
            end = last
    return end


def _names_unit(lower: str) -> bool:
    return lower in unit_words().arms or lower in unit_words().nouns


def _fields(reading: Reading) -> Iterator[Match]:
    for block in reading.blocks:
        if label_type(block) == "MILITARY_UNIT" and len(block.span) and block.context is not Context.QUESTION:
            unit = reading.text[block.span.start : block.span.end].partition(";")[0]
            span = Span(block.span.start, block.span.start + len(unit))
            yield Match(span, 0.85, "unit.field", "stands in a form field for it")


def _role(scene: Scene, unit: UnitName) -> Role | None:
    """Nobody's where the unit belongs to the world, ``None`` where attribution has to say."""
    if _is_own(scene, unit.first):
        return None
    if unit.rule == FORCE:
        return Role.NOBODY
    reading = scene.reading
    stance = scene.stance(reading.sentence(unit.first))
    if stance in (Stance.GENERAL, Stance.PUBLIC):
        return Role.NOBODY
    talk = reading.block_of(unit.first).context in (Context.ANSWER, Context.QUESTION)
    return Role.NOBODY if stance is Stance.OPEN and not talk else None


def _is_own(scene: Scene, token: int) -> bool:
    """Whether the sentence, or the question before it, speaks of serving in the force."""
    reading, w = scene.reading, _belonging()
    sentence = reading.sentence(token)
    if sentence is None:
        return False
    if scene.opens_answer(sentence) and scene.asked(sentence) & w.own_questions:
        return True
    if _names_owner(reading, sentence):
        return True
    verb = governing_verb(reading, token)
    if verb is None or w.verbs.isdisjoint((reading.lemma[verb], reading.lower[verb])):
        return False
    subject = subject_of(reading, verb)
    return subject is None or scene.is_somebody(subject) or reading.lower[subject] in w.members


def _names_owner(reading: Reading, sentence: Sentence) -> bool:
    """'Your unit, the X', 'our brigade, the Y'."""
    owners = words().first | words().second | words().third
    return any(
        reading.lower[t] in owners and reading.lemma[t + 1] in _belonging().owned
        for t in range(sentence.first, min(sentence.last - 1, sentence.first + 4))
    )
