"""Where a place lies, as far as its description settles it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from redactor.generalize.slot import any_of
from redactor.text.places import Place, countries_named, lookup_place
from redactor.text.tables import table

_PARTS = re.compile(r"\s*[,;()/]\s*|\s+in\s+")
# "north of X", "between X and Y": what lies there need not lie where X lies.
_ELSEWHERE = re.compile(
    r"\b(?:near|outside|beyond|between|and|or|off|opposite|border|not|(?:north|south|east|west)\w*\s+of|km|miles?)\b",
    re.IGNORECASE,
)
_DOMINANCE = 20
"""How many times as many inhabitants make one of several namesakes the one meant; also what
being in a country that the text names counts for."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is certain about where a place lies.

    Attributes:
        kind: kind of the place itself: ``country``, ``province``, ``county`` or ``place``.
        country: ISO 3166-1 code.
        part: part of the country; empty if unknown or not settled.
        province: GeoNames admin1 code; likewise.
        county: name; likewise.
    """

    kind: str
    country: str
    part: str = ""
    province: str = ""
    county: str = ""


def locate(description: str, near: str) -> Whereabouts | None:
    """Return where a described place lies, or ``None`` if that is not known.

    The narrowest part of the description that the gazetteer knows decides, where the wider
    parts agree; of several namesakes, what all of them share is certain. A namesake is
    left out only if another is much larger.

    Args:
        description: ``Tanchon, Hamgyong-namdo``.
        near: text around it; a country that it names speaks for the namesakes there.
    """
    found = lookup_place(description)
    if not found and _ELSEWHERE.search(description):
        return None
    candidates = found or _narrowest([part for part in _PARTS.split(description) if part])
    if not candidates:
        return None
    # Where all namesakes lie in one country, no country that the text names speaks for any of them.
    is_settled = len({place.country for place in candidates}) == 1
    return _common(_likely(candidates, frozenset() if is_settled else countries_named(near)))


def _narrowest(parts: Sequence[str]) -> tuple[Place, ...]:
    candidates: tuple[Place, ...] = ()
    for part in parts:
        found = _look_up(part)
        if not candidates:
            candidates = found
        elif found:
            candidates = tuple(c for c in candidates if any(_within(c, wide) for wide in found)) or found
    return candidates


def _look_up(part: str) -> tuple[Place, ...]:
    return lookup_place(part) or lookup_place(_directions().sub("", part))


def _within(place: Place, wide: Place) -> bool:
    if place.country != wide.country:
        return False
    return wide.kind == "country" or place.province == wide.province


def _likely(candidates: Collection[Place], named: frozenset[str]) -> list[Place]:
    def weight(place: Place) -> int:
        return max(place.population, 1) * (_DOMINANCE if place.country in named else 1)

    most = max(map(weight, candidates))
    return [p for p in candidates if weight(p) * _DOMINANCE > most]


def _common(places: Sequence[Place]) -> Whereabouts | None:
    country = _shared(p.country for p in places)
    if not country:
        return None
    province = _shared(p.province for p in places)
    return Whereabouts(
        kind=_shared(p.kind for p in places) or "place",
        country=country,
        part=_shared(p.part for p in places),
        province=province,
        county=_shared(p.county for p in places) if province else "",
    )


def _shared(values: Iterable[str]) -> str:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else ""


@cache
def _directions() -> re.Pattern[str]:
    return re.compile(rf"\A(?:the\s+)?(?:{any_of(table('place_words')['directions'])})\s+", re.IGNORECASE)
