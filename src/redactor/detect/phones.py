"""Presidio's phone recognizer, asked only about digits that can make a number.

Its library reads each group of digits for each region, and a testimony is full of years and ages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from presidio_analyzer import RecognizerResult
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

_LEAST_DIGITS = 5
"""No country's numbers have fewer, counted with its code where that is needed."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_EXTENSION = re.compile(r"xt|ｘｔ|доб|anexo|int|ｉｎｔ", re.IGNORECASE)
"""In the words that may stand inside a number, before an extension."""


class SparingPhoneRecognizer(PhoneRecognizer):
    """Finds what Presidio's recognizer finds, under its name."""

    def __init__(self, **how: Any) -> None:
        super().__init__(name=PhoneRecognizer.__name__, **how)

    def analyze(self, text: str, *args: Any, **kwargs: Any) -> list[RecognizerResult]:
        """Return the phone numbers of a text."""
        kept = _with_numbers_only(text)
        found: list[RecognizerResult] = super().analyze(kept, *args, **kwargs) if kept else []
        return found


def _with_numbers_only(text: str) -> str:
    """Blank the digits that no number is made of, in place; return nothing if none is left."""
    kept, done, is_telling = [], 0, False
    for start, end in _groups(text):
        group = text[start:end]
        is_number = sum(map(str.isdecimal, group)) >= _LEAST_DIGITS
        is_telling = is_telling or is_number
        kept += [text[done:start], group if is_number else _DIGITS.sub(_blank, group)]
        done = end
    return "".join([*kept, text[done:]]) if is_telling else ""


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield where digits stand with no word between them that ends a number."""
    start = end = -1
    for digits in _DIGITS.finditer(text):
        if start < 0 or _is_border(text[end : digits.start()]):
            if start >= 0:
                yield start, end
            start = digits.start()
        end = digits.end()
    if start >= 0:
        yield start, end


def _is_border(between: str) -> bool:
    return any(not _EXTENSION.search(word[0]) for word in _WORD.finditer(between))


def _blank(digits: re.Match[str]) -> str:
    return "_" * len(digits[0])
