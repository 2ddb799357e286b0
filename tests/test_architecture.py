"""The walls between the rooms, as ``docs/architecture.md`` draws them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "redactor"
ENTRANCES = {"__init__.py", "__main__.py"}
"""Modules of no room: the package's front and the ``python -m`` entrance."""

PURE_ROOMS = [
    "text",
    "second_look",
    "attribute",
    "generalize",
    "decide",
    "plan",
    "smooth",
    "apply",
    "verify",
    "policy/evaluate",
    "evaluate/marks",
    "evaluate/score",
    "evaluate/evaluation",
    "review/states",
    "review/log",
    "review/carrying",
]
IMPURE = {"os", "io", "time", "datetime.datetime.now", "random", "secrets", "logging", "socket", "subprocess",
          "tempfile", "shutil", "uuid", "locale"}  # fmt: skip
IN_MEMORY = "io.BytesIO"
"""The one thing of ``io`` that touches nothing outside."""
ONLY_IN = {
    "spacy": {"detect", "evaluate"},
    "thinc": {"detect"},
    "threadpoolctl": {"detect"},
    "presidio_analyzer": {"detect"},
    "presidio_anonymizer": {"presidio_operator"},
    "jinja2": {"report", "evaluate", "archive", "review"},
    "fsspec": {"archive"},
    "distributed": {"archive"},
    "sqlalchemy": {"review"},
    "fastapi": {"review"},
    "click": {"cli"},
    "rich": {"cli"},
    "socket": set(),
    "requests": set(),
    "urllib.request": set(),
    "http": set(),
    "pickle": set(),
}
MAX_LINES = 300
LONGER = {"model.py"}
"""The words of the house stand in one place, and most of its lines explain them."""


def _table() -> dict[str, set[str]]:
    """Return room -> rooms that it may import, as the documentation says."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", page, re.MULTILINE)
    return {room: set(re.findall(r"`(\w+)`", allowed)) for room, allowed in rows}


def _modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).as_posix() not in ENTRANCES)


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they go"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own(name: str) -> str | None:
    """Return the room that an import reaches into; ``None`` for what is not ours."""
    parts = name.split(".")
    if parts[0] != "redactor":
        return None
    is_room = len(parts) > 1 and ((PACKAGE / parts[1]).is_dir() or (PACKAGE / f"{parts[1]}.py").is_file())
    return parts[1] if is_room else "redactor"


def test_every_module_is_in_a_room_of_the_table() -> None:
    assert {_room(p) for p in _modules()} == set(_table())


@pytest.mark.parametrize("path", _modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_stay_within_what_the_room_may_know(path: Path) -> None:
    room = _room(path)
    allowed = _table()[room] | {room}
    reached = {own for name in _imports(path) if (own := _own(name))}
    assert reached <= allowed, f"{room} reaches into {sorted(reached - allowed)}"


def test_the_table_allows_no_more_than_is_used() -> None:
    """A permission that nobody uses is a wall that is already half down."""
    used: dict[str, set[str]] = {room: set() for room in _table()}
    for path in _modules():
        used[_room(path)] |= {own for name in _imports(path) if (own := _own(name))} - {_room(path)}
    assert used == _table()


@pytest.mark.parametrize("library", ONLY_IN)
def test_only_its_room_knows_a_library(library: str) -> None:
    knowing = {_room(p) for p in _modules() for n in _imports(p) if f"{n}.".startswith(f"{library}.")}
    assert knowing <= ONLY_IN[library]


@pytest.mark.parametrize("place", PURE_ROOMS)
def test_the_middle_touches_nothing_outside(place: str) -> None:
    target = PACKAGE / place
    paths = target.rglob("*.py") if target.is_dir() else [PACKAGE / f"{place}.py"]
    for path in paths:
        reached = {n.partition(".")[0] for n in _imports(path) if n != IN_MEMORY}
        assert not reached & IMPURE, path
        calls = [n.func.id for n in ast.walk(ast.parse(path.read_text("utf-8")))
                 if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]  # fmt: skip
        assert not {"open", "print", "input", "eval", "exec"} & set(calls), path


@pytest.mark.parametrize("path", _modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_stay_short(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() not in LONGER:
        assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES
