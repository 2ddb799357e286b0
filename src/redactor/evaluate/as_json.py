"""An evaluation as JSON. It holds no text of the documents, only their names and figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from redactor.evaluate.calibration import Bin
from redactor.evaluate.detectors import DetectorRecall
from redactor.evaluate.evaluation import Evaluation, total
from redactor.evaluate.records import GoldAction, Share
from redactor.evaluate.score import DocumentScore
from redactor.evaluate.tab_figures import TabFigures

EVALUATION_SCHEMA = "redactor.evaluation/1"
"""Version of the shape. Adding a key is compatible; anything else gets a new number."""
_DIGITS = 4


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation in the shape :data:`EVALUATION_SCHEMA`; figures have four digits."""
    figures = evaluation.figures
    made: dict[str, Any] = {
        "schema": EVALUATION_SCHEMA,
        "documents": len(evaluation.scores),
        "clean_documents": evaluation.clean_documents,
        **{name: _rounded(figure.value) for name, figure in figures.items()},
        "intervals": {
            name: [_rounded(figure.interval.low), _rounded(figure.interval.high)] if figure.interval else None
            for name, figure in figures.items()
        },
        "recall_by_type": _recall_by_type(evaluation),
        "by_type_and_action": [
            {"type": kind, "action": action, **_share(both.right), "typed": both.typed.hits}
            for (kind, action), both in evaluation.by_type.items()
        ],
        "by_role_and_action": [
            {"role": role, "action": action, **_share(share)}
            for (role, action), share in evaluation.by_role.items()
        ],
        "by_detector": [_detector(d) for d in evaluation.by_detector],
        "reached_by": asdict(evaluation.reached_by),
        "calibration": {
            "expected_calibration_error": _rounded(evaluation.calibration.error),
            "bins": [_bin(b) for b in evaluation.calibration.bins],
        },
        "place_roles": evaluation.places,
        "types": evaluation.types,
        "by_document": [_document(s) for s in evaluation.scores],
    }
    return made if evaluation.tab is None else {**made, "tab": _tab(evaluation.tab)}


def _recall_by_type(evaluation: Evaluation) -> dict[str, list[int]]:
    """Hidden or flagged marks of each type, and all: what the reference scorer prints."""
    scored = {key: v.right for key, v in evaluation.by_type.items() if key[1] is not GoldAction.KEEP}
    sums = {
        t: total(s for (kind, _), s in scored.items() if kind == t) for t in sorted({t for t, _ in scored})
    }
    return {t: [share.hits, share.total] for t, share in sums.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _share(share: Share) -> dict[str, Any]:
    return {"right": share.hits, "total": share.total, "share": _rounded(share.value)}


def _detector(recall: DetectorRecall) -> dict[str, Any]:
    return {
        "detectors": recall.detectors,
        "findings": recall.findings,
        "protect": _share(recall.protect),
        "flag": _share(recall.flag),
        "over_redaction": _rounded(recall.over_redaction.value),
    }


def _bin(b: Bin) -> dict[str, Any]:
    return {
        "from": b.low,
        "to": b.high,
        "findings": b.findings,
        "mean_score": _rounded(b.mean_score) if b.findings else None,
        "share": _rounded(b.share),
    }


def _document(score: DocumentScore) -> dict[str, Any]:
    return {
        "name": score.document.name,
        "clean": score.clean,
        "leak_rate": _rounded(score.left.value),
        **{str(a): _share(score.share(a)) for a in GoldAction if a is not GoldAction.EITHER},
        "over_redaction": _rounded(score.over_redaction.value),
    }


def _tab(tab: TabFigures) -> dict[str, Any]:
    entity = {f"entity_recall_{k.lower()}": _rounded(s.value) for k, s in tab.entity_recall.items()}
    mention = {f"mention_recall_{k.lower()}": _rounded(s.value) for k, s in tab.mention_recall.items()}
    return {**entity, **mention, "token_precision": _rounded(tab.token_precision.value)}
