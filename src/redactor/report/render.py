"""A report as JSON and as a page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from redactor.report.records import Report


def render_json(report: Report) -> str:
    r"""Return a report as indented JSON, ending with a line end.

    Letters stay as they are (no ``\u`` escapes but for what has no glyph of its own), so
    that the check for hidden values sees what a reader sees. The keys ``original``,
    ``origin`` and ``changes`` are there in the internal form only, ``case`` only where there
    was a case file, its ``forms`` and ``evidence`` in the internal form only.
    """
    data = asdict(report)
    if report.case is None:
        del data["case"]
    elif report.form == "external":
        del data["case"]["forms"], data["case"]["evidence"]
    if report.form == "external":
        del data["original"], data["changes"]
        for decision in data["decisions"]:
            del decision["origin"]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def render_html(report: Report) -> str:
    """Return a report as one HTML page: no script, nothing fetched, light and dark.

    Everything that comes from the report is escaped. The content security policy in the
    page allows nothing but its own style sheet, by hash.
    """
    template, style = _template(), house_style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(report=report, style=style, style_hash=digest)


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_packaged("report.html.j2"))


@cache
def house_style() -> str:
    """Return the style sheet that the product's pages share."""
    return _packaged("report.css")


def _packaged(name: str) -> str:
    return (files("redactor.report") / name).read_text("utf-8")
