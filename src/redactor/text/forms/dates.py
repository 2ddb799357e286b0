"""Dates of a text in every notation, and dates that are known to be dangerous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.forms.numerals import Number, numbers
from redactor.text.forms.text_words import words_of
from redactor.text.forms.tokens import own_fold
from redactor.text.tables import table

_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|[-\s]?(?:го|е|ro|гo|ого))?"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d|'?\d\d)"
_JUCHE = 1911
"""The year before the first of North Korea's calendar."""
_YEAR_ALONE = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_CUT = re.compile(r"(?<!\w)['’‘](\d\d)(?!\w)")
_BLANK = r"[\s.,/\-]{0,3}"
_NUMERIC = (
    r"(?P<y>(?:1[89]|20)\d\d)\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})",
    r"(?P<a>\d{1,2})\s?(?P<s>[-./])\s?(?P<b>\d{1,2})\s?(?P=s)\s?(?P<y>(?:1[89]|20)\d\d|\d\d)",
    r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})(?![./]?\d)",
    r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)",
    r"(?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)",
    r"(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})(?![-./]?\d)",
    r"(?:(?P<y>\d{2,4})\s?년\s?)?(?P<m>\d{1,2})\s?월(?:\s?(?P<d>\d{1,2})\s?일)?",
)


class Date(NamedTuple):
    """A date, or as much of it as is told; 0 for what is not told.

    Attributes:
        year: with two digits if only these are told.
        month: 1 to 12.
        day: 1 to 31.
    """

    year: int
    month: int
    day: int


class Dates:
    """Finds dates in every notation; a date without its year is found too.

    Args:
        terms: number and text of each term; one that is no date is not found here.
    """

    def __init__(self, terms: Sequence[tuple[int, str]]) -> None:
        self._by_month: dict[int, list[tuple[int, Date, str]]] = {}
        self._by_year: dict[int, list[int]] = {}
        for number, text in terms:
            if _YEAR_ALONE.fullmatch(text.strip()):
                self._by_year.setdefault(int(text), []).append(number)
            for date in _of_term(text):
                self._by_month.setdefault(date.month, []).append((number, date, _plain(text)))

    def find(self, text: str, counted: Iterable[Number]) -> Iterator[tuple[int, int, int, str]]:
        """Yield number, start, end and form of each term.

        Args:
            text: the original text.
            counted: its numbers.
        """
        counted = list(counted)
        for span, year in _years(text, counted) if self._by_year else ():
            yield from ((number, span.start, span.end, "notation") for number in self._by_year.get(year, ()))
        for span, date in dates(text, counted) if self._by_month else ():
            for number, known, written in self._by_month.get(date.month, ()):
                if _tells(date, known):
                    is_exact = _plain(text[span.start : span.end]) == written
                    form = "part" if known.year and not date.year else "exact" if is_exact else "notation"
                    yield number, span.start, span.end, form


def dates(text: str, counted: Iterable[Number]) -> Iterator[tuple[Span, Date]]:
    """Yield the dates of a text; what may be read in two ways ("3/4/24") comes twice.

    Args:
        text: the original text.
        counted: its numbers, see :func:`redactor.text.forms.numerals.numbers`.
    """
    spoken = _in_digits(text, counted)
    folded = fold(spoken.text)
    for pattern in _patterns():
        for found in pattern.finditer(folded.text):
            inner = folded.origin(Span(*found.span()))
            span = Span(spoken.starts[inner.start], spoken.ends[inner.end - 1])
            yield from ((span, date) for date in _read(found) if _is_possible(date))


def _years(text: str, counted: Iterable[Number]) -> Iterator[tuple[Span, int]]:
    """Yield years that stand alone in words, in two digits, or in North Korea's calendar."""
    for number in counted:
        if number.form == "words" and len(min(number.digits)) == len("1999"):
            yield from ((Span(number.start, number.end), int(digits)) for digits in number.digits)
    for short in _YEAR_CUT.finditer(text):
        yield from ((Span(*short.span()), century + int(short[1])) for century in (1900, 2000))
    for era in _era_years().finditer(text):
        yield Span(*era.span()), _JUCHE + int(era[1])


class _Spoken(NamedTuple):
    text: str
    starts: list[int]
    ends: list[int]


def _in_digits(text: str, counted: Iterable[Number]) -> _Spoken:
    """Write the days and years that are told in words in digits, with the way back."""
    longest: dict[int, tuple[int, str]] = {}
    for number in counted:
        if number.form == "words":
            digits = max(number.digits, key=lambda d: (len(d) == 4, -len(d), d))
            longest[number.start] = max(longest.get(number.start, (0, "")), (number.end, digits))
    pieces, starts, ends, done = [], [], [], 0
    for start, (end, digits) in sorted(longest.items()):
        if start < done:
            continue
        pieces += [text[done:start], digits]
        starts += [*range(done, start), *[start] * len(digits)]
        ends += [*range(done + 1, start + 1), *[end] * len(digits)]
        done = end
    pieces.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return _Spoken("".join(pieces), starts, ends)


def _read(found: re.Match[str]) -> Iterator[Date]:
    told = found.groupdict()
    year = _year(told.get("y") or "", told.get("era") or "")
    if told.get("a"):
        first, second = int(told["a"]), int(told["b"])
        yield Date(year, second, first)
        if first != second:
            yield Date(year, first, second)
        return
    month = _months()[told["name"]] if told.get("name") else int(told["m"])
    yield Date(year, month, int(told.get("d") or 0))
    if told.get("d2"):
        yield Date(year, month, int(told["d2"]))


def _year(told: str, era: str) -> int:
    return _JUCHE + int(era) if era else int(told.lstrip("'") or 0)


def _is_possible(date: Date) -> bool:
    return 1 <= date.month <= 12 and 0 <= date.day <= 31 and bool(date.day or date.year)


def _tells(date: Date, known: Date) -> bool:
    """Whether a date tells a known one: as much of it as the editor wrote, the year aside."""
    years = (
        {date.year % 100, known.year % 100} if min(date.year, known.year) < 100 else {date.year, known.year}
    )
    same_year = not date.year or not known.year or len(years) == 1
    if known.day:
        return date.day == known.day and same_year
    return bool(date.year) and same_year


def _of_term(text: str) -> list[Date]:
    """Return the dates that a term as a whole may mean, told as fully as it tells them."""
    bare = text.strip().rstrip(".")
    words = words_of(text).in_line()
    found = list(dates(text, numbers(text, words)))
    longest = max((len(span) for span, _ in found), default=0)
    return [date for span, date in found if len(span) == longest and 2 * longest >= len(bare)]


def _plain(text: str) -> str:
    return " ".join(own_fold(text).split())


@cache
def _months() -> dict[str, int]:
    return {fold(word).text: month for month, words in table("dates")["months"].items() for word in words}


@cache
def _era_years() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('dates')['eras'])})\s?(\d{{2,3}})(?!\d)", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    ranges = "|".join(re.escape(fold(word).text) for word in table("dates")["ranges"])
    eras = "|".join(fold(word).text for word in table("dates")["eras"])
    month = rf"(?P<name>{names})(?![^\W\d_])\.?"
    year = rf"(?:{_BLANK}(?:of\s+)?(?:(?:{eras})\s(?P<era>\d{{2,3}})|{_YEAR})(?!\d|[.:]\d))?"
    first = rf"(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:{ranges})\s?(?:the\s)?)?"
    patterns = (
        rf"{first}{_DAY}{_BLANK}(?:day\s)?(?:of\s+)?{month}{year}",
        rf"{month}{_BLANK}(?:the\s+)?{_DAY}(?!\d){year}",
        rf"(?P<y>(?:1[89]|20)\d\d){_BLANK}{month}{_BLANK}{_DAY}(?!\d)",
        rf"{month}{_BLANK}(?:of\s+)?(?P<y>(?:1[89]|20)\d\d|'\d\d)(?!\d)",
        *_NUMERIC,
    )
    return tuple(re.compile(rf"(?<![^\W_]){pattern}(?!\d)") for pattern in patterns)
