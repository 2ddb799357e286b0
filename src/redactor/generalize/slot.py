"""A span in its paragraph: the view of the text that the hierarchies' rules look through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.model import Span
from redactor.text.fold import fold
from redactor.text.lines import block_end, block_start

_WINDOW = 300
_NEAR = 1_500
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]*_]*\s+(?=[\"“‘'(]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Lt|Sgt|[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s+\Z"
)
_TOKEN = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What one rung of a hierarchy says in a span's place, before articles are fitted.

    Attributes:
        text: the words.
        edit: what they take the place of; contains the slot's span.
        keeps: words of the original, folded, that the rung repeats on purpose: its year, say.
    """

    text: str
    edit: Span
    keeps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A span in its text.

    Attributes:
        text: the whole segment.
        span: what is to be replaced.
    """

    text: str = field(repr=False)
    span: Span

    @property
    def surface(self) -> str:
        """The span's own text."""
        return self.text[self.span.start : self.span.end]

    @property
    def before(self) -> str:
        """What stands before the span in its paragraph, a few hundred code points at most."""
        return self.text[block_start(self.text, self.span.start, _WINDOW) : self.span.start]

    @property
    def after(self) -> str:
        """What stands after the span in its paragraph, a few hundred code points at most."""
        return self.text[self.span.end : block_end(self.text, self.span.end, _WINDOW)]

    @property
    def near(self) -> str:
        """The text around the span, some paragraphs."""
        return self.text[max(0, self.span.start - _NEAR) : self.span.end + _NEAR]

    @property
    def sentence(self) -> tuple[str, str]:
        """The span's sentence before and after it."""
        return _sentence_of(self.before, self.after)

    def clause_before(self, openers: Iterable[str]) -> str:
        """Return what stands before the span in its clause; ``openers`` are words that open one."""
        before, _ = self.sentence
        return re.split(rf"[,;:()—–]|\b(?:{any_of(openers)})\b", before, flags=re.IGNORECASE)[-1]

    def preceded_by(self, pattern: str) -> re.Match[str] | None:
        """Match a pattern, whatever its case, that ends where the span starts."""
        return re.search(rf"(?<![^\W_])(?:{pattern})\Z", self.before, re.IGNORECASE)

    def followed_by(self, pattern: str) -> re.Match[str] | None:
        """Match a pattern, whatever its case, that starts where the span ends."""
        return re.match(rf"(?:{pattern})", self.after, re.IGNORECASE)

    def widened(self, left: str = "", right: str = "") -> Span:
        """Return the span grown by the text ``left`` before and ``right`` after it."""
        return Span(self.span.start - len(left), self.span.end + len(right))


@lru_cache(maxsize=256)
def tokens(text: str) -> frozenset[str]:
    """Return the folded words of three letters or more, and the numbers, of a text."""
    return frozenset(_TOKEN.findall(fold(text).text))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return _any_of(tuple(words))


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=64)
def _sentence_of(before: str, after: str) -> tuple[str, str]:
    ends = [end.end() for end in _SENTENCE_END.finditer(before + "X")]
    full = (end for end in reversed(ends) if end <= len(before) and not _ABBREVIATED.search(before[:end]))
    start = next(full, 0)
    stop = re.search(r"[.!?…](?:\W|\Z)", after)
    return before[start:], after[: stop.end() if stop else None]
