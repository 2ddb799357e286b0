"""The words for bodies and what befalls them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex


@dataclass(frozen=True, slots=True)
class BodyWords:
    """Words for bodies and what befalls them.

    Attributes:
        parts: parts of the body that are no everyday words.
        damage: what happens to a part that is hurt.
        damage_everyday: damage that mostly means something else: it counts of its own part only.
        idioms: phrases in which a part of the body is none: "on foot".
        abilities: what one does with a part that is not.
        inabilities: negations of that.
        sufferings: nouns for what somebody suffers, somebody's own with a possessive.
        everyday: wounds and illnesses that mostly mean something else.
        not_illness: deeds that a match may neither begin nor end with.
        crowds: what "the" makes a crowd: the wounded.
        wound_questions: words of a question about a wound.
        health_questions: words of a question about health or what happened.
    """

    parts: frozenset[str]
    damage: frozenset[str]
    damage_everyday: frozenset[str]
    idioms: PhraseIndex
    abilities: frozenset[str]
    inabilities: frozenset[str]
    sufferings: frozenset[str]
    everyday: frozenset[str]
    not_illness: frozenset[str]
    crowds: frozenset[str]
    wound_questions: frozenset[str]
    health_questions: frozenset[str]


@cache
def body_words() -> BodyWords:
    """Return the English words, loaded once."""
    lex = lexicon("en")
    return BodyWords(
        parts=lex.single_words("health/body_parts") - lex.words("health/body_parts_everyday"),
        damage=lex.words("health/damage"),
        damage_everyday=lex.words("health/damage_everyday"),
        idioms=PhraseIndex(lex.phrases("idiom", "health/part_idioms")),
        abilities=lex.words("health/abilities"),
        inabilities=lex.words("health/inabilities"),
        sufferings=lex.words("health/sufferings"),
        everyday=lex.words("health/everyday"),
        not_illness=lex.words("health/not_illness"),
        crowds=lex.words("health/crowds"),
        wound_questions=lex.words("health/wound_questions"),
        health_questions=lex.words("health/health_questions"),
    )
