"""Figures of an earlier run, and which of today's are worse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from redactor.errors import UnreadableError
from redactor.evaluate.evaluation import Figure

BASELINE_SCHEMA = "redactor.evaluation-baseline/1"
TOLERANCE = 0.02
"""How much worse a figure may be before it counts as fallen."""
_ROUNDING = 1e-9


def read_baseline(data: bytes) -> Mapping[str, float]:
    """Return the figures of a baseline file by name.

    Raises:
        UnreadableError: if it is no baseline file.
    """
    try:
        made = json.loads(data)
    except ValueError:
        raise UnreadableError("the baseline is not JSON; write it with --write-baseline") from None
    figures: Any = made.get("figures") if isinstance(made, dict) else None
    if not isinstance(figures, dict) or made.get("schema") != BASELINE_SCHEMA:
        raise UnreadableError(f"the baseline is not a {BASELINE_SCHEMA}; write it with --write-baseline")
    wrong = [
        name
        for name, value in figures.items()
        if isinstance(value, bool) or not isinstance(value, float | int)
    ]
    if wrong:
        raise UnreadableError(
            f"the baseline's figure {wrong[0]} is no number; write it with --write-baseline"
        )
    return {str(name): float(value) for name, value in figures.items()}


def write_baseline(figures: Mapping[str, Figure]) -> bytes:
    """Return a baseline file that holds today's figures."""
    values = {name: round(f.value, 4) for name, f in figures.items() if f.value is not None}
    return (json.dumps({"schema": BASELINE_SCHEMA, "figures": values}, indent=2) + "\n").encode()


def worse(figures: Mapping[str, Figure], baseline: Mapping[str, float]) -> tuple[str, ...]:
    """Return a sentence for each figure that is worse than the baseline by more than the tolerance.

    A figure that the baseline has and today's run has not counts as worse: else a set of
    documents could lose all that a figure is measured on, unseen.
    """
    return tuple(
        sentence
        for name, before in baseline.items()
        if (sentence := _compared(name, before, figures.get(name))) is not None
    )


def _compared(name: str, before: float, figure: Figure | None) -> str | None:
    if figure is None or figure.value is None:
        return f"{name} was {before:.4f} and is not measured any more"
    loss = before - figure.value if figure.good else figure.value - before
    return f"{name} was {before:.4f} and is {figure.value:.4f}" if loss > TOLERANCE + _ROUNDING else None
