"""Phrases that count something: the number in digits and in words, with "No." and without."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.text.forms.numerals import Number, numbers
from redactor.text.forms.text_words import words_of
from redactor.text.forms.tokens import Token, own_fold
from redactor.text.tables import table

_MOST = 1000
"""Numbers from here on are put into words by nobody."""
_OLDEST = 120


def phrases(text: str) -> Iterator[str]:
    """Yield a phrase as it may count the same: "ten years", "10-year", "school No. 15".

    A phrase without a number, or with several, comes back as it is.
    """
    yield text
    number = _only_number(text)
    if number is None or number.start == 0 == len(text) - number.end:
        return
    before, after = _without_label(text[: number.start]), text[number.end :].lstrip(" -‐‑")
    labels = ("", *table("counted")["number_words"]) if before else ("",)
    for written in _written(number):
        for label in labels if not number.is_ordinal else ("",):
            for rest in _one_and_several(after):
                yield " ".join(filter(None, (before, label, written, rest)))


def age_phrases(text: str) -> Iterator[str]:
    """Yield an age as it may be told: "aged 31", "31 years old", "thirty-one-year-old"."""
    yield from phrases(text)
    number = _only_number(text)
    if number is None or number.is_ordinal or int(min(number.digits)) > _OLDEST:
        return
    for written in _written(number):
        yield from (form.format(written) for form in table("counted")["ages"])


def _only_number(text: str) -> Number | None:
    """Return the one number of a text; ``None`` where it has none or several."""
    found = list(numbers(text, words_of(text).in_line()))
    longest = max(found, key=lambda n: n.end - n.start, default=None)
    if longest is None or any(n.start < longest.start or n.end > longest.end for n in found):
        return None
    return longest if len(longest.digits) == 1 and longest.form != "roman" else None


def _without_label(before: str) -> str:
    words: list[Token] = words_of(before).in_line()
    while words and _is_label(before[words[-1].start : words[-1].end]):
        words.pop()
    return before[: words[-1].end] if words else ""


def _is_label(word: str) -> bool:
    return own_fold(word) in table("counted")["number_words"]


def _written(number: Number) -> Iterator[str]:
    digits = min(number.digits)
    value = int(digits)
    if number.is_ordinal:
        ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10 if value % 100 // 10 != 1 else 0, "th")
        yield f"{digits}{ending}"
    else:
        yield digits
    if value < _MOST:
        yield _in_words(value, "ordinals" if number.is_ordinal else "values")


def _in_words(value: int, kind: str) -> str:
    """Write a number below a thousand in English words."""
    data = table("numerals")
    if value in data[kind]:
        return str(data[kind][value][0])
    above, rest = (value // 100 * 100, value % 100) if value >= 100 else (value // 10 * 10, value % 10)
    if above >= 100:
        whole = f"{data['values'][above // 100][0]} hundred"
        return f"{whole} and {_in_words(rest, kind)}" if rest else whole
    return f"{data['values'][above][0]} {_in_words(rest, kind)}" if rest else str(data["values"][above][0])


def _one_and_several(after: str) -> Iterator[str]:
    yield after
    for one, several in table("counted")["plurals"].items():
        for old, new in ((several, one), (one, several)):
            if after == old or after.startswith(f"{old} "):
                yield new + after[len(old) :]
