"""Makes a text legible to models and patterns without losing its offsets.

A zero-width space inside a name, a no-break space, a Cyrillic letter in a Latin word: a
reader sees the name, a tokenizer does not. The legible text drops what is invisible,
replaces look-alikes one for one, and points each character back at its original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.model import Span
from redactor.text.fold import fold, hidden_characters

_UNUSUAL = re.compile(r"[^\x00-\x7f]")
_MIXED_WORD = re.compile(r"\b(?a:\w*+)[^\W\x00-\x7f]\w*")
"""A word with a letter beyond ASCII."""


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as a reader sees it, with the way back.

    Attributes:
        text: the legible text.
        offsets: for each of its characters, the place of the original's.
        length: length of the original in code points.
    """

    text: str = field(repr=False)
    offsets: Sequence[int] = field(repr=False)
    length: int

    def origin(self, span: Span) -> Span:
        """Return the original's span that a span of the legible text came from."""
        if not len(span):
            at = self.offsets[span.start] if span.start < len(self.offsets) else self.length
            return Span(at, at)
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def legible(text: str) -> Legible:
    """Return the legible form of ``text``; takes time in proportion to its length."""
    if text.isascii():
        hidden = hidden_characters(text)
        if not hidden:
            return Legible(text, range(len(text)), len(text))
    else:
        hidden = hidden_characters(text)
    gone = {i for span in hidden for i in range(span.start, span.end)}
    offsets = [i for i in range(len(text)) if i not in gone] if gone else range(len(text))
    visible = "".join([text[i] for i in offsets]) if gone else text
    plain = _UNUSUAL.sub(lambda m: _plain(m[0]), visible)
    return Legible(_without_look_alikes(plain), offsets, len(text))


def _plain(letter: str) -> str:
    """One character for one: a plain space for any space, the compatible form where it is one letter."""
    if letter.isspace():
        return letter if letter in "\u2028\u2029\x85" else " "
    compatible = unicodedata.normalize("NFKC", letter)
    return compatible if len(compatible) == 1 and compatible.isalnum() else letter


def _without_look_alikes(text: str) -> str:
    """In a word that mixes Latin with look-alikes, put the Latin letter for each."""
    if text.isascii():
        return text
    return _MIXED_WORD.sub(lambda m: _latin(m[0]), text)


def _latin(word: str) -> str:
    if word.isascii() or not any("a" <= c.lower() <= "z" for c in word):
        return word
    letters = []
    for c in word:
        foreign = not c.isascii() and unicodedata.name(c, "").startswith(("CYRILLIC", "GREEK", "ARMENIAN"))
        plain = fold(c).text if foreign else c
        letters.append((plain.upper() if c.isupper() else plain) if len(plain) == 1 else c)
    return "".join(letters)
