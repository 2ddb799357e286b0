"""Finds names of units: by noun, by abbreviation, by number alone, by force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.scene import Scene
from redactor.detect.en.units.words import PUNCTUATION, is_figure, unit_words
from redactor.detect.lexicon import lexicon
from redactor.detect.phrases import PhraseIndex
from redactor.detect.reading import Reading

FORCE = "unit.force"
"""The rule of named forces, which most texts speak of as the world's."""

_FIGURES = re.compile(r"\d{1,4}")
_CODE = re.compile(r"\d{1,5}")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_LONGEST = 9
"""Tokens of the longest name before its noun."""
_LAST_DAY = 31
"""An ordinal up to this, without a noun, is a day of the month."""


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name of a unit.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        rule: how it was found.
        reason: the same in words.
    """

    first: int
    last: int
    rule: str
    reason: str


def by_noun(scene: Scene) -> Iterator[UnitName]:
    """Yield 'the 15th rifle brigade', 'Thunder Corps', 'second company', 'Corps 7', 'river flotilla'."""
    reading, nouns = scene.reading, unit_words().nouns
    for t, lemma in enumerate(reading.lemma):
        if reading.sentence_of[t] >= 0 and (lemma in nouns or reading.lower[t] in nouns):
            name = _around_noun(scene, t)
            if name is not None:
                yield name


def by_abbreviation(scene: Scene) -> Iterator[UnitName]:
    """Yield '417th regt', 'MRB 63', 'GUR'."""
    reading, w = scene.reading, unit_words()
    for t, lower in enumerate(reading.lower):
        word = lower.rstrip(".")
        if word not in w.abbreviations or reading.sentence_of[t] < 0:
            continue
        before = t > 0 and is_figure(reading.lower[t - 1])
        after = any(_CODE.fullmatch(raw) for raw in reading.raw[t + 1 : t + 2])
        if before or after:
            yield UnitName(t - before, t + 1 + after, "unit.number", "a numbered unit")
        elif len(word) > 2 and reading.raw[t].isupper() and scene.is_personal(t):
            yield UnitName(t, t + 1, "unit.abbreviation", "an abbreviated unit")
        elif word in w.sized and t and reading.raw[t - 1][:1].isupper():
            yield UnitName(left_edge(reading, t), t + 1, "unit.name", "a named unit")


def by_ordinal(scene: Scene) -> Iterator[UnitName]:
    """Yield 'the 15th light horse', 'with the 63rd'."""
    reading, arms = scene.reading, unit_words().arms
    for t in range(1, len(reading.raw)):
        ordinal = _ORDINAL.fullmatch(reading.lower[t])
        if ordinal is None or reading.sentence_of[t] < 0:
            continue
        last = t + 1
        while last < len(reading.raw) and reading.lower[last] in arms and _same_sentence(reading, t, last):
            last += 1
        alone = int(ordinal[1]) > _LAST_DAY and _stands_alone(reading, t)
        if last > t + 1 or alone:
            yield UnitName(t, last, "unit.number", "a numbered unit")


def by_force(scene: Scene) -> Iterator[UnitName]:
    """Yield named armies and groups, with the abbreviation behind them."""
    reading = scene.reading
    for first, last, _ in _forces().find(reading):
        if reading.raw[first][:1].isupper() and reading.sentence_of[first] >= 0:
            stop = _right_edge(reading, last)
            yield UnitName(first, stop, FORCE, "a named force")
            if _is_abbreviated(reading, stop):
                yield UnitName(stop + 1, stop + 2, FORCE, "the abbreviation of a named force")


def left_edge(reading: Reading, t: int) -> int:
    """Return where the name of a unit begins whose noun is token ``t``."""
    first = t
    while first > 0 and _same_sentence(reading, first - 1, t) and t - first < _LONGEST:
        if not _belongs_to_name(reading, first - 1):
            break
        first -= 1
    while first < t and (reading.raw[first] in PUNCTUATION or reading.lower[first] == "'s"):
        first += 1
    return first


@cache
def _forces() -> PhraseIndex:
    return PhraseIndex(lexicon("en").phrases("force", "military/named_forces"))


def _around_noun(scene: Scene, t: int) -> UnitName | None:
    """The unit whose noun is token ``t``, if what stands beside it makes it one."""
    reading, w = scene.reading, unit_words()
    lower, capital = reading.lower[t], reading.raw[t][:1].isupper()
    first = left_edge(reading, t)
    last = _behind_noun(reading, first, t)
    modifiers = [raw for raw in reading.raw[first:t] if raw not in PUNCTUATION]
    lowers = [m.lower() for m in modifiers]
    numbered = reading.raw[last - 1].isdigit() or any(map(w.is_number, lowers))
    named = capital and any(m[:1].isupper() for m in modifiers)
    armed = not w.arms.isdisjoint(lowers)
    vague = lower in w.vague or reading.lemma[t] in w.vague
    if numbered and (armed or named or not vague or lower in w.vague_numbered):
        return UnitName(first, last, "unit.number", "a numbered unit")
    military = armed or not vague or (scene.is_personal(t) and not w.of_name.isdisjoint(lowers))
    if named and military:
        return UnitName(first, last, "unit.name", "a named unit")
    if armed and not vague and reading.tag[t] != "NNS" and scene.is_personal(t):
        return UnitName(first, last, "unit.arm", "a unit of a branch")
    return None


def _behind_noun(reading: Reading, first: int, t: int) -> int:
    """Where a unit ends whose noun is token ``t``: 'Corps 7', 'Army River Crossing Force'."""
    if not reading.raw[t][:1].isupper():
        return t + 1
    last = _right_edge(reading, t + 1) if first < t else t + 1
    return last + any(_FIGURES.fullmatch(raw) for raw in reading.raw[last : last + 1])


def _belongs_to_name(reading: Reading, t: int) -> bool:
    w, raw, lower = unit_words(), reading.raw[t], reading.lower[t]
    if lower in w.before:
        return False
    if w.is_number(lower) or lower in w.arms or raw[:1].isupper() or (raw in PUNCTUATION and t > 0):
        return True
    return lower in ("'s", "s") and t > 0 and reading.raw[t - 1][:1].isupper()


def _right_edge(reading: Reading, last: int) -> int:
    """Where a name ends that goes on over capitals."""
    while last < len(reading.raw) and reading.raw[last][:1].isupper():
        if not unit_words().continues_name(reading.lower[last]):
            break
        last += 1
    return last


def _stands_alone(reading: Reading, t: int) -> bool:
    """Whether an ordinal has an article and no noun: 'with the 63rd'."""
    last = t + 1
    if reading.lower[t - 1] != "the":
        return False
    return last == len(reading.raw) or (
        reading.pos[last] not in ("NOUN", "PROPN", "ADJ") and reading.lower[last] != "of"
    )


def _same_sentence(reading: Reading, a: int, b: int) -> bool:
    return reading.sentence_of[a] == reading.sentence_of[b]


def _is_abbreviated(reading: Reading, t: int) -> bool:
    following = reading.raw[t : t + 3]
    return len(following) == 3 and following[0] == "(" and following[1].isupper() and following[2] == ")"
