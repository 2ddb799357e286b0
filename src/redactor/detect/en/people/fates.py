"""Whether a sentence says of a name's bearer what happens to those whom this tool protects.

"X was captured", "X, who had been drafted with him", "carried to the road by X", "X hid us": whoever it is
said of is a source, a comrade or a helper, whatever else he is called. Whom somebody names who tells of
himself ("X, a poet, shared my cell"), he has met.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.en.cue_words import words
from redactor.detect.en.people.names import is_figure, names
from redactor.detect.en.people.runs import Run
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading, Sentence

_RELATIVE_CLAUSE = 14
"""Tokens behind a name in which "who was drafted" stands."""
_APPOSITION = ("appos", "compound", "flat", "nmod")
_LONGEST_WAY = 4
_KIN_WITHIN = 5
"""Tokens behind a name in which ", whose only son" stands."""
_QUOTES = frozenset({'"', "“", "”", "«", "»", "``", "''"})


@dataclass(frozen=True, slots=True)
class _FateWords:
    """What sources suffer and do, and what helpers do; ranks that thousands share."""

    suffered: frozenset[str]
    deeds: frozenset[str]
    helping: frozenset[str]
    ranks: frozenset[str]
    possessives: frozenset[str]


@cache
def _fate_words() -> _FateWords:
    lex = lexicon("en")
    return _FateWords(
        suffered=lex.words("public/fates"),
        deeds=lex.words("public/deeds"),
        helping=lex.words("public/helping_verbs"),
        ranks=lex.single_words("military/ranks/common"),
        possessives=lex.words("entities/possessives"),
    )


def shares_fate(reading: Reading, run: Run) -> bool:
    """Whether the sentence of a name says so of its bearer.

    Args:
        reading: the parsed text.
        run: the name.
    """
    know, token = _fate_words(), syntactic_head(reading, run)
    dep, verb = reading.dep[token], reading.head[token]
    lemma = reading.lemma[verb]
    if dep in ("nsubjpass", "dobj") and lemma in know.suffered:
        return True
    if dep == "nsubj" and lemma in know.deeds:
        return True
    if dep == "pobj" and reading.dep[verb] == "agent":
        return reading.lemma[reading.head[verb]] in know.suffered | know.helping
    if dep == "nsubj" and lemma in know.helping and _has_somebody_as_object(reading, verb):
        return True
    return any(
        reading.lower[t] == "who"
        and (
            (reading.dep[t] == "nsubj" and reading.lemma[reading.head[t]] in know.deeds)
            or (reading.dep[t] == "nsubjpass" and reading.lemma[reading.head[t]] in know.suffered)
        )
        for t in range(run.last, min(len(reading.raw), run.last + _RELATIVE_CLAUSE))
        if reading.sentence_of[t] == reading.sentence_of[token]
    )


def is_one_of_many(reading: Reading, run: Run) -> bool:
    """Whether a name has a rank that thousands share, is somebody's or has relatives told of.

    "Private X", "my neighbour X", "X, whose son is in captivity".
    "X, Nikita" is no famous X either, unless that is what the famous one is called.

    Args:
        reading: the parsed text.
        run: the name.
    """
    before = range(max(0, run.start - 1), run.first)
    if any(reading.lower[t].rstrip(".") in _fate_words().ranks for t in before):
        return True
    given = (
        reading.lower[run.last + 1 : run.last + 2] if reading.raw[run.last : run.last + 1] == [","] else []
    )
    if given and given[0] in names().given and not is_figure((given[0], *run.key)):
        return True
    behind = reading.lower[run.last : run.last + _KIN_WITHIN]
    if behind[:2] == [",", "whose"] and any(w in names().kin for w in behind):
        return True
    noun = run.start - 1
    return (
        noun > 0
        and reading.lemma[noun] in names().person_nouns | names().kin
        and reading.lemma[noun] not in names().offices
        and reading.lower[noun - 1] in _fate_words().possessives
    )


def syntactic_head(reading: Reading, run: Run) -> int:
    """Return the token that stands for a name in its sentence: the noun that it is an apposition of, if any.

    Args:
        reading: the parsed text.
        run: the name.
    """
    token = run.last - 1
    for _ in range(_LONGEST_WAY):
        if reading.dep[token] not in _APPOSITION or reading.head[token] == token:
            break
        token = reading.head[token]
    return token


def _has_somebody_as_object(reading: Reading, verb: int) -> bool:
    return any(reading.dep[t] == "dobj" and reading.pos[t] == "PRON" for t in reading.children[verb])


def is_told_by_first_person(reading: Reading, run: Run, sentence: Sentence) -> bool:
    """Whether somebody tells a name's sentence of himself, quotations aside.

    Who "told me" something on the record tells it to whoever wrote the text, and "X: I open the session" is
    said by X himself.

    Args:
        reading: the parsed text.
        run: the name.
        sentence: the name's.
    """
    head = syntactic_head(reading, run)
    speech = reading.head[head] if reading.dep[head] == "nsubj" else None
    is_quoted = False
    for t in range(sentence.first, sentence.last):
        if reading.raw[t] in _QUOTES:
            is_quoted = not is_quoted
        elif reading.raw[t] == ":" and t >= run.last:
            return False
        elif not is_quoted and reading.lower[t] in words().first and reading.head[t] != speech:
            return True
    return False
