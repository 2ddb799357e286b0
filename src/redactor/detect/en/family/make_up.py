"""What a family is made of: 'an only child', 'the youngest of three', 'engaged'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import asks, clause_at, clause_span, governing_verb, subject_of
from redactor.detect.en.kin import is_idiom
from redactor.detect.en.scene import Scene
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.recognizer import Match
from redactor.model import Context


@cache
def _make_up() -> PhraseIndex:
    """Phrases that name a relative or a state of marriage; the rest says too little alone."""
    lex = lexicon("en")
    anchors = lex.single_words("kin/relations") | lex.words("family/make_up_words")
    phrases = lex.phrases("make-up", "kin/family_make_up/phrases")
    return PhraseIndex((p, kind) for p, kind in phrases if anchors & set(p.split()))


@cache
def _states() -> frozenset[str]:
    return lexicon("en").words("family/make_up_verbs")


def make_up_facts(scene: Scene) -> Iterator[Match]:
    """Yield what is said of how somebody's family is made up."""
    reading = scene.reading
    for first, last, _ in _make_up().find(reading):
        if not _counts(scene, first, last):
            continue
        goes_on = reading.lower[last : last + 1] in (["to"], ["with"], ["of"], ["by"])
        end = clause_at(reading, first)[1] if goes_on else last
        reason = "says what a family is made of"
        yield Match(clause_span(reading, first, end), 0.7, "family.make-up", reason, relation="family")


def _counts(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are about somebody's family and not about families."""
    reading = scene.reading
    sentence = reading.sentence(first)
    if sentence is None or is_idiom(reading, first) or asks(reading, sentence):
        return False
    stance = scene.stance(sentence)
    answered = reading.blocks[sentence.block].context is Context.ANSWER
    if stance is not Stance.PERSONAL and not (stance is Stance.OPEN and answered):
        return False
    return last - first > 1 or _is_somebodys_state(scene, first)


def _is_somebodys_state(scene: Scene, t: int) -> bool:
    """'She is a widow', 'I married', or a note's bare 'unmarried'; not 'the widow sells fish'."""
    reading = scene.reading
    if reading.pos[t] not in ("NOUN", "ADJ", "VERB") or reading.lower[t - 1] == "the":
        return False
    if reading.dep[t] == "amod":
        noun = reading.head[t]
        return scene.is_somebody(noun) and reading.tag[noun] != "NNS"
    verb = t if reading.pos[t] == "VERB" else governing_verb(reading, t)
    if verb is None:
        return True
    subject = subject_of(reading, verb)
    if subject is None:
        return True
    return reading.lemma[verb] in _states() and scene.is_somebody(subject)
