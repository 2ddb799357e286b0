"""Whom an answer is about: 'And your mother?' 'Sixty-one, she keeps bees in Tanchon.'"""

from __future__ import annotations

from redactor.detect.en.cue_words import words
from redactor.detect.en.family.meant import relation_by_pronoun
from redactor.detect.en.kin import relation_of
from redactor.detect.reading import Reading, Sentence

_SENTENCES = 3
"""Sentences of an answer that still speak of the one who was asked about."""
_SUBJECTS = ("nsubj", "nsubjpass")


def relation_asked(reading: Reading, first: int) -> str | None:
    """Return the relative that the question before an answer asked about.

    Only where the question names a single relative, and nothing in the answer up to the fact
    turns to another or to the speaker.

    Args:
        reading: the text.
        first: the fact's first token.
    """
    sentence = reading.sentence(first)
    if sentence is None:
        return None
    question = relations_asked(reading, sentence)
    opening = reading.sentences_of_block(sentence.block)[0]
    if len(question) != 1 or sentence.number - opening.number >= _SENTENCES:
        return None
    (relation,) = question
    return relation if _stays_with(reading, range(opening.first, sentence.last), relation) else None


def relations_asked(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """Return the relatives that the question before a sentence names, or means by "he" or "she"."""
    questions = reading.question_before(sentence)
    named = (relation_of(reading, t) for asked in questions for t in range(asked.first, asked.last))
    found = frozenset(relation for relation in named if relation is not None)
    meant = relation_by_pronoun(reading, questions) if questions and not found else None
    return found if meant is None else frozenset({meant})


def _stays_with(reading: Reading, tokens: range, relation: str) -> bool:
    first_person = words().first
    for t in tokens:
        if reading.lower[t] in first_person and reading.dep[t] in _SUBJECTS:
            return False
        if relation_of(reading, t) not in (None, relation):
            return False
    return True
