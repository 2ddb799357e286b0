"""How much of a released document still narrows the circle of whom it can be about.

A plain sum, so that an editor can check it by hand. It puts documents in an order for people
who read them; it says of none that it is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from redactor.archive.records import Tally
from redactor.model import Action


@dataclass(frozen=True, slots=True)
class Weights:
    """What each fact counts.

    Attributes:
        by_type: entity type to the weight of one readable fact.
        other: the weight of every other type.
        generalized: share of its weight that a generalized fact keeps.
    """

    by_type: Mapping[str, float]
    other: float
    generalized: float

    def of(self, entity_type: str) -> float:
        """Return the weight of one readable fact of a type."""
        return self.by_type.get(entity_type, self.other)


@cache
def weights() -> Weights:
    """Return the weights that travel with the product."""
    raw: dict[str, Any] = yaml.safe_load(
        (files("redactor.archive.report") / "weights.yaml").read_text("utf-8")
    )
    return Weights(raw["weights"], raw["other"], raw["generalized"])


def contributions(findings: Iterable[Tally], weighing: Weights) -> dict[str, float]:
    """Return what each entity type adds to a document's score; types that add nothing are left out.

    Args:
        findings: of one document.
        weighing: what each fact counts.
    """
    shares = {Action.MASK.label: 0.0, Action.GENERALIZE.label: weighing.generalized}
    added: dict[str, float] = {}
    for tally in findings:
        part = weighing.of(tally.entity_type) * shares.get(tally.action, 1.0) * tally.count
        if part:
            added[tally.entity_type] = added.get(tally.entity_type, 0.0) + part
    return added


def score(findings: Iterable[Tally], weighing: Weights) -> float:
    """Return a document's score: the sum of weight times readable facts, a generalized one in part."""
    return sum(contributions(findings, weighing).values())
