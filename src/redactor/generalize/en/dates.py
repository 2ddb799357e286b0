"""Reads English dates."""

from __future__ import annotations

import re
from functools import cache

from redactor.generalize.moment import Moment
from redactor.generalize.slot import any_of
from redactor.generalize.tables import table

_CENTURY_SPLIT = 30
"""Two-digit years from here on belong to the 1900s: of living people nothing else is likely."""
_NUMERIC = re.compile(
    r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})|(?P<a>\d{1,2})(?P<sep>[-./])(?P<b>\d{1,2})(?P=sep)(?P<yy>\d{4}|\d{2})"
)


def read_date(words: str) -> Moment | None:
    """Read a date without its preposition.

    Args:
        words: ``12 April 2022``, ``Oct. 10 last year``, ``spring of 2018``, ``14.2.90``.

    Returns:
        What it says, or ``None`` if any of the words is not understood.
    """
    plain = re.sub(r"\s+", " ", words.strip().rstrip(".,;"))
    numeric = _NUMERIC.fullmatch(plain)
    if numeric:
        return _numeric(numeric)
    found = _pattern().fullmatch(plain)
    if not found:
        return None
    parts = {name: value.lower() for name, value in found.groupdict().items() if value}
    return _worded(parts) if parts.keys() & {"month", "year", "season", "short_year", "deictic"} else None


def _numeric(found: re.Match[str]) -> Moment | None:
    if found["y"]:
        return _checked(int(found["y"]), int(found["m"]), int(found["d"]))
    year = int(found["yy"]) if len(found["yy"]) == 4 else _full_year(int(found["yy"]))
    first, second = int(found["a"]), int(found["b"])
    if found["sep"] == "." or first > 12:
        return _checked(year, second, first)
    # "4/5/2021" is April in one country and May in another.
    return _checked(year, first, second) if second > 12 else Moment(year=year)


def _checked(year: int, month: int, day: int) -> Moment | None:
    return Moment(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _full_year(short: int) -> int:
    return (1900 if short >= _CENTURY_SPLIT else 2000) + short


def _worded(parts: dict[str, str]) -> Moment | None:
    calendar = table("en/calendar")
    year = int(parts["year"]) if "year" in parts else None
    if "short_year" in parts:
        year = _full_year(int(parts["short_year"]))
    day = _day(parts.get("day") or parts.get("day_after"))
    if day is not None and not 1 <= day <= 31:
        return None
    part = parts.get("part", "")
    return Moment(
        year=year,
        month=_months()[parts["month"]] if "month" in parts else None,
        day=day,
        part=calendar["parts"].get(part, ""),
        season=parts.get("season", ""),
        deictic=parts.get("deictic", ""),
    )


def _day(words: str | None) -> int | None:
    if words is None:
        return None
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return int(table("en/calendar")["ordinals"].index(words.replace(" ", "-"))) + 1


@cache
def _months() -> dict[str, int]:
    return {name.lower(): n for n, names in enumerate(table("en/calendar")["months"], 1) for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    calendar = table("en/calendar")
    ordinal = any_of([w for word in calendar["ordinals"] for w in (word, word.replace("-", " "))])
    day = rf"\d{{1,2}}(?:st|nd|rd|th)?|{ordinal}"
    month = any_of(_months())
    return re.compile(
        rf"(?:(?:{any_of(calendar['weekdays'])}),? (?:the )?)?"
        rf"(?:(?:the )?(?P<part>{any_of(calendar['parts'])})(?:[-\u2010\u2011 ](?:of )?(?:the )?)?)?"
        rf"(?:(?:the )?(?P<day>{day})(?: day)?(?: of)?[ ]?)?"
        rf"(?:the )?(?:(?P<month>{month})\b\.?)?(?:(?P<season>{any_of(calendar['season_words'])})\b)?"
        rf"(?: (?:the )?(?P<day_after>{day})(?=\b(?!\d)))?"
        rf"(?:,? ?(?:of )?(?:(?:the year )?(?P<year>(?:19|20)\d\d)|['’](?P<short_year>\d\d)"
        rf"|(?P<deictic>{any_of(calendar['deictic'])})))?",
        re.IGNORECASE,
    )
