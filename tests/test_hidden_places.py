"""The list of places where secrets hide names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_place_has_a_test_that_exists(root: Path) -> None:
    text = (root / "docs" / "hidden-places.md").read_text("utf-8")
    lines = (line for line in text.splitlines() if line.startswith("| "))
    rows = [line for line in lines if not line.startswith(("| place |", "| what |"))]
    assert len(rows) > 35
    for row in rows:
        assert _TEST.search(row) or re.search(r"\| (?:planted|hostile)\b", row), row
    for path, name in _TEST.findall(text):
        assert re.search(rf"def {name}\(", (root / path).read_text("utf-8")), f"{path}::{name}"
