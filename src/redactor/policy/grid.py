"""Every kind of finding that two policies could treat differently, as a finite grid.

Scores and texts have no end of values, but rules tell only a few apart: the scores below,
at and above each bound that a rule names, and the texts that a literal or pattern names
beside all others. One value of each kind stands for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from redactor.model import Context, EntityType, Role
from redactor.policy.bands import Band, cut_at
from redactor.policy.evaluate import first_failing
from redactor.policy.records import Match, Policy, Query, Rule

OTHER_RELATION = "another relation"
OTHER_TEXT = "any other text"
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Text:
    """A kind of text that some rule's literal or pattern tells from others.

    Attributes:
        label: how a person calls it; holds what the policies say, never a document's text.
        literal: a folded literal that stands for it.
        pattern: a pattern that is found in it.
    """

    label: str
    literal: str | None = None
    pattern: str | None = None

    def agrees(self, match: Match) -> bool:
        """Whether a rule's literal or pattern holds for such a text."""
        if match.literals:
            return self.literal in match.literals
        return match.pattern is None or match.pattern.source == self.pattern


@dataclass(frozen=True, slots=True)
class Cell:
    """One kind of finding."""

    entity_type: EntityType
    role: Role
    relation: str | None
    context: Context
    band: Band
    text: Text


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the rules about one entity type tell apart.

    Attributes:
        relations: relations that a relative's finding may have.
        bands: of scores, ascending.
        texts: kinds of text.
    """

    relations: tuple[str | None, ...]
    bands: tuple[Band, ...]
    texts: tuple[Text, ...]

    def relations_of(self, role: Role) -> tuple[str | None, ...]:
        """Return the relations that a finding about somebody in a role may have."""
        return self.relations if role is Role.RELATIVE else (None,)


def rules_about(policy: Policy, entity_type: EntityType) -> tuple[Rule, ...]:
    """Return the rules that can match a type, in order."""
    return tuple(r for r in policy.rules if not r.match.types or entity_type in r.match.types)


def kinds(rules: Iterable[Rule]) -> Kinds:
    """Return what some rules about one entity type tell apart."""
    matches = [r.match for r in rules]
    relations = sorted(frozenset().union(*(m.relations for m in matches)))
    bounds = {b for m in matches for b in (m.min_score, m.max_score) if b is not None}
    return Kinds(
        relations=(*relations, OTHER_RELATION, None) if relations else (None,),
        bands=cut_at(bounds),
        texts=_texts(matches),
    )


def cells(entity_type: EntityType, kinds_told_apart: Kinds) -> Iterator[Cell]:
    """Yield every kind of finding of one entity type."""
    for role in Role:
        relations = kinds_told_apart.relations_of(role)
        for parts in product(relations, Context, kinds_told_apart.bands, kinds_told_apart.texts):
            yield Cell(entity_type, role, *parts)


def deciding(rules: Sequence[Rule], cell: Cell) -> Rule | None:
    """Return the rule that decides on a kind of finding; ``None`` for the default."""
    return next((r for r in rules if matches(r, cell)), None)


def matches(rule: Rule, cell: Cell) -> bool:
    """Whether a rule's conditions hold for a kind of finding."""
    query = Query(cell.entity_type, cell.role, cell.relation, cell.context, cell.band.middle, "")
    return cell.text.agrees(rule.match) and first_failing(rule.match, query) in (None, "literal", "pattern")


def _texts(matches: Iterable[Match]) -> tuple[Text, ...]:
    """Return one kind for each set of literals that no rule tells apart, each pattern, and the rest."""
    told = [m for m in matches if m.literals or m.pattern is not None]
    groups: dict[tuple[bool, ...], list[str]] = {}
    for literal in sorted(frozenset().union(*(m.literals for m in told))):
        groups.setdefault(tuple(literal in m.literals for m in told), []).append(literal)
    patterns = sorted({m.pattern.source for m in told if m.pattern is not None})
    return (
        *(Text(_listed(group), literal=group[0]) for group in groups.values()),
        *(Text(f"a text with /{p}/", pattern=p) for p in patterns),
        Text(OTHER_TEXT),
    )


def _listed(literals: list[str]) -> str:
    shown = ", ".join(f"'{x}'" for x in literals[:_LISTED])
    more = len(literals) - _LISTED
    return f"the text {shown}" + (f" or {more} more" if more > 0 else "")
