"""How far a span reaches around its most telling words; chosen on held-out documents."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.model import CLAUSES, EntityType

SHOWN = frozenset({EntityType.REPRISAL_RISK})
"""Clauses that are shown to a person and not hidden where only the network finds them."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Shares by which the words around a telling one belong to its span.

    Attributes:
        names: a name, a place, a date goes on over words whose probability is at least this share
            of the threshold.
        clauses: so does a clause: a fact about a family is told in more words than its most telling ones.
        shown: so does a reprisal risk, which is only shown to a person: its length takes no text away.
        core: a clause's core goes from its first to its last word with this share of the clause's
            highest probability; words that tell nothing outside it are left out.
    """

    names: float
    clauses: float
    shown: float
    core: float

    def share(self, label: str) -> float:
        """Return the share of a label's threshold from which a word goes on with a span."""
        if label in SHOWN:
            return self.shown
        return self.clauses if label in CLAUSES else self.names
