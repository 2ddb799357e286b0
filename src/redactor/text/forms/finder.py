"""Finding known terms in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.forms import counted
from redactor.text.forms.chains import Chain, Link, chains, link
from redactor.text.forms.dates import Dates
from redactor.text.forms.hanja import written
from redactor.text.forms.judge import fits_its_place, form_of, is_name
from redactor.text.forms.lookup import Lookup
from redactor.text.forms.numerals import numbers
from redactor.text.forms.person import name_words, person_slots, whole_parts
from redactor.text.forms.phrase import Phrases
from redactor.text.forms.place import place_slots, place_words, suffix_end, unit_name_slots
from redactor.text.forms.quantities import Quantities
from redactor.text.forms.slots import WHOLE, Index
from redactor.text.forms.terms import Term, TermKind, TermMatch
from redactor.text.forms.text_words import TextWords, words_of
from redactor.text.forms.tokens import Script, Token, is_marked_initial, script_of
from redactor.text.forms.units import Units, unit_phrases

_SAID_AGAIN: Mapping[TermKind, Callable[[str], Iterator[str]]] = {
    TermKind.UNIT: unit_phrases,
    TermKind.PHRASE: counted.phrases,
    TermKind.AGE: counted.age_phrases,
}
"""Kinds whose terms are looked for as several phrases."""
_COUNTED = frozenset({TermKind.UNIT, TermKind.DATE, TermKind.NUMBER})
"""Kinds whose terms are looked for by the numbers in them."""
_Found = tuple[int, int, int, str]
"""A term's number, start and end in the original text, form."""


class TermFinder:
    """Finds terms in texts, in every form that their kind may take.

    It takes time in proportion to the text, hardly more for many terms than for few. What
    differs from a term by more than the forms of its kind is not found; see
    ``docs/known-terms.md``.

    Args:
        terms: what to look for; a term without a letter or digit is never found.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        index = Index()
        for number, term in enumerate(self._terms):
            if term.kind is TermKind.PERSON:
                index.add(person_slots(number, term.text))
            elif term.kind is TermKind.PLACE:
                index.add(place_slots(number, term.text))
            elif term.kind is TermKind.UNIT:
                index.add(unit_name_slots(number, term.text))
        self._index, self._lookup = index, Lookup(index)
        self._sizes = {n: _size(term) for n, term in enumerate(self._terms)}
        self._wholes = {n: whole_parts(t.text) for n, t in enumerate(self._terms) if t.whole}
        self._unspaced = [(n, folded) for n, t in enumerate(self._terms) if (folded := _unspaced(t.text))]
        self._phrases = Phrases([row for n, t in enumerate(self._terms) for row in _phrases(n, t)])
        self._units = Units(self._of(TermKind.UNIT))
        self._dates = Dates(self._of(TermKind.DATE))
        self._quantities = Quantities(self._of(TermKind.NUMBER))
        self._counts = any(term.kind in _COUNTED for term in self._terms)

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return all matches in text order.

        Matches of different terms may overlap; of one key, a match inside another is left out.
        """
        words = words_of(text)
        found = [*self._names(words), *self._phrases.find(words), *self._in_unspaced(text)]
        found += ((one.slot.term, one.start, one.end, "hanja") for one in written(text, self._index))
        found += self._numbered(words)
        return _ordered((self._terms[number].key, start, end, form) for number, start, end, form in found)

    def _of(self, kind: TermKind) -> list[tuple[int, str]]:
        return [(n, term.text) for n, term in enumerate(self._terms) if term.kind is kind]

    def _numbered(self, words: TextWords) -> Iterator[_Found]:
        if not self._counts:
            return
        text, plain = words.text, words.in_line()
        counted = list(numbers(text, plain))
        yield from self._units.find(text, plain, counted)
        yield from self._dates.find(text, counted)
        yield from self._quantities.find(text, plain, counted)

    def _names(self, words: TextWords) -> Iterator[_Found]:
        text = words.text
        by_term: dict[int, list[Link]] = {}
        for token in sorted(self._lookup.that_may_fit(words), key=_longest_first):
            is_capital, is_initial = text[token.start].isupper(), is_marked_initial(text, token)
            for hit in self._lookup.hits(token, is_capital, is_initial):
                linked = link(text, token, hit)
                if fits_its_place(text, linked):
                    by_term.setdefault(hit.slot.term, []).append(linked)
        for number, links in by_term.items():
            if not self._has_whole({one.part for one in links}, number):
                continue
            candidates = list(chains(text, number, links))
            proven = any(self._is_whole(text, chain) for chain in candidates)
            for chain in candidates:
                if self._is_meant(text, chain, proven):
                    end = chain.span.end
                    if self._terms[number].kind is TermKind.PLACE:
                        end = suffix_end(text, end)
                    yield number, chain.span.start, end, form_of(text, chain, self._sizes[number])

    def _in_unspaced(self, text: str) -> Iterator[_Found]:
        """Find terms of scripts that put no space between words."""
        folded = fold(text) if self._unspaced else None
        for number, term in self._unspaced if folded else ():
            for found in re.finditer(re.escape(term), folded.text if folded else ""):
                span = folded.origin(Span(*found.span())) if folded else Span(0, 0)
                yield number, span.start, span.end, "exact"

    def _is_whole(self, text: str, chain: Chain) -> bool:
        return len(chain.parts) > 1 and is_name(text, chain, False)

    def _has_whole(self, parts: Collection[int], number: int) -> bool:
        """Whether some parts are enough for a term of which only the whole counts; for others they are."""
        wanted = self._wholes.get(number)
        return wanted is None or WHOLE in parts or wanted <= set(parts)

    def _is_meant(self, text: str, chain: Chain, proven: bool) -> bool:
        if not self._has_whole(chain.parts, chain.term):
            return False
        if self._terms[chain.term].kind is TermKind.PLACE and not chain.is_strong:
            return chain.parts == frozenset(range(self._sizes[chain.term]))
        return is_name(text, chain, proven)


def _size(term: Term) -> int:
    words = name_words(term.text) if term.kind is TermKind.PERSON else place_words(term.text)
    return len(words)


def _is_phrase(term: Term) -> bool:
    """Whether a term is looked for as it is written, beside or instead of its kind's forms."""
    if term.kind not in {TermKind.PERSON, TermKind.PLACE}:
        return True
    words = words_of(term.text).plain()
    other = any(r.script is Script.OTHER for token in words for r in token.readings)
    return len(words) > 1 or other


def _phrases(number: int, term: Term) -> Iterator[tuple[int, str]]:
    """Yield the phrases as which a term is looked for."""
    if term.kind in _SAID_AGAIN:
        yield from ((number, phrase) for phrase in _SAID_AGAIN[term.kind](term.text))
    elif _is_phrase(term):
        yield number, term.text


def _unspaced(text: str) -> str:
    """Return a term's folded text if it has letters beyond the alphabets that names are read in."""
    folded = "".join(fold(text).text.split())
    return folded if any(c.isalpha() and script_of(c) is Script.OTHER for c in folded) else ""


def _longest_first(token: Token) -> tuple[int, int]:
    return token.start, -token.end


def _ordered(found: Iterable[tuple[str, int, int, str]]) -> tuple[TermMatch, ...]:
    """Order matches; leave out those that lie inside a longer match of the same key."""
    matches: list[TermMatch] = []
    furthest: dict[str, int] = {}
    for key, start, end, form in sorted(found, key=lambda f: (f[1], -f[2], f[0], f[3] == "exact", f[3])):
        if end > furthest.get(key, -1):
            furthest[key] = end
            matches.append(TermMatch(key, Span(start, end), form))
    return tuple(matches)
