"""Finds the people whom other documents of an archive name.

The editor knows the case file's people; these nobody looked at. So only a whole name is
theirs, and of several that fit one place the plainest one is. A name that is nobody's for
certain is hidden too, and says nothing of who is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.case.search import CaseSearch
from redactor.model import EntityType, Span
from redactor.text.forms import TermMatch

_DOUBTFUL = frozenset({"typo"})
"""Forms in which a single word is taken for nobody's name: one letter parts it from too many others."""


class LinkedNames:
    """The names that documents of an archive hide, ready to be looked for in any other.

    Args:
        whole: key by which a match points back, and whole name; no key is among the words' too.
        words: key and name that is nobody's for certain.
    """

    def __init__(self, whole: Iterable[tuple[str, str]], words: Iterable[tuple[str, str]]) -> None:
        rows, nobodys = list(whole), list(words)
        self._nobodys = {key for key, _ in nobodys}
        people = [(key, EntityType.PERSON, name) for key, name in (*rows, *nobodys)]
        self._search = CaseSearch(people, whole=True)

    def find(self, text: str) -> list[TermMatch]:
        """Return the places of one text; of several that overlap, the one that is meant first."""
        found = self._search.find(text)
        whole = [m for m in found if m.key not in self._nobodys]
        words = [m for m in found if m.key in self._nobodys and m.form not in _DOUBTFUL]
        return [*sorted(whole, key=_plainest), *sorted(words, key=_plainest)]


def apart(matches: Iterable[TermMatch], taken: Iterable[Span]) -> Iterator[TermMatch]:
    """Yield matches that say more than the ones before them.

    Args:
        matches: the one that is meant first.
        taken: what is known already.
    """
    covered = {at for span in taken for at in range(span.start, span.end)}
    for match in matches:
        there = range(match.span.start, match.span.end)
        if not covered.issuperset(there):
            covered.update(there)
            yield match


def _plainest(match: TermMatch) -> tuple[int, int, int, int]:
    """Sort the longest first, then what is written as the name is, then by the order of the people."""
    return -len(match.span), ("exact", "possessive").count(match.form) - 1, match.span.start, int(match.key)
