"""A mention: a run of words that names, or may name, a person."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.detect.en.people.names import NameKey
from redactor.model import Role

LIKELY = 2.0
"""Evidence that makes a name a person's."""

CERTAIN = 3.0
"""Evidence at one place that no other place can outweigh."""

TAKEN_FOR_ONE = "the language model takes it for a person"
"""Why a word is a name where nothing else says more."""

INTRODUCED = "introduced as a name"
"""Why a word behind "call sign" or "nicknamed" is a name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of tokens that names, or may name, a person.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        key: its words in lower case; a hyphenated given name is one word.
        score: evidence of this place alone.
        placed: whether the words around it make it a place.
        role: what the words around it say about who that is.
        why: the strongest cue, for the report.
        fated: whether its sentence makes its bearer one of those who are protected.
        met: whether somebody tells of the bearer who tells of himself.
    """

    first: int
    last: int
    key: NameKey
    score: float
    placed: bool
    role: Role | None
    why: str
    fated: bool = False
    met: bool = False
