"""Warnings about policies that are valid and yet probably not meant so."""

from __future__ import annotations

from collections.abc import Iterator

from redactor.model import Action, EntityType, Role
from redactor.policy.grid import Cell, cells, kinds, matches, rules_about
from redactor.policy.records import Policy, Rule

_DIRECT = frozenset({EntityType.PERSON, EntityType.CONTACT, EntityType.FAMILY_DETAIL})
"""What exposes a family whoever of the protected people it is about."""
_FACTS = frozenset(
    {
        EntityType.AGE,
        EntityType.DATE_OF_BIRTH,
        EntityType.HOMETOWN,
        EntityType.HEALTH,
        EntityType.BACKGROUND,
        EntityType.ORGANIZATION,
    }
)
"""What is a family fact where it is about a relative."""


def lint(policy: Policy) -> tuple[str, ...]:
    """Return warnings, in order of the rules that they are about.

    A warning says that a rule never answers because earlier ones do; that a rule keeps a
    name or a family fact of somebody protected, or text that no reader sees, without asking
    for a second person; or that it keeps something as already public without one.
    """
    decided: dict[str, list[Cell]] = {}
    winners: dict[str, dict[str, Rule]] = {}
    for cell, matching in _matching(policy):
        first = matching[0]
        decided.setdefault(first.answer.rule, []).append(cell)
        for rule in matching[1:]:
            winners.setdefault(rule.answer.rule, {})[first.answer.rule] = first
    warnings = []
    for rule in policy.rules:
        name = rule.answer.rule
        if name in decided:
            found = _keeps(rule, decided[name])
        else:
            found = _never_answers(rule, tuple(winners.get(name, {}).values()))
        warnings += [f"{rule.place}: the rule {name} {warning}" for warning in found]
    return tuple(warnings)


def _matching(policy: Policy) -> Iterator[tuple[Cell, tuple[Rule, ...]]]:
    """Yield each kind of finding that rules match, with those rules in order."""
    for entity_type in EntityType:
        rules = rules_about(policy, entity_type)
        for cell in cells(entity_type, kinds(rules)):
            matching = tuple(r for r in rules if matches(r, cell))
            if matching:
                yield cell, matching


def _never_answers(rule: Rule, winners: tuple[Rule, ...]) -> Iterator[str]:
    """Warn, unless a policy that extends this rule's own has put rules before it on purpose."""
    own = rule.answer.rule.partition("/")[0]
    if any(w.answer.rule.partition("/")[0] != own for w in winners):
        return
    if winners:
        yield f"never answers, because earlier rules do: {', '.join(w.answer.rule for w in winners)}"
    else:
        yield "never answers, because no finding meets all its conditions (a relation is a relative's)"


def _keeps(rule: Rule, decided: list[Cell]) -> Iterator[str]:
    if rule.answer.action is not Action.KEEP or rule.answer.review_required:
        return
    exposing = [t for t in EntityType if any(c.entity_type is t and _exposes(c) for c in decided)]
    if exposing:
        what = ", ".join(exposing)
        yield f"keeps {what} of protected people; a second person has to look: add 'review: required'"
    if any(c.entity_type is EntityType.HIDDEN_TEXT for c in decided):
        yield "keeps text that no reader sees; a second person has to look: add 'review: required'"
    if rule.answer.reason_code == "already-public":
        yield "keeps what is already public; repeating it may link it, so add 'review: required'"


def _exposes(cell: Cell) -> bool:
    """Whether to keep such a finding takes two people: names and family facts."""
    if cell.role is Role.RELATIVE and cell.entity_type in _FACTS:
        return True
    return cell.role.is_protected and cell.entity_type in _DIRECT
