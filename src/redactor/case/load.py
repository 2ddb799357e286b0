"""Reads a case file; every mistake is told with its line, none with the file's words.

A case file is a secret: messages name keys and lines, and repeat nothing that stands in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from redactor.case.records import Case, CasePerson, DangerousFact, Evidence, OpenFact
from redactor.case.seal import is_sealed, unseal
from redactor.errors import UnreadableError, UsageError
from redactor.model import EntityType, Role
from redactor.policy import PublicFigure
from redactor.policy.vocabulary import relations
from redactor.strict_yaml.node_reader import NodeReader
from redactor.strict_yaml.nodes import compose
from redactor.strict_yaml.problems import Problems, refuse

_ROLES = {role.value: role for role in (Role.SOURCE, Role.RELATIVE, Role.COMRADE, Role.HELPER)}
_TYPES = tuple(t.value for t in EntityType if t not in (EntityType.PERSON, EntityType.HIDDEN_TEXT))
_ID = re.compile(r"[a-z0-9-]+")
_BARE_NUMBER = re.compile(r"\d{1,3}")


def load_case(path: Path, passphrase: str | None = None) -> Case:
    """Read a case file, sealed or plain.

    Args:
        path: of the file.
        passphrase: of a sealed one.

    Raises:
        UnreadableError: if there is no such file, or the system does not let it be read.
        UsageError: if it is sealed and no passphrase is given, or the wrong one.
        PolicyError: if it is not well-formed; tells file, line and column of every mistake.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"the case file {path.name}: {(error.strerror or 'not readable').lower()}"
        ) from None
    if is_sealed(data):
        if passphrase is None:
            raise UsageError(f"the case file {path.name} is sealed; it needs its passphrase")
        data = unseal(data, passphrase)
    return read_case(data, path.name)


def read_case(data: bytes, file: str = "case.yaml") -> Case:
    """Read a case file's plain bytes; raises as :func:`load_case` does."""
    problems = Problems(file)
    root = compose(data, problems)
    case = _read(root, NodeReader(problems), hashlib.sha256(data).hexdigest()) if root is not None else None
    refuse(problems.found)
    assert case is not None  # noqa: S101 - a root that is missing is a problem, and was refused
    return case


@cache
def _keys() -> Mapping[str, list[str]]:
    text = (files("redactor.case") / "keys.yaml").read_text("utf-8")
    loaded: Mapping[str, list[str]] = yaml.safe_load(text)
    return loaded


def _read(root: yaml.Node, reader: NodeReader, sha256: str) -> Case:
    fields = reader.mapping(root, "a case file", _keys()["case"], ["version", "name", "people"])
    version = fields.get("version")
    if version is not None and getattr(version, "value", "") != "1":
        reader.problems.at(version, "the version of case files that this program reads is 1")
    people = tuple(_people(fields.get("people"), reader))
    ids = {person.id for person in people}
    return Case(
        name=reader.text(fields.get("name"), "the name"),
        people=people,
        facts=tuple(_facts(fields.get("facts"), ids, reader)),
        open_facts=(
            *_open_facts(fields.get("public"), "public", "already-public", ids, reader),
            *_open_facts(fields.get("consent"), "consent", "consent", ids, reader),
        ),
        public_figures=tuple(_figures(fields.get("public_figures"), reader)),
        sha256=sha256,
    )


def _people(node: yaml.Node | None, reader: NodeReader) -> Iterator[CasePerson]:
    seen: dict[str, str | None] = {}
    for entry in reader.items(node, "'people'"):
        fields = reader.mapping(entry, "a person", _keys()["person"], ["id", "role"])
        person_id = _new_id(fields.get("id"), seen, reader)
        role = _ROLES.get(reader.word(fields.get("role"), "role", _ROLES), Role.SOURCE)
        relation = reader.word(fields.get("relation"), "relation", relations()) or None
        of = reader.text(fields.get("of"), "'of'") or None
        if role is Role.RELATIVE and (of is None or relation is None):
            reader.problems.at(entry, "a relative needs 'of' (whose) and 'relation'")
        if of is not None and of not in seen:
            reader.problems.at(fields["of"], "'of' is the id of a person further up in the file")
        names = tuple(text for _, text in reader.texts(fields.get("names"), "the list of names"))
        pseudonym = reader.text(fields.get("pseudonym"), "the pseudonym") or None
        if not names and role is not Role.RELATIVE:
            reader.problems.at(entry, "a person needs 'names'; only a relative may go without")
        seen[person_id] = of
        yield CasePerson(person_id, role, of, relation, names, pseudonym)


def _new_id(node: yaml.Node | None, seen: Mapping[str, object], reader: NodeReader) -> str:
    person_id = reader.text(node, "the id")
    if person_id and not _ID.fullmatch(person_id):
        reader.problems.at(node, "an id has lower-case letters, digits and hyphens only")
    if person_id in seen:
        reader.problems.at(node, "this id stands in the file already; ids are given once")
    return person_id


def _facts(node: yaml.Node | None, ids: set[str], reader: NodeReader) -> Iterator[DangerousFact]:
    for entry in reader.items(node, "'facts'"):
        fields = reader.mapping(entry, "a fact", _keys()["fact"], _keys()["fact"])
        yield DangerousFact(*_fact(fields, ids, reader))


def _open_facts(
    node: yaml.Node | None, what: str, reason_code: str, ids: set[str], reader: NodeReader
) -> Iterator[OpenFact]:
    for entry in reader.items(node, f"'{what}'"):
        fields = reader.mapping(entry, "an open fact", _keys()["open_fact"], _keys()["open_fact"])
        proof = reader.mapping(
            fields.get("evidence"), "the evidence", _keys()["evidence"], _keys()["evidence"]
        )
        evidence = Evidence(*(_as_written(proof.get(key), f"'{key}'", reader) for key in _keys()["evidence"]))
        yield OpenFact(*_fact(fields, ids, reader), reason_code, evidence)


def _fact(
    fields: Mapping[str, yaml.Node], ids: set[str], reader: NodeReader
) -> tuple[str, str, tuple[str, ...]]:
    about = reader.text(fields.get("about"), "'about'")
    if about and about not in ids:
        reader.problems.at(fields["about"], "'about' is the id of one of the people of this file")
    entity_type = reader.word(fields.get("type"), "type", _TYPES)
    texts = reader.texts(fields.get("texts"), "the list of texts")
    for node, text in texts:
        if _BARE_NUMBER.fullmatch(text):
            reader.problems.at(
                node, "a bare number stands for too much; write it as the drafts do: 'aged 31'"
            )
    return about, entity_type, tuple(text for _, text in texts)


def _figures(node: yaml.Node | None, reader: NodeReader) -> Iterator[PublicFigure]:
    for entry in reader.items(node, "'public_figures'"):
        fields = reader.mapping(entry, "a public figure", _keys()["public_figure"], _keys()["public_figure"])
        names = tuple(text for _, text in reader.texts(fields.get("names"), "the list of names"))
        yield PublicFigure(reader.text(fields.get("id"), "the id"), names)


def _as_written(node: yaml.Node | None, what: str, reader: NodeReader) -> str:
    """A date or a number is taken as it is written: nobody computes with it."""
    if isinstance(node, yaml.ScalarNode) and node.value.strip():
        return " ".join(node.value.split())
    return reader.text(node, what)
