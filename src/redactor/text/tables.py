"""The tables that travel with this package, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """Return a table of ``redactor/text/data``: ``confusables``, ``names``. Do not change it."""
    return yaml.safe_load((files("redactor.text") / "data" / f"{name}.yaml").read_text("utf-8"))
