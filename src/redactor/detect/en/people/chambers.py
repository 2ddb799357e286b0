"""Who speaks in a parliament or a hearing: "MEMBER (X): How many are there?"

Minutes name their speakers by what they are, and the first times in brackets who that is.
"""

from __future__ import annotations

import re

from redactor.detect.en.people.runs import Run
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading

_LONGEST_LABEL = 80
"""Code points before a name in which the words of its label stand."""
_TITLE = r"[A-Z][A-Z .,'’&-]*[A-Z]"
_BEFORE = re.compile(rf"(?:\A|\n)[ \t>*\d:.\[\]-]*(?P<title>{_TITLE})\s*\(\Z")
_BEHIND = re.compile(r"\)\**\s*:")
_SPEAKER = re.compile(
    rf"^[ \t>*\d:.\[\]-]*(?P<title>{_TITLE})(?:\s*\([^()\n]{{1,60}}\))?\**\s*:", re.MULTILINE
)


def speaks_in_office(reading: Reading, run: Run) -> bool:
    """Whether a name stands in brackets in a speaker's label that is an office.

    A member or a chair has one where somebody of the state speaks too, or another chair: a support group
    has members and a chair as well.

    Args:
        reading: the parsed text.
        run: the name.
    """
    start, end = reading.starts[run.start], reading.ends[run.last - 1]
    before = _BEFORE.search(reading.text[max(0, start - _LONGEST_LABEL) : start])
    if before is None or not _BEHIND.match(reading.text, end):
        return False
    words = _words(before["title"])
    if not words.isdisjoint(_offices()):
        return True
    return not words.isdisjoint(_of_chambers()) and _has_office(reading)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", title.lower()))


def _offices() -> frozenset[str]:
    return lexicon("en").single_words("public/offices")


def _of_chambers() -> frozenset[str]:
    return lexicon("en").words("public/chamber_labels")


def _has_office(reading: Reading) -> bool:
    """Whether anybody speaks in the text whose label is an office."""
    return reading.memo("en.speaks_in_office", _speaking_offices)


def _speaking_offices(reading: Reading) -> bool:
    titles = (_words(m["title"]) for m in _SPEAKER.finditer(reading.text))
    return any(not words.isdisjoint(_offices() - _of_chambers()) for words in titles)
