"""The words that a case file may use: its keys, roles and types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from redactor.model import EntityType, Role

VERSION = 1
"""The version of the form that this program reads."""

ROLES: Mapping[str, Role] = {r.value: r for r in (Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER)}
"""Who a person of a case may be."""

TYPES = tuple(t.value for t in EntityType if t not in (EntityType.PERSON, EntityType.HIDDEN_TEXT))
"""What a fact may be; names stand with their person."""

OPTIONAL = frozenset({"facts", "public", "consent", "public_figures", "of", "relation", "names", "pseudonym"})
"""Keys that may be missing, on every level."""


@cache
def keys(level: str) -> Mapping[str, str]:
    """Return the keys of one level of a case file with what they mean.

    Args:
        level: ``case``, ``person``, ``fact``, ``open_fact``, ``evidence`` or ``public_figure``.
    """
    loaded: Mapping[str, Mapping[str, str]] = yaml.safe_load(
        (files("redactor.case") / "keys.yaml").read_text("utf-8")
    )
    return loaded[level]


def required(level: str) -> list[str]:
    """Return the keys that have to stand on a level."""
    return [key for key in keys(level) if key not in OPTIONAL]
