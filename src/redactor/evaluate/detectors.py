"""What the rules and the learned recognizer contribute, told from the findings' rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add

from redactor.evaluate.records import NOTHING, Found, GoldAction, GoldDocument, Share
from redactor.evaluate.score import score_document

Run = Sequence[tuple[GoldDocument, Sequence[Found]]]
"""Documents with what was found in each."""

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
        together_only: neither alone would, but together they do.
        neither: left, and neither alone would hide it.
        lost_together: left, though one alone would hide it: the other's doubt undid it. Only
            separate runs tell.
    """

    both: int
    rules_only: int
    model_only: int
    together_only: int
    neither: int
    lost_together: int


def of_detectors(found: Sequence[Found], detectors: Detectors) -> tuple[Found, ...]:
    """Return the findings of some detectors; rules and the case file's certainties are ``rules``."""
    if detectors is Detectors.ALL:
        return tuple(found)
    learned = detectors is Detectors.MODEL
    return tuple(f for f in found if f.rule.startswith(_LEARNED) == learned)


def split_run(together: Run) -> dict[Detectors, Run]:
    """Tell from one run what each detector contributed.

    The product drops what two detectors say alike, so that a finding of both counts for one
    of them only; separate runs say more.
    """
    return {d: [(document, of_detectors(found, d)) for document, found in together] for d in Detectors}


def recall_by_detector(runs: Mapping[Detectors, Run]) -> tuple[DetectorRecall, ...]:
    """Score rules alone, the learned recognizer alone, and both.

    Args:
        runs: a run of each over the same documents, or :func:`split_run` of one.
    """
    return tuple(_recall(detectors, runs[detectors]) for detectors in Detectors)


def reached_by(runs: Mapping[Detectors, Run]) -> ReachedBy:
    """Count marks to protect by what hides them; ``runs`` as for :func:`recall_by_detector`."""
    hidden = (_hidden(runs[detectors]) for detectors in Detectors)
    counts = Counter(_kind(*marks) for marks in zip(*hidden, strict=True))
    return ReachedBy(**{kind: counts[kind] for kind in ReachedBy.__slots__})


def _hidden(run: Run) -> list[bool]:
    """Say of each mark to protect, in order, whether it is hidden."""
    scores = [score_document(document, found) for document, found in run]
    return [s.right for score in scores for s in score.spans if s.gold.action is GoldAction.PROTECT]


def _kind(together: bool, rules: bool, model: bool) -> str:
    if not together:
        return "neither" if not (rules or model) else "lost_together"
    if rules and model:
        return "both"
    if rules or model:
        return "rules_only" if rules else "model_only"
    return "together_only"


def _recall(detectors: Detectors, run: Run) -> DetectorRecall:
    scores = [score_document(document, found) for document, found in run]
    return DetectorRecall(
        detectors,
        sum(len(found) for _, found in run),
        reduce(add, (s.share(GoldAction.PROTECT) for s in scores), NOTHING),
        reduce(add, (s.share(GoldAction.FLAG) for s in scores), NOTHING),
        reduce(add, (s.over_redaction for s in scores), NOTHING),
    )
