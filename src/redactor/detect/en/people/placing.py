"""Whether the words before a name make it a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.en.people.names import names
from redactor.detect.en.people.runs import Run
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.text.places import is_known_place

_LONGEST_LIST = 12


@dataclass(frozen=True, slots=True)
class _Prepositions:
    """What stands before a place."""

    strong: frozenset[str]
    weak: frozenset[str]
    inhabited: frozenset[str]
    addressed: frozenset[str]


@cache
def _prepositions() -> _Prepositions:
    lex = lexicon("en")
    return _Prepositions(
        strong=lex.words("entities/strong_place_prepositions"),
        weak=lex.words("entities/weak_place_prepositions"),
        inhabited=lex.words("entities/inhabited_nouns"),
        addressed=lex.words("entities/words_to_persons"),
    )


def is_placed(reading: Reading, run: Run) -> bool:
    """Whether a preposition of place governs a run."""
    know, first = _prepositions(), run.first
    before = reading.lower[first - 1] if first else ""
    given = any(k in names().given for k in run.key)
    if before in know.strong:
        return not given or _is_known(reading, run)
    if before in (",", "and", "or") and _in_list_of_places(reading, first):
        return not given
    if before == "of" and first > 1 and reading.lemma[first - 2] in know.inhabited:
        return True
    if before not in know.weak:
        return False
    return _is_known(reading, run) or (before in ("from", "to") and not _is_addressed(reading, first))


def _is_known(reading: Reading, run: Run) -> bool:
    return is_known_place(" ".join(reading.raw[run.first : run.last]))


def _in_list_of_places(reading: Reading, first: int) -> bool:
    """'in A, B and C': the preposition before the first governs them all."""
    t, steps = first - 1, 0
    while t > 0 and steps < _LONGEST_LIST:
        if (
            reading.raw[t] != ","
            and reading.lower[t] not in ("and", "or")
            and not reading.raw[t][:1].isupper()
        ):
            return reading.lower[t] in _prepositions().strong
        t, steps = t - 1, steps + 1
    return False


def _is_addressed(reading: Reading, first: int) -> bool:
    """'He wrote to X', 'a letter from X': the preposition may govern a person."""
    head = reading.head[first - 1] if first else 0
    return reading.lemma[head] in _prepositions().addressed
