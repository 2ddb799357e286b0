"""Folding: the form in which two spellings that a reader takes for one are equal.

Case, accents, compatibility forms (full width, mathematical letters), look-alike letters of
other scripts, kinds of hyphens, quotes and spaces, invisible characters and decomposed Hangul
all fold away. The fold knows the way back, so that what is found in folded text can be
pointed at in the original.

Each character folds by itself, whatever stands around it (only Hangul letters join into
syllables). So a Cyrillic word and a Latin one that look the same fold the same, and a
Cyrillic name folds alike wherever it stands: fold both needle and haystack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from redactor.model import Span
from redactor.text.tables import table

# Text that folds by lower-casing alone; everything else is looked at character by character.
_PLAIN = r"\t\n\x0b\x0c\r -~"
_UNUSUAL_WORD = re.compile(rf"(?<![!-~])[!-~]*+[^{_PLAIN}][^\t\n\x0b\x0c\r ]*")
_ONLY_PLAIN = re.compile(rf"[{_PLAIN}]*+\Z")
_LINE_ENDS = frozenset("\x85\u2028\u2029")
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SYLLABLE = re.compile(
    r"[\u1100-\u1112][\u1161-\u1175](?:[\u11a8-\u11c2]|[\u1100-\u1112](?![\u1161-\u1175]))?"
    r"|[\uac00-\ud7a3][\u11a8-\u11c2]"
)
_AS_FINAL = str.maketrans(
    "ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ",
    "ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ",
)


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A text's folded form with the way back.

    Attributes:
        text: the folded text.
        starts: for each folded character, where the original it came from starts.
        ends: for each folded character, where that original ends.
        length: length of the original in code points.
    """

    text: str = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    length: int

    @property
    def is_one_for_one(self) -> bool:
        """Whether each character stands where the one stood that it came from."""
        return isinstance(self.starts, range)

    def origin(self, span: Span) -> Span:
        """Return the original's span that a span of the folded text came from.

        Invisible characters inside the span belong to it, those beside it do not.

        Raises:
            IndexError: if ``span`` reaches beyond the folded text.
        """
        if span.end > len(self.text):
            raise IndexError(f"{span} is beyond the folded text")
        if len(span):
            return Span(self.starts[span.start], self.ends[span.end - 1])
        at = self.starts[span.start] if span.start < len(self.text) else self.length
        return Span(at, at)


def fold(text: str) -> Folded:
    """Fold ``text``; takes time in proportion to its length."""
    length = len(text)
    text = text.translate(_marks())
    if _ONLY_PLAIN.match(text):
        return Folded(text.lower(), range(length), range(1, length + 1), length)
    out = _Output([], [], [])
    done = 0
    for word in _UNUSUAL_WORD.finditer(text):
        out.add_plain(text, done, word.start())
        for folded, start, end in _join_hangul(_fold_characters(text, word.start(), word.end())):
            out.add(folded, start, end)
        done = word.end()
    out.add_plain(text, done, length)
    return Folded("".join(out.pieces), out.starts, out.ends, length)


def hidden_characters(text: str) -> tuple[Span, ...]:
    """Return the runs of characters that a reader cannot see and a release must not carry.

    Zero-width and bidirectional controls, soft hyphens, tag characters, variation selectors,
    fillers and control characters could hide text or tell copies apart. White space of any
    width is visible and stays.
    """
    if _ONLY_PLAIN.match(text):
        return ()
    return tuple(Span(*m.span()) for m in _invisible_runs().finditer(text))


class _Output(NamedTuple):
    pieces: list[str]
    starts: list[int]
    ends: list[int]

    def add(self, folded: str, start: int, end: int) -> None:
        """Add what the original from ``start`` to ``end`` folded to as a whole."""
        self.pieces.append(folded)
        self.starts.extend([start] * len(folded))
        self.ends.extend([end] * len(folded))

    def add_plain(self, text: str, start: int, end: int) -> None:
        """Add a stretch that folds one for one."""
        self.pieces.append(text[start:end].lower())
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))


def _fold_characters(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Fold a stretch into (folded character, original start, original end)."""
    return [
        (folded, at, at + 1)
        for at, char in enumerate(text[start:end], start)
        for folded in _fold_character(char)
    ]


def _join_hangul(chars: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Join Hangul letters into the syllables they spell; other characters pass."""
    text = "".join(char for char, _, _ in chars)
    done = 0
    for letters in _SYLLABLE.finditer(text):
        yield from chars[done : letters.start()]
        head, final = letters[0][:-1], letters[0][-1:].translate(_AS_FINAL)
        joined = head + final if len(letters[0]) == 3 or head >= "가" else letters[0]
        syllable = unicodedata.normalize("NFC", joined)
        yield syllable, chars[letters.start()][1], chars[letters.end() - 1][2]
        done = letters.end()
    yield from chars[done:]


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    """Return what one character folds to: nothing, a character or several."""
    if _invisible_runs().match(char):
        return ""
    if char in _LINE_ENDS:
        return "\n"
    if ord(char) in _marks() or char in "\t\n\x0b\x0c\r":
        return char.translate(_marks())
    if "가" <= char <= "힣":
        return char
    look_alikes = _look_alikes()
    if char in look_alikes:
        return look_alikes[char]
    wide = "".join(look_alikes.get(c, c) for c in unicodedata.normalize("NFKD", char))
    narrow = unicodedata.normalize("NFKD", wide.casefold())
    return "".join(_plain_form(c, look_alikes) for c in narrow)


def _plain_form(char: str, look_alikes: dict[str, str]) -> str:
    if unicodedata.combining(char) or unicodedata.category(char) == "Me":
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return look_alikes.get(char) or char.translate(_marks())


@cache
def _marks() -> dict[int, str]:
    """Hyphens, quotes and spaces that fold one for one, for a fast first pass."""
    marks = {ord(char): plain for plain, chars in table("confusables")["marks"].items() for char in chars}
    return marks | dict.fromkeys(map(ord, _SPACES), " ")


@cache
def _look_alikes() -> dict[str, str]:
    rows = table("confusables")
    alphabets = {chr(first + i): chr(ord("a") + i) for first in rows["alphabets"] for i in range(26)}
    return {char: plain for plain, chars in rows["letters"].items() for char in chars} | alphabets


@cache
def _invisible_runs() -> re.Pattern[str]:
    ranges = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in table("confusables")["invisible"])
    return re.compile(f"[{ranges}]+")
