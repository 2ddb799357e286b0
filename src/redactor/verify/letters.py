"""The check's own view of a text: its letters and digits, and where the gaps are.

Nothing here is shared with the code that finds and hides: a mistake in one is not repeated
in the other. Only the table of look-alike and invisible characters is the same data.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import yaml
from cachetools import LRUCache, cached

_REMEMBERED = 500_000
"""Letters of the texts looked at last: one text is searched for several sets of values, one by one."""
_INITIALS = "ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ"
_FINALS = "ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ"
_USUAL_GAPS = frozenset({" ", "\n", "\n\n", ", ", ". ", "-", ": ", "? ", ".\n\n"})
_AS_INITIAL = dict(zip(_FINALS, _INITIALS, strict=True))


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
    return len(letters.plain) + 1


@cached(LRUCache(maxsize=_REMEMBERED, getsizeof=_weight), lock=Lock())
def letters_of(text: str) -> Letters:
    """Reduce a text to its letters and digits, in one pass."""
    out = _Output()
    done = 0
    for run in _plain_runs().finditer(text):
        first, last = run.span()
        out.add_others(text, done, first)
        out.add(run[0].lower(), range(first, last))
        done = last
    out.add_others(text, done, len(text))
    return Letters("".join(out.plain), out.at, out.gaps, out.starts)


class _Output:
    """What :func:`letters_of` has read so far; the attributes are those of :class:`Letters`."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.at, self.gaps, self.starts = array("L"), bytearray(), array("L")
        self._gap, self._is_digit = 1, False

    def add(self, form: str, places: Iterable[int]) -> None:
        """Add letters or digits, one a place."""
        is_digit = form.isdigit()
        if self._gap or self._is_digit is not is_digit:
            self.starts.append(len(self.at))
        self._is_digit = is_digit
        self.plain.append(form)
        self.at.extend(places)
        self.gaps.append(self._gap)
        self.gaps.extend(bytes(len(form) - 1))
        self._gap = 0

    def add_others(self, text: str, first: int, last: int) -> None:
        """Add a stretch without plain letters and digits, one character after the other."""
        if text[first:last] in _USUAL_GAPS:
            self._gap = 1
            return
        for place in range(first, last):
            form = _form(text[place])
            if form:
                self.add(form, [place] * len(form))
            elif form is not None:
                self._gap = 1


@cache
def _plain_runs() -> re.Pattern[str]:
    """Return the pattern of runs of letters, and of digits, that stand for themselves."""
    plain = [c for c in map(chr, range(128)) if c.isalnum() and _form(c) == c.lower()]
    letters, digits = ("".join(c for c in plain if c.isdigit() is is_digit) for is_digit in (False, True))
    return re.compile(f"[{letters}]+|[{digits}]+")


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


@cache
def _form(char: str) -> str | None:
    """Return a character's letters, nothing for a separator, ``None`` for what vanishes."""
    if invisible().match(char) or _is_mark(char):
        return None
    known = _twins().get(char)
    if known is not None:
        return known
    once = "".join(_twins().get(c, c) for c in unicodedata.normalize("NFKD", char))
    forms = (_letter(c) for c in unicodedata.normalize("NFKD", once.casefold()))
    return "".join(forms)


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
