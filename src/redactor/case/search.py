"""The whole search for a case file's texts: their forms, and a second time letter by letter.

The second search is the one with which a written file is checked; it shares nothing with the
forms. It sees words run together (``@zoranbabic``) and words that marks cut (``Puk**chang**``).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redactor.case.encoded import decoded
from redactor.case.literal import LiteralFinder
from redactor.case.terms import CaseTerms, in_order
from redactor.model import EntityType, Span
from redactor.text.cover import Cover
from redactor.text.forms import TermMatch
from redactor.verify.search import Search
from redactor.verify.values import Value, whole_value


class CaseSearch:
    """Finds the texts of a case file, also where letters are written as codes.

    Args:
        hidden: key by which a match points back, type and text of what has to go: found in
            every form.
        open_: key and text of what may stay: found as it is written only, so that no more
            stays than was published or agreed to.
        whole: whether of people only whole names count.
    """

    def __init__(
        self,
        hidden: Iterable[tuple[str, str, str]],
        open_: Iterable[tuple[str, str]] = (),
        *,
        whole: bool = False,
    ) -> None:
        rows, may_stay = list(hidden), list(open_)
        self._is_empty = not (rows or may_stay)
        # A report says hundreds of positions as bare numbers; names that have no digit are in none of them.
        self._is_letters_only = not may_stay and all(
            entity_type == EntityType.PERSON and not _has_number(text) for _, entity_type, text in rows
        )
        self._terms = CaseTerms(rows, whole=whole)
        self._open = LiteralFinder(may_stay)
        self._keys: dict[Value, list[str]] = defaultdict(list)
        for key, entity_type, text in rows:
            value = whole_value(text, entity_type)
            if value is not None:
                self._keys[value].append(key)
        self._letters = Search(self._keys)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return all matches in text order; those of different texts may overlap."""
        if self._is_empty or (self._is_letters_only and text.isascii() and text.isdigit()):
            return ()
        found = {(m.key, m.span): m for m in self._find(text)}
        plain = decoded(text)
        if plain is not None:
            for match in self._find(plain.text):
                there = replace(match, span=plain.origin(match.span))
                found.setdefault((there.key, there.span), there)
        return in_order(found.values())

    def _find(self, text: str) -> Iterator[TermMatch]:
        spans: dict[str, list[Span]] = defaultdict(list)
        for match in self._terms.find(text):
            spans[match.key].append(match.span)
            yield match
        yield from self._open.find(text)
        covers: dict[str, Cover] = {}
        for value, span in self._letters.mentions(text):
            for key in self._keys[value]:
                if key not in covers:
                    covers[key] = Cover(spans[key])
                if not _is_covered(text, span, covers[key]):
                    yield TermMatch(key, span, "letters")


def _has_number(text: str) -> bool:
    return any(map(str.isnumeric, unicodedata.normalize("NFKD", text)))


def _is_covered(text: str, span: Span, found: Cover) -> bool:
    """Whether every letter of a span is found already: in two cells of a table, say."""
    if found.contains(span):
        return True
    letters = (i for i in range(span.start, span.end) if text[i].isalnum())
    return all(found.contains(Span(i, i + 1)) for i in letters)
