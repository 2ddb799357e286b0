"""Runs of name-shaped words, apart from the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.detect.en.people.names import NameKey, is_korean, names
from redactor.detect.reading import Reading

_NAME = re.compile(r"[^\W\d_][^\W\d_'’.]*(?:['’][^\W\d_]+)?\.?$")
_HYPHENS = "-‐‑–"
_FUNCTION_WORDS = ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "PART", "INTJ")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of name-shaped tokens within one sentence.

    Attributes:
        start: index of its first token, a title's if there is one.
        first: index of the name's first token.
        last: index after the name's last token.
        key: the name's words in lower case; a hyphenated given name is one word.
    """

    start: int
    first: int
    last: int
    key: NameKey


def runs(reading: Reading) -> Iterator[Run]:
    """Yield the longest runs of name-shaped tokens that hold more than titles, in order."""
    for start, end in _shaped(reading):
        first = _behind_titles(reading, start, end)
        if first < end:
            yield Run(start, first, end, key_of(reading, first, end))


def key_of(reading: Reading, first: int, last: int) -> NameKey:
    """Return the words of tokens ``first`` to ``last`` (exclusive) as a name's key."""
    text = "".join(
        "-"
        if reading.raw[t] in _HYPHENS
        else reading.lower[t].rstrip(".") + ("" if _joins(reading, t, last) else " ")
        for t in range(first, last)
    )
    return tuple(text.split())


def _joins(reading: Reading, t: int, last: int) -> bool:
    return t + 1 < last and reading.raw[t + 1] in _HYPHENS


def _shaped(reading: Reading) -> Iterator[tuple[int, int]]:
    i, n = 0, len(reading.raw)
    while i < n:
        if not _is_name_shaped(reading, i):
            i += 1
            continue
        last = i + 1
        while last < n and reading.sentence_of[last] == reading.sentence_of[i]:
            step = _goes_on(reading, last)
            if not step:
                break
            last += step
        yield i, last
        i = last


def _goes_on(reading: Reading, t: int) -> int:
    """How many tokens from ``t`` on belong to the run before it."""
    if _opens_with_title(reading, t):
        return 0
    if _is_name_shaped(reading, t) and reading.starts[t] - reading.ends[t - 1] <= 1:
        return 1
    if t + 1 < len(reading.raw) and reading.raw[t] in _HYPHENS and _is_hyphened(reading, t + 1):
        return 2
    return _with_particle(reading, t)


def _with_particle(reading: Reading, t: int) -> int:
    """'Mahmoud al-Hariri', 'Ahmad bin Salim': how many tokens a particle brings with it."""
    raw = reading.raw
    if raw[t] not in names().particles or t + 1 >= len(raw):
        return 0
    if (
        t + 2 < len(raw)
        and raw[t + 1] in _HYPHENS
        and _is_hyphened(reading, t + 2)
        and raw[t + 2][:1].isupper()
    ):
        return 3
    return 2 if len(raw[t]) > 2 and _is_name_shaped(reading, t + 1) and raw[t] not in names().common else 0


def _opens_with_title(reading: Reading, t: int) -> bool:
    """'a clinic in Lviv Dr X': a title begins a name of its own."""
    known = reading.lower[t].rstrip(".") in names().forms_of_address and reading.raw[t][:1].isupper()
    return known and t + 1 < len(reading.raw) and _is_name_shaped(reading, t + 1)


def _is_name_shaped(reading: Reading, i: int) -> bool:
    raw = reading.raw[i]
    if not raw[:1].isupper() or raw in ("I", "A") or reading.sentence_of[i] < 0:
        return False
    return bool(_NAME.match(raw))


def _is_hyphened(reading: Reading, i: int) -> bool:
    """Whether a token stands right behind a hyphen that stands right behind a token."""
    starts, ends = reading.starts, reading.ends
    return reading.raw[i].isalpha() and starts[i] == ends[i - 1] and starts[i - 1] == ends[i - 2]


def _behind_titles(reading: Reading, first: int, last: int) -> int:
    """Where the name begins behind titles, kin words and a sentence's common first word."""
    know = names()
    while first < last:
        word = reading.lower[first].rstrip(".")
        function_word = reading.pos[first] in _FUNCTION_WORDS and word in know.common
        if _is_surname(reading, first, last, function_word):
            break
        title = word in know.titles or word in know.kin or word in know.offices
        if not (title or function_word or (last - first > 1 and _merely_opens(reading, first, word))):
            break
        first += 1
    return first


def _is_surname(reading: Reading, first: int, last: int, function_word: bool) -> bool:
    """Whether a word that may be a title or a function word is the surname of what follows."""
    word = reading.lower[first].rstrip(".")
    if word not in names().surnames or (reading.pos[first] in ("PRON", "ADP") and word != "an"):
        return False
    if function_word and _acts(reading, first + 1, last):
        return True
    return last - first >= 3 and is_korean(key_of(reading, first, last))


def _merely_opens(reading: Reading, first: int, word: str) -> bool:
    """Whether a word has its capital only because it opens a sentence."""
    know = names()
    sentence = reading.sentence(first)
    opens = sentence is not None and first == sentence.first
    return opens and word in know.common and word not in know.given and word not in know.surnames


def _acts(reading: Reading, t: int, last: int) -> bool:
    """'An opened the door': a word that is also an article is a name where a verb follows."""
    if t != last or t >= len(reading.raw):
        return False
    return reading.pos[t] in ("VERB", "AUX") or reading.lower[t] == "'s"
