"""Finds texts that are more than words: addresses, account names, what has marks inside.

Names and phrases are searched for by their words, and a mark that no sentence has between
two words ends them. Here the marks are part of what is searched for; letters fold, and blanks
may stand or lack beside a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.forms import TermMatch

_PIECE = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")


class LiteralFinder:
    """Finds texts as they are written.

    Args:
        texts: each with the key by which a match points back; one without a letter or a
            digit is never found.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        folded = [(key, fold(text).text) for key, text in texts]
        self._patterns = [(key, _pattern(text)) for key, text in folded if any(map(str.isalnum, text))]

    def find(self, text: str) -> Iterator[TermMatch]:
        """Yield every place of every text."""
        if not self._patterns:
            return
        folded = fold(text)
        for key, pattern in self._patterns:
            for found in pattern.finditer(folded.text):
                yield TermMatch(key, folded.origin(Span(*found.span())), "exact")


def _pattern(folded: str) -> re.Pattern[str]:
    """Return the expression for a folded text, its first and last words whole."""
    pieces = _PIECE.findall(folded)
    written = re.escape(pieces[0])
    for before, after in pairwise(pieces):
        both_words = _WORD.match(before) and _WORD.match(after)
        written += (r"\s+" if both_words else r"\s*") + re.escape(after)
    starts = r"(?<!\w)" if _WORD.match(pieces[0]) else ""
    ends = r"(?!\w)" if _WORD.match(pieces[-1]) else ""
    return re.compile(starts + written + ends)
