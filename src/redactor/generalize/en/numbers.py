"""English number words."""

from __future__ import annotations

import re
from functools import cache

from redactor.generalize.slot import any_of
from redactor.generalize.tables import table


def read_number(words: str) -> int | None:
    """Return the number below 100 that digits or words name, ``None`` for anything else."""
    plain = words.strip().lower()
    return (
        int(plain)
        if plain.isascii() and plain.isdigit() and len(plain) <= 3
        else _numbers().get(re.sub(r"[\s\u2010\u2011-]+", "-", plain))
    )


@cache
def number_pattern() -> str:
    """Return a pattern for a number in digits (up to three) or in words (below 100)."""
    calendar = table("en/calendar")
    units = any_of(calendar["number_words"])
    return (
        rf"(?:\d{{1,3}}|(?:{any_of(calendar['tens'])})(?:[\s\u2010\u2011-](?:{units}))?|{units})(?![\w.,]*\d)"
    )


@cache
def tens_word(tens: int) -> str:
    """Return the word for a multiple of ten from 20 to 90: ``twenty`` for 20."""
    return str(table("en/calendar")["tens"][tens // 10 - 2])


@cache
def _numbers() -> dict[str, int]:
    calendar = table("en/calendar")
    small = {word: number for number, word in enumerate(calendar["number_words"])}
    tens = {word: 20 + 10 * i for i, word in enumerate(calendar["tens"])}
    both = {f"{t}-{s}": n + m for t, n in tens.items() for s, m in small.items() if 0 < m < 10}
    return small | tens | both
