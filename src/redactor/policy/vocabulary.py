"""The words that a policy may use: types, roles, rungs, reason codes, and its own keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from redactor.model import EntityType, Role

ENTITY_TYPES: Mapping[str, EntityType] = {t.value: t for t in EntityType}
"""Every type that a rule can name; any other type gets the default answer."""

ROLE_GROUPS: Mapping[str, frozenset[Role]] = {
    "protected": frozenset(r for r in Role if r.is_protected),
    "not_protected": frozenset(r for r in Role if not r.is_protected),
}
"""Words that stand for several roles."""


@cache
def rung_meanings(entity_type: str) -> Mapping[str, str]:
    """Return the rungs of a type with their meanings, from the least vague to the vaguest."""
    for ladder in _data("rungs")["ladders"]:
        if entity_type in ladder["types"]:
            rungs: Mapping[str, str] = ladder["rungs"]
            return rungs
    return {}


def rungs(entity_type: str) -> tuple[str, ...]:
    """Return the names of a type's rungs, from the least vague to the vaguest."""
    return tuple(rung_meanings(entity_type))


@cache
def reason_codes() -> Mapping[str, str]:
    """Return every reason code with its sentence."""
    codes: Mapping[str, str] = _data("reason_codes")
    return codes


@cache
def relations() -> frozenset[str]:
    """Return the relations to a source that the recognizers tell apart."""
    return frozenset(_data("relations"))


@cache
def keys(level: str) -> Mapping[str, str]:
    """Return the keys of one level of a policy file with what they mean.

    Args:
        level: ``policy``, ``documents``, ``limits``, ``pseudonyms``, ``default``, ``public_figure``,
            ``rule`` or ``match``.
    """
    meanings: Mapping[str, str] = _data("keys")[level]
    return meanings


@cache
def _data(name: str) -> Any:
    return yaml.safe_load((files("redactor.policy") / f"{name}.yaml").read_text("utf-8"))
