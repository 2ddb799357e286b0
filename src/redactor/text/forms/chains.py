"""Neighbouring words of one term, put together to mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from redactor.model import Span
from redactor.text.forms.lookup import Hit
from redactor.text.forms.slots import INITIALS, WHOLE
from redactor.text.forms.tokens import Script, Token, gap

_GAP = re.compile(r"[ \t_\-‐‑–./',’*~·#\xa0]{0,4}(?:\r\n|\n|\r)?[ \t_\-‐‑./',’*~·>\xa0]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Link:
    """A word together with what it is to a term.

    Attributes:
        token: the word.
        hit: what it is.
        end: where the part of the term ends in the original text.
    """

    token: Token
    hit: Hit
    end: int

    @property
    def part(self) -> int:
        """The part of the term."""
        return self.hit.slot.part

    @property
    def is_initial(self) -> bool:
        """Whether it is an initial."""
        return self.part >= INITIALS


@dataclass(frozen=True, slots=True)
class Chain:
    """Neighbouring words that together may be a mention of one term.

    Attributes:
        term: number of the term.
        links: the words, in text order.
    """

    term: int
    links: tuple[Link, ...]

    @property
    def span(self) -> Span:
        """Where the chain stands in the original text."""
        return Span(self.links[0].token.start, self.links[-1].end)

    @property
    def parts(self) -> frozenset[int]:
        """The parts of the term that it has, initials aside."""
        return frozenset(link.part for link in self.links if not link.is_initial)

    @property
    def is_strong(self) -> bool:
        """Whether one of its words would be a mention alone."""
        return any(link.hit.slot.strong for link in self.links)

    @property
    def in_latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return all(link.hit.script is Script.LATIN for link in self.links)


def link(text: str, token: Token, hit: Hit) -> Link:
    """Link a word to a term; what follows the name in the word (Korean particles) stays outside."""
    letters: Sequence[int] = range(token.start, token.end)
    if not text[token.start : token.end].isalnum():
        letters = [at for at in letters if text[at].isalnum()]
    is_plain = len(letters) == len(token.readings[0].word)
    return Link(token, hit, letters[hit.length - 1] + 1 if hit.length and is_plain else token.end)


def chains(text: str, term: int, links: Sequence[Link]) -> Iterator[Chain]:
    """Put the words of one term together; each word goes to one chain.

    Args:
        text: the original text.
        term: number of the term.
        links: words in text order, a longer one before the shorter ones that it begins with.
    """
    current: list[Link] = []
    for _, same in groupby(links, key=lambda one: (one.token.start, one.token.end)):
        choices = list(same)
        if current and choices[0].token.start < current[-1].end:
            continue
        fitting = [one for one in choices if current and _continues(text, current, one)]
        if current and not fitting:
            yield Chain(term, tuple(current))
            current = []
        current.append(next(iter(fitting), choices[0]))
    if current:
        yield Chain(term, tuple(current))


def _continues(text: str, current: list[Link], link: Link) -> bool:
    parts = {old.part for old in current}
    if link.part in parts or (WHOLE in parts and not link.is_initial) or link.part == WHOLE:
        return False
    if _is_letter(link) or (_is_letter(current[-1]) and text[current[-1].end : link.token.start].strip()):
        return False
    return current[-1].end == current[-1].token.end and joins(text, current[-1].end, link.token.start)


def _is_letter(one: Link) -> bool:
    """Whether a word is a surname of one letter ("O", "U"), which stands before the given name only."""
    is_letter = one.hit.script is Script.LATIN and one.token.end - one.token.start == 1
    return is_letter and one.hit.form != "initials"


def joins(text: str, end: int, start: int) -> bool:
    """Whether what stands between two words lets them belong together: marks, blanks, a line end."""
    return bool(_GAP.match(gap(text, end, start)))
