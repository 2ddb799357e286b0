"""An evaluation as one page that needs nothing but itself. It shows original text."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from redactor.evaluate.evaluation import Evaluation
from redactor.evaluate.passages import passages
from redactor.evaluate.records import Table

MEANINGS = {
    "protect_recall": "dangerous places that were hidden",
    "flag_recall": "places for a reviewer that were shown",
    "typed_recall": "of both, found under the right type",
    "kept": "what a reader needs and stayed",
    "over_redaction": "letters changed without need",
    "leak_rate": "dangerous places left, mean over documents",
    "clean_share": "documents without a dangerous place left",
}
"""Headline figure to what it says."""


def render_page(evaluation: Evaluation, *, policy: str, detectors: str) -> str:
    """Return the page: figures first, then every miss and every needless change in its context.

    No script, nothing fetched; everything that comes from a document is escaped, and the
    page's content security policy allows nothing but its own style sheet, by hash.

    Args:
        evaluation: from :func:`redactor.evaluate.evaluation.evaluate`.
        policy: name or path, for the heading.
        detectors: whose findings counted.
    """
    style = _packaged("page.css")
    return _template().render(
        evaluation=evaluation,
        documents=[(score, passages(score)) for score in evaluation.scores],
        meanings=MEANINGS,
        tables=[
            ("Places: marked as (row), seen as (column)", evaluation.places, _columns(evaluation.places)),
            ("Types: marked as (row), seen as (column)", evaluation.types, _columns(evaluation.types)),
        ],
        policy=policy,
        detectors=detectors,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _columns(table: Table) -> list[str]:
    return sorted({column for row in table.values() for column in row})


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = _percent
    return environment.from_string(_packaged("page.html.j2"))


@cache
def _packaged(name: str) -> str:
    return (files("redactor.evaluate") / name).read_text("utf-8")
