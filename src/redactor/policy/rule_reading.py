"""Reads one rule: its conditions, and what it says where they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

import yaml

from redactor.model import Action, Context, Role
from redactor.policy.evaluate import fold_literal
from redactor.policy.patterns import Pattern, compile_pattern
from redactor.policy.records import Answer, Match, Rule
from redactor.policy.vocabulary import ENTITY_TYPES, ROLE_GROUPS, keys, reason_codes, relations, rungs
from redactor.strict_yaml.node_reader import NodeReader, has_key

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REQUIRED = ("name", "match", "action", "reason_code", "reason")


def read_name(node: yaml.Node | None, what: str, reader: NodeReader) -> str:
    """Return a name of lower-case letters, digits and hyphens; empty after a mistake."""
    name = reader.text(node, what)
    if node is None or not name:
        return ""
    if _NAME.fullmatch(name) is None:
        reader.problems.at(node, f"{what} has only lower-case letters, digits and hyphens")
        return ""
    return name


def read_rule(node: yaml.Node, policy_name: str, reader: NodeReader) -> tuple[yaml.Node, Rule]:
    """Read a rule.

    Args:
        node: the rule's mapping.
        policy_name: of the policy that it stands in.
        reader: reads values and notes mistakes.

    Returns:
        The node that its name stands at, and the rule; only to be used if no mistake was noted.
    """
    fields = reader.mapping(node, "a rule", keys("rule"), _REQUIRED)
    name_node = fields.get("name", node)
    name = read_name(fields.get("name"), "the rule's name", reader)
    if name == "default":
        reader.problems.at(name_node, "'default' is the name of the default; call the rule something else")
    match = _read_match(fields.get("match"), reader)
    action = read_action(fields.get("action"), reader)
    answer = Answer(
        action=Action.MASK if action is None else action,
        rung=_read_rung(fields, action, match, reader),
        rule=f"{policy_name}/{name}",
        reason_code=reader.word(fields.get("reason_code"), "reason code", reason_codes()),
        reason=reader.text(fields.get("reason"), "the reason"),
        review_required=bool(reader.word(fields.get("review"), "word for 'review'", ["required"])),
    )
    place = f"{PurePath(reader.problems.file).name}:{node.start_mark.line + 1}"
    return name_node, Rule(match, answer, place)


def read_action(node: yaml.Node | None, reader: NodeReader) -> Action | None:
    """Return the action; ``None`` after a mistake."""
    label = reader.word(node, "action", [a.label for a in Action])
    return Action.from_label(label) if label else None


def _read_match(node: yaml.Node | None, reader: NodeReader) -> Match:
    fields = reader.mapping(node, "'match'", keys("match"))
    if isinstance(node, yaml.MappingNode) and not node.value:
        reader.problems.at(node, "'match' needs at least one condition, or the rule would decide everything")
    match = Match(
        types=frozenset(reader.words(fields.get("type"), "entity type", ENTITY_TYPES)),
        roles=_read_roles(fields.get("role"), reader),
        relations=frozenset(reader.words(fields.get("relation"), "relation", relations())),
        contexts=frozenset(Context(c) for c in reader.words(fields.get("context"), "context", list(Context))),
        min_score=reader.score(fields.get("min_score"), "min_score"),
        max_score=reader.score(fields.get("max_score"), "max_score"),
        literals=frozenset(fold_literal(t) for _, t in reader.texts(fields.get("literal"), "the literal")),
        pattern=_read_pattern(fields.get("pattern"), reader),
    )
    if match.min_score is not None and match.max_score is not None and match.min_score > match.max_score:
        reader.problems.at(fields["min_score"], "min_score is above max_score, so that no finding matches")
    if "literal" in fields and "pattern" in fields:
        reader.problems.at(fields["pattern"], "a rule has either 'literal' or 'pattern'; write two rules")
    return match


def _read_roles(node: yaml.Node | None, reader: NodeReader) -> frozenset[Role]:
    words = reader.words(node, "role", [*Role, *ROLE_GROUPS])
    return frozenset().union(*(ROLE_GROUPS.get(w) or {Role(w)} for w in words))


def _read_pattern(node: yaml.Node | None, reader: NodeReader) -> Pattern | None:
    if node is None or not reader.text(node, "the pattern"):
        return None
    try:
        return compile_pattern(str(node.value))
    except ValueError as e:
        reader.problems.at(node, str(e))
        return None


def _read_rung(
    fields: Mapping[str, yaml.Node], action: Action | None, match: Match, reader: NodeReader
) -> str | None:
    node = fields.get("rung")
    rung = reader.text(node, "the rung") or None
    if action is not Action.GENERALIZE:
        if node is not None and action is not None:
            reader.problems.at(node, f"'rung' goes with generalize only, not with {action.label}")
        return None
    if node is None:
        reader.problems.at(fields["action"], "generalize needs a 'rung'")
    elif not has_key(fields.get("match"), "type"):
        reader.problems.at(node, "generalize needs a 'type' under 'match': each type has its own rungs")
    elif rung is not None:
        _check_rung(node, rung, match, reader)
    return rung


def _check_rung(node: yaml.Node, rung: str, match: Match, reader: NodeReader) -> None:
    for entity_type in sorted(match.types):
        known = rungs(entity_type)
        if not known:
            reader.problems.at(node, f"{entity_type} cannot be generalized; mask or keep it")
        elif rung not in known:
            reader.problems.unknown(node, f"rung of {entity_type}", rung, known)
