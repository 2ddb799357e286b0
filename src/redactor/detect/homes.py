"""Which places a document ties to somebody, and which of them it takes for a person elsewhere.

A town where somebody grew up is "in" and "from" in most sentences; "we talked about Tokmak" and
"nobody wrote down Tokmak" read as if it were a man. What the rules place more often is a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.model import Detection, EntityType
from redactor.text.fold import fold
from redactor.text.places import is_country

_HOMES = (EntityType.HOMETOWN, EntityType.DUTY_STATION)
PLACES = frozenset({*_HOMES, EntityType.LOCATION})
"""Types of places."""
TRUSTED = 0.7
"""A name below this score is masked where it stands, but not looked for elsewhere."""
SPREADS = 0.5
"""So is a place or a unit's number below this one, where a rule found it; what only the network takes for
somebody's home has to be as sure as a name, since all that is said of the place goes with it."""
_LEARNED = "model."


def surface_of(texts: Mapping[str, str], d: Detection) -> str:
    """Return what a detection points at.

    Args:
        texts: by segment.
        d: in one of them.
    """
    return texts[d.segment][d.span.start : d.span.end]


def is_protected(d: Detection) -> bool:
    """Whether a detection is about somebody who has to be protected, as far as is known."""
    return d.role is None or d.role.is_protected


_KIND_WORD = re.compile(
    r"[\s-]+(?:province|county|district|region|oblast|city|town|village|up|eup|ri|gun|guyok|dong|si|do|raion|township)$"
)


def place_keys(surface: str) -> tuple[str, ...]:
    """Return folded forms of a place name: its parts, each with and without the word for what it is."""
    parts = [p.strip() for p in surface.split(",")]
    # A place told in words ("the house by the mill") is no name to look for elsewhere.
    folded = [fold(p).text for p in parts if len(p) >= 3 and p[0].isupper() and not is_country(p)]
    bare = [_KIND_WORD.sub("", f) for f in folded]
    return tuple(dict.fromkeys(k for k in (*folded, *bare) if len(k) >= 3))


def homes_in(texts: Mapping[str, str], found: Sequence[Detection]) -> dict[str, EntityType]:
    """Return by folded name what places are to a protected person: a home rather than a post."""
    homes: dict[str, EntityType] = {}
    for d in found:
        least = TRUSTED if d.rule.startswith(_LEARNED) else SPREADS
        if d.entity_type in _HOMES and is_protected(d) and d.score >= least:
            for key in place_keys(surface_of(texts, d)):
                if homes.get(key) is not EntityType.HOMETOWN:
                    homes[key] = EntityType(d.entity_type)
    return homes


def as_home(d: Detection, kind: EntityType) -> Detection:
    """Return a detection as what other sentences make of its place.

    Args:
        d: of the place.
        kind: a home or a post.
    """
    rule = f"{kind.lower().replace('_', '-')}.sweep"
    reason = "a place that another sentence ties to somebody"
    return replace(d, entity_type=kind, role=None, rule=rule, reason=reason)


def without_places_taken_for_people(
    texts: Mapping[str, str], found: Sequence[Detection]
) -> Iterator[Detection]:
    """Yield detections; a home that only the network takes for a person, and seldom, is a home there too.

    Args:
        texts: by segment.
        found: by the recognizers.
    """
    homes = homes_in(texts, found)
    placed, named, by_rules = Counter[str](), Counter[str](), set[str]()
    for d in found:
        if d.entity_type == EntityType.PERSON:
            name = fold(surface_of(texts, d)).text
            named[name] += 1
            by_rules |= set() if d.rule.startswith(_LEARNED) else {name}
        elif d.entity_type in PLACES and not d.rule.startswith(_LEARNED):
            placed.update(place_keys(surface_of(texts, d)))
    for d in found:
        name = fold(surface_of(texts, d)).text if d.entity_type == EntityType.PERSON else ""
        if name in homes and name not in by_rules and placed[name] > named[name]:
            yield as_home(d, homes[name])
        else:
            yield d
