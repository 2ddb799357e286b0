"""What is looked for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from redactor.model import Span


class TermKind(StrEnum):
    """What a term names; it decides in which forms the term is looked for."""

    PERSON = "person"
    PLACE = "place"
    UNIT = "unit"
    DATE = "date"
    NUMBER = "number"
    AGE = "age"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Term:
    """A term that an editor knows to be dangerous.

    Attributes:
        key: by which a match points back at the term; it need not be unique.
        kind: what the term names.
        text: the term as the editor wrote it, in any script.
        whole: of a person, whether only the given name and the surname together are the term;
            a part alone, or with an initial, may be anybody's.
    """

    key: str
    kind: TermKind
    text: str = field(repr=False)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TermMatch:
    """One place where a term stands.

    Attributes:
        key: the term's key.
        span: where it stands in the original text.
        form: in which form it stands there, as one word for a reader: ``exact``, ``part``,
            ``romanization``, ``typo`` and the like.
    """

    key: str
    span: Span
    form: str
