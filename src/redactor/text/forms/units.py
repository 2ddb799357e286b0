"""Military units: their number in any notation with the word for their kind in any short form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from redactor.text.forms.english import is_ordinary
from redactor.text.forms.numerals import Number, numbers
from redactor.text.forms.text_words import words_of
from redactor.text.forms.tokens import Token, own_fold
from redactor.text.tables import table

_MOST_BETWEEN = 5
_LONG_NUMBER = 4
"""Digits from which a unit's number tells it without a word for its kind."""
_LONGEST_ENDING = 3
_LEAST_NAME = 4
_APART = re.compile(r"[.!?;:\n]\s*[^\W\d_]|\n\s*\n")
_NO_NOUN_FOLLOWS = re.compile(
    r"\s*(?:[.,;:!?)\"”’—–]|\Z|\s(?:and|or|but|was|is|had|has|were|are|went|came|moved|at|in|on|to|near|from|who|which"
    r"|that|when|where|lost|held|took|left|fought|would|did|under|after|before)\b)"
)
_DIGIT_BY_DIGIT = re.compile(r"\d(?:[ \t.\-]\d)+(?!\d)")
_THE = re.compile(r"\b(?:the|of|our|their|from|in|with)\s+(?:the\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a text names it.

    Attributes:
        digits: its number as digits.
        kind: what it is, or empty.
        start: where the name starts.
        end: where it ends.
    """

    digits: frozenset[str]
    kind: str
    start: int
    end: int


class Units:
    """Finds units by their number.

    Args:
        terms: number and text of each term; one without a number is not found here, see
            :func:`unit_phrases`.
    """

    def __init__(self, terms: Sequence[tuple[int, str]]) -> None:
        self._by_digits: dict[str, list[tuple[int, str, str]]] = {}
        for term, text in terms:
            words = words_of(text).in_line()
            found = list(numbers(text, words))
            named = list(units(text, words, found)) or [_bare(number) for number in found[:1]]
            for unit in named[:1]:
                for digits in unit.digits:
                    self._by_digits.setdefault(digits, []).append((term, unit.kind, _plain(text)))

    def find(
        self, text: str, words: Sequence[Token], found: Sequence[Number]
    ) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, start, end and form of each term.

        Args:
            text: the original text.
            words: its plain tokens.
            found: its numbers.
        """
        if not self._by_digits:
            return
        for unit in (*units(text, words, found), *_alone(text, found)):
            for digits in unit.digits:
                for term, kind, written in self._by_digits.get(digits, ()):
                    if kind and unit.kind and kind != unit.kind:
                        continue
                    is_exact = _plain(text[unit.start : unit.end]) == written
                    form = "exact" if is_exact else "notation" if unit.kind else "part"
                    yield term, unit.start, unit.end, form


def units(text: str, words: Sequence[Token], found: Sequence[Number]) -> Iterator[Unit]:
    """Yield the numbered units of a text: number and kind, or kind and number."""
    for number in found:
        yield from _kind_after(text, words, number)
        before = _kind_before(text, words, number)
        if before:
            at, kind = before
            yield Unit(number.digits, kind, words[at].start, number.end)


def unit_phrases(text: str) -> Iterator[str]:
    """Yield the phrases under which a unit without a number comes back.

    The word for its kind takes any of its forms ("Azov Brigade", "Azov Bde"); a name that is
    no ordinary word stands alone, too.
    """
    yield text
    words = words_of(text).in_line()
    found = [
        f"{digits} {u.kind}" for u in units(text, words, list(numbers(text, words))) for digits in u.digits
    ]
    for name in (_plain(text), *found):
        yield from table("units")["nicknames"].get(name, ())
    if any(c.isdigit() for c in text) or not words:
        return
    kind = _kind(_word(words[-1]))
    if not kind or len(words) < 2:
        return
    own = text[: words[-1].start].strip()
    yield from (f"{own} {word}" for word in _words_of(kind))
    if not all(is_ordinary(_word(token)) for token in words[:-1]):
        yield own


def own_names(text: str) -> tuple[str, ...]:
    """Return the words of a unit's name that are neither its number nor any unit's words."""
    words = _without_place(words_of(text).in_line())
    counted = {at for number in numbers(text, words) for at in range(number.first, number.last + 1)}
    plain = [_word(token) for at, token in enumerate(words) if at not in counted]
    known = {*table("units")["before_number"], *table("units")["before_kind"]}
    return tuple(
        word
        for word in plain
        if len(word) >= _LEAST_NAME
        and not (word in known or _kind(word) or _may_stand_between(word) or is_ordinary(word))
    )


def _without_place(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words up to where the unit is said to be."""
    prepositions = frozenset(table("units")["before_place"])
    behind = (at for at, token in enumerate(words) if at and _word(token) in prepositions)
    return words[: next(behind, None)]


def _bare(number: Number) -> Unit:
    return Unit(number.digits, "", number.start, number.end)


def _kind_after(text: str, words: Sequence[Token], number: Number) -> Iterator[Unit]:
    """Yield the unit whose kind follows a number, with known words between at most."""
    rest = own_fold(text[number.end : words[number.last].end])
    if rest:
        # Korean writes both as one word ("구십일여단").
        beginnings = [(b, kind) for b, kind in _hangul() if rest.startswith(b)]
        yield from (
            Unit(number.digits, kind, number.start, number.end + len(b)) for b, kind in beginnings[:1]
        )
        return
    for at in range(number.last + 1, min(number.last + 2 + _MOST_BETWEEN, len(words))):
        if _APART.search(text[words[at - 1].end : words[at].start]):
            return
        word = _word(words[at])
        kind = _kind(word)
        if kind:
            yield Unit(number.digits, kind, number.start, _end(words[at], kind))
            return
        if not _may_stand_between(word) and not _is_ending(text, words, at, number):
            return


def _is_ending(text: str, words: Sequence[Token], at: int, number: Number) -> bool:
    """Whether a word is the ending of the number before it ("91-й")."""
    return words[at].end <= number.end or (at == number.last + 1 and text[words[at - 1].end] in "-‐‑")


def _kind_before(text: str, words: Sequence[Token], number: Number) -> tuple[int, str] | None:
    """Return the word that names the kind before a number, and the kind."""
    at = number.first - 1
    while at >= 0 and number.first - at <= 2 and _word(words[at]) in table("units")["before_number"]:
        at -= 1
    if at < 0 or not re.fullmatch(r"[\s#№.\-‐‑]{0,4}", text[words[at].end : words[at + 1].start]):
        return None
    kind = _kind(_word(words[at]))
    if not kind and at and text[words[at - 1].start : words[at].end].lower() == "в/ч":
        return at - 1, "unit"
    if kind and at and _word(words[at - 1]) in table("units")["before_kind"]:
        return at - 1, kind
    return (at, kind) if kind else None


def _alone(text: str, found: Sequence[Number]) -> Iterator[Unit]:
    """Yield numbers that tell a unit without its kind: long ones, and "the 91st" with no noun."""
    for number in found:
        is_plain = number.form == "exact" or (
            number.form == "separators" and _DIGIT_BY_DIGIT.match(text, number.start)
        )
        if is_plain and min(map(len, number.digits)) >= _LONG_NUMBER:
            yield _bare(number)
        before = text[max(0, number.start - 12) : number.start]
        if number.is_ordinal and _THE.search(before) and _NO_NOUN_FOLLOWS.match(text, number.end):
            yield _bare(number)


@lru_cache(maxsize=4096)
def _kind(word: str) -> str:
    """Return the kind of unit that a folded word names, or nothing."""
    for whole in (word, word.removesuffix("s") if len(word) > _LONGEST_ENDING else word):
        if whole in _kinds():
            return _kinds()[whole]
    for stem, kind in _stems():
        if word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING:
            return kind
    bare = word[_qualified(word) :]
    for beginning, kind in _hangul():
        if bare.startswith(beginning):
            return kind
    return next((kind for ending, kind in table("units")["endings"].items() if word.endswith(ending)), "")


def _end(token: Token, kind: str) -> int:
    """Return where a kind's word ends; Korean particles stay outside."""
    word = _word(token)
    skipped = _qualified(word)
    beginnings = [b for b, k in _hangul() if k == kind and word.startswith(b, skipped)]
    is_plain = token.end - token.start == len(word)
    return token.start + skipped + len(beginnings[0]) if beginnings and is_plain else token.end


@lru_cache(maxsize=4096)
def _qualified(word: str) -> int:
    """Return how many letters of a Korean word say what sort of unit it is, before the kind itself."""
    sorts = "|".join(sorted(table("units")["hangul_sorts"], key=len, reverse=True))
    found = re.match(rf"(?:{sorts})+", word)
    return found.end() if found else 0


@lru_cache(maxsize=4096)
def _may_stand_between(word: str) -> bool:
    data = table("units")
    stems = tuple(own_fold(stem) for stem in data["between_stems"])
    return word in data["between"] or word.startswith(stems) or word.isdecimal()


@cache
def _kinds() -> dict[str, str]:
    rows = table("units")["kinds"].items()
    return {own_fold(word): kind for kind, row in rows for word in row["words"]}


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    return tuple((own_fold(s), kind) for kind, row in table("units")["kinds"].items() for s in row["stems"])


@cache
def _hangul() -> tuple[tuple[str, str], ...]:
    rows = [(b, kind) for kind, row in table("units")["kinds"].items() for b in row["hangul"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def _words_of(kind: str) -> list[str]:
    row = table("units")["kinds"][kind]
    return [*row["words"], *row["hangul"]]


def _word(token: Token) -> str:
    return token.readings[0].word if token.readings else ""


def _plain(text: str) -> str:
    return " ".join(own_fold(text).split())
