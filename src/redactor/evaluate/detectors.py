"""What the rules and the learned recognizer contribute, told from the findings' rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add

from redactor.evaluate.records import NOTHING, Found, GoldAction, GoldDocument, Share
from redactor.evaluate.score import score_document

_LEARNED = "model."
"""Begins the rule name of every finding of the learned recognizer."""


class Detectors(StrEnum):
    """Whose findings count."""

    ALL = "all"
    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class DetectorRecall:
    """What is reached by some detectors' findings alone.

    Attributes:
        detectors: whose findings.
        findings: how many.
        protect: marks to protect that they hide.
        flag: marks to flag that they reach.
        over_redaction: letters that they would change without need.
    """

    detectors: Detectors
    findings: int
    protect: Share
    flag: Share
    over_redaction: Share


@dataclass(frozen=True, slots=True)
class ReachedBy:
    """Marks to protect by what hides them.

    Attributes:
        both: rules alone would, and the learned recognizer alone would.
        rules_only: rules alone would, the learned recognizer alone would not.
        model_only: the other way round.
        together_only: neither alone, but their findings add up.
        neither: left.
    """

    both: int
    rules_only: int
    model_only: int
    together_only: int
    neither: int


def reached_by(results: Sequence[tuple[GoldDocument, Sequence[Found]]]) -> ReachedBy:
    """Count marks to protect by what hides them."""
    counts = Counter(kind for document, found in results for kind in _kinds(document, found))
    return ReachedBy(**{kind: counts[kind] for kind in ReachedBy.__slots__})


def _kinds(document: GoldDocument, found: Sequence[Found]) -> list[str]:
    together, rules, model = (
        [
            s.right
            for s in score_document(document, of_detectors(found, d)).spans
            if s.gold.action is GoldAction.PROTECT
        ]
        for d in Detectors
    )
    return [_kind(*hidden) for hidden in zip(together, rules, model, strict=True)]


def _kind(together: bool, rules: bool, model: bool) -> str:
    if rules and model:
        return "both"
    if rules or model:
        return "rules_only" if rules else "model_only"
    return "together_only" if together else "neither"


def of_detectors(found: Sequence[Found], detectors: Detectors) -> tuple[Found, ...]:
    """Return the findings of some detectors; rules and the case file's certainties are ``rules``."""
    if detectors is Detectors.ALL:
        return tuple(found)
    learned = detectors is Detectors.MODEL
    return tuple(f for f in found if f.rule.startswith(_LEARNED) == learned)


def recall_by_detector(
    results: Sequence[tuple[GoldDocument, Sequence[Found]]],
) -> tuple[DetectorRecall, ...]:
    """Score the findings of rules alone, of the learned recognizer alone, and of both.

    A mark that both reach counts for each; what neither reaches alone may still be reached
    together, because their letters add up.
    """
    return tuple(_recall(results, detectors) for detectors in Detectors)


def _recall(results: Sequence[tuple[GoldDocument, Sequence[Found]]], detectors: Detectors) -> DetectorRecall:
    chosen = [(document, of_detectors(found, detectors)) for document, found in results]
    scores = [score_document(document, found) for document, found in chosen]
    return DetectorRecall(
        detectors,
        sum(len(found) for _, found in chosen),
        reduce(add, (s.share(GoldAction.PROTECT) for s in scores), NOTHING),
        reduce(add, (s.share(GoldAction.FLAG) for s in scores), NOTHING),
        reduce(add, (s.over_redaction for s in scores), NOTHING),
    )
