"""Kin words: which relative a word means, and whose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import clause_at
from redactor.detect.en.cue_words import words
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.model import Context

_OWNED_WITHIN = 3
"""Tokens before a kin word in which its owner stands: "my two younger brothers"."""


@dataclass(frozen=True, slots=True)
class _KinWords:
    """Words for relatives and what stands beside them.

    Attributes:
        ambiguous: words that mean a relative only where somebody owns them, to the relation.
        idioms: phrases in which a kin word means no relative.
        owners: possessives and counts.
        nobodys: owners whose relative is no one's.
        birth_order: adjectives that single a relative out.
        crowds: relatives of a crowd: "their wives".
        generic: what makes a relative anyone's: "every".
    """

    ambiguous: dict[str, str]
    idioms: PhraseIndex
    owners: frozenset[str]
    nobodys: frozenset[str]
    birth_order: frozenset[str]
    crowds: frozenset[str]
    generic: frozenset[str]


@cache
def _kin_words() -> _KinWords:
    lex = lexicon("en")
    return _KinWords(
        ambiguous=_by_word(lex.entry("kin/ambiguous")),
        idioms=PhraseIndex(lex.phrases("idiom", "kin/titles_not_kin/phrases", "kin/generic_subjects")),
        owners=lex.words("family/owners"),
        nobodys=lex.words("family/nobodys"),
        birth_order=lex.words("family/birth_order"),
        crowds=lex.words("family/crowds_relatives"),
        generic=lex.words("family/generic_owners"),
    )


@cache
def kin_relations() -> dict[str, str]:
    """Return single kin word to the relation it means: ``mum`` to ``mother``."""
    return _by_word(lexicon("en").entry("kin/relations"))


def _by_word(relations: dict[str, list[str]]) -> dict[str, str]:
    return {word: relation for relation, kin in relations.items() for word in kin if " " not in word}


def relation_of(reading: Reading, token: int) -> str | None:
    """Return the relation that a token's word means by itself, ``None`` for no kin word."""
    relations = kin_relations()
    return relations.get(reading.lemma[token]) or relations.get(reading.lower[token])


def kin_at(scene: Scene, token: int) -> str | None:
    """Return the relation that a token names, if it is a kin word and no title or idiom."""
    reading = scene.reading
    if token not in reading.memo("en.kin-words", _may_be_kin):
        return None
    relation = relation_of(reading, token)
    owned = _is_owned(reading, token)
    if relation is None and owned and _is_persons(reading.lower[token - 1]):
        relation = _kin_words().ambiguous.get(reading.lemma[token])
    if relation is None or token in scene.person_at or _is_nobodys(reading, token):
        return None
    if _is_title(scene, token) and not (owned and reading.raw[token].islower()):
        return None
    return None if is_idiom(reading, token) else relation


def _may_be_kin(reading: Reading) -> frozenset[int]:
    """Return the tokens that are kin words or may be."""
    ambiguous = _kin_words().ambiguous
    return frozenset(
        t
        for t, lemma in enumerate(reading.lemma)
        if lemma in ambiguous or relation_of(reading, t) is not None
    )


def is_idiom(reading: Reading, token: int) -> bool:
    """Whether a token stands in a phrase that is about no relative: 'brothers in arms'."""
    return token in reading.memo("en.kin-idioms", _idioms)


def is_own(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether a kin word means somebody's own relative: possessed, or named bare by the speaker."""
    reading, below = scene.reading, scene.reading.children[token]
    if _is_owned(reading, token):
        return True
    block = reading.blocks[sentence.block]
    bare = not any(reading.dep[c] == "det" for c in below) or reading.lower[token - 1] == "the"
    if bare and (block.context is Context.ANSWER or block.is_field):
        return scene.stance(sentence) is not Stance.GENERAL
    return any(reading.lower[c] in _kin_words().birth_order for c in below) or _is_bare_topic(reading, token)


def _is_persons(owner: str) -> bool:
    return owner in words().first or owner in words().third


def _idioms(reading: Reading) -> frozenset[int]:
    found = _kin_words().idioms.find(reading)
    return frozenset(t for first, last, _ in found for t in range(first, last))


def _is_owned(reading: Reading, token: int) -> bool:
    owners = _kin_words().owners
    sentence = reading.sentence(token)
    first = sentence.first if sentence is not None else 0
    near = reading.lower[max(first, token - _OWNED_WITHIN) : token]
    if any(w in owners for w in near) or near[-1:] == ["'s"]:
        return True
    if reading.dep[token] in ("dobj", "obj") and reading.lemma[reading.head[token]] == "have":
        return True
    return any(reading.lower[c] in owners for c in reading.children[token])


def _is_nobodys(reading: Reading, token: int) -> bool:
    """'nobody's uncle', 'such a nephew', 'their wives' of a crowd: no relative of anyone."""
    w = _kin_words()
    if reading.lower[token] in w.crowds and "their" in reading.lower[max(0, token - _OWNED_WITHIN) : token]:
        return True
    return any(
        (reading.dep[c] == "poss" and reading.lower[c] in w.nobodys)
        or (reading.dep[c] in ("det", "predet", "amod") and reading.lower[c] in w.generic)
        for c in reading.children[token]
    )


def _is_title(scene: Scene, token: int) -> bool:
    """'Brother Anselm', 'Auntie Mo', 'Mother Russia'."""
    reading = scene.reading
    if reading.raw[token][:1].isupper() and token + 1 in scene.person_at:
        return True
    return reading.raw[token] == "Father" and reading.lower[token + 1 : token + 3] == [",", "the"]


def _is_bare_topic(reading: Reading, token: int) -> bool:
    """'Mother is alive', '..., brother drafted': a single relative with no article opens a clause."""
    before = reading.raw[token - 1]
    opens = (
        token == clause_at(reading, token)[0] or before in (",", ";", ":") or reading.dep[token] == "nsubj"
    )
    qualified = any(reading.dep[c] in ("det", "amod") for c in reading.children[token])
    return opens and not qualified and reading.tag[token] != "NNS"
