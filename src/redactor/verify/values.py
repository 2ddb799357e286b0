"""What must not be in the written file: the hidden values, taken apart by type."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from redactor.model import CLAUSES as TOLD
from redactor.model import EntityType
from redactor.verify.letters import bare, letters_of, table

PLACES = frozenset({EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.LOCATION})
CLAUSES = TOLD | {EntityType.HIDDEN_TEXT}
IDENTIFYING = PLACES | {
    EntityType.PERSON,
    EntityType.CONTACT,
    EntityType.DATE_OF_BIRTH,
    EntityType.MILITARY_UNIT,
}
NAMES = frozenset({EntityType.PERSON, EntityType.CONTACT, EntityType.DATE_OF_BIRTH})
# A short numeral ("26", "May") means other things elsewhere; a bare count always does.
_SHORT_MEANS_LITTLE = frozenset({EntityType.AGE, EntityType.DATE, EntityType.SERVICE_RECORD})
_MEANS_LITTLE = frozenset({EntityType.CARDINAL, EntityType.ORDINAL, EntityType.QUANTITY, EntityType.PERCENT})
# A trade, a feeling, a branch in everyday words ("a cook") names nobody where others bear it.
_EVERYDAY = CLAUSES - {EntityType.HIDDEN_TEXT} | {
    EntityType.MILITARY_ROLE,
    EntityType.MILITARY_UNIT,
    EntityType.ORGANIZATION,
}
# What an everyday word says without its capital is that word: a tin in Tin, a day that is no birthday.
_NAMED_BY_CAPITALS = PLACES | _SHORT_MEANS_LITTLE | {EntityType.DATE_OF_BIRTH}
_TELLING_LENGTH = 4
_TELLING_WORDS = 3
_WORD = re.compile(r"[^\W\d_][\w'’\-‐‑]*")
_POSSESSIVE = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """A hidden value, or a part or spelling of one, as its letters.

    Attributes:
        plain: its letters and digits.
        breaks: places in ``plain`` before which the value has a space, a hyphen or the like.
        entity_type: of the finding that it comes from.
        is_part: it is only part of what was hidden, a surname say.
        is_word: it is an ordinary word or very short, so that only a capital makes it a name.
        is_common: it was written with a capital and is an everyday word, which in lower case it stays.
    """

    plain: str = field(repr=False)
    breaks: frozenset[int]
    entity_type: str
    is_part: bool = False
    is_word: bool = False
    is_common: bool = False


@lru_cache(maxsize=1024)
def whole_value(surface: str, entity_type: str) -> Value | None:
    """Return a hidden surface as one value; ``None`` if it says too little to look for.

    Too little are bare counts, ages, dates and lengths of service with fewer than four
    letters and digits or without a number or name ("last month"), places of which every
    word is generic, one or two everyday words for a trade or a state, and single letters.
    """
    value = _value([surface], entity_type)
    short = len(value.plain) < _TELLING_LENGTH and entity_type in _SHORT_MEANS_LITTLE
    if len(value.plain) < 2 or short or entity_type in _MEANS_LITTLE:
        return None
    if entity_type in PLACES and not _specific(surface.split()):
        return None
    return None if _is_everyday(surface, entity_type) else value


def _is_everyday(surface: str, entity_type: str) -> bool:
    """Whether the words alone single nobody out: no name or number in them, and few of them."""
    if any(c.isdigit() for c in surface) or any(w[:1].isupper() for w in surface.split()[1:]):
        return False
    if entity_type in _SHORT_MEANS_LITTLE:
        return not any(w[:1].isupper() for w in surface.split())
    return entity_type in _EVERYDAY and len(surface.split()) < _TELLING_WORDS


@lru_cache(maxsize=1024)
def values_of(surface: str, entity_type: str) -> tuple[Value, ...]:
    """Return everything that must not survive of one hidden surface.

    The whole surface; of a person's name also its parts, the order swapped and usual
    romanizations of Korean surnames; of a place also the names in it.
    """
    return tuple(_values_of(surface, entity_type))


def _values_of(surface: str, entity_type: str) -> Iterator[Value]:
    if entity_type == EntityType.PERSON:
        yield from _of_person(surface)
        return
    whole = whole_value(surface, entity_type)
    if whole:
        yield whole
    if entity_type in PLACES:
        yield from _of_place(surface, entity_type)


def _value(words: Sequence[str], entity_type: str, *, part: bool = False) -> Value:
    """Make one value of words; a break stands between them and wherever a word has one."""
    letters = letters_of(" ".join(words))
    breaks = frozenset(i for i, gap in enumerate(letters.gaps) if gap and i)
    may_be_common = part or (entity_type in _NAMED_BY_CAPITALS and not breaks)
    has_capital = any(word[:1].isupper() for word in words)
    is_common = may_be_common and has_capital and _is_everyday_word(letters.plain)
    return Value(letters.plain, breaks, entity_type, part, part and _is_word(letters.plain), is_common)


def _is_word(plain: str) -> bool:
    return len(plain) <= 2 or plain in table("names")["ordinary_words"]


def _is_everyday_word(plain: str) -> bool:
    return f"\n{plain}\n" in _everyday_words()


@cache
def _everyday_words() -> str:
    """Return the words that the English detector ships, one a line; data, not code, crosses here.

    One text, since it is a tenth of what a set of 65,000 words takes, and is seldom asked.
    """
    data = (files("redactor") / "detect" / "en" / "lexicons" / "common_words.txt.gz").read_bytes()
    return "\n".join(["", *gzip.decompress(data).decode("utf-8").split(), ""])


def _of_person(surface: str) -> Iterator[Value]:
    names = table("names")
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(bare(surface))]
    words = [word for word in words if letters_of(word).plain not in names["titles"]]
    parts = _parts(words)
    for part in parts:
        value = _value([part], EntityType.PERSON, part=True)
        if len(value.plain) >= 2 and value.plain not in names["function_words"]:
            yield value
    if len(parts) > 1:
        yield _value(words, EntityType.PERSON)
        for surname, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
            for spelling in _surname_spellings(surname):
                yield _value([spelling, *given], EntityType.PERSON)
                yield _value([*given, spelling], EntityType.PERSON)


def _parts(words: list[str]) -> list[str]:
    """Take a name apart; the two syllables after a Korean surname are one part."""
    if len(words) == 3 and len(_surname_spellings(words[0])) > 1:
        return [words[0], f"{words[1]} {words[2]}"]
    return words


def _surname_spellings(word: str) -> set[str]:
    plain = letters_of(word).plain
    return {plain}.union(*(row for row in table("names")["surnames"] if plain in row))


def _of_place(surface: str, entity_type: str) -> Iterator[Value]:
    """Yield the names in a place: runs of capitalized words without generic ones at the ends."""
    surface = bare(surface)
    runs: list[list[str]] = [[]]
    end = 0
    for word in _WORD.finditer(surface):
        if surface[end : word.start()].strip() or not word[0][0].isupper():
            runs.append([])
        if word[0][0].isupper():
            runs[-1].append(_POSSESSIVE.sub("", word[0]))
        end = word.end()
    for run in runs:
        value = _value(_specific(run), entity_type)
        is_country = " ".join(letters_of(word).plain for word in run) in table("words")["countries"]
        says_little = len(value.plain) < 2 or value.plain in table("names")["function_words"]
        if not says_little and not is_country:
            yield value


def _specific(words: list[str]) -> list[str]:
    """Return words without generic ones at the ends; of all-generic ones nothing.

    A direction before a name stays: "North Hamgyong" is a name, "the north" is none.
    """
    generic = table("words")["generic_place_words"]
    named = [i for i, word in enumerate(words) if letters_of(word).plain not in generic]
    if not named:
        return []
    first, last = named[0], named[-1]
    if first and words[first - 1][:1].isupper():
        first -= 1
    return words[first : last + 1]
