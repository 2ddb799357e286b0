"""Finds the product's own wording in a text: its masks and pseudonyms.

A text that was redacted once holds "[place withheld]" and "Soldier A". To read these as names
and facts again would hide what hides; a second run must change nothing.
"""

from __future__ import annotations

import re
from functools import cache

from redactor.generalize.pseudonyms import CODE
from redactor.generalize.slot import any_of
from redactor.generalize.tables import table
from redactor.model import Span


def own_words(text: str, language: str) -> tuple[Span, ...]:
    """Return where a text speaks in this product's masks and pseudonyms.

    Args:
        text: of a segment.
        language: ISO 639-1 code of the wordings.
    """
    return tuple(Span(*found.span()) for found in _pattern(language).finditer(text))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    masks, names = table(f"{language}/masks"), table(f"{language}/pseudonyms")
    facts = table(f"{language}/facts")
    clauses = [kind["clause"] for kind in facts.values() if isinstance(kind, dict) and "clause" in kind]
    fixed = [
        w
        for w in (
            *masks["words"].values(),
            *masks["in_path"].values(),
            masks["other"],
            masks["other_in_path"],
            *clauses,
            *names["merged"].values(),
        )
        if w
    ]
    nouns = any_of(names["nouns"].values())
    return re.compile(rf"{any_of(fixed)}|\b(?:{nouns}) (?:[A-Z]{{1,2}}|{CODE})\b(?:['’]s [a-z-]+)?")
