"""How policies, conditions and answers are put into words for people."""

from __future__ import annotations

from collections.abc import Collection

from redactor.model import Action, Context, Role
from redactor.policy.records import Match
from redactor.policy.vocabulary import ENTITY_TYPES, ROLE_GROUPS


def phrase_treatment(action: Action, rung: str | None, review: bool) -> str:
    """Return ``mask``, ``generalize to region``, ``keep, review required``."""
    to = f" to {rung}" if rung is not None else ""
    return f"{action.label}{to}{', review required' if review else ''}"


def phrase_roles(roles: Collection[Role]) -> str:
    """Return roles by their group words where a whole group is there."""
    if len(roles) == len(Role):
        return "everyone"
    whole = {word: group for word, group in ROLE_GROUPS.items() if group <= frozenset(roles)}
    rest = frozenset(roles).difference(*whole.values())
    return ", ".join((*whole, *(r for r in Role if r in rest)))


def phrase_match(match: Match) -> str:
    """Return all conditions of a rule: ``type: AGE; role: protected``."""
    return "; ".join(f"{key}: {wanted}" for key, wanted in _conditions(match).items() if wanted)


def phrase_condition(match: Match, key: str) -> str:
    """Return what a rule wants under one key of its conditions; empty if it does not care."""
    return _conditions(match)[key]


def _conditions(match: Match) -> dict[str, str]:
    return {
        "type": ", ".join(t for t in ENTITY_TYPES if t in match.types),
        "role": phrase_roles(match.roles),
        "relation": ", ".join(sorted(match.relations)),
        "context": ", ".join(c for c in Context if c in match.contexts),
        "min_score": f"at least {match.min_score:g}" if match.min_score is not None else "",
        "max_score": f"at most {match.max_score:g}" if match.max_score is not None else "",
        "literal": ", ".join(f"'{x}'" for x in sorted(match.literals)),
        "pattern": f"/{match.pattern.source}/" if match.pattern is not None else "",
    }
