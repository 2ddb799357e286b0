"""Names that are introduced as names: "called X", an answer to "What is your name?", "mister x"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.letter_case import has_no_capitals
from redactor.detect.en.people.mention import INTRODUCED, Mention
from redactor.detect.en.people.names import names
from redactor.detect.en.people.runs import key_of
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence
from redactor.model import Role
from redactor.text.places import is_known_place

_BETWEEN = (",", ":", '"', "“", "‘", "'")
_NO_NAMES = ("PRON", "DET", "AUX", "ADP", "CCONJ", "PART", "INTJ")
_LONGEST_ANSWER = 8
"""Tokens that the answer to a question for a name has at most."""


@dataclass(frozen=True, slots=True)
class _Introducers:
    """The words that introduce a name."""

    phrases: PhraseIndex
    nouns: frozenset[str]
    objects: frozenset[str]
    asking: frozenset[str]
    linking: frozenset[str]
    named: frozenset[str]
    spoken_titles: frozenset[str]


@cache
def _introducers() -> _Introducers:
    lex = lexicon("en")
    return _Introducers(
        phrases=PhraseIndex(lex.phrases("name", "names/name_introducers/phrases")),
        nouns=lex.words("entities/name_nouns"),
        objects=lex.words("grammar/named_objects"),
        asking=lex.words("entities/name_questions"),
        linking=lex.words("grammar/linking_words"),
        named=names().person_nouns | names().kin | lex.words("entities/named_nouns"),
        spoken_titles=lex.words("entities/spoken_titles"),
    )


def introduced(reading: Reading) -> frozenset[int]:
    """Return the tokens right behind 'called', 'named', 'my name is'."""
    know = _introducers()
    told = [stop for first, stop, _ in know.phrases.find(reading) if not _names_a_thing(reading, first)]
    told += [
        t + 1
        for t, lemma in enumerate(reading.lemma[:-1])
        if lemma in know.nouns and reading.raw[t + 1] in (",", ":")
    ]
    found = set()
    for stop in told:
        t = _name_behind(reading, stop)
        if t < len(reading.raw) and reading.sentence_of[t] == reading.sentence_of[stop - 1]:
            found.add(t)
    return frozenset(found)


def _name_behind(reading: Reading, t: int) -> int:
    """The token at or behind ``t`` where a name begins: 'called her "X"', 'known as the X'."""
    objects, n = _introducers().objects, len(reading.raw)
    while t < n and (reading.raw[t] in _BETWEEN or reading.raw[t] in objects):
        t += 1
    article = t + 1 < n and reading.lower[t] == "the" and reading.raw[t + 1][:1].isupper()
    return t + 1 if article else t


def _names_a_thing(reading: Reading, first: int) -> bool:
    """'a cheese called X', 'a farm named Y': no person's name."""
    know, t = _introducers(), first - 1
    while t >= 0 and (reading.lower[t] == "," or reading.lower[t] in know.linking):
        t -= 1
    return t >= 0 and reading.pos[t] == "NOUN" and reading.lemma[t] not in know.named


def introduced_names(reading: Reading, behind: frozenset[int]) -> Iterator[Mention]:
    """Yield names without a capital: behind an introduction, or in answer to a question for the name.

    Args:
        reading: the parsed text.
        behind: the tokens that :func:`introduced` found in it.
    """
    for t in sorted(behind):
        if reading.raw[t].isalpha() and reading.lower[t] not in names().common:
            yield Mention(t, t + 1, (reading.lower[t],), 3.0, False, None, INTRODUCED, fated=True)
    for sentence in reading.sentences:
        if sentence.last - sentence.first <= _LONGEST_ANSWER and _is_asked_for_a_name(reading, sentence):
            yield from _answered_names(reading, sentence)


def _is_asked_for_a_name(reading: Reading, sentence: Sentence) -> bool:
    asked = {w for q in reading.question_before(sentence) for w in reading.words_of(q)}
    return not asked.isdisjoint(_introducers().asking) or {"call", "you"} <= asked


def _answered_names(reading: Reading, sentence: Sentence) -> Iterator[Mention]:
    size = sum(reading.raw[t].isalpha() for t in range(sentence.first, sentence.last))
    for t in range(sentence.first, sentence.last):
        pos, word = reading.pos[t], reading.lower[t]
        if not reading.raw[t].isalpha() or pos in _NO_NAMES or (pos == "VERB" and size > 2):
            continue
        if size <= 2 or word not in names().common:
            yield Mention(t, t + 1, (word,), 3.0, False, Role.SOURCE, "answers a question for the name")


def lower_case_names(reading: Reading) -> Iterator[Mention]:
    """Yield names in a transcript without capitals: 'miss hong', 'chae un gyong'."""
    if not has_no_capitals(reading):
        return
    n, titles = len(reading.raw), _introducers().spoken_titles
    for t in range(n):
        if reading.lower[t] in titles and t + 1 < n and reading.raw[t + 1].isalpha():
            last = t + 2
            if last < n and reading.lower[last] not in names().common and reading.raw[last].isalpha():
                last += 1
            key = key_of(reading, t + 1, last)
            yield Mention(t + 1, last, key, 3.0, False, None, "follows a form of address")
        elif _begins_korean(reading, t):
            key = key_of(reading, t, t + 3)
            yield Mention(t, t + 3, key, 3.5, False, None, "built like a Korean name")


def _begins_korean(reading: Reading, t: int) -> bool:
    """Whether three words in lower case are a Korean name and not an English phrase."""
    know, lower = names(), reading.lower
    if lower[t] not in know.surnames or t + 2 >= len(lower) or reading.pos[t] in ("ADP", "PRON", "DET"):
        return False
    if not all(lower[i] in know.syllables and reading.pos[i] != "PRON" for i in (t + 1, t + 2)):
        return False
    if all(w in know.common for w in lower[t : t + 3]):
        return False
    return not is_known_place(" ".join(lower[t - 1 : t + 1]))
