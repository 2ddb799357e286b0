"""MONEY: exact sums, which stand in somebody's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.detect.word_starts import Beginnings
from redactor.model import Role, Span


class MoneyRecognizer(RuleRecognizer):
    """Finds sums with their currency, which the pipeline knows in dollars only."""

    entity_type = "MONEY"

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield sums; they are about nobody unless a policy says otherwise."""
        for found in _sums().matches(reading):
            reason = "a number beside a currency"
            yield Match(Span(*found.span()), 0.8, "money.sum", reason, Role.NOBODY)


@cache
def _sums() -> Beginnings:
    lex = lexicon("en")
    codes = "|".join(sorted(code.upper() for code in lex.words("currencies/codes")))
    names = "|".join(sorted(lex.words("currencies/names")))
    symbols = "".join(sorted(lex.words("currencies/symbols")))
    number = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
    scale = r"(?:\s(?:hundred|thousand|million|billion))?"
    sum_ = (
        rf"(?:(?:\b(?:{codes})|[{re.escape(symbols)}])\s?(?:{number})\b{scale}"
        rf"|\b(?:{number}){scale}\s?(?:\b(?:{codes}|(?i:(?:\w+\s){{0,2}}(?:{names})))\b(?:\s\((?:{codes})\))?"
        rf"|[{re.escape(symbols)}]))"
    )
    about = r"(?:approx(?:imately|\.)?|about|around|some|roughly|ca?\.|=|≈|~)?"
    # "PLN 159.50 [approx. EUR 40]": the same sum once more.
    pattern = re.compile(rf"{sum_}(?:\s?[(\[]\s?(?i:{about})\s?{sum_}\s?[)\]])?")
    rest = max(map(len, codes.split("|"))) - 1
    unit_before = re.compile(rf"[A-Z{re.escape(symbols)}](?=\w{{0,{rest}}}\s?\d)")
    return Beginnings(pattern, frozenset(), figures=True, sign=unit_before)
