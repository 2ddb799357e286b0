"""Lengths of time in English: "10 years" is "several years"."""

from __future__ import annotations

import re
from functools import cache

from redactor.generalize.en.numbers import number_pattern, read_number
from redactor.generalize.slot import Slot, Wording, any_of, tokens

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
# Least days, in words; what the words say holds of every length from there to the row above.
_LENGTHS: tuple[tuple[float, str], ...] = (
    (3 * 365.0, "several years"),
    (366.0, "over a year"),
    (365.0, ""),
    (3 * 30.4, "some months"),
    (21.0, "several weeks"),
    (7.0, "some days"),
    (3.0, "several days"),
    (2.0, "some days"),
)
# Words that make a length a bound or a guess: they go with it, and it may be shorter than it says.
_AT_LEAST = ("over", "more than", "at least", "exactly", "a total of", "all of", "a full")
_GUESSED = ("about", "around", "nearly", "almost", "roughly", "approximately", "some", "close to")
_AT_MOST = ("under", "less than", "up to", "at most", "fewer than", "no more than")
_GUESS = 0.85
_COUNTING = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "several", "some"})


def say_duration(slot: Slot) -> Wording | None:
    """Say a length of time without its number; ``None`` if the span is none, or too short.

    "Several" is said of three and more only; a year and more below three is "over a year".
    """
    if slot.surface.strip().lower() in {words for _, words in _LENGTHS if words}:
        return Wording(slot.surface, slot.span, tokens(slot.surface))
    found = _pattern().fullmatch(slot.surface.strip())
    if not found or slot.followed_by(r"[-\u2010\u2011]\w"):
        return None
    days = _days(found)
    hedge = found["hedge"] or ""
    outside = slot.preceded_by(rf"(?:{any_of((*_AT_LEAST, *_GUESSED, *_AT_MOST))})\s+") if not hedge else None
    word = (hedge or (outside[0] if outside else "")).strip().lower()
    if days is None or word in _AT_MOST:
        return None
    words = _words(days * _GUESS if word in _GUESSED else days)
    if not words or slot.preceded_by(r"(?:his|her|my|their|the|a|an|last|first)\s+"):
        return None
    text = f"{found['lead'] or ''}{words}{found['tail'] or ''}"
    return Wording(text, slot.widened(outside[0] if outside else ""), _COUNTING | tokens(found["tail"] or ""))


def _days(found: re.Match[str]) -> float | None:
    total = 0.0
    for count, unit in ((found["n"], found["unit"]), (found["n2"], found["unit2"])):
        if not count or not unit:
            continue
        number = _number(count.lower())
        if number is None:
            return None
        total += number * _DAYS[unit.lower().rstrip("s")]
    return total + (_DAYS[found["unit"].lower().rstrip("s")] / 2 if found["half"] else 0)


def _number(words: str) -> float | None:
    if words in {"half a", "half-a"}:
        return 0.5
    if words in {"a", "an", "one"}:
        return 1.0
    if words.startswith("a couple"):
        return 2.0
    number = read_number(words)
    return None if number is None else float(number)


def _words(days: float) -> str:
    return next((words for least, words in _LENGTHS if days >= least), "")


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?:half[ -]an?|an?|a couple of|{number_pattern()})"
    unit = r"(?:years?|months?|weeks?|days?)\b"
    return re.compile(
        rf"(?P<lead>(?:for|after|within)\s+)?(?P<hedge>(?:{any_of((*_AT_LEAST, *_GUESSED, *_AT_MOST))})\s+)?"
        rf"(?P<n>{number})(?P<half>\s+and\s+a\s+half)?\s+(?P<unit>{unit})"
        rf"(?:(?:,|\s+and|,\s+and)?\s+(?P<n2>{number})\s+(?P<unit2>{unit}))?"
        rf"(?P<tail>\s+(?:ago|earlier|later|before|of\s+(?:military\s+)?service|in\s+the\s+army))?",
        re.IGNORECASE,
    )
