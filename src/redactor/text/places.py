"""The gazetteer: what is known about a place name, however it is spelled.

The table (``data/places.tsv.gz``) is built by ``tools/build_places.py`` from GeoNames and
ISO 3166; ``docs/hierarchies.md`` tells sources and licences. It is read at the first look-up.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from redactor.text.fold import fold
from redactor.text.korean import skeleton
from redactor.text.tables import table

_KOREAN = frozenset({"KP", "KR"})
_LEAST_SKELETON = 4
_LEAST_STEM = 3
_ABBREVIATED = 2
"""Letters of a country's abbreviation, which only capitals tell from a word ("US", "us")."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may mean.

    Attributes:
        kind: ``country``, ``province``, ``county`` or ``place``.
        name: its usual English name; for a country or province as a sentence has it
            ("the Kharkiv region").
        county: name of the county it lies in; empty if unknown.
        province: GeoNames admin1 code of the province that it lies in or is; empty if unknown.
        part: part of the country it lies in (``southwest``); empty if unknown.
        country: ISO 3166-1 code.
        population: inhabitants; for divisions a fixed weight.
    """

    kind: str
    name: str
    county: str
    province: str
    part: str
    country: str
    population: int


def place_key(name: str) -> str:
    """Return the letters and digits of a name's folded form; equal names have equal keys."""
    return "".join(c for c in fold(name).text if c.isalnum())


@lru_cache(maxsize=4096)
def lookup_place(name: str) -> tuple[Place, ...]:
    """Return all places that a name may mean, the most populous first.

    Hyphens, case and accents do not matter; words that say what it is ("Oblast", "-si",
    "the city of") may stand or be missing; Korean names are found in any romanization. A
    name with "province" or the like means a province if there is one.
    """
    for finder in (_exact, _without_kind, _romanized):
        found = finder(name)
        if found:
            return tuple(sorted(set(found), key=lambda p: (-p.population, p.country, p.province, p.name)))
    return ()


def without_kind(name: str) -> str:
    """Return a place's own name without the words that say what it is ("Oblast", "-si", "city of")."""
    bare = _strip(name.strip(), _before())
    ends = (pattern.search(bare) for _, pattern in _kind_patterns())
    stems = (
        bare[: end.start()] for end in ends if end and len(place_key(bare[: end.start()])) >= _LEAST_STEM
    )
    return next(stems, bare)


def spellings_of_place(name: str) -> frozenset[str]:
    """Return the keys of all names that the gazetteer has for a place; see :func:`place_key`.

    Where several places bear the name, those of the country with the most populous one count.
    """
    keys = {place_key(name), place_key(without_kind(name))}
    numbers = {n for key in keys if len(key) >= _LEAST_STEM for n in _index().get(key, ())}
    rows = [(_place(_rows()[n]), _rows()[n]) for n in sorted(numbers)]
    first = max(rows, key=lambda row: row[0].population, default=None)
    if not first:
        return frozenset()
    return frozenset(
        key
        for place, row in rows
        if place.country == first[0].country
        for key in row.rpartition("\t")[2].split("|")
    )


def is_known_place(name: str) -> bool:
    """Whether the gazetteer knows a place of that name."""
    return bool(lookup_place(name))


def is_country(name: str) -> bool:
    """Whether a name is a country's."""
    return any(p.kind == "country" for p in _exact(name)) or any(
        p.kind == "country" for p in _exact(_strip(name, _before()))
    )


@cache
def country_name(code: str) -> str:
    """Return a country as a sentence names it: ``North Korea``, ``the United States``.

    Raises:
        KeyError: for a code that ISO 3166-1 does not have.
    """
    return _divisions()["country", code, ""].name


@cache
def province_name(country: str, code: str) -> str:
    """Return a province as a sentence names it; empty if it is unknown."""
    row = _divisions().get(("province", country, code))
    return row.name if row else ""


def countries_named(text: str) -> frozenset[str]:
    """Return the countries that a text names, by name or by their people ("Ukrainian")."""
    return frozenset(_country_words()[m[0]] for m in _country_pattern().finditer(text))


def _exact(name: str) -> tuple[Place, ...]:
    key = place_key(name)
    if len(key) == _ABBREVIATED and not name.replace(".", "").isupper() and key.isascii():
        return ()
    return _places(_index().get(key, ()))


def _without_kind(name: str) -> tuple[Place, ...]:
    bare = _strip(name.strip(), _before())
    for kind, pattern in _kind_patterns():
        end = pattern.search(bare)
        if end and len(place_key(bare[: end.start()])) >= _LEAST_STEM:
            found = _exact(bare[: end.start()])
            provinces = tuple(p for p in found if p.kind == "province")
            if found:
                return provinces if kind == "province" and provinces else found
    return _exact(bare) if bare != name.strip() else ()


def _romanized(name: str) -> tuple[Place, ...]:
    for spelling in _spellings(name):
        key = skeleton(place_key(spelling))
        if len(key) >= _LEAST_SKELETON and key in _skeletons():
            return _places(_skeletons()[key])
    return ()


def _spellings(name: str) -> Iterator[str]:
    yield name
    for _, pattern in _kind_patterns():
        end = pattern.search(name)
        if end:
            yield name[: end.start()]


def _strip(name: str, before: re.Pattern[str]) -> str:
    return before.sub("", name)


@cache
def _before() -> re.Pattern[str]:
    words = sorted(table("place_words")["before"], key=len, reverse=True)
    return re.compile(rf"\A(?:{'|'.join(map(re.escape, words))})\s+", re.IGNORECASE)


@cache
def _kind_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = table("place_words")["kinds"]
    return tuple(
        (
            kind,
            re.compile(
                rf"[-\u2010\u2011\s](?:{'|'.join(sorted(words, key=len, reverse=True))})\Z", re.IGNORECASE
            ),
        )
        for kind, words in kinds.items()
    )


@cache
def _country_words() -> dict[str, str]:
    rows = table("countries").items()
    return {
        word: code
        for code, row in rows
        for word in (row["name"].removeprefix("the "), *row.get("also", ()), *row.get("people", ()))
    }


@cache
def _country_pattern() -> re.Pattern[str]:
    """Return what finds a country's name, the names of one letter together: most words begin no name."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_country_words(), key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    names = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


@cache
def _rows() -> tuple[str, ...]:
    data = (files("redactor.text") / "data" / "places.tsv.gz").read_bytes()
    return tuple(gzip.decompress(data).decode("utf-8").split("\n"))


@cache
def _index() -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(_rows()):
        for key in row.rpartition("\t")[2].split("|"):
            index[key] = (*index.get(key, ()), number)
    return index


@cache
def _skeletons() -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(_rows()):
        fields = row.split("\t", 2)
        if fields[1] in _KOREAN and fields[0] != "country":
            for bones in {skeleton(key) for key in row.rpartition("\t")[2].split("|")}:
                index[bones] = (*index.get(bones, ()), number)
    return index


@cache
def _divisions() -> dict[tuple[str, str, str], Place]:
    numbers = [n for n, row in enumerate(_rows()) if row.startswith(("country\t", "province\t"))]
    return {(p.kind, p.country, p.province): p for p in _places(numbers)}


def _places(numbers: Iterable[int]) -> tuple[Place, ...]:
    return tuple(_place(_rows()[n]) for n in numbers)


def _place(row: str) -> Place:
    kind, country, province, part, county, population, name, _ = row.split("\t")
    return Place(kind, name, county, province, part, country, int(population))
