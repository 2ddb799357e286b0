"""The slots of a person's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from redactor.text.forms import hangul
from redactor.text.forms.english_sounds import cyrillic_keys
from redactor.text.forms.given_names import is_first_name, other_forms
from redactor.text.forms.hangul_sounds import sounds_of_key
from redactor.text.forms.hanja import in_hangul, is_hanja
from redactor.text.forms.slavic import other_gender, slavic_key, stems, unmarked
from redactor.text.forms.slots import INITIALS, TYPO, WHOLE, Slot
from redactor.text.forms.tokens import Script, own_fold, script_of
from redactor.text.tables import table
from redactor.text.words import WORD

_SURNAME, _GIVEN = 0, 1
_PIECES = 20
"""Parts from here to the initials are halves of double names."""
_LEAST_PIECE = 5
_LEAST_KEY = 3
_LEAST_TYPO = 5
_LEAST_TYPO_KEY = 7
_LEAST_PLURAL = 5
_LEAST_ENGLISH = 4
_LEAST_SOUND = 5
"""A shorter sound in Hangul needs the rest of the name beside it."""
_PATRONYMIC = re.compile(r"(?:iC|[oei]vna|iCna)\Z")
"""How the Slavic key of a patronymic ends; of many a surname, too."""
_SHORT_GIVEN = 4
"""Fewer letters than this are no romanized given name on their own."""


@dataclass(frozen=True, slots=True)
class KoreanName:
    """A Korean name with all Hangul that it may stand for.

    Attributes:
        surname: as the editor wrote it; empty if not known to be there.
        given: as the editor wrote it, in one word.
        surnames: in Hangul.
        givens: in Hangul.
    """

    surname: str
    given: str
    surnames: frozenset[str]
    givens: frozenset[str]


def name_words(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name without titles, each as the pieces that marks part."""
    found = [tuple(WORD.findall(word)) for word in own_fold(text).split()]
    words = [word for word in found if word]
    titles = table("names")["titles"]
    named = [word for word in words if len(word) > 1 or word[0] not in titles]
    return tuple(named or words)


def whole_parts(text: str) -> frozenset[int]:
    """Return the parts that make up a whole name: all but patronymics and initials."""
    words = name_words(text)
    if len(words) == 1:
        return frozenset({WHOLE})
    if read_korean(words):
        return frozenset({_SURNAME, _GIVEN})
    return frozenset(core_parts(words))


def core_parts(words: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return which words of a name are no initial and no patronymic.

    A patronymic stands right after a first name, and only beside a surname.
    """
    keys = [slavic_key("".join(word)) for word in words]
    full = [number for number, word in enumerate(words) if len("".join(word)) > 1]
    later = [n for n in full if n and _PATRONYMIC.search(keys[n]) and is_first_name(keys[n - 1])]
    return tuple(n for n in full if n not in later) if len(full) - len(later) > 1 else tuple(full)


def person_slots(term: int, text: str) -> Iterator[tuple[str, Slot]]:
    """Yield the keys and slots of a person's name: Korean, Slavic and any other."""
    words = name_words(text)
    whole = "".join(piece for word in words for piece in word)
    for reading in in_hangul(whole) if is_hanja(whole) else ():
        yield from person_slots(term, reading)
    korean = read_korean(words)
    if korean:
        yield from _korean_slots(term, korean)
        yield from _typo_keys(term, _GIVEN, korean.given)
        if not _may_be_slavic(words):
            return
    order = [WHOLE] if len(words) == 1 else list(range(len(words)))
    spelled_out = name_words(unmarked(unicodedata.normalize("NFC", text).lower()))
    for part, pieces in zip(order, words, strict=True):
        yield from _part_slots(term, part, pieces)
    for part, spelled in zip(order, spelled_out, strict=False):
        if spelled not in words:
            yield from _part_slots(term, part, spelled)


def read_korean(words: Sequence[Sequence[str]]) -> KoreanName | None:
    """Read a name's words as a Korean surname and given name, in any of three alphabets."""
    pieces = [piece for word in words for piece in word]
    if len(words) == 1 and hangul.is_hangul(pieces[0]):
        split = hangul.split_surname(pieces[0])
        return _in_hangul(*split) if split else None
    if not 2 <= len(pieces) <= 3 or any(len(word) > 2 for word in words):
        return None
    for surname, rest in ((pieces[0], pieces[1:]), (pieces[-1], pieces[:-1])):
        if hangul.is_hangul("".join(pieces)):
            if len(surname) < 3 and hangul.split_surname(surname + "".join(rest)):
                return _in_hangul(surname, "".join(rest))
            continue
        surnames = hangul.surnames_spelled(surname)
        givens = hangul.readings(tuple(rest)) if surnames else frozenset()
        if givens:
            return KoreanName(surname, "".join(rest), surnames, givens)
    return None


def _in_hangul(surname: str, given: str) -> KoreanName:
    return KoreanName(surname, given, hangul.starts(surname), frozenset({given}))


def _may_be_slavic(words: Sequence[Sequence[str]]) -> bool:
    """Whether a name that reads as Korean may be a Slavic one all the same ("Anna Kim")."""
    keys = [slavic_key(word[0]) for word in words if len(word) == 1]
    return any(len(key) >= _LEAST_KEY and other_forms(key) for key in keys)


def _korean_slots(term: int, name: KoreanName) -> Iterator[tuple[str, Slot]]:
    both = len(next(iter(name.givens))) > 1
    for given in sorted(name.givens):
        yield from _written_given(term, name, given, both)
    for surname in sorted(name.surnames):
        for written in sorted(hangul.starts(surname)):
            yield written, Slot(term, _SURNAME, _form(name.surname, written, "hangul"), False)
            for given in sorted(name.givens):
                form = "exact" if written + given == name.surname + name.given else "hangul"
                yield written + given, Slot(term, WHOLE, form)
        for spelling in sorted(hangul.surname_latin(surname)):
            as_is = spelling == name.surname
            form = _form(name.surname, spelling, "romanization")
            yield spelling, Slot(term, _SURNAME, form, as_is and len(spelling) > 1)
            yield spelling + name.given, Slot(term, WHOLE, "joined")
        in_cyrillic = (s for s in hangul.surname_cyrillic(surname) if len(s) > 1 or s == name.surname)
        for spelling in sorted(in_cyrillic):
            slot = Slot(term, _SURNAME, _form(name.surname, spelling, "cyrillic"), spelling == name.surname)
            yield from _slavic(slavic_key(spelling), slot)
    for letter in sorted(
        {spelling[:1] for surname in name.surnames for spelling in hangul.surname_latin(surname)}
    ):
        yield f"i:{slavic_key(letter)[:1]}", _initial(term, _SURNAME)
    for letters in {hangul.initials(given) for given in name.givens}:
        for number, choice in enumerate(letters):
            yield from ((f"i:{slavic_key(c)[:1]}", _initial(term, _GIVEN + number)) for c in sorted(choice))
        yield from ((f"u:{a}", _initial(term, _GIVEN)) for a in map("".join, product(*letters)) if both)


def _written_given(term: int, name: KoreanName, given: str, both: bool) -> Iterator[tuple[str, Slot]]:
    for written in sorted(hangul.starts(given)):
        yield written, Slot(term, _GIVEN, _form(name.given, written, "hangul"), both)
    yield name.given, Slot(term, _GIVEN, "exact")
    for spelling in sorted(hangul.latin(given)):
        alone = both and len(spelling) >= _SHORT_GIVEN
        yield spelling, Slot(term, _GIVEN, "romanization", alone)
    for key in sorted({slavic_key(spelling) for spelling in hangul.cyrillic(given)}):
        yield from _slavic(key, Slot(term, _GIVEN, "cyrillic", both, own_alphabet=True))


def _part_slots(term: int, part: int, pieces: Sequence[str]) -> Iterator[tuple[str, Slot]]:
    """Yield the slots of one word of a name that is not Korean."""
    word = "".join(pieces)
    if len(word) < 2:
        yield f"i:{(slavic_key(word) or word)[:1]}", _initial(term, part)
        return
    strong = word not in table("names")["function_words"]
    yield word, Slot(term, part, "exact", strong)
    if len(pieces) > 1 and pieces[0] in table("names")["titles"]:
        # "al-Hashimi" is "Hashimi" to many, and both are the whole surname.
        yield from _part_slots(term, part, pieces[1:])
    for number, piece in enumerate(pieces if len(pieces) > 1 else (), _PIECES + 10 * max(part, 0)):
        if len(piece) > 1:
            yield from _piece_slots(Slot(term, number, "part", len(piece) >= _LEAST_PIECE), piece)
    if len(word) >= _LEAST_PLURAL:
        yield f"{word}s", Slot(term, part, "inflection")
    yield from _typo_keys(term, part, word)
    key = slavic_key(word)
    if script_of(word) not in {Script.LATIN, Script.CYRILLIC} or not key:
        return
    other = "cyrillic" if script_of(word) is Script.LATIN else "romanization"
    keys = [(key, other), *((k, "inflection") for k in sorted(other_gender(key)))]
    keys += [(k, "diminutive") for k in sorted(other_forms(key))]
    for name, form in keys:
        if len(name) >= _LEAST_KEY:
            yield from _slavic(name, Slot(term, part, form, strong))
        if len(name) >= _LEAST_TYPO_KEY and form != "inflection":
            yield f"{TYPO}s:{name}", Slot(term, part, "typo")
    for name in sorted(_by_sound(word) - {name for name, _ in keys}):
        yield from _slavic(name, Slot(term, part, "cyrillic", strong, own_alphabet=True))
    for sound in sorted({s for name in (key, *_by_sound(word)) for s in sounds_of_key(name)}):
        yield f"h:{sound}", Slot(term, part, "hangul", strong and len(sound) >= _LEAST_SOUND)
    if part != WHOLE:
        yield from ((f"i:{name[0]}", _initial(term, part)) for name, form in keys if form != "inflection")


def _by_sound(word: str) -> frozenset[str]:
    """Return the Slavic keys of a name as English spells it."""
    if not (word.isascii() and script_of(word) is Script.LATIN and len(word) >= _LEAST_ENGLISH):
        return frozenset()
    return frozenset(key for key in cyrillic_keys(word) if len(key) >= _LEAST_KEY)


def _piece_slots(slot: Slot, piece: str) -> Iterator[tuple[str, Slot]]:
    """Yield the slots of one half of a double name, which bends for itself."""
    yield piece, slot
    key = slavic_key(piece)
    if script_of(piece) in {Script.LATIN, Script.CYRILLIC} and len(key) >= _LEAST_KEY:
        yield from _slavic(key, slot)


def _slavic(key: str, slot: Slot) -> Iterator[tuple[str, Slot]]:
    yield f"s:{key}", slot
    for stem, letter in stems(key):
        yield f"c:{stem}", Slot(slot.term, slot.part, "inflection", slot.strong, letter)


def _typo_keys(term: int, part: int, word: str) -> Iterator[tuple[str, Slot]]:
    if len(word) >= _LEAST_TYPO:
        yield f"{TYPO}{word}", Slot(term, part, "typo")


def _initial(term: int, part: int) -> Slot:
    return Slot(term, INITIALS + part, "initials", False)


def _form(written: str, spelling: str, other: str) -> str:
    return "exact" if written == spelling else other


def all_spellings(text: str) -> Iterable[str]:
    """Return the spellings in which a name's parts are looked for, without marked keys."""
    return sorted({key for key, _ in person_slots(0, text) if ":" not in key})
