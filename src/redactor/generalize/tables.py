"""The tables that travel with this package, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> Any:
    """Return a table of this package by its path without ending: ``en/units``. Do not change it."""
    return yaml.safe_load(files("redactor.generalize").joinpath(f"{name}.yaml").read_text("utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return one list of words of a table."""
    return frozenset(table(name)[key])
