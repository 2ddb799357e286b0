"""Which terms a word of the text may belong to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from redactor.text.fold import fold
from redactor.text.forms.english import is_ordinary
from redactor.text.forms.hangul_sounds import sound_of
from redactor.text.forms.slavic import cuts, is_adjective_ending, slavic_key, takes
from redactor.text.forms.slots import SKELETON, Beginnings, Index, Slot
from redactor.text.forms.text_words import TextWords
from redactor.text.forms.tokens import Reading, Script, Token, readings
from redactor.text.korean import may_begin, skeleton
from redactor.text.tables import table

_LEAST_TYPO = 5
_LEAST_SKELETON = 4
_LONGEST_HANGUL_NAME = 6
_LONGEST_INITIAL = 2
_REMEMBERED = 1 << 14
"""Words of which is known what they may be."""


class Hit(NamedTuple):
    """A slot that a word fits.

    Attributes:
        slot: the slot.
        form: how the word writes it.
        length: how many of the word's characters the part takes; 0 for all of them.
        script: the alphabet of the word.
    """

    slot: Slot
    form: str
    length: int
    script: Script


class _Chances(NamedTuple):
    """What a word may be to the terms, whatever stands around it.

    Attributes:
        by_itself: whether it fits a slot, were it written with a capital.
        as_initial: whether it does so where it is marked as an initial.
        joined: whether it may fit together with any word that follows it.
        begins: whether a slot's key begins with it.
    """

    by_itself: bool
    as_initial: bool
    joined: bool
    begins: bool


class Lookup:
    """Looks words up in an index; what a word may be is found out once.

    Args:
        index: the slots of all terms.
    """

    def __init__(self, index: Index) -> None:
        self._fits = _Fits(index)
        self._hits = lru_cache(maxsize=_REMEMBERED)(self._fits.hits)
        self._chances = lru_cache(maxsize=_REMEMBERED)(self._fits.chances)

    def that_may_fit(self, words: TextWords) -> Iterator[Token]:
        """Yield the tokens of a text that may fit a slot; the many words that surely fit none cost little."""
        for index, surface in enumerate(words.surfaces):
            chances = self._chances(surface)
            if chances is None and index not in words.tight:
                continue
            if chances is not None and (chances.by_itself or (chances.as_initial and words.is_marked(index))):
                yield words.word(index)
            if self._may_go_on(words, index, chances):
                yield from (token for token in words.longer(index) if self.hits(token, True, False))

    def hits(self, token: Token, is_capital: bool, is_initial: bool) -> tuple[Hit, ...]:
        """Return the slots that a token fits; for each part of a term the plainest strong form only.

        Args:
            token: the word.
            is_capital: whether it begins with a capital letter; an ordinary English word
                without one is no part of a name unless the editor wrote it so.
            is_initial: whether it is marked as an initial.
        """
        return self._hits(token.readings, token.form, is_capital, is_initial)

    def _may_go_on(self, words: TextWords, index: int, chances: _Chances | None) -> bool:
        """Whether a longer word that begins with a word may fit."""
        if index in words.tight:
            return True
        if chances is None or not (chances.joined or chances.begins) or not words.is_joined(index):
            return False
        return chances.joined or self._fits.beginnings.has_both(*words.surfaces[index : index + 2])


class _Fits:
    """Finds out what fits an index, each time anew.

    Attributes:
        beginnings: with which letters the words of the index begin.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self.beginnings = Beginnings(key for key in index.slots if ":" not in key)
        begun = {key[len(SKELETON)] for key in index.slots if key.startswith(SKELETON)}
        self._skeletons_from = {c for c in ascii_lowercase if any(may_begin(c, first) for first in begun)}

    def hits(
        self, read: tuple[Reading, ...], form: str, is_capital: bool, is_initial: bool
    ) -> tuple[Hit, ...]:
        """Return the slots that fit what a word may be read as, see :meth:`Lookup.hits`."""
        best: dict[tuple[int, int], Hit] = {}
        for reading in read:
            is_letter = len(reading.word) == 1 and reading.script is not Script.HANGUL
            for hit in self._read(reading, form) if is_capital or not is_letter else ():
                if is_capital or hit.slot.strong or not is_ordinary(reading.word):
                    _take(best, _disguised(hit, reading))
            for hit in self._initials(reading) if is_initial else ():
                _take(best, hit)
        return tuple(best.values())

    def chances(self, surface: str) -> _Chances | None:
        """Return what a word as it stands in a text may be, or ``None`` if that is nothing at all."""
        read = readings(surface)
        is_short = bool(read) and len(read[0].word) <= _LONGEST_INITIAL
        chances = _Chances(
            by_itself=bool(self.hits(read, "", True, False)),
            as_initial=is_short and bool(self.hits(read, "", True, True)),
            joined=self._fits_in_any_form(read),
            begins=any(self.beginnings.has(reading.word) for reading in read),
        )
        return chances if any(chances) else None

    def _fits_in_any_form(self, read: tuple[Reading, ...]) -> bool:
        """Whether a word and the next one may be more than what they are letter by letter.

        Latin words that a blank parts are not, unless a place is looked for in every romanization.
        """
        if len(read) != 1 or read[0].script is not Script.LATIN:
            return any(reading.script is not Script.OTHER for reading in read)
        return self._may_have_skeleton(read[0].word)

    def _may_have_skeleton(self, word: str) -> bool:
        """Whether a word, or a longer one that begins with it, may have a skeleton of the index."""
        return self._index.has_skeletons and (
            word[0] in self._skeletons_from or word[0] not in ascii_lowercase
        )

    def _initials(self, reading: Reading) -> Iterator[Hit]:
        yield from self._marked("i:", slavic_key(reading.word)[:1] or reading.word[:1], reading.script)
        yield from self._marked("u:", reading.word, reading.script)

    def _read(self, reading: Reading, form: str) -> Iterator[Hit]:
        for slot in self._index.get(reading.word):
            yield Hit(slot, slot.form, 0, reading.script)
        if reading.script is Script.HANGUL:
            yield from self._hangul(reading.word)
            yield from self._by_sound(reading.word)
        elif reading.script is Script.LATIN:
            yield from self._latin(reading.word, form)
        elif reading.script is Script.CYRILLIC:
            yield from self._cyrillic(reading.word, form)

    def _latin(self, word: str, form: str) -> Iterator[Hit]:
        if form not in {"joined", "hyphen"} and len(word) > 1:
            yield from self._transliterated(word)
        bones = skeleton(word) if self._may_have_skeleton(word) else ""
        if len(bones) >= _LEAST_SKELETON and not is_ordinary(word):
            yield from self._marked(SKELETON, bones, Script.LATIN)
        if len(word) >= _LEAST_TYPO and form != "joined" and not is_ordinary(word):
            slots = [*self._index.mistyped(word), *self._index.mistyped(f"s:{slavic_key(word)}")]
            yield from (Hit(slot, "typo", 0, Script.LATIN) for slot in slots)

    def _transliterated(self, word: str) -> Iterator[Hit]:
        whole, stems = _keys_of_latin(word)
        for slot in self._index.get(whole):
            weak = Slot(slot.term, slot.part, slot.form, slot.strong and not slot.own_alphabet)
            yield Hit(weak, slot.form, 0, Script.LATIN)
        for stem in stems:
            adjectives = (slot for slot in self._index.get(stem) if slot.letter is None)
            yield from (Hit(slot, "inflection", 0, Script.LATIN) for slot in adjectives)

    def _cyrillic(self, word: str, form: str) -> Iterator[Hit]:
        key = slavic_key(word)
        yield from self._marked("s:", key, Script.CYRILLIC)
        for stem, ending in cuts(key):
            for slot in self._index.get(f"c:{stem}"):
                adjective = slot.letter is None and is_adjective_ending(ending)
                if adjective or (slot.letter is not None and takes(slot.letter, ending)):
                    yield Hit(slot, "inflection", 0, Script.CYRILLIC)
        yield from self._marked("f:", fold(word).text, Script.CYRILLIC)
        if len(word) >= _LEAST_TYPO and form != "joined":
            yield from (Hit(slot, "typo", 0, Script.CYRILLIC) for slot in self._index.mistyped(word))

    def _hangul(self, word: str) -> Iterator[Hit]:
        for length in range(min(len(word) - 1, _LONGEST_HANGUL_NAME), 0, -1):
            slots = self._index.get(word[:length])
            if slots and (length > 2 or _may_follow(word[length:])):
                yield from (Hit(slot, slot.form, length, Script.HANGUL) for slot in slots)

    def _by_sound(self, word: str) -> Iterator[Hit]:
        for length in range(len(word), 0, -1):
            slots = self._index.get(f"h:{sound_of(word[:length])}")
            if slots and _may_follow(word[length:]):
                yield from (Hit(slot, slot.form, length, Script.HANGUL) for slot in slots)

    def _marked(self, mark: str, key: str, script: Script) -> Iterator[Hit]:
        for slot in self._index.get(mark + key):
            yield Hit(slot, slot.form, 0, script)


@lru_cache(maxsize=_REMEMBERED)
def _keys_of_latin(word: str) -> tuple[str, tuple[str, ...]]:
    """Return a Latin word's Slavic key, and those of the stems that it may be an adjective of."""
    key = slavic_key(word)
    return f"s:{key}", tuple(f"c:{stem}" for stem, ending in cuts(key) if is_adjective_ending(ending))


def _take(best: dict[tuple[int, int], Hit], hit: Hit) -> None:
    """Keep a hit that is a part's first or its first strong one: a slip is more than a likeness of sound."""
    known = best.get((hit.slot.term, hit.slot.part))
    if known is None or (hit.slot.strong and not known.slot.strong):
        best[hit.slot.term, hit.slot.part] = hit


def _disguised(hit: Hit, reading: Reading) -> Hit:
    return hit._replace(form="look-alike") if reading.disguised else hit


def _may_follow(rest: str) -> bool:
    """Whether particles, and before them a title, make up the rest of a Hangul word."""
    return _only(rest, tuple(sorted({*table("names")["particles"], *table("hangul")["followers"]}, key=len)))


def _only(rest: str, pieces: tuple[str, ...]) -> bool:
    return not rest or any(rest.startswith(piece) and _only(rest[len(piece) :], pieces) for piece in pieces)
