"""Numbers of a text, in digits and in words, as the digits that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from redactor.text.forms.tokens import Token, gap, own_fold
from redactor.text.tables import table

_GROUP_GAP = re.compile(
    r"(?:[ \xa0\u2009\u202f\t]?[.,'’\-–‐‑/()]?[ \xa0\u2009\u202f\t]?|[ \t]?[)(][ \t]?|\r?\n)\Z"
)
_WORD_GAP = re.compile(r"[ \t\xa0]*[-‐‑,]?[ \t\xa0]*(?:\r?\n)?[ \t]*\Z")
_ORDINAL_MARK = re.compile(
    r"(?:st|nd|rd|th|[-‐‑]?(?:го|ой|ый|ий|му|ми|ша|га|тя|та|а|я|й|е|є|ї|і|х|м|у))\b", re.I
)
_ROMAN = re.compile(r"(?=[CLXVI]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_KOREAN = re.compile(
    r"제?(?P<number>[영공일이삼사오육륙칠팔구십백천만]+|유(?=월)|시(?=월))"
    r"(?=(?:년|월|일|호|번|살|세|명|군단|사단|여단|려단|연대|련대|대대|중대|소대|부대|국)|(?<=..)\Z)"
)
"""A Korean number with what it counts; alone it is none unless it has two syllables."""
_KOREAN_DAY = re.compile(r"(?P<number>[일이삼사오육칠팔구십]+)(?=일\Z)")
_KOREAN_ORDINAL = re.compile(r"(?<![가-힣])제\Z")
_KOREAN_DIGITS = {c: n for n, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6, "유": 6}
_KOREAN_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10_000, "시": 10}
_MOST_GROUPS = 12
_LONG = 6
"""Digits in all from which groups of any size may be one number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        start: where it starts.
        end: where it ends, the ending of an ordinal ("st") included.
        digits: what it means; a number in words may be read in two ways.
        is_ordinal: whether it counts a place in a row.
        form: ``exact`` for plain digits, ``separators``, ``words`` or ``roman``.
        first: index of its first word.
        last: index of its last word.
    """

    start: int
    end: int
    digits: frozenset[str]
    is_ordinal: bool
    form: str
    first: int
    last: int


def numbers(text: str, words: Sequence[Token]) -> Iterator[Number]:
    """Yield the numbers of a text; one may lie within another.

    Args:
        text: the original text.
        words: its plain tokens.
    """
    for at, token in enumerate(words):
        if _word(token)[:1] >= "가":
            yield from _from_korean(words, at)
        elif _digits(token):
            yield from _from_digits(text, words, at)
        elif _value(_word(token)) is not None:
            yield from _from_words(text, words, at)
        elif _ROMAN.fullmatch(text, token.start, token.end):
            digits = frozenset({str(_roman(text[token.start : token.end]))})
            yield Number(token.start, token.end, digits, True, "roman", at, at)


def _from_digits(text: str, words: Sequence[Token], at: int) -> Iterator[Number]:
    groups: list[str] = []
    for last in range(at, min(at + _MOST_GROUPS, len(words))):
        digits = _digits(words[last])
        if not digits or (groups and not _GROUP_GAP.match(gap(text, words[last - 1].end, words[last].start))):
            break
        groups.append(digits)
        if not _may_be_one(groups):
            continue
        mark = _ORDINAL_MARK.match(text, words[last].end)
        end = mark.end() if mark else words[last].end
        start = words[at].start - bool(
            _KOREAN_ORDINAL.search(text[max(0, words[at].start - 2) : words[at].start])
        )
        form = "exact" if len(groups) == 1 else "separators"
        yield Number(start, end, frozenset({"".join(groups)}), bool(mark), form, at, last)
    if len(groups) == 1 and at + 1 < len(words):
        short = table("numerals")["short_scales"]
        scale = _scales().get(_word(words[at + 1])) or short.get(_word(words[at + 1]))
        if scale and _WORD_GAP.match(gap(text, words[at].end, words[at + 1].start)):
            value = frozenset({str(int(groups[0]) * scale)})
            yield Number(words[at].start, words[at + 1].end, value, False, "words", at, at + 1)


def _may_be_one(groups: list[str]) -> bool:
    """Whether groups of digits may be one number: thousands, a telephone number, single digits."""
    if len(groups) == 1 or sum(map(len, groups)) >= _LONG:
        return True
    return all(len(group) == 3 for group in groups[1:]) or (
        len(groups) > 2 and all(len(g) == 1 for g in groups)
    )


def _from_words(text: str, words: Sequence[Token], at: int) -> Iterator[Number]:
    """Yield the number that begins with a word, as long as it can be read and each shorter one."""
    values: list[int] = []
    for last in range(at, min(at + _MOST_GROUPS, len(words))):
        if last > at and not _WORD_GAP.match(gap(text, words[last - 1].end, words[last].start)):
            return
        word = _word(words[last])
        value = _value(word)
        if value is None:
            if word in table("numerals")["joints"] and values:
                continue
            return
        values.append(value)
        is_ordinal = word in _ordinals() or _ordinal_stem(word) is not None
        yield Number(words[at].start, words[last].end, _readings(values), is_ordinal, "words", at, last)
        if is_ordinal:
            return


def _readings(values: list[int]) -> frozenset[str]:
    """Read number words as one sum, and piece by piece."""
    total, current = 0, 0
    pieces: list[int] = []
    for value in values:
        if value in {100, 1000, 1_000_000}:
            current = max(current, 1) * value
            if value > 100:
                total, current = total + current, 0
        else:
            current += value
        tens = pieces and pieces[-1] % 10 == 0 and 10 < pieces[-1] < 100 and 0 < value < 10
        if tens:
            pieces[-1] += value
        else:
            pieces.append(value)
    if any(value in {100, 1000, 1_000_000} for value in values):
        return frozenset({str(total + current)})
    return frozenset({"".join(map(str, pieces))})


def _from_korean(words: Sequence[Token], at: int) -> Iterator[Number]:
    word, token = _word(words[at]), words[at]
    is_day = at > 0 and _word(words[at - 1]).endswith("월") and word.endswith("일")
    # "십이일" behind a month is the twelfth; elsewhere it ends in a one.
    found = (_KOREAN_DAY if is_day else _KOREAN).match(word)
    if found and token.end - token.start == len(word):
        end = token.start + found.end("number")
        digits = frozenset({_in_korean(found["number"])})
        yield Number(token.start, end, digits, word.startswith("제"), "words", at, at)


def _in_korean(letters: str) -> str:
    """Return the digits of a Korean number, told by its places or digit by digit."""
    if not _KOREAN_SCALES.keys() & set(letters):
        return "".join(str(_KOREAN_DIGITS[letter]) for letter in letters)
    total = above = digit = 0
    for letter in letters:
        scale = _KOREAN_SCALES.get(letter, 0)
        if scale >= _KOREAN_SCALES["만"]:
            above, total, digit = (total + digit or 1) * scale, 0, 0
        elif scale:
            total, digit = total + (digit or 1) * scale, 0
        else:
            digit = _KOREAN_DIGITS[letter]
    return str(above + total + digit)


def _roman(letters: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _digits(token: Token) -> str:
    word = _word(token)
    return word if word.isdecimal() and word.isascii() else ""


def _word(token: Token) -> str:
    return token.readings[0].word if token.readings else ""


@lru_cache(maxsize=1 << 14)
def _value(word: str) -> int | None:
    for known in (_cardinals(), _scales(), _ordinals()):
        if word in known:
            return known[word]
    return _ordinal_stem(word)


@lru_cache(maxsize=1 << 14)
def _ordinal_stem(word: str) -> int | None:
    endings = table("numerals")["ordinal_endings"]
    stems = _rows("ordinal_stems")
    found = (stems.get(word[: len(word) - cut]) for cut in range(1, 5) if word[len(word) - cut :] in endings)
    return next((value for value in found if value is not None), None)


@cache
def _rows(name: str) -> dict[str, int]:
    rows = table("numerals")[name].items()
    return {own_fold(word).replace("'", ""): value for value, words in rows for word in words}


def _cardinals() -> dict[str, int]:
    return _rows("values")


def _scales() -> dict[str, int]:
    return _rows("scales")


def _ordinals() -> dict[str, int]:
    return _rows("ordinals")
