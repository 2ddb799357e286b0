"""The closed classes and cue words that say whom a sentence is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading


@dataclass(frozen=True, slots=True)
class Words:
    """Closed classes and cue words, as sets.

    Attributes:
        first: pronouns of the first person.
        second: pronouns of the second person.
        third: pronouns of a single third person.
        plural: pronouns of several.
        kin: words for relatives.
        general: phrases of statements about many.
        government: verbs by which a capital or an institution acts as a government.
        person_nouns: what a person is called: ``man``, ``soldier``.
        party: what a file calls the person whose case it is: ``applicant``.
        pair: counts of two: ``both``.
        few: counts and pointers that single out a few: ``these``.
        any_one: articles of anyone of a kind: ``every``.
    """

    first: frozenset[str]
    second: frozenset[str]
    third: frozenset[str]
    plural: frozenset[str]
    kin: frozenset[str]
    general: PhraseIndex
    government: frozenset[str]
    person_nouns: frozenset[str]
    party: frozenset[str]
    pair: frozenset[str]
    few: frozenset[str]
    any_one: frozenset[str]


@cache
def words() -> Words:
    """Return the English cue words, loaded once."""
    lex = lexicon("en")
    return Words(
        first=lex.words("grammar/first_person"),
        second=lex.words("grammar/second_person"),
        third=lex.words("grammar/third_person"),
        plural=lex.words("grammar/third_plural"),
        kin=lex.single_words("kin/relations"),
        general=PhraseIndex(_general_phrases()),
        government=lex.words("entities/government_verbs"),
        person_nouns=lex.words("grammar/person_nouns"),
        party=lex.words("grammar/party_nouns"),
        pair=lex.words("grammar/pair_words"),
        few=lex.words("grammar/pair_words", "grammar/few_words"),
        any_one=lex.words("grammar/any_one_words"),
    )


def _general_phrases() -> list[tuple[str, str]]:
    """Cues of general statements; a single word counts only where it can mean nothing else."""
    lex = lexicon("en")
    phrases = lex.phrases(
        "general",
        "kin/generic_subjects/phrases",
        "general/quantifiers/phrases",
        "general/reporting_bodies/phrases",
        "general/law/phrases",
        "general/statistics/phrases",
        "general/background_cues/phrases",
    )
    crowds = [(w, "general") for w in sorted(lex.words("entities/crowd_words"))]
    return [(p, kind) for p, kind in phrases if " " in p] + crowds


def is_party(reading: Reading, token: int) -> bool:
    """Whether a token is the person whose case a file is about: 'the applicant'."""
    if reading.lemma[token] not in words().party or reading.tag[token] == "NNS":
        return False
    return any(reading.lower[c] in ("the", "this") for c in reading.children[token])
