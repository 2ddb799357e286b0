"""What the words around a name say of a bearer who is known to the public: an office, a profession, a post.

"Minister X", "the historian X says", "its director, X", "X, who heads the committee", "Y, of the Harbour
Fund": people whom a text names because of what they do in public. An office is enough. A profession, which
sources have as well, counts for one who states something, and a post where the institution is named that it
belongs to. Whoever belongs to somebody in the text ("my lawyer, X"), is told of by a first person, or had
happen to him what happens to sources ("a lawyer who deserted"), is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.people.chambers import speaks_in_office
from redactor.detect.en.people.descriptions import Description, behind_age, descriptions
from redactor.detect.en.people.fates import is_told_by_first_person, shares_fate, syntactic_head
from redactor.detect.en.people.runs import Run
from redactor.detect.en.silence import asks_for_silence
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading, Sentence

_CLAUSE = 5
"""Tokens behind a name's comma in which "who heads" or "who has died" stands."""
_INSTITUTION = 7
"""Tokens behind "of" in which the institution is named."""
_LEAST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class _PublicWords:
    """The words that tell of a public standing."""

    offices: frozenset[str]
    office_phrases: PhraseIndex
    experts: frozenset[str]
    press: frozenset[str]
    posts: frozenset[str]
    institutions: frozenset[str]
    forces: frozenset[str]
    small_units: frozenset[str]
    statements: frozenset[str]
    heading: frozenset[str]
    represented: frozenset[str]


@cache
def _public_words() -> _PublicWords:
    lex = lexicon("en")
    several = [p for p in lex.phrases("office", "public/offices") if " " in p[0]]
    return _PublicWords(
        offices=lex.single_words("public/offices"),
        office_phrases=PhraseIndex(several),
        experts=lex.words("public/experts"),
        press=lex.words("public/press"),
        posts=lex.words("public/posts"),
        institutions=lex.words("public/institutions"),
        forces=lex.words("military/unit_abbreviations"),
        small_units=lex.words("public/small_units"),
        statements=lex.words("public/statements"),
        heading=lex.words("public/heading_verbs"),
        represented=lex.words("public/represented"),
    )


def has_calling(reading: Reading, run: Run, sentence: Sentence | None) -> bool:
    """Whether the words beside a name say that its bearer has a public office, profession or post.

    Args:
        reading: the parsed text.
        run: the name.
        sentence: the name's.
    """
    if speaks_in_office(reading, run):
        return True
    if sentence is None or asks_for_silence(reading, sentence):
        return False
    described = list(descriptions(reading, run, sentence))
    if any(_names_office(reading, d) for d in described) or _is_titled_press(reading, run, sentence):
        return True
    if _speaks_for_party(reading, run.last, sentence) or _has_died(reading, run.last, sentence):
        return True
    if is_told_by_first_person(reading, run, sentence) or shares_fate(reading, run):
        return False
    states = _states(reading, run)
    return (
        any(_names_profession(reading, d, states=states) for d in described)
        or _heads_institution(reading, run.last, sentence, states=states)
        or _is_of_institution(reading, run, sentence, states=states)
    )


def _nouns(reading: Reading, described: Description) -> Iterator[int]:
    """The nouns of a description's core that are nobody's: 'the general's cook' is no general."""
    for t in range(described.first, described.core):
        is_owner = reading.lower[t + 1 : t + 2] in (["'s"], ["'"])
        if reading.pos[t] in ("NOUN", "PROPN", "ADJ") and not is_owner:
            yield t


def _names_office(reading: Reading, described: Description) -> bool:
    know = _public_words()
    if any(_word(reading, t) in know.offices for t in _nouns(reading, described)):
        return True
    return any(
        first < described.core
        for first, _, _ in know.office_phrases.find(reading, described.first, described.last)
    )


def _word(reading: Reading, t: int) -> str:
    return reading.lemma[t].rstrip(".")


def _is_titled_press(reading: Reading, run: Run, sentence: Sentence) -> bool:
    """'our reporter X': a paper says so of its own."""
    t = run.start - 1
    return t > sentence.first and reading.lemma[t] in _public_words().press and reading.lower[t - 1] == "our"


def _names_profession(reading: Reading, described: Description, *, states: bool) -> bool:
    know = _public_words()
    nouns = {_word(reading, t) for t in _nouns(reading, described)}
    institution = _institution(reading, described.first, described.last)
    if not nouns.isdisjoint(know.experts | know.press):
        return states or institution is not None
    if nouns.isdisjoint(know.posts):
        return False
    if described.is_title:
        words = set(reading.lower[described.first : described.last])
        return states and words.isdisjoint(know.small_units)
    return institution is not None and (
        states or reading.raw[institution][:1].isupper() or _is_its(reading, described)
    )


def _is_its(reading: Reading, described: Description) -> bool:
    return "its" in reading.lower[described.first : described.core]


def _institution(reading: Reading, first: int, last: int) -> int | None:
    """The token that makes a stretch name an institution, an acronym among them, but no unit or force."""
    know = _public_words()
    for t in range(first, last):
        raw = reading.raw[t]
        if reading.lower[t] in know.institutions or reading.lower[t] == "its":
            return t
        if raw.isupper() and raw.isalpha() and len(raw) >= _LEAST_ACRONYM and raw.lower() not in know.forces:
            return t
    return None


def _heads_institution(reading: Reading, last: int, sentence: Sentence, *, states: bool) -> bool:
    """'X, who heads the committee'."""
    know, who = _public_words(), _relative_clause(reading, last, sentence)
    if who is None or reading.lower[who + 1 : who + 2] == [] or reading.lower[who + 1] not in know.heading:
        return False
    named = _institution(reading, who + 2, min(sentence.last, who + 2 + _INSTITUTION))
    return named is not None and (states or reading.raw[named][:1].isupper())


def _has_died(reading: Reading, last: int, sentence: Sentence) -> bool:
    """'Y, who has died at eighty'."""
    who = _relative_clause(reading, last, sentence)
    return who is not None and reading.lower[who + 1 : who + 3] == ["has", "died"]


def _relative_clause(reading: Reading, last: int, sentence: Sentence) -> int | None:
    first = behind_age(reading, last + 1, sentence) if reading.raw[last : last + 1] == [","] else last
    while first < min(sentence.last, last + _CLAUSE) and reading.lower[first] in (",", "("):
        first += 1
    return first if first < sentence.last and reading.lower[first] == "who" else None


def _is_of_institution(reading: Reading, run: Run, sentence: Sentence, *, states: bool) -> bool:
    """'X of the Harbour Fund', 'Y, from Human Rights Watch, said', 'Z of UNHCR said'."""
    last = run.last + (reading.raw[run.last : run.last + 1] == [","])
    if (
        len(run.key) < 2
        or last + 1 >= sentence.last
        or reading.lower[last] not in ("of", "from", "at", "with")
    ):
        return False
    window = range(last + 1, min(last + 1 + _INSTITUTION, sentence.last))
    stop = next((t for t in window if reading.raw[t] in (",", ".", ";")), window.stop)
    named = next(
        (
            t
            for t in range(last + 1, stop)
            if reading.raw[t][:1].isupper() and _institution(reading, t, t + 1) == t
        ),
        None,
    )
    if named is None:
        return False
    return states or (reading.lower[last] == "of" and not reading.raw[named].isupper())


def _speaks_for_party(reading: Reading, last: int, sentence: Sentence) -> bool:
    """'Ms X, for the prosecution', 'Mr Y (for the State)'."""
    behind = reading.lower[last : min(sentence.last, last + _CLAUSE)]
    while behind and behind[0] in (",", "("):
        behind = behind[1:]
    return behind[:2] == ["for", "the"] and not _public_words().represented.isdisjoint(behind[2:3])


def _states(reading: Reading, run: Run) -> bool:
    """Whether a name is the subject of a verb of public speech."""
    token = syntactic_head(reading, run)
    return reading.dep[token] == "nsubj" and reading.lemma[reading.head[token]] in _public_words().statements
