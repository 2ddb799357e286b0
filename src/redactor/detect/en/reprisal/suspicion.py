"""A stretch of text for which somebody could be punished, and why it is taken for one."""

from __future__ import annotations

from dataclasses import dataclass

HINT = 0.45
"""The score of a hint: a person should look, but most hints turn out to be harmless."""

THEMES = (
    "defection",
    "surrender",
    "informing",
    "banned_media",
    "forbidden_contact",
    "criticism",
    "helping",
    "dissent",
    "abuse_by_own_side",
)
"""The themes of the lexicon; where a phrase belongs to two, the first counts."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A stretch of text that may be punished.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        theme: what it speaks of: one of the themes, a wish, or a plea for secrecy.
        score: confidence, 0 to 1.
    """

    first: int
    last: int
    theme: str
    score: float = HINT
