"""Reads a policy's ``pseudonyms`` section: how far a person's pseudonym reaches."""

from __future__ import annotations

import yaml

from redactor.model import PseudonymScope
from redactor.policy.vocabulary import keys
from redactor.strict_yaml.node_reader import NodeReader


def read_scope(node: yaml.Node | None, reader: NodeReader) -> PseudonymScope | None:
    """Read the section; mistakes are noted with the reader's problems.

    Args:
        node: of the section; ``None`` if the file has none.
        reader: that notes mistakes.

    Returns:
        The scope, or ``None`` where the file leaves it open.
    """
    fields = reader.mapping(node, "'pseudonyms'", keys("pseudonyms"), keys("pseudonyms"))
    word = reader.word(fields.get("scope"), "scope", [str(scope) for scope in PseudonymScope])
    return PseudonymScope(word) if word else None
