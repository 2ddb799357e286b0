"""Below which probabilities the network counts as seeing nothing; chosen when it was trained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Floors:
    """The probabilities below which the network sees nothing.

    Attributes:
        by_type: for what the rules found, by entity type; a type that is not there is never doubted.
        full_name: for a name of two words and more, over all its mentions.
        lone_name: for a name of one word, of being anything to hide.
    """

    by_type: Mapping[str, float]
    full_name: float
    lone_name: float


NOTHING_DOUBTED = Floors({}, 0.0, 0.0)
"""For rules that run alone."""
