"""Numbers in words, as alternatives for regular expressions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from redactor.detect.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Alternatives without a group around them: ``one|two|three``.

    Attributes:
        units: one to nine.
        teens: ten to nineteen.
        tens: twenty to ninety.
    """

    units: str
    teens: str
    tens: str


@cache
def number_words() -> NumberWords:
    """Return the English number words, loaded once."""
    return NumberWords(_between(1, 9), _between(10, 19), _between(20, 90))


def _between(low: int, high: int) -> str:
    numbers: dict[str, int] = lexicon("en").entry("grammar/numbers")
    return "|".join(word for word, value in numbers.items() if low <= value <= high)
