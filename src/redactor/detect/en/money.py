"""MONEY: exact sums, which stand in somebody's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import Role, Span


class MoneyRecognizer(RuleRecognizer):
    """Finds sums with their currency, which the pipeline knows in dollars only."""

    entity_type = "MONEY"

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield sums; they are about nobody unless a policy says otherwise."""
        for found in _pattern().finditer(reading.text):
            reason = "a number beside a currency"
            yield Match(Span(*found.span()), 0.8, "money.sum", reason, Role.NOBODY)


@cache
def _pattern() -> re.Pattern[str]:
    lex = lexicon("en")
    codes = "|".join(sorted(code.upper() for code in lex.words("currencies/codes")))
    names = "|".join(sorted(lex.words("currencies/names")))
    symbols = "".join(sorted(lex.words("currencies/symbols")))
    number = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
    scale = r"(?:\s(?:hundred|thousand|million|billion))?"
    return re.compile(
        rf"(?:\b(?:{codes})|[{re.escape(symbols)}])\s?(?:{number})\b{scale}"
        rf"|\b(?:{number}){scale}\s?(?:\b(?:{codes}|(?i:(?:\w+\s)?(?:{names})))\b(?:\s\((?:{codes})\))?|[{re.escape(symbols)}])"
    )
