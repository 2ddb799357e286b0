"""What one policy protects less and more than another, over every kind of finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from redactor.model import Action, Context, EntityType, PseudonymScope, Role
from redactor.policy.bands import Band, phrase_bands
from redactor.policy.grid import Cell, Kinds, cells, deciding, kinds, rules_about
from redactor.policy.records import Answer, Policy
from redactor.policy.vocabulary import rungs
from redactor.policy.wording import phrase_roles, phrase_treatment


@dataclass(frozen=True, slots=True)
class Treatment:
    """What happens to a finding, as far as protection goes.

    Attributes:
        action: what happens.
        rung: for ``generalize``, how vague.
        review: a person has to look at it.
    """

    action: Action
    rung: str | None
    review: bool

    def __str__(self) -> str:
        return phrase_treatment(self.action, self.rung, self.review)


@dataclass(frozen=True, slots=True)
class Change:
    """Kinds of findings that two policies treat differently in the same way.

    Attributes:
        entity_types: of these types,
        roles: about people in these roles,
        relations: about these relatives (empty: whichever),
        contexts: in these places (empty: wherever),
        bands: with these scores (empty: whatever score),
        texts: with these texts (empty: whatever text).
        before: what the first policy does.
        after: what the second does.
    """

    entity_types: frozenset[EntityType]
    roles: frozenset[Role]
    relations: frozenset[str | None]
    contexts: frozenset[Context]
    bands: frozenset[Band]
    texts: frozenset[str]
    before: Treatment
    after: Treatment

    def __str__(self) -> str:
        parts = [
            ", ".join(t for t in EntityType if t in self.entity_types),
            phrase_roles(self.roles),
            ", ".join(sorted(r or "no relation named" for r in self.relations)),
            ", ".join(c for c in Context if c in self.contexts),
            phrase_bands(self.bands),
            "; ".join(sorted(self.texts)),
        ]
        return f"{' | '.join(p for p in parts if p)}: {self.before} -> {self.after}"


@dataclass(frozen=True, slots=True)
class PolicyDiff:
    """The difference between two policies; its ``str`` is for people.

    Attributes:
        before: name and version of the first.
        after: name and version of the second.
        less: what the second protects less.
        more: what the second protects more.
        figures_added: ids of public figures that only the second counts as such.
        figures_removed: ids of public figures that only the first counts as such.
        scopes: how far pseudonyms reach by the first and by the second.
    """

    before: str
    after: str
    less: tuple[Change, ...]
    more: tuple[Change, ...]
    figures_added: tuple[str, ...]
    figures_removed: tuple[str, ...]
    scopes: tuple[PseudonymScope, PseudonymScope]

    def __str__(self) -> str:
        less = [str(c) for c in self.less] + [f"public figure: {i} added" for i in self.figures_added]
        more = [str(c) for c in self.more] + [f"public figure: {i} removed" for i in self.figures_removed]
        (old, new), order = self.scopes, list(PseudonymScope)
        if old is not new:
            (more if order.index(new) > order.index(old) else less).append(f"pseudonyms: {old} -> {new}")
        lines = [f"{self.before} -> {self.after}"]
        for title, changes in (("Protects less", less), ("Protects more", more)):
            lines += ["", title, *(f"  {c}" for c in changes or ["nothing"])]
        return "\n".join(lines) + "\n"


def diff(a: Policy, b: Policy) -> PolicyDiff:
    """Compare two policies.

    Every entity type, role and context is tried, with every relation, score and text that a
    rule of either tells apart; the words of reasons do not count.

    Args:
        a: the one to compare with.
        b: the one whose protection is described.
    """
    less: list[Change] = []
    more: list[Change] = []
    for entity_type in EntityType:
        told = kinds((*rules_about(a, entity_type), *rules_about(b, entity_type)))
        weaker, stronger = _split(_changes(a, b, entity_type, told), entity_type)
        less += _merge_kinds(weaker, told)
        more += _merge_kinds(stronger, told)
    ids_a, ids_b = ({f.id for f in p.public_figures} for p in (a, b))
    return PolicyDiff(
        before=f"{a.name} {a.version}",
        after=f"{b.name} {b.version}",
        less=_merge_people(less),
        more=_merge_people(more),
        figures_added=tuple(sorted(ids_b - ids_a)),
        figures_removed=tuple(sorted(ids_a - ids_b)),
        scopes=(a.pseudonyms, b.pseudonyms),
    )


def _split(changes: Iterable[Change], entity_type: EntityType) -> tuple[list[Change], list[Change]]:
    """Part one type's changes into those that protect less and those that protect more."""
    weaker: list[Change] = []
    stronger: list[Change] = []
    for c in changes:
        is_weaker = _strength(c.after, entity_type) < _strength(c.before, entity_type)
        (weaker if is_weaker else stronger).append(c)
    return weaker, stronger


def _strength(t: Treatment, entity_type: EntityType) -> tuple[Action, int, bool]:
    """Order treatments: the action, then how vague, then whether a person looks."""
    vagueness = rungs(entity_type).index(t.rung) if t.rung is not None else 0
    return t.action, vagueness, t.review


def _changes(a: Policy, b: Policy, entity_type: EntityType, told: Kinds) -> Iterator[Change]:
    """Yield one change for each kind of finding that the policies treat differently."""
    rules_a, rules_b = rules_about(a, entity_type), rules_about(b, entity_type)
    for cell in cells(entity_type, told):
        by_a, by_b = deciding(rules_a, cell), deciding(rules_b, cell)
        before = _treatment(by_a.answer if by_a else a.default)
        after = _treatment(by_b.answer if by_b else b.default)
        if before != after:
            yield _single(cell, before, after)


def _treatment(answer: Answer) -> Treatment:
    return Treatment(answer.action, answer.rung, answer.review_required)


def _single(cell: Cell, before: Treatment, after: Treatment) -> Change:
    return Change(
        entity_types=frozenset({cell.entity_type}),
        roles=frozenset({cell.role}),
        relations=frozenset({cell.relation}),
        contexts=frozenset({cell.context}),
        bands=frozenset({cell.band}),
        texts=frozenset({cell.text.label}),
        before=before,
        after=after,
    )


def _merge_kinds(changes: list[Change], told: Kinds) -> list[Change]:
    """Join one type's changes over texts, scores, relations and contexts."""
    merged = changes
    for dimension in ("texts", "bands", "relations", "contexts"):
        merged = _merge_along(merged, dimension)
    return [_without_wholes(c, told) for c in merged]


def _without_wholes(c: Change, told: Kinds) -> Change:
    """Empty each dimension that is there as a whole: it says nothing, and other types have other wholes."""
    (role,) = c.roles
    return replace(
        c,
        relations=frozenset() if len(c.relations) == len(told.relations_of(role)) else c.relations,
        contexts=frozenset() if len(c.contexts) == len(Context) else c.contexts,
        bands=frozenset() if len(c.bands) == len(told.bands) else c.bands,
        texts=frozenset() if len(c.texts) == len(told.texts) else c.texts,
    )


def _merge_people(changes: list[Change]) -> tuple[Change, ...]:
    """Join changes over roles, then over types, and put them in a steady order."""
    merged = _merge_along(_merge_along(changes, "roles"), "entity_types")
    return tuple(sorted(merged, key=lambda c: (min(map(list(EntityType).index, c.entity_types)), str(c))))


def _merge_along(changes: list[Change], dimension: str) -> list[Change]:
    """Join changes that differ in nothing but one dimension."""
    joined: dict[Change, frozenset[object]] = {}
    for c in changes:
        rest = _with(c, dimension, frozenset())
        joined[rest] = joined.get(rest, frozenset()) | getattr(c, dimension)
    return [_with(rest, dimension, values) for rest, values in joined.items()]


def _with(change: Change, dimension: str, values: frozenset[object]) -> Change:
    changed: dict[str, Any] = {dimension: values}
    return replace(change, **changed)
