"""What a form label or a column heading asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from redactor.detect.layout.blocks import Block
from redactor.detect.layout.labels import resolve_label
from redactor.detect.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class _FormLabels:
    """Known form labels and what they ask for."""

    types: Mapping[str, str]
    known: frozenset[str]


@cache
def _form_labels() -> _FormLabels:
    lex = lexicon("en")
    types = {word: kind for kind in lex.entry("labels") for word in lex.words(f"labels/{kind}")}
    types |= dict.fromkeys(lex.words("home/birthplace_labels"), "HOMETOWN")
    return _FormLabels(types, frozenset(types))


def label_type(block: Block) -> str:
    """Return what a block's form label or column heading asks for, or "".

    Returns:
        An entity type; or ``JOURNALIST`` or ``HELPER`` for a person of that role, or ``KEEP``
        for what exposes nobody.
    """
    if not block.is_field:
        return ""
    labels = _form_labels()
    return labels.types.get(resolve_label(block.label, labels.known), "")


def heading_type(block: Block) -> str:
    """Return what the words before a block ask for, whether or not they are a form's.

    A caption's "Photo:" is no field, but the name behind it is a photographer's.

    Returns:
        As :func:`label_type`.
    """
    return label_type(block) if block.is_field else _form_labels().types.get(block.label, "")
