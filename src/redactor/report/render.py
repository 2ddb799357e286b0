"""A report as JSON and as a page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache, lru_cache
from importlib.resources import files
from types import NoneType
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from redactor.report.records import Report

_JSON = json.JSONEncoder(ensure_ascii=False)
_PLAIN = (str, int, float, NoneType)


def render_json(report: Report) -> str:
    r"""Return a report as indented JSON, ending with a line end.

    Letters stay as they are (no ``\u`` escapes but for what has no glyph of its own), so
    that the check for hidden values sees what a reader sees. The keys ``original``,
    ``origin`` and ``changes`` are there in the internal form only, ``case`` only where there
    was a case file, its ``forms`` and ``evidence`` in the internal form only.
    """
    data = _fields(report)
    if report.case is None:
        del data["case"]
    elif report.form == "external":
        data["case"] = _fields(report.case)
        del data["case"]["forms"], data["case"]["evidence"]
    if report.form == "external":
        del data["original"], data["changes"]
        data["decisions"] = [_fields(decision) for decision in report.decisions]
        for decision in data["decisions"]:
            del decision["origin"]
    return _written(data, "\n") + "\n"


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _names(record.__class__)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a kind of record's fields."""
    return tuple(field.name for field in fields(kind))


def _written(node: Any, line: str) -> str:
    """Return a value as :mod:`json` indents it, whose own encoder is many times slower at that.

    Args:
        node: of a report: a record, a mapping, a sequence or a plain value.
        line: a line end with the blanks before what is written on the next line.
    """
    if isinstance(node, _PLAIN):
        return _JSON.encode(node)
    below = line + "  "
    if isinstance(node, list | tuple):
        items, (opens, closes) = [_written(item, below) for item in node], "[]"
    else:
        told = node if isinstance(node, Mapping) else _fields(node)
        # Most values are plain, and there are thousands: these are spared a call of this function.
        items = [
            f"{_key(key)}{_JSON.encode(value) if isinstance(value, _PLAIN) else _written(value, below)}"
            for key, value in told.items()
        ]
        opens, closes = "{}"
    return opens + below + f",{below}".join(items) + line + closes if items else opens + closes


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return f"{_JSON.encode(name)}: "


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
