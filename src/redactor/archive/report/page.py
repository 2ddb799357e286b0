"""The figures as one HTML page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template

from redactor.archive.records import FileState
from redactor.archive.report.figures import Figures
from redactor.archive.report.records import ReportFacts
from redactor.archive.report.risk import Weights
from redactor.archive.wording import duration, number
from redactor.report import house_style

_ORDER = (FileState.DONE, FileState.HELD, FileState.FAILED, FileState.ANALYZED, FileState.NEW)


def render_page(figures: Figures, about: ReportFacts, weighing: Weights) -> str:
    """Return the page: no script, nothing fetched, light and dark.

    Everything that comes from the records is escaped. The content security policy in the page
    allows nothing but its own style sheet, by hash.

    Args:
        figures: what to show.
        about: what the release rests on.
        weighing: the weights that the scores were made with, to be shown beside them.
    """
    template, style = _template(), house_style() + _packaged("page.css")
    return template.render(
        figures=figures,
        about=about,
        weighing=weighing,
        states=_states(figures),
        highest=max((risk.score for risk in figures.riskiest), default=0.0),
        most_findings=max((kind.total for kind in figures.kinds), default=0) or 1,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


@dataclass(frozen=True, slots=True)
class _StateBar:
    """A stretch of the bar of states, in shares of the whole."""

    state: FileState
    count: int
    start: float
    share: float


def _states(figures: Figures) -> list[_StateBar]:
    bars: list[_StateBar] = []
    before = 0
    for state in _ORDER:
        count = figures.states.get(state, 0)
        if count:
            bars.append(_StateBar(state, count, before / figures.files, count / figures.files))
            before += count
    return bars


def _address(released: str) -> str:
    """Where a released file lies from the page's folder; never an address of another kind."""
    return f"../{quote(released)}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"number": number, "duration": duration, "address": _address, "percent": _percent}
    return environment.from_string(_packaged("page.html.j2"))


def _packaged(name: str) -> str:
    return (files("redactor.archive.report") / name).read_text("utf-8")
