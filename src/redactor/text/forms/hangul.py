"""Korean names: from Hangul to every spelling, and from a spelling to the Hangul it may stand for.

Two spellings name the same name where one Hangul name can be spelled as both. So a romanized
name is first read as all the Hangul names that it may stand for, and these are spelled out
again by all systems at once (``data/hangul.yaml`` names them).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from redactor.text.forms.slavic import slavic_key
from redactor.text.tables import table

_FIRST = 0xAC00
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_LONGEST_SYLLABLE = 7
_MOST_NAMES = 400
"""A name that may stand for more Hangul names than this is looked for as spelled only."""
_SOUNDS = str.maketrans("ㄲㄳㄺㅋㄵㄶㄻㄼㄽㄾㅀㄿㅄㅍㄸㅃㅉㅆ", "ㄱㄱㄱㄱㄴㄴㅁㄹㄹㄹㄹㅂㅂㅂㄷㅂㅈㅅ")
_LIKE_S = str.maketrans(dict.fromkeys("ㄷㅅㅈㅊㅌㅎ", "ㅅ"))
"""Finals that sound like one."""


def is_hangul(text: str) -> bool:
    """Whether a text is made of Hangul syllables only."""
    return bool(text) and all("가" <= char <= "힣" for char in text)


@lru_cache(maxsize=4096)
def readings(words: tuple[str, ...]) -> frozenset[str]:
    """Return the Hangul names that words in Latin or Cyrillic letters may stand for.

    Args:
        words: one word of one or two syllables, or the syllables each for itself; folded
            within their own alphabet.
    """
    found = {"".join(parts) for parts in product(*(_hangul_of(word) for word in words))}
    if len(words) == 1:
        word = words[0]
        for cut in range(1, len(word)):
            found |= {a + b for a, b in product(_hangul_of(word[:cut]), _hangul_of(word[cut:]))}
    return frozenset(found) if len(found) <= _MOST_NAMES else frozenset()


@lru_cache(maxsize=4096)
def readings_of_three(word: str) -> frozenset[str]:
    """Return the Hangul that a word of three syllables may stand for; for names of places.

    Args:
        word: in Latin or Cyrillic letters, folded within its own alphabet.
    """
    found: set[str] = set()
    for cut in range(1, min(_LONGEST_SYLLABLE, len(word) - 2) + 1):
        first = _hangul_of(word[:cut])
        if first:
            rest = readings((word[cut:],))
            found |= {a + b for a, b in product(first, rest) if len(b) == 2}
    return frozenset(found) if len(found) <= _MOST_NAMES else frozenset()


@lru_cache(maxsize=4096)
def latin(name: str) -> frozenset[str]:
    """Return the Latin spellings of a Hangul name, written as one word."""
    return frozenset(_joined([_spellings(char, "latin") for char in name]))


@lru_cache(maxsize=4096)
def cyrillic(name: str) -> frozenset[str]:
    """Return the Cyrillic spellings of a Hangul name, written as one word."""
    return frozenset("".join(parts) for parts in product(*(_spellings(char, "cyrillic") for char in name)))


def initials(name: str) -> tuple[frozenset[str], ...]:
    """Return for each syllable the Latin letters that it may begin with."""
    return tuple(frozenset(spelling[0] for spelling in _spellings(char, "latin")) for char in name)


@lru_cache(maxsize=4096)
def starts(name: str) -> frozenset[str]:
    """Return a Hangul name as the North and as the South write its first syllable."""
    pairs = [pair for pair in table("hangul")["starts"] if name[0] in pair]
    return frozenset({name} | {char + name[1:] for pair in pairs for char in pair})


def split_surname(name: str) -> tuple[str, str] | None:
    """Split a Hangul name into surname and given name; ``None`` where it begins with no surname."""
    for length in (2, 1):
        if name[:length] in _surnames() and 1 <= len(name) - length <= 3:
            return name[:length], name[length:]
    return None


@lru_cache(maxsize=4096)
def surname_latin(surname: str) -> frozenset[str]:
    """Return the Latin spellings of a Hangul surname, those that its bearers use among them."""
    by_rule = {s for written in starts(surname) for s in latin(written)}
    plain = {revised(written) for written in starts(surname)}
    used = (row for row in table("names")["surnames"] if plain & {str(s) for s in row})
    return frozenset(by_rule.union(*used))


@lru_cache(maxsize=4096)
def surname_cyrillic(surname: str) -> frozenset[str]:
    """Return the Cyrillic spellings of a Hangul surname."""
    special = table("hangul")["surnames_cyrillic"]
    spelled = (s for written in starts(surname) for s in (*cyrillic(written), *special.get(written, ())))
    return frozenset(spelled)


@lru_cache(maxsize=4096)
def surnames_spelled(word: str) -> frozenset[str]:
    """Return the Hangul surnames that a word in Latin or Cyrillic letters spells.

    Where the word is a usual spelling of some, only these: "Yun" may be 연, but is 윤.
    """
    if not word.isascii():
        return _surnames_by_spelling(False).get(slavic_key(word), frozenset())
    found = _surnames_by_spelling(True).get(word, frozenset())
    used = {str(spelling) for row in table("names")["surnames"] if word in row for spelling in row}
    customary = {surname for surname in found if used & {revised(w) for w in starts(surname)}}
    return frozenset(customary) or found


@cache
def _surnames() -> frozenset[str]:
    return frozenset(table("hangul")["surnames"])


@cache
def _surnames_by_spelling(in_latin: bool) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for surname in _surnames():
        for spelling in surname_latin(surname) if in_latin else map(slavic_key, surname_cyrillic(surname)):
            found.setdefault(spelling, set()).add(surname)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def letters(syllable: str) -> tuple[str, str, str]:
    """Return the letters of a Hangul syllable: its initial, its vowel, its final or nothing."""
    at = ord(syllable) - _FIRST
    return _INITIALS[at // 588], _VOWELS[at % 588 // 28], _FINALS[at % 28]


def _letters(syllable: str) -> tuple[str, str, str]:
    initial, vowel, final = letters(syllable)
    plain = initial if initial in table("hangul")["initials"] else initial.translate(_SOUNDS)
    return plain, vowel, final.translate(_SOUNDS).translate(_LIKE_S)


@lru_cache(maxsize=8192)
def _spellings(syllable: str, script: str) -> tuple[str, ...]:
    if not is_hangul(syllable):
        return ()
    data = table("hangul")
    rows = zip(("initials", "vowels", "finals"), _letters(syllable), strict=True)
    parts = [data[kind][letter][script] for kind, letter in rows]
    special = data["syllables"].get(syllable, {}).get(script, ())
    return tuple(dict.fromkeys([*("".join(p) for p in product(*parts)), *special]))


def revised(syllables: str) -> str:
    """Spell by the Revised Romanization, which each row of the table gives first, without sound changes."""
    return "".join(_spellings(char, "latin")[0] for char in syllables)


def _joined(syllables: list[tuple[str, ...]]) -> Iterator[str]:
    for parts in product(*syllables):
        yield "".join(parts)
        if len(parts) == 2:
            yield from _met(*parts)


def _met(first: str, second: str) -> Iterator[str]:
    """Yield two syllables as they sound together."""
    for length in (2, 1):
        for result in table("hangul")["meetings"].get(f"{first[-length:]}-{second[:1]}", ()):
            yield first[:-length] + result + second[1:]


@cache
def _hangul_by_spelling(script: str) -> dict[str, frozenset[str]]:
    data = table("hangul")
    found: dict[str, set[str]] = {}
    for initial, vowel, final in product(data["initials"], data["vowels"], data["finals"]):
        at = (_INITIALS.index(initial) * 21 + _VOWELS.index(vowel)) * 28 + _FINALS.index(final)
        syllable = chr(_FIRST + at)
        for spelling in _spellings(syllable, script):
            key = spelling if script == "latin" else slavic_key(spelling)
            found.setdefault(key, set()).add(syllable)
    return {spelling: frozenset(syllables) for spelling, syllables in found.items()}


def _hangul_of(syllable: str) -> frozenset[str]:
    if len(syllable) > _LONGEST_SYLLABLE:
        return frozenset()
    if syllable.isascii():
        return _hangul_by_spelling("latin").get(syllable, frozenset())
    return _hangul_by_spelling("cyrillic").get(slavic_key(syllable), frozenset())
