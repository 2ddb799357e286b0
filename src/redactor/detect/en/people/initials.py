"""Initials in names: "Mr K.H. Christoph" as a whole, and "Mr F.L." who has no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.detect.word_starts import Beginnings, first_words
from redactor.model import Span

_INITIAL = r"[^\W\d_a-zß-öø-ÿ]\."
_BEFORE = re.compile(rf"(?<!\w)(?:{_INITIAL}[-\u2010]?){{2,4}}[ \u00a0]?\Z")
"""Two at least: one letter with a full stop ends a sentence as often ("plan B. Morrison said")."""
_LONGEST = 16


def with_initials(text: str, span: Span) -> Span:
    """Return a name's span with the dotted initials that stand before it."""
    before = _BEFORE.search(text, max(0, span.start - _LONGEST), span.start)
    return Span(before.start(), span.end) if before else span


def titled_initials(reading: Reading) -> Iterator[Span]:
    """Yield initials behind a title, with the surname if one follows: "Mr F.L.", "Mr C.-H. Ehrenkrona"."""
    for found in _titled().matches(reading):
        yield Span(*found.span("name"))


@cache
def _titled() -> Beginnings:
    words = sorted(lexicon("en").words("names/civil_titles"))
    titles = "|".join(map(re.escape, words))
    pattern = re.compile(
        rf"(?<!\w)(?i:{titles})\.?[ \u00a0](?P<name>(?:{_INITIAL}[-\u2010 ]?){{1,3}}{_INITIAL}"
        r"(?:[ \u00a0]?[^\W\d_a-zß-öø-ÿ][\w'’-]+)?)"
    )
    return Beginnings(pattern, first_words(*words))
