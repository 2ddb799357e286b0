"""Reads which role each place name plays: a home, a post, a government, a place on a map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from redactor.detect.en.family.meant import relation_meant
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.places.circumstances import (
    is_from,
    is_institution,
    is_left,
    is_origin_of_person,
    is_sent_to,
    is_whereabouts,
    near_home,
    near_post,
    relation_before,
)
from redactor.detect.en.places.cues import nearest_cue
from redactor.detect.en.places.mention import PlaceMention, PlaceName, Verdict
from redactor.detect.en.places.names import is_post, place_names
from redactor.detect.en.places.questions import by_question
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.en.stance import Stance
from redactor.detect.lexicon import lexicon
from redactor.detect.reading import Reading
from redactor.model import Context, EntityType, Role
from redactor.text.places import is_country

_HOMETOWN, _DUTY_STATION, _LOCATION = EntityType.HOMETOWN, EntityType.DUTY_STATION, EntityType.LOCATION

_CONFINED = re.compile(r"interview|captur|detention|detain|arrest|held|hospital|taken")
"""In a label that asks for a place: it is where somebody was held or met, and no home."""
_OF_PERSON = ("PERSON", "HELPER")
_FIELD_KINDS = {
    "HOMETOWN": _HOMETOWN,
    "DUTY_STATION": _DUTY_STATION,
    "SERVICE_RECORD": _DUTY_STATION,
    "MILITARY_UNIT": _DUTY_STATION,
    "PERSON": _HOMETOWN,
    "HELPER": _HOMETOWN,
}
"""What a place is that stands in a form field for something."""
_TURNS = (Context.ANSWER, Context.QUESTION, Context.NOTE, Context.CAPTION)
"""Where people speak: a place of no role may still be in somebody's story."""

_FIELD = {
    kind: Verdict(kind, 0.9, f"{kind.lower()}.field", "stands in a form field for it")
    for kind in (_HOMETOWN, _DUTY_STATION)
}
_CONFINEMENT = Verdict(
    _LOCATION, 0.8, "location.field", "stands in a field for a place of detention or interview"
)
_NAMED = Verdict(_LOCATION, 0.6, "location.name", "a place name", Role.NOBODY)
_ON_A_MAP = Verdict(
    _LOCATION, 0.6, "location.general", "a government or a place on a map", Role.NOBODY, pinned=True
)


def places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Return the place names of a reading with their roles, in order."""
    return reading.memo("en.places", lambda r: tuple(_places(scene_of(r))))


def _places(scene: Scene) -> Iterator[PlaceMention]:
    for first, last in place_names(scene):
        sentence = scene.reading.sentence(first)
        if sentence is None:
            yield PlaceMention(first, last, _LOCATION, 0.5, "location.name", "a place name", Role.NOBODY)
        else:
            name = PlaceName(scene, first, last, sentence)
            yield _in_field(name) or _in_sentence(name)


def _in_field(name: PlaceName) -> PlaceMention | None:
    block, label = name.block, label_type(name.block)
    if label in _OF_PERSON and is_country(name.text):
        return None
    if label in _FIELD_KINDS:
        return _FIELD[_FIELD_KINDS[label]].on(name)
    if label == "CONTACT" and "address" in block.label:
        return _FIELD[_HOMETOWN].on(name)
    confined = label == "LOCATION" and _CONFINED.search(block.label)
    return _CONFINEMENT.on(name) if confined else None


def _in_sentence(name: PlaceName) -> PlaceMention:
    stance, context = name.scene.stance(name.sentence), name.block.context
    of_the_world = stance in (Stance.PUBLIC, Stance.GENERAL) and not is_origin_of_person(name)
    if is_institution(name) or of_the_world:
        return _ON_A_MAP.on(name)
    if context is Context.HEADLINE or is_country(name.text):
        return _NAMED.on(name)
    found = _by_cue(name)
    if found is not None and not (found.kind is _DUTY_STATION and _is_battlefield(name.text)):
        return found
    told = context in _TURNS or name.scene.quoted[name.first]
    somebodys = stance is Stance.PERSONAL or (stance is Stance.OPEN and told)
    return (_NAMED if somebodys else _ON_A_MAP).on(name)


@cache
def _battlefields() -> frozenset[str]:
    return lexicon("en").words("entities/battlefields")


def _is_battlefield(text: str) -> bool:
    """Whether a name is a known theatre of war, which every paper prints."""
    return text.partition(",")[0].strip().lower() in _battlefields()


def _by_cue(name: PlaceName) -> PlaceMention | None:
    """The nearest cue in the sentence, else the question's, decides the role."""
    case = _Case(name, nearest_cue(name), relation_before(name))
    for holds, verdict in _RULES:
        if holds(case):
            if verdict is None:
                return None
            return verdict.on(name, case.relation if verdict.kind is _HOMETOWN else None)
    return by_question(name)


@dataclass(frozen=True, slots=True)
class _Case:
    """A place name with what stands near it in its sentence.

    Attributes:
        name: the name.
        cue: what the nearest cue speaks of.
        relation: the relative named before it.
    """

    name: PlaceName
    cue: str
    relation: str | None


def _is_where_one_is(case: _Case) -> bool:
    """'My mother is alone. She sells eggs in X.'"""
    name = case.name
    if name.before not in ("in", "at", "near", "outside"):
        return False
    return relation_meant(name.scene, name.first) is not None


_RULES: tuple[tuple[Callable[[_Case], bool], Verdict | None], ...] = (
    (
        lambda case: near_post(case.name),
        Verdict(_DUTY_STATION, 0.75, "duty-station.near", "somebody's post is said to be near it"),
    ),
    (
        lambda case: near_home(case.name),
        Verdict(_HOMETOWN, 0.8, "hometown.near", "somebody's home is said to be near it"),
    ),
    (
        lambda case: is_from(case.name),
        Verdict(_HOMETOWN, 0.85, "hometown.from", "said to be where somebody is from"),
    ),
    (
        lambda case: is_sent_to(case.name),
        Verdict(_DUTY_STATION, 0.75, "duty-station.sent", "somebody was moved there"),
    ),
    (
        lambda case: case.cue == "home",
        Verdict(_HOMETOWN, 0.85, "hometown.cue", "its sentence speaks of home, birth or residence"),
    ),
    (
        lambda case: case.cue == "station",
        Verdict(_DUTY_STATION, 0.8, "duty-station.cue", "its sentence speaks of service or training"),
    ),
    (
        lambda case: is_post(case.name.lowers),
        Verdict(_DUTY_STATION, 0.75, "duty-station.post", "the name of a post"),
    ),
    (
        lambda case: is_left(case.name),
        Verdict(_HOMETOWN, 0.7, "hometown.left", "somebody left it"),
    ),
    (lambda case: case.cue in ("battle", "travel", "captivity"), None),
    (
        lambda case: is_whereabouts(case.name),
        Verdict(_HOMETOWN, 0.75, "hometown.whereabouts", "says where somebody stays"),
    ),
    (
        lambda case: case.relation is not None or _is_where_one_is(case),
        Verdict(_HOMETOWN, 0.75, "hometown.relative", "its sentence places a relative"),
    ),
)
"""What holds first decides; a name beside a battle, a journey or captivity has no role."""
