"""Typed reading of YAML nodes; every mistake is noted with its place and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml
from yaml.constructor import ConstructorError, SafeConstructor

from redactor.strict_yaml.problems import Problems

_TEXT = "tag:yaml.org,2002:str"
_NUMBERS = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
_COUNT = re.compile(r"[1-9][0-9]{0,8}")
_NULL = "tag:yaml.org,2002:null"


class NodeReader:
    """Reads values out of one file's nodes.

    Each method takes ``None`` for a node that is not there and returns its empty value then
    and after a mistake, so that callers need not ask which of the two it was.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def mapping(
        self, node: yaml.Node | None, what: str, known: Iterable[str], required: Iterable[str] = ()
    ) -> Mapping[str, yaml.Node]:
        """Return the values of a mapping by key: known keys only, each once.

        Args:
            node: the mapping.
            what: what it is, for messages: ``a rule``.
            known: keys that it may have.
            required: keys that it must have.
        """
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._wrong_type(node, f"{what} is a mapping, with lines like 'key: value'")
            return {}
        values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = str(key.value) if isinstance(key, yaml.ScalarNode) else _shape(key)
            if word in values:
                self.problems.at(key, f"the key{self.problems.quoted(word)} stands here twice; keep one")
            elif word not in known:
                self.problems.unknown(key, "key", word, known)
            else:
                values[word] = value
        for key in required:
            if key not in values:
                self.problems.at(node, f"{what} needs '{key}'")
        return values

    def items(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        """Return the nodes of a list."""
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_type(node, f"{what} is a list, with a line '- ' for each entry")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None, what: str) -> str:
        """Return a text, its blanks and line breaks collapsed; never empty without a mistake."""
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._wrong_type(node, f"{what} is a text")
            return ""
        if node.tag == _NULL or (node.tag == _TEXT and not node.value.strip()):
            self.problems.at(node, f"{what} is empty")
            return ""
        if node.tag != _TEXT:
            example = self.problems.quoted(node.value, ': "{}"')
            self.problems.at(node, f"{what} is a text; write it in quotes{example}")
            return ""
        return " ".join(node.value.split())

    def texts(self, node: yaml.Node | None, what: str) -> list[tuple[yaml.Node, str]]:
        """Return one text or a list of texts, each with its node."""
        if node is None:
            return []
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            self.problems.at(node, f"{what} is empty")
        read = [(n, self.text(n, what)) for n in nodes]
        return [(n, t) for n, t in read if t]

    def word(self, node: yaml.Node | None, what: str, known: Iterable[str]) -> str:
        """Return a word out of a known set; empty after a mistake."""
        words = self._known([(node, self.text(node, what))] if node is not None else [], what, known)
        return words[0] if words else ""

    def words(self, node: yaml.Node | None, what: str, known: Iterable[str]) -> list[str]:
        """Return one word or a list of words out of a known set."""
        return self._known(self.texts(node, what), what, known)

    def score(self, node: yaml.Node | None, what: str) -> float | None:
        """Return a number from 0 to 1."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or node.tag not in _NUMBERS:
            self._wrong_type(node, f"{what} is a number from 0 to 1")
            return None
        try:
            value = float(SafeConstructor().construct_yaml_float(node))
        except (ConstructorError, ValueError, OverflowError):
            value = -1.0
        if not 0 <= value <= 1:
            given = self.problems.quoted(node.value, ", not {}")
            self.problems.at(node, f"{what} is a number from 0 to 1{given}")
            return None
        return value

    def count(self, node: yaml.Node | None, what: str) -> int | None:
        """Return a whole number above zero."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode) or not _COUNT.fullmatch(node.value) or node.style:
            self._wrong_type(node, f"{what} is a whole number above zero")
            return None
        return int(node.value)

    def _known(self, read: Iterable[tuple[yaml.Node, str]], what: str, known: Iterable[str]) -> list[str]:
        words = []
        for node, word in read:
            if word in known:
                words.append(word)
            elif word:
                self.problems.unknown(node, what, word, known)
        return words

    def _wrong_type(self, node: yaml.Node, expected: str) -> None:
        self.problems.at(node, f"{expected}; here is {_shape(node)}")


def has_key(node: yaml.Node | None, key: str) -> bool:
    """Whether a node is a mapping with a key, whatever its value."""
    return isinstance(node, yaml.MappingNode) and any(k.value == key for k, _ in node.value)


def _shape(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return "nothing" if node.tag == _NULL else "a single value"
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
