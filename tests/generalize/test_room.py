"""The room's borders and tables."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import redactor.generalize
from redactor.generalize import Request, generalize
from redactor.generalize.en import HIERARCHIES
from redactor.generalize.tables import table
from redactor.model import UNKNOWN, Span

_ROOM = Path(redactor.generalize.__file__).parent
_MODULES = [*_ROOM.rglob("*.py"), *(_ROOM.parent / "text").glob("*.py")]
_OUTSIDE = {
    "os",
    "sys",
    "time",
    "datetime",
    "random",
    "secrets",
    "logging",
    "pathlib",
    "socket",
    "locale",
    "io",
}


@pytest.mark.parametrize("path", _MODULES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_module_has_no_clock_path_log_or_chance(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {n.partition(".")[0] for n in names} & _OUTSIDE
        assert not (isinstance(node, ast.Name) and node.id in {"open", "print", "input"})


@pytest.mark.parametrize("path", sorted(_ROOM.rglob("*.yaml")), ids=lambda p: p.stem)
def test_words_in_tables_are_words(path):
    """YAML reads a bare no or on as a truth value; a list of words holds words only."""
    text = path.read_text("utf-8")
    assert "source:" in text
    assert "licence:" in text
    assert not [leaf for leaf in _leaves(yaml.safe_load(text)) if isinstance(leaf, bool)]


def _leaves(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)
    else:
        yield node


def test_rungs_are_those_that_a_policy_may_name():
    rungs = yaml.safe_load((files("redactor.policy") / "rungs.yaml").read_text("utf-8"))
    named = {kind: list(ladder["rungs"]) for ladder in rungs["ladders"] for kind in ladder["types"]}
    assert table("data/ladders") == named


def test_every_ladder_has_its_hierarchy():
    assert set(HIERARCHIES) == set(table("data/ladders"))


def test_a_request_and_its_errors_do_not_show_the_text():
    request = Request("HOMETOWN", "region", "secret words", Span(0, 6), UNKNOWN, None)
    assert "secret" not in repr(request)


def test_an_unknown_rung_or_type_is_masked():
    for kind, rung in (("HOMETOWN", "galaxy"), ("PLUGIN_TYPE", "region"), ("PERSON", "decade")):
        assert generalize(Request(kind, rung, "in Sinchon", Span(3, 10), UNKNOWN, None)).rung is None
