"""Reads a policy's ``documents`` section: what happens to files, beside their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import yaml

from redactor.handling import Handling, Limits, PdfOutput, Pictures, Revisions, UnknownParts
from redactor.policy.vocabulary import ENTITY_TYPES, keys
from redactor.strict_yaml.node_reader import NodeReader

CHOICES: Mapping[str, type[StrEnum]] = {
    "revisions": Revisions,
    "pictures": Pictures,
    "unknown_parts": UnknownParts,
    "pdf": PdfOutput,
}
"""The settings that are one word out of a few."""


@dataclass(frozen=True, slots=True)
class DocumentsDraft:
    """What one file says of documents; what it leaves open the policy that it extends says.

    Attributes:
        choices: by name of the setting.
        columns: by a column's heading, its entity type.
        limits: by name, a whole number.
    """

    choices: Mapping[str, StrEnum] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)


def read_documents(node: yaml.Node | None, reader: NodeReader) -> DocumentsDraft:
    """Read the section; mistakes are noted with the reader's problems."""
    fields = reader.mapping(node, "'documents'", keys("documents"))
    choices: dict[str, StrEnum] = {}
    for name, kind in CHOICES.items():
        word = reader.word(fields.get(name), f"word for '{name}'", [str(k) for k in kind])
        if word:
            choices[name] = kind(word)
    return DocumentsDraft(
        choices, _columns(fields.get("columns"), reader), _limits(fields.get("limits"), reader)
    )


def joined(drafts: Iterable[DocumentsDraft]) -> Handling:
    """Join what a policy and those that it extends say, the policy's own first."""
    settings: dict[str, Any] = {}
    columns: dict[str, str] = {}
    limits: dict[str, int] = {}
    for draft in drafts:
        settings = {**draft.choices, **settings}
        columns = {**draft.columns, **columns}
        limits = {**draft.limits, **limits}
    return replace(Handling(), **settings, columns=columns, limits=Limits(**limits))


def _limits(node: yaml.Node | None, reader: NodeReader) -> Mapping[str, int]:
    fields = reader.mapping(node, "'limits'", keys("limits"))
    read = {name: reader.count(value, f"limit '{name}'") for name, value in fields.items()}
    return {name: value for name, value in read.items() if value}


def _columns(node: yaml.Node | None, reader: NodeReader) -> Mapping[str, str]:
    headings = _headings(node)
    fields = reader.mapping(node, "'columns'", headings)
    read = {h: reader.word(n, "entity type", ENTITY_TYPES) for h, n in fields.items()}
    return {heading: word for heading, word in read.items() if word}


def _headings(node: yaml.Node | None) -> list[str]:
    """Any text may head a column, so all keys that are texts are known."""
    if not isinstance(node, yaml.MappingNode):
        return []
    return [str(k.value) for k, _ in node.value if isinstance(k, yaml.ScalarNode)]
