"""The check's own view of a text: its letters and digits, and where the gaps are.

Nothing here is shared with the code that finds and hides: a mistake in one is not repeated
in the other. Only the table of look-alike and invisible characters is the same data.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate, compress
from sys import intern
from threading import Lock
from typing import Any

import yaml
from cachetools import LRUCache, cached

_REMEMBERED = 100_000
"""Letters of the texts looked at last: one text is searched for several sets of values, one by one."""
_LAST_REMEMBERED = 0xFFFF
"""The last code point of the basic plane."""
_INITIALS = "ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ"
_FINALS = "ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ"
_AS_INITIAL = dict(zip(_FINALS, _INITIALS, strict=True))

# Marks for what a character is; what one mark says holds for all letters that a character stands for.
_LETTER, _DIGIT, _MORE, _GAP, _UNSEEN = "a", "0", "+", " ", "-"
_PLAIN = _LETTER + _DIGIT
_IS_PLAIN = bytes(chr(code) in _PLAIN for code in range(256))
_WORD = re.compile(r"a[a+]*|0[0+]*")
_CHARACTER = re.compile(r"[^+]\+*")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text without anything but letters and digits, in their plainest form.

    Attributes:
        plain: the letters and digits, in lower case, without accents, look-alikes turned
            Latin, Hangul as single letters.
        at: for each, the code point of the text that it came from.
        gaps: for each, 1 if something visible stands between it and the one before.
        starts: where in ``plain`` a word starts.
    """

    plain: str = field(repr=False)
    at: Sequence[int] = field(repr=False)
    gaps: bytearray = field(repr=False)
    starts: Sequence[int] = field(repr=False)


def _weight(letters: Letters) -> int:
    # However long, some texts fit in: the one that is worked on is asked for again and again.
    return min(len(letters.plain) + 1, _REMEMBERED // 4)


@cached(LRUCache(maxsize=_REMEMBERED, getsizeof=_weight), lock=Lock())
def letters_of(text: str) -> Letters:
    """Return a text's letters and digits, and remember them."""
    return read_letters(text)


def read_letters(text: str) -> Letters:
    """Reduce a text to its letters and digits."""
    kinds = text.translate(_KINDS)
    seen = kinds.replace(_UNSEEN, "")
    starts = array("I", accumulate(map(len, _WORD.findall(seen)), initial=0))
    starts.pop()  # where the next word would start
    return Letters(text.translate(_FORMS), _places(kinds), _gaps(seen), starts)


def _places(kinds: str) -> Sequence[int]:
    """Return, for each letter and digit, the code point that it came from."""
    if _MORE not in kinds:
        return array("I", compress(range(len(kinds)), kinds.encode("ascii").translate(_IS_PLAIN)))
    characters = enumerate(_CHARACTER.findall(kinds))
    return array("I", [at for at, kind in characters if kind[0] in _PLAIN for _ in kind])


def _gaps(seen: str) -> bytearray:
    """Return, for each letter and digit, whether a gap stands before it; one does before the first."""
    runs = seen.split(_GAP)
    gaps = bytearray(sum(map(len, runs)))
    first = 0
    for run in filter(None, runs):
        gaps[first] = 1
        first += len(run)
    return gaps


@cache
def invisible() -> re.Pattern[str]:
    """Return the pattern of runs of characters that nobody sees."""
    return re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _ranges()) + "]+")


def bare(text: str) -> str:
    """Return a text without what is invisible and without accents, so that words are whole."""
    seen = unicodedata.normalize("NFKD", invisible().sub("", text))
    return "".join(char for char in seen if not _is_mark(char))


@cache
def table(name: str) -> Any:
    """Return a table from ``redactor/text/data`` or, for ``words``, from beside this module."""
    package = "redactor.verify" if name == "words" else "redactor.text"
    folder = files(package) if name == "words" else files(package) / "data"
    return yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8"))


def _form(char: str) -> str | None:
    """Return a character's letters, nothing for a separator, ``None`` for what vanishes."""
    if invisible().match(char) or _is_mark(char):
        return None
    known = _twins().get(char)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", char)
    if parts == char == char.casefold():
        return _letter(char)
    once = "".join(_twins().get(c, c) for c in parts)
    forms = (_letter(c) for c in unicodedata.normalize("NFKD", once.casefold()))
    return "".join(forms)


def _plain_of(code: int) -> int | str | None:
    """Return what is left of a code point: the same, other letters or nothing."""
    char = chr(code)
    form = _form(char) or None
    return code if form == char else form


def _kind_of(code: int) -> str:
    """Return of what kind a code point's letters are, one mark a letter."""
    form = _form(chr(code))
    if form:
        return intern((_DIGIT if form.isdigit() else _LETTER).ljust(len(form), _MORE))
    return _UNSEEN if form is None else _GAP


class _ByCodePoint(dict[int, int | str | None]):
    """What stands for each code point, filled as they are met; for ``str.translate``.

    Bytes that are searched as if they were text have every code point there is in the end, so what
    lies beyond the basic plane, seldom in texts, is not remembered.
    """

    def __init__(self, what: Callable[[int], int | str | None]) -> None:
        super().__init__()
        self._what = what

    def __missing__(self, code: int) -> int | str | None:
        value = self._what(code)
        if code <= _LAST_REMEMBERED:
            self[code] = value
        return value


_FORMS, _KINDS = _ByCodePoint(_plain_of), _ByCodePoint(_kind_of)


def _letter(char: str) -> str:
    if _is_mark(char) or not char.isalnum():
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return _twins().get(char) or _AS_INITIAL.get(char, char)


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0 or unicodedata.category(char) == "Me"


def _ranges() -> list[tuple[int, int]]:
    return [(first, last) for first, last in table("confusables")["invisible"]]


@cache
def _twins() -> dict[str, str]:
    rows = table("confusables")
    twins = {char: plain for plain, chars in rows["letters"].items() for char in chars}
    for first in rows["alphabets"]:
        twins.update({chr(first + i): "abcdefghijklmnopqrstuvwxyz"[i] for i in range(26)})
    return twins
