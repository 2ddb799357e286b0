"""Words of a text as what they may be read as: plain, disguised, hyphenated, spaced out, joined."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from redactor.model import Span
from redactor.text.fold import fold, hidden_characters
from redactor.text.forms.slavic import unmarked

_LOOK_LIKE_CYRILLIC = str.maketrans("abcehikmnoptxy", "авсенікмпортху")
_LONGEST_MARKS = 16
"""Characters between two words up to which the same ones are likely to come again."""
_JOINT = re.compile(r"(?:['`ʼ-]|[ \t]*(?:\r\n|\r|\n| |-)[ \t]*)\Z")


class Script(StrEnum):
    """The alphabet in which a word is written."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    HANGUL = "hangul"
    OTHER = "other"

    __hash__ = str.__hash__  # Enum's is Python, and readings are looked up by the hundred thousand.


class Reading(NamedTuple):
    """One way of reading a word.

    Attributes:
        word: its letters, folded within their own alphabet.
        script: its alphabet.
        disguised: whether letters of another alphabet, or invisible ones, stood among them.
    """

    word: str
    script: Script
    disguised: bool


class Token(NamedTuple):
    """A word of a text, or several that may be one.

    Attributes:
        start: where it starts in the original text.
        end: where it ends there.
        first: index of its first word.
        last: index of its last word.
        form: how its pieces are joined: empty, ``hyphenation`` at a line end, ``spaced``,
            ``apostrophe``, ``hyphen``, or ``joined`` over blanks or a line end.
        readings: how it may be read.
    """

    start: int
    end: int
    first: int
    last: int
    form: str
    readings: tuple[Reading, ...]

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)


def gap(text: str, end: int, start: int) -> str:
    """Return what stands between two words, folded: marks plain, the invisible gone."""
    between = text[end:start]
    return _plain_marks(between) if len(between) <= _LONGEST_MARKS else _with_plain_marks(between)


def is_marked_initial(text: str, token: Token) -> bool:
    """Whether a word stands as an initial: one or two letters, and a full stop or the like."""
    return not token.form and is_marked(text, token.start, token.end)


def is_marked(text: str, start: int, end: int) -> bool:
    """Whether one or two letters between two places stand as an initial."""
    if end - start > 2:
        return False
    capital = text[start].isupper()
    marked = text[end : end + 1] in {".", "_", "-"} and (capital or text[end : end + 1] == "_")
    several = end - start > 1 and text[start:end].isupper()
    return text[max(0, start - 1) : start] not in {"'", "’"} and (marked or several)


def own_fold(surface: str) -> str:
    """Fold a word within its own alphabet: case, compatibility forms, marks, the invisible."""
    for span in reversed(hidden_characters(surface)):
        surface = surface[: span.start] + surface[span.end :]
    composed = unicodedata.normalize("NFKC", surface).casefold().translate(_plain_letters())
    return "".join(_without_marks(char) for char in composed)


@lru_cache(maxsize=1 << 14)
def readings(surface: str) -> tuple[Reading, ...]:
    """Return the ways of reading a word as it stands in a text."""
    if surface.isascii():
        return (Reading(surface.lower(), Script.LATIN if surface.isalpha() else Script.OTHER, False),)
    own, look = own_fold(surface), _letters_only(fold(surface).text)
    hidden = bool(hidden_characters(surface))
    script = script_of(own)
    found = []
    if script is Script.OTHER and any("а" <= char <= "ӿ" for char in own):
        whole = own.translate(_LOOK_LIKE_CYRILLIC)
        if script_of(whole) is Script.CYRILLIC:
            found.append(Reading(whole, Script.CYRILLIC, True))
    elif own:
        found.append(Reading(own, script, hidden))
    if look and look != own and look.isascii():
        found.append(Reading(look, Script.LATIN, True))
    spelled = own_fold(unmarked(unicodedata.normalize("NFC", surface).lower()))
    if script is Script.LATIN and spelled != own:
        found.append(Reading(spelled, Script.LATIN, hidden))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def script_of(word: str) -> Script:
    """Return the alphabet of all letters of a folded word."""
    scripts = {_script_of_letter(char) for char in word if char.isalpha()}
    return scripts.pop() if len(scripts) == 1 else Script.OTHER


def _script_of_letter(char: str) -> Script:
    if "a" <= char <= "z":
        return Script.LATIN
    if "Ѐ" <= char <= "ӿ":
        return Script.CYRILLIC
    return Script.HANGUL if "가" <= char <= "힣" else Script.OTHER


@lru_cache(maxsize=4096)
def joint(between: str) -> str | None:
    """Return as what two words are joined that some text parts, or ``None`` where it keeps them apart."""
    plain = _plain_marks(between)
    if not _JOINT.match(plain):
        return None
    return {"'": "apostrophe", "-": "hyphen"}.get(plain, "joined")


def with_next(token: Token, following: Token, form: str) -> Token:
    """Join what may be read in one way to a word that may be, as :func:`merged` does, only sooner."""
    (reading,), (other,) = token.readings, following.readings
    readings: tuple[Reading, ...] = ()
    if reading.script is other.script is not Script.OTHER:
        word, is_disguised = reading.word + other.word, reading.disguised or other.disguised
        readings = (Reading(word, reading.script, is_disguised),)
    return Token(token.start, following.end, token.first, following.last, form, readings)


def merged(parts: list[Token], form: str) -> Token:
    """Join words; where they may be read in several ways, all first ways together, all second ones."""
    several = max([len(part.readings) for part in parts])
    if several == 1:
        several = min([len(part.readings) for part in parts])
    readings = _read_together([part.readings[0] for part in parts]) if several == 1 else ()
    if several > 1 and all(part.readings for part in parts):
        whole = [
            _read_together([part.readings[min(way, len(part.readings) - 1)] for part in parts])
            for way in range(several)
        ]
        readings = tuple(dict.fromkeys(reading for one in whole for reading in one))
    return Token(parts[0].start, parts[-1].end, parts[0].first, parts[-1].last, form, readings)


def _read_together(read: list[Reading]) -> tuple[Reading, ...]:
    """Return the words as one, if they are of one alphabet."""
    words, scripts, disguised = zip(*read, strict=True)
    if scripts[0] is Script.OTHER or scripts.count(scripts[0]) < len(scripts):
        return ()
    return (Reading("".join(words), scripts[0], True in disguised),)


@lru_cache(maxsize=4096)
def _plain_marks(between: str) -> str:
    return _with_plain_marks(between)


def _with_plain_marks(between: str) -> str:
    return between if between.isascii() and between.isprintable() else fold(between).text


def _letters_only(word: str) -> str:
    return word if word.isalnum() else ""


def _without_marks(char: str) -> str:
    if char.isascii() or "Ѐ" <= char <= "ӿ" or "가" <= char <= "힣":
        return {"ё": "е"}.get(char, char)
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


def _plain_letters() -> dict[int, str]:
    return {0xDF: "ss", 0xE6: "ae", 0xF8: "o", 0x142: "l", 0x111: "d", 0x131: "i", 0x153: "oe"}
