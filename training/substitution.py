"""Multiplies the documents: other names, places, numbers and dates in the same sentences.

A network that sees one name forty times learns the name; one that sees forty names in its
place learns the sentence. Names and places are exchanged for those of other documents and
of the gazetteer, the same word always for the same word within a document.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from corpus import Example, Mark

from redactor.text.places import is_country

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_PLACES = frozenset({"HOMETOWN", "DUTY_STATION", "LOCATION"})
_NUMBERED = frozenset({"AGE", "DATE", "DATE_OF_BIRTH", "SERVICE_RECORD", "MILITARY_UNIT", "CONTACT"})
_LEAST = 3
_PUBLIC_SHARE = 0.3
"""Share of public people and public places that get other names: context must tell them too."""

_WORDS = yaml.safe_load(Path(__file__).with_name("exchange.yaml").read_text("utf-8"))
_CLASSES: list[list[str]] = _WORDS["exchangeable"]
_CLASS_OF = {word: tuple(group) for group in _CLASSES for word in group}
_KEPT = frozenset(_WORDS["kept_in_names"])


class Pools:
    """Names and places to choose from.

    Args:
        examples: whose own names and places are used.
        gazetteer: further names of places.
    """

    def __init__(self, examples: Iterable[Example], gazetteer: Sequence[str]) -> None:
        names: set[str] = set()
        places: set[str] = set(gazetteer)
        for example in examples:
            for mark in example.marks:
                words = _exchanged_words(example.text, mark)
                if mark.entity_type == "PERSON":
                    names.update(word.group().title() for word in words)
                elif mark.entity_type in _PLACES:
                    places.update(word.group().title() for word in words)
        self.names = sorted(names)
        self.places = sorted(places)


def substituted(example: Example, pools: Pools, rng: random.Random) -> Example:
    """Return the example with other names, places, numbers and dates.

    Args:
        example: as written.
        pools: to choose from.
        rng: decides; the same state gives the same text.
    """
    chosen: dict[str, str] = {}
    shift = rng.randint(-4, 2)
    public: dict[str, bool] = defaultdict(lambda: rng.random() < _PUBLIC_SHARE)
    edits: dict[tuple[int, int], str] = {}
    for mark in example.marks:
        if mark.entity_type == "PERSON" or mark.entity_type in _PLACES:
            if mark.action == "keep" and not public[mark.subject + mark.entity_type]:
                continue
            pool = pools.names if mark.entity_type == "PERSON" else pools.places
            for word in _exchanged_words(example.text, mark):
                other = chosen.setdefault(word.group().lower(), rng.choice(pool))
                edits[word.span()] = _written_like(other, word.group())
        elif mark.entity_type in _NUMBERED:
            edits.update(_renumbered(example.text, mark, shift, rng))
    return _edited(example, edits)


def _exchanged_words(text: str, mark: Mark) -> list[re.Match[str]]:
    """The words of a name that may be exchanged: capitalised ones, where the text has capitals."""
    surface = text[mark.start : mark.end]
    lower_case_text = mark.entity_type == "PERSON" and surface == surface.lower()
    words = _WORD.finditer(text, mark.start, mark.end)
    return [
        w
        for w in words
        if len(w.group()) >= _LEAST - 1
        and (w.group()[0].isupper() or lower_case_text)
        and w.group().lower() not in _KEPT
        and not (mark.entity_type in _PLACES and is_country(w.group()))
    ]


def _written_like(word: str, pattern: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word.lower() if pattern[0].islower() else word


def _renumbered(
    text: str, mark: Mark, shift: int, rng: random.Random
) -> Iterator[tuple[tuple[int, int], str]]:
    for number in _NUMBER.finditer(text, mark.start, mark.end):
        yield number.span(), _other_number(number.group(), shift, rng)
    for word in _WORD.finditer(text, mark.start, mark.end):
        group = _CLASS_OF.get(word.group().lower())
        if group:
            other = rng.choice(group)
            yield word.span(), _written_like(other.title(), word.group())


def _other_number(digits: str, shift: int, rng: random.Random) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", digits):
        return str(int(digits) + shift)
    if len(digits) <= 2:
        high = 31 if int(digits) <= 31 else 99
        return str(rng.randint(max(1, 10 ** (len(digits) - 1)), 9 if len(digits) == 1 else high))
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in digits[1:])


def _edited(example: Example, edits: dict[tuple[int, int], str]) -> Example:
    """Apply disjoint edits and move the marks along."""
    pieces: list[str] = []
    moved: dict[int, int] = {}
    borders = sorted({b for m in example.marks for b in (m.start, m.end)})
    done = size = next_border = 0

    def note(upto: int, offset: int) -> None:
        nonlocal next_border
        while next_border < len(borders) and borders[next_border] <= upto:
            moved[borders[next_border]] = borders[next_border] + offset
            next_border += 1

    for (start, end), text in sorted(edits.items()):
        if start < done:
            continue
        note(start, size - done)
        pieces += [example.text[done:start], text]
        size += start - done + len(text)
        done = end
        while next_border < len(borders) and borders[next_border] < end:
            moved[borders[next_border]] = size
            next_border += 1
    note(len(example.text), size - done)
    pieces.append(example.text[done:])
    marks = tuple(replace(m, start=moved[m.start], end=moved[m.end]) for m in example.marks)
    return Example(example.name, "".join(pieces), marks)
