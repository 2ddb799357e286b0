"""Dates of papers and public events: a mail's head, a dateline, 'the decree of May 2022'."""

from __future__ import annotations

import re
from functools import cache

from redactor.detect.en.times.mention import WrittenTime
from redactor.detect.layout.mail import MAIL
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading

_DATELINE = re.compile(r"^\W*(?:[A-Z][A-Z.'’-]+[ ,]+){1,4}$")
"""What stands before the date of an agency's report: "KYIV, "."""
_BEHIND_DATELINE = re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?[-–—]\s")
_HEAD_LINES = 4
"""Blocks around a mail's date among which its other lines stand."""
_ARTICLES = ("the", "a", "an", "this", "that", "last", "early", "late", "mid")


def dates_a_paper(date: WrittenTime) -> bool:
    """Whether a date is that of a text, a law or a public event, and of nobody's life."""
    return _heads_a_report(date) or _heads_a_mail(date) or _is_things(date)


def _heads_a_report(date: WrittenTime) -> bool:
    before = date.reading.text[date.block.span.start : date.span.start]
    return bool(_DATELINE.match(before) and _BEHIND_DATELINE.match(date.reading.text, date.span.end))


def _heads_a_mail(date: WrittenTime) -> bool:
    if date.block.label in _words("paper_labels"):
        return True
    return date.block.label in _words("mail_dates") and date.sentence.block in date.reading.memo(
        "en.mail-heads", _mail_heads
    )


def _mail_heads(reading: Reading) -> frozenset[int]:
    """The blocks that stand among the lines of a mail's head."""
    known = _words("mail_labels")
    heads = [n for n, block in enumerate(reading.blocks) if block.label.removeprefix(MAIL) in known]
    near = [n for n in heads if any(m != n and abs(m - n) <= _HEAD_LINES for m in heads)]
    return frozenset(n + step for n in near for step in range(-_HEAD_LINES, _HEAD_LINES + 1))


def _is_things(date: WrittenTime) -> bool:
    """'The revolution of 2019', 'the decree of 7 May': what has the date is no person's deed."""
    reading, t = date.reading, date.token - 1
    while t > date.sentence.first and reading.lower[t] in _ARTICLES:
        t -= 1
    if reading.lower[t] not in ("of", "from") or t <= date.sentence.first:
        return False
    thing = reading.head[t]
    return thing < t and reading.lemma[thing] in _words("dated_things") and not _is_owned(reading, thing)


def _is_owned(reading: Reading, thing: int) -> bool:
    """'My letter of May' is somebody's."""
    return any(reading.dep[c] == "poss" for c in reading.children[thing])


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon("en").words(f"times/{key}")
