"""Family facts in answers: 'Any siblings?' 'Two. One is a nun.'"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.clauses import asks, clause_span, opens_in_brackets
from redactor.detect.en.kin import kin_at
from redactor.detect.en.scene import Scene
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence
from redactor.detect.recognizer import Match

_LONGEST = 40
"""Tokens of an answer beyond which it is a story, whose facts are read one by one."""
_FEW_WORDS = 4
"""Tokens of a first sentence that is not yet the answer: "Yes, sir."."""
_SHORT_QUESTION = 6


@dataclass(frozen=True, slots=True)
class _QuestionWords:
    """Words by which a question about the family is known.

    Attributes:
        short: that make a question of a few words one about the family.
        opinion: verbs that ask what a relative thinks.
        facts: that ask who the family are.
        empty: answers that say nothing.
        speakers: subjects of an answer that tells of the speaker, not of a relative.
        own: verbs by which the speaker's own deed is a fact of the family all the same.
    """

    short: frozenset[str]
    opinion: frozenset[str]
    facts: frozenset[str]
    empty: frozenset[str]
    speakers: frozenset[str]
    own: frozenset[str]


@cache
def _question_words() -> _QuestionWords:
    lex = lexicon("en")
    return _QuestionWords(
        short=lex.words("family/short_question_words"),
        opinion=lex.words("family/opinion_verbs"),
        facts=lex.words("family/question_words"),
        empty=lex.words("family/empty_answers"),
        speakers=lex.words("family/speakers"),
        own=lex.words("family/object_verbs"),
    )


def answered_facts(scene: Scene) -> Iterator[Match]:
    """Yield the answers to questions about the family."""
    reading = scene.reading
    for sentence in reading.sentences:
        if sentence.last - sentence.first > _LONGEST or not _is_first_said(scene, sentence):
            continue
        relation = _asked_relation(scene, sentence)
        if relation is None or opens_in_brackets(reading, sentence) or not _says_something(reading, sentence):
            continue
        if asks(reading, sentence) or _is_of_another(scene, sentence):
            continue
        span = clause_span(reading, sentence.first, sentence.last)
        reason = "answers a question about the family"
        yield Match(span, 0.75, "family.answer", reason, relation=relation)


def _is_first_said(scene: Scene, sentence: Sentence) -> bool:
    """The first sentence of an answer, or the second where the first is a word or two."""
    if scene.opens_answer(sentence):
        return True
    before = scene.reading.sentences[sentence.number - 1] if sentence.number else None
    if before is None or before.block != sentence.block or before.last - before.first > _FEW_WORDS:
        return False
    return scene.opens_answer(before)


def _asked_relation(scene: Scene, sentence: Sentence) -> str | None:
    """The relative, or the family, that the question before a sentence asks for facts about."""
    reading = scene.reading
    question = [t for q in reading.question_before(sentence) for t in range(q.first, q.last)]
    relation = next((r for t in question if (r := kin_at(scene, t)) is not None), None)
    if relation is None and len(question) <= _SHORT_QUESTION:
        about_family = any(reading.lower[t] in _question_words().short for t in question)
        relation = "family" if about_family else None
    return relation if relation is not None and _asks_for_facts(reading, question) else None


def _asks_for_facts(reading: Reading, question: Sequence[int]) -> bool:
    lemmas = {reading.lemma[t] for t in question}
    if lemmas & _question_words().opinion:
        return False
    return len(question) <= _SHORT_QUESTION + 1 or bool(lemmas & _question_words().facts)


def _says_something(reading: Reading, sentence: Sentence) -> bool:
    empty = _question_words().empty
    return any(w.isalnum() and w not in empty for w in reading.words_of(sentence))


def _is_of_another(scene: Scene, sentence: Sentence) -> bool:
    """'I went to see her': an answer that tells what the speaker, or somebody named, did."""
    reading, w = scene.reading, _question_words()
    if any(kin_at(scene, t) is not None for t in range(sentence.first, sentence.last)):
        return False
    for t in range(sentence.first, sentence.last):
        if reading.dep[t] not in ("nsubj", "nsubjpass") or reading.dep[reading.head[t]] != "ROOT":
            continue
        if reading.lower[t] in w.speakers:
            return reading.lemma[reading.head[t]] not in w.own
        if t in scene.person_at:
            return False
        return reading.pos[t] == "NOUN" and reading.lower[t - 1] in ("the", "this", "that")
    return False
