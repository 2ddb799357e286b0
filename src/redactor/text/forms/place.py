"""The slots of a place's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.text.forms import hangul
from redactor.text.forms.english import is_ordinary
from redactor.text.forms.hanja import in_hangul, is_hanja
from redactor.text.forms.slavic import other_ending, other_language, slavic_key, stems
from redactor.text.forms.slots import SKELETON, TYPO, WHOLE, Slot
from redactor.text.forms.tokens import Script, own_fold, script_of
from redactor.text.forms.units import own_names
from redactor.text.korean import skeleton
from redactor.text.places import lookup_place, place_key, spellings_of_place, without_kind
from redactor.text.tables import table
from redactor.text.words import WORD

_KOREAN = frozenset({"KP", "KR"})
_KINDS = ("gun", "kun", "si", "shi", "ri", "li", "do", "to", "up", "eup", "dong", "myon", "guyok", "kuyok")
_LEAST_ALTERNATIVE = 4
_LEAST_SKELETON = 4
_LEAST_STEM = 4
_LEAST_TYPO = 6
_SUFFIX = re.compile(
    rf"[-‐‑](?:{'|'.join(_KINDS)})\b|(?<=[가-힣])(?:특별시|직할시|구역|시|군|읍)", re.IGNORECASE
)


def place_words(text: str) -> tuple[str, ...]:
    """Return the words of a place's own name, folded in their alphabet, without its kind."""
    bare = without_kind(text) or text
    return tuple(
        "".join(WORD.findall(word)) for word in re.split(r"\s+", own_fold(bare)) if WORD.search(word)
    )


def place_slots(term: int, text: str) -> Iterator[tuple[str, Slot]]:
    """Yield the keys and slots of a place: its name, the gazetteer's names, Korean spellings."""
    words = place_words(text)
    if not words:
        return
    whole = "".join(words)
    for reading in in_hangul(whole) if is_hanja(whole) else ():
        yield from place_slots(term, reading)
    countries = {place.country for place in lookup_place(text)}
    others = sorted(spellings_of_place(text))
    if len(words) == 1:
        yield from _name_slots(term, WHOLE, whole, True)
    else:
        yield whole, Slot(term, WHOLE, "exact")
        shared = [slavic_key(word) in _shared() for word in words]
        for part, word in enumerate(words):
            is_own = not shared[part] and all(shared[:part] + shared[part + 1 :])
            is_own = is_own and len(word) >= _LEAST_TYPO and not is_ordinary(word)
            yield from _name_slots(term, part, word, is_own)
            if word in table("place_words")["directions"]:
                yield f"i:{slavic_key(word)[:1]}", Slot(term, part, "initials", False)
        for short in table("place_words")["short_names"].get(place_key(" ".join(words)), ()):
            yield short, Slot(term, WHOLE, "alternative")
    if not countries or countries & _KOREAN:
        yield from _korean_slots(term, whole)
    for other in others:
        if len(other) >= _LEAST_ALTERNATIVE and not is_ordinary(other):
            yield from _alternative(term, other, bool(countries & _KOREAN))


def unit_name_slots(term: int, text: str) -> Iterator[tuple[str, Slot]]:
    """Yield the keys and slots of what a unit is called beside its number and kind ("Azov")."""
    words = own_names(text)
    for part, word in enumerate(words):
        yield from _name_slots(term, WHOLE if len(words) == 1 else part, word, len(words) == 1)


def suffix_end(text: str, end: int) -> int:
    """Return where a place's name ends, a Korean kind of place that a hyphen joins to it included."""
    found = _SUFFIX.match(text, end)
    return found.end() if found else end


@cache
def _shared() -> frozenset[str]:
    return frozenset(slavic_key(own_fold(word)) for word in table("place_words")["shared"])


def _name_slots(term: int, part: int, word: str, strong: bool) -> Iterator[tuple[str, Slot]]:
    yield word, Slot(term, part, "exact", strong)
    key = slavic_key(word)
    if strong and len(word) >= _LEAST_TYPO:
        yield f"{TYPO}{word}", Slot(term, part, "typo")
    if script_of(word) in {Script.LATIN, Script.CYRILLIC} and len(key) >= 3:
        other = "cyrillic" if script_of(word) is Script.LATIN else "romanization"
        others = other_ending(key) | (other_language(key) if not strong else frozenset())
        for name in (key, *sorted(others)):
            yield from _slavic(Slot(term, part, other, strong), name)


def _alternative(term: int, other: str, is_korean: bool) -> Iterator[tuple[str, Slot]]:
    slot = Slot(term, WHOLE, "alternative")
    yield other, slot
    yield f"f:{other}", Slot(term, WHOLE, "cyrillic")
    if other.isascii():
        yield from _slavic(Slot(term, WHOLE, "alternative", own_alphabet=is_korean), slavic_key(other))
    if hangul.is_hangul(other):
        yield other, Slot(term, WHOLE, "hangul")


def _slavic(slot: Slot, key: str) -> Iterator[tuple[str, Slot]]:
    yield f"s:{key}", slot
    for stem, letter in stems(key):
        if len(stem) >= _LEAST_STEM or slot.form != "alternative":
            yield f"c:{stem}", Slot(slot.term, slot.part, "inflection", slot.strong, letter)
            yield f"c:{stem}", Slot(slot.term, slot.part, "inflection", slot.strong)


def _korean_slots(term: int, whole: str) -> Iterator[tuple[str, Slot]]:
    names = frozenset({whole}) if hangul.is_hangul(whole) else hangul.readings((whole,))
    for name in sorted(names):
        yield name, Slot(term, WHOLE, "hangul")
        if len(name) > 3:
            continue
        for spelling in sorted(hangul.latin(name)):
            yield spelling, Slot(term, WHOLE, "romanization", len(spelling) >= _LEAST_ALTERNATIVE)
        for key in sorted({slavic_key(spelling) for spelling in hangul.cyrillic(name)}):
            yield from _slavic(Slot(term, WHOLE, "cyrillic", own_alphabet=True), key)
    if not hangul.is_hangul(whole):
        # The Latin spellings of so long a name are many; the skeleton below reaches them.
        yield from ((n, Slot(term, WHOLE, "hangul")) for n in sorted(hangul.readings_of_three(whole)))
    for name in {whole, *(whole + kind for kind in _KINDS)} if whole.isascii() else ():
        if len(skeleton(name)) >= _LEAST_SKELETON:
            yield f"{SKELETON}{skeleton(name)}", Slot(term, WHOLE, "romanization")
