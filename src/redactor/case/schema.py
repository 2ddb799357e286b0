"""The JSON Schema of case files, so that editors' tools complete and check them while typing.

The loader checks more than a schema can say: ids that are not there, twins, contradictions,
what cannot be searched for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from redactor.case.vocabulary import ROLES, TYPES, VERSION, keys, required
from redactor.policy.vocabulary import relations

_Schema = dict[str, Any]
_ID: _Schema = {"type": "string", "pattern": "^[a-z0-9-]+$"}
_TEXT: _Schema = {"type": "string", "pattern": r"\S"}
_AS_WRITTEN: _Schema = {"type": ["string", "number"], "pattern": r"\S"}
_TEXTS: _Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}


def json_schema() -> dict[str, Any]:
    """Return the schema, draft 2020-12, as a new dictionary."""
    parts = {
        "version": {"const": VERSION},
        "name": _TEXT,
        "people": _list(_person()),
        "facts": _list(_object("fact", _fact())),
        "public": _list(_open_fact()),
        "consent": _list(_open_fact()),
        "public_figures": _list(_object("public_figure", {"id": _ID, "names": _TEXTS})),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "redactor case file",
        "description": "What an editor knows for certain about the people of a story.",
        **_object("case", parts),
    }


def _person() -> _Schema:
    parts = {
        "id": _ID,
        "role": {"enum": list(ROLES)},
        "of": _ID,
        "relation": {"enum": sorted(relations())},
        "names": _TEXTS,
        "pseudonym": _TEXT,
    }
    kin: _Schema = {"required": ["of", "relation"]}
    others: _Schema = {"required": ["names"], "properties": {"of": False, "relation": False}}
    is_relative = {"properties": {"role": {"const": "relative"}}, "required": ["role"]}
    return {**_object("person", parts), "if": is_relative, "then": kin, "else": others}


def _open_fact() -> _Schema:
    evidence = _object("evidence", dict.fromkeys(keys("evidence"), _AS_WRITTEN))
    return _object("open_fact", {**_fact(), "evidence": evidence})


def _fact() -> _Schema:
    return {"about": _ID, "type": {"enum": list(TYPES)}, "texts": _TEXTS}


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _object(level: str, parts: Mapping[str, _Schema]) -> _Schema:
    meanings = keys(level)
    return {
        "type": "object",
        "properties": {key: {"description": meanings[key], **part} for key, part in parts.items()},
        "required": required(level),
        "additionalProperties": False,
    }
