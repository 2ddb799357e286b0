"""How dates and durations are written in English, as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.number_words import number_words
from redactor.detect.lexicon import lexicon
from redactor.detect.word_starts import Beginnings, first_words

DATE_ITSELF = ("bare", "day_only", "in_words")
"""Groups of :func:`date_pattern` that hold the date without the words that tell it is one."""

_YEAR = r"(?:1[89]|20)\d\d"
_CAPITAL_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
)
_PART = (
    r"(?:(?:the\s+)?(?:beginning|start|middle|end|first half|second half|last days?|first days?)\s+of\s+"
    r"|(?:mid|early|late)[- ])"
)
_NEAR_YEAR = r"(?:last|this|that|the same|the next|the following)\s+year"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE_MONTH = "on|by|since|until|from|in|the|early|late|last|next|this"
_BEFORE_DAY = "on|by|until|till|since|from|before|after|was|is|were"
_PART_WORDS = "the|beginning|start|middle|end|first|second|last|mid|early|late"
_RELATIVE = "last|the previous|the following|the next|the same|earlier this|this"
_OWNERS = "my|his|her|their|our"
_ABOUT = "about|almost|nearly|over|more than|less than|just over|around"
_NO_DAY = r"(?!\s*(?:years|months|days|men|soldiers|people|percent|%|:\d))"
"""Behind a month and a number: the number counts something else."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of a date, each in a group of its own unless it says otherwise.

    Attributes:
        ordinals: ordinals in words, without a group.
        month: a month, short or long.
        day: a day of the month, in figures or as an ordinal.
        tail: the year behind a day and month, if there is one.
        season: a season.
        spelled_day: a day of the month as a cardinal in words, without a group.
        spelled_year: a year in words.
    """

    ordinals: str
    month: str
    day: str
    tail: str
    season: str
    spelled_day: str
    spelled_year: str


@cache
def date_pattern() -> Beginnings:
    """Return the pattern of dates; what is a date in it may be a group, see :data:`DATE_ITSELF`."""
    parts = _parts()
    options = (
        *_days_and_months(parts),
        *_seasons_and_years(parts),
        *_days_alone(parts),
        *_relative_dates(),
        *_dates_in_words(parts),
    )
    # Each option would find out for itself that it cannot begin within a word.
    pattern = re.compile(rf"(?:\b(?=\w)|(?=[-–—,;:(]\s))(?:{'|'.join(options)})", re.IGNORECASE)
    before_the_day = re.compile(r"[-–—,;:(](?=\s+the\b)", re.IGNORECASE)
    return Beginnings(pattern, _first_words_of_dates(), figures=True, sign=before_the_day)


def _first_words_of_dates() -> frozenset[str]:
    """Return the words with which an option of the pattern of dates begins."""
    lex, n = lexicon("en"), number_words()
    listed = lex.words("grammar/months", "grammar/seasons", "grammar/ordinals")
    return first_words(
        *(*listed, "may", n.units, n.teens, n.tens, "a", "two thousand"),
        *(_PART_WORDS, _BEFORE_MONTH, _BEFORE_DAY, _RELATIVE, "that"),
    )


@cache
def duration_pattern() -> Beginnings:
    """Return the pattern of lengths of time from weeks on."""
    n = number_words()
    number = rf"(?:\d+(?:\.\d+)?|an?|{n.units}|{n.teens}|twenty|thirty|several|some|a few)"
    unit = r"(?:years?|yrs?|months?|weeks?|summers?|winters?)"
    pattern = re.compile(
        rf"\b(?:(?:{_ABOUT})\s+)?"
        rf"{number}(?:[- ]and[- ]a[- ]half)?(?:\s+(?:full|long|whole))?[-\s]+{unit}\b"
        rf"(?:['’])?(?:\s+and\s+(?:{number}\s+{unit}|a\s+half))?",
        re.IGNORECASE,
    )
    words = first_words(_ABOUT, n.units, n.teens, "a|an|twenty|thirty|several|some")
    return Beginnings(pattern, words, figures=True)


@cache
def service_year_pattern() -> Beginnings:
    """Return the pattern of a year counted from the beginning: 'in my ninth year'; the group is the year."""
    ordinals = _parts().ordinals
    pattern = re.compile(
        rf"\b(?:{_OWNERS})\s+(?P<counted>(?:{ordinals}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:year|winter|summer)"
        r"(?:\s+(?:in|of|with)\s+(?:the\s+|my\s+|his\s+|her\s+)?(?:army|service|military|unit|uniform|forces|navy|ranks))?)\b"
        r"(?!\s+(?:of|at|in)\s+(?:the\s+)?(?:\w+\s+)?(?:school|university|college|institute|studies|marriage|prison|captivity))",
        re.IGNORECASE,
    )
    return Beginnings(pattern, first_words(_OWNERS))


@cache
def _parts() -> _Parts:
    lex, n = lexicon("en"), number_words()
    months = _any_of(m for m in lex.words("grammar/months") if m != "may")
    ordinals = _any_of(lex.words("grammar/ordinals"))
    spelled_day = rf"(?:twenty|thirty)[- ](?:{n.units})|{n.teens}|{n.units}|twenty|thirty"
    return _Parts(
        ordinals=ordinals,
        month=rf"(?:{months}|may)\b\.?",
        day=rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:{ordinals}))",
        tail=rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|{_NEAR_YEAR})|\s+['’]?\d{{2}}\b(?!\s*[a-z]))?",
        season=rf"(?:{_any_of(lex.words('grammar/seasons'))})",
        spelled_day=spelled_day,
        spelled_year=rf"(?:two\s+thousand(?:\s+and)?\s+(?:{spelled_day})"
        rf"|nineteen\s+(?:{n.tens})(?:[- ](?:{n.units}))?"
        rf"|twenty\s+(?:{n.teens}|(?:{n.tens})(?:[- ](?:{n.units}))?))",
    )


def _any_of(words: Iterable[str]) -> str:
    """Join alternatives, the longest first, so that none hides a longer one."""
    return "|".join(sorted((re.escape(w) for w in words), key=lambda w: (-len(w), w)))


def _days_and_months(p: _Parts) -> tuple[str, ...]:
    return (
        rf"\b{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b",
        rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d{{2}})\b",
        rf"\b(?:(?:{p.day},\s+)*{p.day}(?:\s+(?:to|and|or)\s+(?:the\s+)?|\s?[-–]\s?))?"
        rf"{p.day}\s+(?:of\s+)?{p.month}{p.tail}",
        rf"\b{p.month}\s+(?:and|or|to|until|[-–])\s+{p.month}\s+{_YEAR}\b",
        rf"\b{p.month}\s+{p.day}\b{_NO_DAY}{p.tail}",
        rf"\b(?:{_PART})?(?:{p.month}\s+(?:of\s+)?{_YEAR}"
        rf"|{p.month}\s+(?:last|this|that|of that|of last)\s+year)",
        rf"\b{_PART}(?:{_CAPITAL_MONTH}|(?:{_YEAR}s?)\b|the\s+year)",
    )


def _seasons_and_years(p: _Parts) -> tuple[str, ...]:
    return (
        rf"\b(?:the\s+)?{p.season}\s+(?:of\s+|in\s+)?{_YEAR}\b(?:\s*[-–]\s*(?:{_YEAR}|\d\d))?",
        rf"\b(?:last|this|that|the\s+(?:previous|next|following|first|second|third))\s+{p.season}\b",
        rf"\b{_YEAR}\s*(?:[-–]|to|until)\s*{_YEAR}\b",
        rf"(?<![\w:/.,-]){_YEAR}(?![\w:/-]|[.,]\d)(?:s\b)?",
    )


def _days_alone(p: _Parts) -> tuple[str, ...]:
    return (
        rf"\b(?:the\s+)?(?:{p.ordinals})\s+of\s+(?:the\s+)?month\b",
        rf"\b(?:{_BEFORE_MONTH})\s+"
        rf"(?P<bare>(?-i:{_CAPITAL_MONTH}))(?!\.?\s*(?:\d|(?-i:[A-Z])))",
        rf"(?:\b(?:{_BEFORE_DAY})\s+|[-–—,;:(]\s+|(?m:^))"
        rf"(?P<day_only>the\s+(?:{p.ordinals}|\d{{1,2}}(?:st|nd|rd|th)))"
        r"(?=\s*(?:[,.;:]|$|in the|at\b))",
    )


def _relative_dates() -> tuple[str, ...]:
    return (
        rf"\b(?:{_RELATIVE})\s+"
        rf"(?:week|month|year|{_WEEKDAY})\b(?!\s+of\b)",
        rf"\b(?:a|{number_words().units}|ten|\d+)\s+(?:days?|weeks?|months?|years?)\s+"
        r"(?:ago|later|earlier|before|after)\b",
    )


def _dates_in_words(p: _Parts) -> tuple[str, ...]:
    two_words = rf"(?:[ -](?:and )?[a-z]+(?:[ -](?:{number_words().units}))?)?"
    return (
        rf"\b{p.month}\s+(?:the\s+)?(?:{p.spelled_day})\b",
        rf"\b(?:on\s+)?(?:the\s+(?:{p.ordinals})(?:\s+to\s+the\s+(?:{p.ordinals}))?\s+of\s+{p.month}{p.tail})",
        rf"\b(?:the\s+)?{p.season}(?:\s+(?:before|after|of)\s+(?:the\s+)?(?:[A-Z]\w+\s*){{1,3}})",
        rf"\b{p.spelled_year}\b(?:\s+in\s+(?:the\s+)?{p.month})?",
        rf"\bin\s+(?P<in_words>(?:nineteen|twenty|two thousand){two_words})"
        r"(?=\s*(?:[,.;:?!]|$|in\b|i\b|he\b|she\b|we\b|they\b))",
    )
