"""Finding known terms in a text."""

from __future__ import annotations

from collections.abc import Iterable

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.forms.terms import Term, TermKind, TermMatch
from redactor.text.variants import mentions, name_variants, reads_as_name


class TermFinder:
    """Finds terms in texts.

    Args:
        terms: what to look for; a term without a letter or digit is never found.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return all matches in text order; matches of different keys may overlap."""
        folded = fold(text)
        found: set[tuple[int, int, str]] = set()
        for term in self._terms:
            needles = {term.text}
            if term.kind is TermKind.PERSON:
                needles |= name_variants(term.text)
            for _, span in mentions(folded, needles):
                if term.kind is not TermKind.PERSON or reads_as_name(text, span):
                    found.add((span.start, span.end, term.key))
        return tuple(TermMatch(key, Span(start, end), "exact") for start, end, key in sorted(found))
