"""From a case file's nodes to its records, with the place of every term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from redactor.case.records import Case, CasePerson, DangerousFact, Evidence, OpenFact
from redactor.case.vocabulary import ROLES, TYPES, VERSION, keys, required
from redactor.model import EntityType, Role
from redactor.policy import PublicFigure
from redactor.policy.vocabulary import relations
from redactor.strict_yaml.node_reader import NodeReader
from redactor.strict_yaml.problems import Problems


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a case file and where it stands.

    Attributes:
        node: its place.
        level: ``person``, ``fact``, ``public``, ``consent``, ``public_figure`` or ``pseudonym``.
        about: id of whom it is about.
        entity_type: what it is.
        text: as the editor wrote it.
    """

    node: yaml.Node
    level: str
    about: str
    entity_type: str
    text: str = field(repr=False)


def read_nodes(root: yaml.Node | None, sha256: str, problems: Problems) -> tuple[Case, tuple[Written, ...]]:
    """Read a case file.

    Args:
        root: the file's root node.
        sha256: of its bytes.
        problems: where mistakes go; the case is only to be used if none was noted.

    Returns:
        The case, and all its texts in the order of the file.
    """
    reading = _Reading(NodeReader(problems))
    return reading.case(root, sha256), tuple(reading.written)


class _Reading:
    """The state of reading one file: the ids given and the texts seen."""

    def __init__(self, reader: NodeReader) -> None:
        self.written: list[Written] = []
        self._reader = reader
        self._people: dict[str, int] = {}

    def case(self, root: yaml.Node | None, sha256: str) -> Case:
        fields = self._fields(root, "a case file", "case")
        version = fields.get("version")
        if version is not None and getattr(version, "value", "") != str(VERSION):
            self._reader.problems.at(version, f"this program reads version {VERSION} of case files")
        return Case(
            name=self._reader.text(fields.get("name"), "the name"),
            people=tuple(self._read_people(fields.get("people"))),
            facts=tuple(self._read_facts(fields.get("facts"))),
            open_facts=(
                *self._read_open(fields.get("public"), "public", "already-public"),
                *self._read_open(fields.get("consent"), "consent", "consent"),
            ),
            public_figures=tuple(self._read_figures(fields.get("public_figures"))),
            sha256=sha256,
        )

    def _fields(self, node: yaml.Node | None, what: str, level: str) -> Mapping[str, yaml.Node]:
        return self._reader.mapping(node, what, keys(level), required(level))

    def _read_people(self, node: yaml.Node | None) -> Iterator[CasePerson]:
        for entry in self._reader.items(node, "'people'"):
            fields = self._fields(entry, "a person", "person")
            role = ROLES.get(self._reader.word(fields.get("role"), "role", ROLES), Role.SOURCE)
            of, relation = self._kinship(entry, fields, role)
            person_id = self._new_id(fields.get("id"), self._people)
            names = self._texts(fields.get("names"), "names", "person", person_id, EntityType.PERSON)
            pseudonym = self._reader.text(fields.get("pseudonym"), "the pseudonym") or None
            if pseudonym is not None:
                node_of = fields["pseudonym"]
                self.written.append(Written(node_of, "pseudonym", person_id, EntityType.PERSON, pseudonym))
            if "names" not in fields and role is not Role.RELATIVE:
                self._reader.problems.at(entry, "a person needs 'names'; only a relative may go without")
            yield CasePerson(person_id, role, of, relation, names, pseudonym)

    def _kinship(
        self, entry: yaml.Node, fields: Mapping[str, yaml.Node], role: Role
    ) -> tuple[str | None, str | None]:
        of = self._reader.text(fields.get("of"), "'of'") or None
        relation = self._reader.word(fields.get("relation"), "relation", relations()) or None
        if role is Role.RELATIVE:
            for key in ("of", "relation"):
                if key not in fields:
                    self._reader.problems.at(entry, f"a relative needs '{key}'")
        elif fields.keys() & {"of", "relation"}:
            self._reader.problems.at(entry, "only a relative has 'of' and 'relation'")
        if of is not None and of not in self._people:
            self._reader.problems.at(fields["of"], "'of' is the id of a person further up in the file")
        return of, relation

    def _new_id(self, node: yaml.Node | None, given: dict[str, int]) -> str:
        new = self._reader.text(node, "the id")
        if new and not all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in new):
            self._reader.problems.at(node, "an id has lower-case letters, digits and hyphens only")
        elif new in given:
            self._reader.problems.at(node, f"this id stands in line {given[new]} already; ids are given once")
        if new and node is not None:
            given.setdefault(new, node.start_mark.line + 1)
        return new

    def _read_facts(self, node: yaml.Node | None) -> Iterator[DangerousFact]:
        for entry in self._reader.items(node, "'facts'"):
            yield DangerousFact(*self._fact(self._fields(entry, "a fact", "fact"), "fact"))

    def _read_open(self, node: yaml.Node | None, level: str, reason_code: str) -> Iterator[OpenFact]:
        for entry in self._reader.items(node, f"'{level}'"):
            fields = self._fields(entry, f"an entry of '{level}'", "open_fact")
            proof = self._fields(fields.get("evidence"), "the evidence", "evidence")
            evidence = Evidence(*(self._as_written(proof.get(key), f"'{key}'") for key in keys("evidence")))
            yield OpenFact(*self._fact(fields, level), reason_code, evidence)

    def _fact(self, fields: Mapping[str, yaml.Node], level: str) -> tuple[str, str, tuple[str, ...]]:
        about = self._reader.text(fields.get("about"), "'about'")
        if about and about not in self._people:
            problem = "'about' is the id of one of the people of this file"
            self._reader.problems.at(fields["about"], problem)
        entity_type = self._reader.word(fields.get("type"), "type", TYPES)
        return about, entity_type, self._texts(fields.get("texts"), "texts", level, about, entity_type)

    def _read_figures(self, node: yaml.Node | None) -> Iterator[PublicFigure]:
        given: dict[str, int] = {}
        for entry in self._reader.items(node, "'public_figures'"):
            fields = self._fields(entry, "a public figure", "public_figure")
            new = self._new_id(fields.get("id"), given)
            names = self._texts(fields.get("names"), "names", "public_figure", new, EntityType.PERSON)
            yield PublicFigure(new, names)

    def _texts(
        self, node: yaml.Node | None, key: str, level: str, about: str, entity_type: str
    ) -> tuple[str, ...]:
        texts = self._reader.texts(node, f"'{key}'")
        self.written += [Written(n, level, about, entity_type, text) for n, text in texts]
        return tuple(text for _, text in texts)

    def _as_written(self, node: yaml.Node | None, what: str) -> str:
        """A date or a number is taken as it is written: nobody computes with it."""
        if isinstance(node, yaml.ScalarNode) and node.value.strip() and not node.tag.endswith(":null"):
            return " ".join(node.value.split())
        return self._reader.text(node, what)
