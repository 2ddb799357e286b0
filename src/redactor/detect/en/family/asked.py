"""Whom an answer is about: 'And your mother?' 'Sixty-one, she keeps bees in Tanchon.'"""

from __future__ import annotations

from redactor.detect.en.cue_words import words
from redactor.detect.en.kin import relation_of
from redactor.detect.reading import Reading

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
    question = {
        relation
        for asked in reading.question_before(sentence)
        for t in range(asked.first, asked.last)
        if (relation := relation_of(reading, t)) is not None
    }
    opening = reading.sentences_of_block(sentence.block)[0]
    if len(question) != 1 or sentence.number - opening.number >= _SENTENCES:
        return None
    (relation,) = question
    return relation if _stays_with(reading, range(opening.first, sentence.last), relation) else None


def _stays_with(reading: Reading, tokens: range, relation: str) -> bool:
    first_person = words().first
    for t in tokens:
        if reading.lower[t] in first_person and reading.dep[t] in _SUBJECTS:
            return False
        if relation_of(reading, t) not in (None, relation):
            return False
    return True
