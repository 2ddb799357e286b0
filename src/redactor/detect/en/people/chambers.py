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
    """Whether a name stands in brackets in the label of somebody who speaks in a parliament or a hearing.

    Minutes have several such speakers, one of them of the state. Where a minister alone is asked it is an
    interview, and he may have fled; a support group has a chair and members as well.

    Args:
        reading: the parsed text.
        run: the name.
    """
    start, end = reading.starts[run.start], reading.ends[run.last - 1]
    before = _BEFORE.search(reading.text[max(0, start - _LONGEST_LABEL) : start])
    if before is None or not _BEHIND.match(reading.text, end):
        return False
    return _sits(_words(before["title"])) and reading.memo("en.is_minutes", _is_minutes)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", title.lower()))


def _is_minutes(reading: Reading) -> bool:
    titles = {_words(m["title"]) for m in _SPEAKER.finditer(reading.text)}
    sitting = [words for words in titles if _sits(words)]
    of_state = lexicon("en").words("public/state_labels")
    return len(sitting) > 1 and any(not words.isdisjoint(of_state) for words in sitting)


def _sits(words: frozenset[str]) -> bool:
    """Whether a label's words are those of who sits in a parliament or speaks there for the state."""
    lex = lexicon("en")
    return words.isdisjoint(lex.words("public/no_longer")) and not words.isdisjoint(
        lex.words("public/chamber_labels", "public/state_labels")
    )
