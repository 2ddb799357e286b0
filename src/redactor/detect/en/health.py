"""HEALTH: wounds, illnesses and marks of the body."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.detect.en.body.extent import telling_part
from redactor.detect.en.body.signs import ILLNESS, INJURY, MARK, PART, hurt_parts, told_signs
from redactor.detect.en.body.whose import is_protected_body
from redactor.detect.en.clauses import clause_at, clause_span, phrase_left
from redactor.detect.en.field_labels import label_type
from redactor.detect.en.scene import Scene, scene_of
from redactor.detect.reading import Reading
from redactor.detect.recognizer import Match, RuleRecognizer
from redactor.model import EntityType, Role

_REASONS = {
    MARK: "a mark by which somebody can be recognised",
    INJURY: "tells of an injury",
    PART: "tells what happened to a part of the body",
    ILLNESS: "tells of an illness",
}
"""In this order: a clause that tells of several is what comes first here."""
_SCORES = {MARK: 0.85, INJURY: 0.75, PART: 0.7, ILLNESS: 0.75}


class HealthRecognizer(RuleRecognizer):
    """Finds clauses on injuries, illnesses and bodily marks of somebody to be protected."""

    entity_type = EntityType.HEALTH

    def find(self, reading: Reading) -> Iterator[Match]:
        """Yield one match a clause: lasting marks first, then injuries, then illnesses."""
        scene = scene_of(reading)
        for block in reading.blocks:
            if label_type(block) == "HEALTH" and len(block.span):
                yield Match(block.span, 0.85, "health.field", "stands in a form field for it")
        for clause, (kind, signs) in _clauses(scene).items():
            opening = _from_subject(reading, *clause, min(signs))
            first, last = telling_part(reading, opening, clause[1], signs)
            end = max(_before_next_deed(reading, first, last), max(signs) + 1)
            span = clause_span(reading, first, end)
            yield Match(span, _SCORES[kind], f"health.{kind}", _REASONS[kind], _role(scene, first, end))


def _clauses(scene: Scene) -> dict[tuple[int, int], tuple[str, frozenset[int]]]:
    """Clause to what it tells of, the strongest if it tells of several, and the tokens that tell it."""
    strength = list(_REASONS)
    found: dict[tuple[int, int], tuple[str, frozenset[int]]] = {}
    for first, last, kind in (*told_signs(scene.reading), *hurt_parts(scene.reading)):
        if is_protected_body(scene, first):
            clause = clause_at(scene.reading, first)
            known, tokens = found.get(clause, (kind, frozenset()))
            found[clause] = min(known, kind, key=strength.index), tokens | frozenset(range(first, last))
    return found


def _from_subject(reading: Reading, first: int, last: int, sign: int) -> int:
    """'Sent out again in March, he lost an eye': begin where the hurt one comes in."""
    for t in range(first + 3, min(last - 2, sign + 1)):
        if reading.dep[t] in ("nsubj", "nsubjpass") and reading.pos[t] in ("PRON", "PROPN") and t + 4 < last:
            lead = any(reading.dep[i] in ("nsubj", "nsubjpass") for i in range(first, t))
            return first if lead else phrase_left(reading, t, first)
    return first


def _before_next_deed(reading: Reading, first: int, last: int) -> int:
    """'She has a stoop ..., and sits by the door': what follows is another matter."""
    for t in range(first + 4, last - 1):
        joins = reading.raw[t - 1] == "," and reading.lower[t] in ("and", "but")
        if joins and reading.pos[t + 1] in ("VERB", "AUX"):
            return t
    return last


def _role(scene: Scene, first: int, last: int) -> Role | None:
    """The role of the first person whom a clause names, ``None`` if attribution has to say."""
    for t in range(first, last):
        mention = scene.person_at.get(t)
        if mention is not None:
            role = scene.cast.role(mention.key)
            return None if role is Role.UNKNOWN else role
    return None
