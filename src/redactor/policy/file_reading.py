"""Reads one policy file's nodes into a draft: everything that stands in that file alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from redactor.model import Action, PseudonymScope
from redactor.policy.documents_reading import DocumentsDraft, read_documents
from redactor.policy.pseudonyms_reading import read_scope
from redactor.policy.records import Answer, PublicFigure, Rule
from redactor.policy.rule_reading import read_action, read_name, read_rule
from redactor.policy.vocabulary import keys, reason_codes
from redactor.strict_yaml.node_reader import NodeReader, has_key
from redactor.strict_yaml.problems import Problems


@dataclass(frozen=True, slots=True)
class Draft:
    """One file's part of a policy, not yet joined with what it extends.

    Attributes:
        name: of the policy.
        name_node: where it stands.
        version: of the policy.
        description: of the policy.
        extends: what it extends, as written; ``None`` if nothing.
        extends_node: where that stands.
        rules: in order.
        default: ``None`` if the file has none.
        public_figures: in order.
        documents: what it says of files.
        pseudonyms: how far they reach; ``None`` if the file leaves it open.
    """

    name: str
    name_node: yaml.Node
    version: str
    description: str
    extends: str | None
    extends_node: yaml.Node | None
    rules: tuple[Rule, ...]
    default: Answer | None
    public_figures: tuple[PublicFigure, ...]
    documents: DocumentsDraft
    pseudonyms: PseudonymScope | None


def read_file(root: yaml.Node, problems: Problems) -> Draft:
    """Read a policy file.

    Args:
        root: the file's root node.
        problems: where mistakes go.

    Returns:
        What stands in the file; only to be used if no mistake was noted.
    """
    reader = NodeReader(problems)
    required = ["name", "version", "description"]
    if not has_key(root, "extends"):
        required += ["default", "rules"]
    fields = reader.mapping(root, "a policy", keys("policy"), required)
    name = read_name(fields.get("name"), "the policy's name", reader)
    return Draft(
        name=name,
        name_node=fields.get("name", root),
        version=_read_version(fields.get("version"), reader),
        description=reader.text(fields.get("description"), "the description"),
        extends=reader.text(fields.get("extends"), "'extends'") or None,
        extends_node=fields.get("extends"),
        rules=_read_rules(fields.get("rules"), name, reader),
        default=_read_default(fields.get("default"), name, reader),
        public_figures=_read_figures(fields.get("public_figures"), reader),
        documents=read_documents(fields.get("documents"), reader),
        pseudonyms=read_scope(fields.get("pseudonyms"), reader),
    )


def _read_version(node: yaml.Node | None, reader: NodeReader) -> str:
    """Return the version as it is written: 1.10 stays 1.10."""
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith((":int", ":float")):
        return str(node.value)
    return reader.text(node, "the version")


def _read_rules(node: yaml.Node | None, policy_name: str, reader: NodeReader) -> tuple[Rule, ...]:
    read = [read_rule(n, policy_name, reader) for n in reader.items(node, "'rules'")]
    _refuse_twins(((n, rule.answer.rule.partition("/")[2]) for n, rule in read), "rule", reader.problems)
    return tuple(rule for _, rule in read)


def _read_default(node: yaml.Node | None, policy_name: str, reader: NodeReader) -> Answer | None:
    fields: Mapping[str, yaml.Node] = reader.mapping(node, "'default'", keys("default"), keys("default"))
    action = read_action(fields.get("action"), reader)
    if action not in (Action.MASK, None):
        reader.problems.at(fields["action"], "the default has to be mask: what no rule knows is hidden")
    if node is None:
        return None
    return Answer(
        action=Action.MASK,
        rung=None,
        rule=f"{policy_name}/default",
        reason_code=reader.word(fields.get("reason_code"), "reason code", reason_codes()),
        reason=reader.text(fields.get("reason"), "the reason"),
        review_required=False,
    )


def _read_figures(node: yaml.Node | None, reader: NodeReader) -> tuple[PublicFigure, ...]:
    read = list(_figures(reader.items(node, "'public_figures'"), reader))
    _refuse_twins(((n, f.id) for n, f in read), "public figure", reader.problems)
    return tuple(f for _, f in read)


def _figures(nodes: Iterable[yaml.Node], reader: NodeReader) -> Iterator[tuple[yaml.Node, PublicFigure]]:
    for node in nodes:
        fields = reader.mapping(node, "a public figure", keys("public_figure"), keys("public_figure"))
        figure_id = read_name(fields.get("id"), "the id", reader)
        names = tuple(t for _, t in reader.texts(fields.get("names"), "the list of names"))
        yield fields.get("id", node), PublicFigure(figure_id, names)


def _refuse_twins(named: Iterable[tuple[yaml.Node, str]], what: str, problems: Problems) -> None:
    lines: dict[str, int] = {}
    for node, name in named:
        if name in lines:
            problems.at(node, f"there is a {what} '{name}' already, in line {lines[name]}")
        elif name:
            lines[name] = node.start_mark.line + 1
