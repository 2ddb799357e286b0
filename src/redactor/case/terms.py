"""As what the texts of a case file are searched for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redactor.case.literal import LiteralFinder
from redactor.model import EntityType
from redactor.text.forms import Term, TermFinder, TermKind, TermMatch

KINDS: Mapping[str, TermKind] = {
    EntityType.PERSON: TermKind.PERSON,
    EntityType.HOMETOWN: TermKind.PLACE,
    EntityType.DUTY_STATION: TermKind.PLACE,
    EntityType.LOCATION: TermKind.PLACE,
    EntityType.MILITARY_UNIT: TermKind.UNIT,
    EntityType.DATE: TermKind.DATE,
    EntityType.DATE_OF_BIRTH: TermKind.DATE,
    EntityType.AGE: TermKind.AGE,
}
"""Types whose texts come in forms of their own; the others are searched for as they are written."""

_LEAST_DIGITS = 4
_PLAIN_MARKS = frozenset("-.,'’")
"""Marks of names and numbers."""


class CaseTerms:
    """Finds the texts of a case file in every form of their type.

    Args:
        texts: key by which a match points back, type and text.
        whole: whether of people only whole names count.
    """

    def __init__(self, texts: Iterable[tuple[str, str, str]], *, whole: bool = False) -> None:
        rows = list(texts)
        self._forms = TermFinder(
            Term(key, _kind(entity_type, text), text, whole) for key, entity_type, text in rows
        )
        self._literals = LiteralFinder((key, text) for key, _, text in rows if _has_marks(text))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return all matches in text order; those of different texts may overlap."""
        found = {(m.key, m.span): m for m in (*self._literals.find(text), *self._forms.find(text))}
        return in_order(found.values())


def in_order(matches: Iterable[TermMatch]) -> tuple[TermMatch, ...]:
    """Return matches in text order, those of one place in the order of their keys."""
    return tuple(sorted(matches, key=lambda m: (m.span.start, m.span.end, m.key)))


def _kind(entity_type: str, text: str) -> TermKind:
    kind = next((kind for known, kind in KINDS.items() if known == entity_type), None)
    return kind or (TermKind.NUMBER if _is_number(text) else TermKind.PHRASE)


def _has_marks(text: str) -> bool:
    """Whether a text has marks inside that words alone do not tell: ``name@host``, ``one; two``."""
    return any(not c.isalnum() and not c.isspace() and c not in _PLAIN_MARKS for c in text)


def _is_number(text: str) -> bool:
    """Whether a text is a number, of a telephone or a document: digits, and capitals at most."""
    return sum(c.isdigit() for c in text) >= _LEAST_DIGITS and not any(c.islower() for c in text)
