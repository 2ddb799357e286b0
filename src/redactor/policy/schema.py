"""The JSON Schema of policy files, so that editors' tools complete and check them while typing.

The loader checks more than a schema can say: twins, circles, patterns, bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from redactor.model import Action, Context, EntityType, PseudonymScope, Role
from redactor.policy.documents_reading import CHOICES
from redactor.policy.vocabulary import ROLE_GROUPS, keys, reason_codes, relations, rung_meanings, rungs

_Schema = dict[str, Any]
_NAME: _Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_TEXT: _Schema = {"type": "string", "pattern": r"\S"}
_SCORE: _Schema = {"type": "number", "minimum": 0, "maximum": 1}


def json_schema() -> dict[str, Any]:
    """Return the schema, draft 2020-12, as a new dictionary."""
    parts = {
        "name": _NAME,
        "version": {"type": ["string", "number"]},
        "description": _TEXT,
        "extends": _TEXT,
        "default": _default(),
        "documents": _documents(),
        "pseudonyms": _object("pseudonyms", {"scope": _enum(PseudonymScope)}, ["scope"]),
        "public_figures": {"type": "array", "items": _public_figure()},
        "rules": {"type": "array", "items": _rule()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "redactor policy",
        "description": "Ordered rules that say what happens to what a document gives away.",
        **_object("policy", parts, ["name", "version", "description"]),
        "anyOf": [{"required": ["extends"]}, {"required": ["default", "rules"]}],
    }


def _default() -> _Schema:
    parts = {"action": {"const": Action.MASK.label}, "reason_code": _reason_code(), "reason": _TEXT}
    return _object("default", parts, parts)


def _documents() -> _Schema:
    columns = {"type": "object", "additionalProperties": _enum(EntityType)}
    limits = _object("limits", {name: {"type": "integer", "minimum": 1} for name in keys("limits")}, ())
    parts = {**{k: _enum(c) for k, c in CHOICES.items()}, "columns": columns, "limits": limits}
    return _object("documents", parts, ())


def _public_figure() -> _Schema:
    parts = {"id": _NAME, "names": _one_or_more(_TEXT)}
    return _object("public_figure", parts, parts)


def _rule() -> _Schema:
    parts = {
        "name": {**_NAME, "not": {"const": "default"}},
        "match": _match(),
        "action": {"enum": [a.label for a in Action]},
        "rung": {"enum": sorted({r for t in EntityType for r in rungs(t)})},
        "reason_code": _reason_code(),
        "reason": _TEXT,
        "review": {"const": "required"},
    }
    required = [k for k in parts if k not in ("rung", "review")]
    return {
        **_object("rule", parts, required),
        "allOf": [_rung_goes_with_generalize(), *map(_rung_of, EntityType)],
    }


def _match() -> _Schema:
    parts = {
        "type": _one_or_more(_enum(EntityType)),
        "role": _one_or_more(_enum([*Role, *ROLE_GROUPS])),
        "relation": _one_or_more(_enum(sorted(relations()))),
        "context": _one_or_more(_enum(Context)),
        "min_score": _SCORE,
        "max_score": _SCORE,
        "literal": _one_or_more(_TEXT),
        "pattern": {**_TEXT, "format": "regex"},
    }
    return {**_object("match", parts, ()), "minProperties": 1, "not": {"required": ["literal", "pattern"]}}


def _rung_goes_with_generalize() -> _Schema:
    generalizes = {"properties": {"action": {"const": Action.GENERALIZE.label}}, "required": ["action"]}
    needs = {"required": ["rung"], "properties": {"match": {"required": ["type"]}}}
    return {"if": generalizes, "then": needs, "else": {"not": {"required": ["rung"]}}}


def _rung_of(entity_type: EntityType) -> _Schema:
    """Say which rungs a rule may name that matches a type."""
    named = {
        "anyOf": [{"const": entity_type.value}, {"type": "array", "contains": {"const": entity_type.value}}]
    }
    matches = {
        "properties": {"match": {"properties": {"type": named}, "required": ["type"]}},
        "required": ["match"],
    }
    meanings = rung_meanings(entity_type)
    known = {"oneOf": [{"const": rung, "description": meaning} for rung, meaning in meanings.items()]}
    return {"if": matches, "then": {"properties": {"rung": known if meanings else False}}}


def _reason_code() -> _Schema:
    return {"oneOf": [{"const": code, "description": meaning} for code, meaning in reason_codes().items()]}


def _object(level: str, parts: Mapping[str, _Schema], required: Iterable[str]) -> _Schema:
    meanings = keys(level)
    return {
        "type": "object",
        "properties": {key: {"description": meanings[key], **part} for key, part in parts.items()},
        "required": list(required),
        "additionalProperties": False,
    }


def _enum(words: Iterable[str]) -> _Schema:
    return {"type": "string", "enum": [str(w) for w in words]}


def _one_or_more(part: _Schema) -> _Schema:
    return {"anyOf": [part, {"type": "array", "items": part, "minItems": 1}]}
