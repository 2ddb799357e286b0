"""Family facts that go on: 'My aunt kept bees. She moved away.'"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from redactor.detect.en.clauses import clause_span, clauses_of
from redactor.detect.en.kin import is_own, kin_at
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match
from redactor.model import Context

_ONE_OF_THEM = frozenset({"he", "she", "one", "other", "both"})
"""What a sentence begins with that goes on about a relative, or one of several."""


def continued_facts(scene: Scene) -> Iterator[Match]:
    """Yield the clauses of answers in which a pronoun goes on about a relative."""
    reading = scene.reading
    for sentence, relation in _sentences_about(scene):
        for first, last in clauses_of(reading, sentence):
            if _is_pronouns_fact(reading, first, last):
                span = clause_span(reading, first, last)
                reason = "goes on about a relative"
                yield Match(span, 0.65, "family.continued", reason, relation=relation)


def _sentences_about(scene: Scene) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences of answers that name nobody, with the relative last named before them."""
    reading = scene.reading
    relation: str | None = None
    block = -1
    for sentence in reading.sentences:
        if sentence.block != block:
            relation = relation if _is_same_talk(reading, block, sentence.block) else None
            block = sentence.block
        own = _own_relative(scene, sentence)
        if own is not None:
            relation = own
        elif any(t in scene.person_at for t in range(sentence.first, sentence.last)):
            relation = None
        elif relation is not None and _is_told(scene, sentence):
            yield sentence, relation


def _is_told(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence is an answer, or speech within a story."""
    answer = scene.reading.blocks[sentence.block].context is Context.ANSWER
    return answer or (scene.quoted[sentence.first] and scene.quoted[sentence.last - 1])


def _is_same_talk(reading: Reading, before: int, block: int) -> bool:
    """Whether two blocks are paragraphs of an answer."""
    return before >= 0 and all(reading.blocks[b].context is Context.ANSWER for b in (before, block))


def _own_relative(scene: Scene, sentence: Sentence) -> str | None:
    """The last relative that a sentence names as somebody's own."""
    for t in range(sentence.last - 1, sentence.first - 1, -1):
        relation = kin_at(scene, t)
        if relation is not None and is_own(scene, sentence, t):
            return relation
    return None


def _is_pronouns_fact(reading: Reading, first: int, last: int) -> bool:
    for t in range(first, min(last, first + 3)):
        if reading.lower[t] in _ONE_OF_THEM and reading.dep[t] in ("nsubj", "nsubjpass"):
            return _fares(reading, t)
        if reading.pos[t] in ("NOUN", "VERB", "PROPN"):
            return False
    return False


def _fares(reading: Reading, subject: int) -> bool:
    """Whether the verb of a pronoun tells how a relative fares or what one is able to, not of an episode."""
    verb = reading.head[subject]
    modals = {reading.lower[c] for c in reading.children[verb] if reading.tag[c] == "MD"}
    if modals and reading.lower[subject] == "one":
        return False
    able = not modals.isdisjoint(_abilities())
    return able or reading.lemma[verb] in _life_verbs()


@cache
def _abilities() -> frozenset[str]:
    return lexicon("en").words("family/ability_words")


@cache
def _life_verbs() -> frozenset[str]:
    return lexicon("en").words("family/life_verbs")
