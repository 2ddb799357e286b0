"""Chooses below which probability the network counts as seeing nothing in what a rule found.

Rules and network read the held-out documents. A floor lies where all but a few of the rules'
right findings are above it, so that doubting what is below costs next to nothing; how much it
spares is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from corpus import Example
from examples import LABELS

from redactor.detect.engine import load_detector
from redactor.detect.learned.second_opinion import LEARNED, Weighed
from redactor.model import Document, EntityType, Segment, SegmentKind
from redactor.text.variants import name_parts

LOST = 0.08
"""Share of a type's right findings that may fall below its floor."""
LOST_NAMES = 0.03
"""Share of the protected names; a name costs most."""
FEW = 12
"""With fewer right findings than this a type has the floor of all types together."""
HIGHEST = 0.2
"""What the held-out documents allow of most types is more; those who wrote them are few, so no floor lies
higher. What this cap wins and costs: `decoding.py`."""
HIGHEST_FULL_NAME, HIGHEST_LONE_NAME = 0.02, 0.1
"""The same for people's names, of which one that stays readable costs most. The held-out documents would
allow two and a half times and twice as much; but in single sentences about somebody nowhere else spoken of
("X, whose father was a general, deserted") the network sees a protected name less often than in them."""
CONTACT_HIGHEST = 0.05
"""A telephone number identifies alone."""


def choose_floors(held_out: Sequence[Example]) -> dict[str, Any]:
    """Return what `model.yaml` says under `floors`."""
    detector = load_detector("en")
    right: dict[str, list[float]] = defaultdict(list)
    full, lone = [], []
    for example in held_out:
        document = Document(example.name, "txt", "en", "", (Segment("text", SegmentKind.TEXT, example.text),))
        weighed = [w for w in detector.weigh(document) if _counts(w)]
        protected = _protected(example)
        for w in weighed:
            if w.detection.entity_type != EntityType.PERSON and _is_right(w, example, protected):
                right[w.detection.entity_type].append(w.support)
        people = [w for w in weighed if w.detection.entity_type == EntityType.PERSON]
        names = _names(people, example, _protected(example, EntityType.PERSON))
        full += names[0]
        lone += names[1]
    pooled = [support for supports in right.values() for support in supports]
    chosen = {}
    for kind in LABELS:
        if kind == EntityType.PERSON:
            continue
        supports = right[kind] if len(right[kind]) >= FEW else pooled
        most = CONTACT_HIGHEST if kind == EntityType.CONTACT else HIGHEST
        chosen[kind] = round(min(most, _lowest(supports, LOST)), 3)
        print(f"floor of {kind:16} {chosen[kind]:.3f} ({len(right[kind])} right findings)")
    return {
        "by_type": chosen,
        "full_name": _floor(full, HIGHEST_FULL_NAME),
        "lone_name": _floor(lone, HIGHEST_LONE_NAME),
    }


def _floor(supports: Sequence[float], highest: float) -> float:
    floor = round(min(highest, _lowest(supports, LOST_NAMES)), 3)
    print(f"floor of names {floor:.3f} ({len(supports)} names)")
    return floor


def _lowest(supports: Sequence[float], lost: float) -> float:
    """The support that all but this share of them reach at least."""
    return float(np.quantile(supports, lost, method="lower"))


def _counts(w: Weighed) -> bool:
    role = w.detection.role
    return not w.detection.rule.startswith(LEARNED) and (role is None or role.is_protected)


def _protected(example: Example, kind: str | None = None) -> np.ndarray:  # type: ignore[type-arg]
    """Which characters are to be hidden or shown, of one type or of any."""
    on = np.zeros(len(example.text), dtype=bool)
    for mark in example.marks:
        if mark.action in ("protect", "flag") and kind in (None, mark.entity_type):
            on[mark.start : mark.end] = True
    return on


def _is_right(w: Weighed, example: Example, protected: np.ndarray) -> bool:  # type: ignore[type-arg]
    span = w.detection.span
    letters = [i for i in range(span.start, span.end) if example.text[i].isalnum()]
    return bool(letters) and bool(protected[letters].mean() >= 0.5)


def _names(
    people: Sequence[Weighed],
    example: Example,
    protected: np.ndarray,  # type: ignore[type-arg]
) -> tuple[list[float], list[float]]:
    """Return what the network says of protected names of several words, and of one word, a figure each."""
    highest, anything = _by_part(people, "name_support"), _by_part(people, "support")
    mine = {w.named for w in people if w.named and _is_right(w, example, protected)}
    several = [name_parts(name) for name in mine if len(name_parts(name)) > 1]
    covered = {part for parts in several for part in parts}
    full = [max(highest[part] for part in parts) for parts in several]
    alone = {part for name in mine for part in name_parts(name)} - covered
    return full, [anything[part] for part in alone]


def _by_part(people: Sequence[Weighed], what: str) -> Mapping[str, float]:
    most: dict[str, float] = defaultdict(float)
    for w in people:
        for part in name_parts(w.named):
            most[part] = max(most[part], getattr(w, what))
    return most
