"""What reaches the terminal cannot command it, and says nothing of a document."""

from __future__ import annotations

import itertools

import pytest

from redactor.cli.console import describe, escape, escape_lines, exit_code, worst
from redactor.errors import DetectionError, ExitCode, PolicyError, UnreadableError, UsageError
from redactor.report.places import Lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("interview.md", "interview.md"),
        ("Київ 서울 é.txt", "Київ 서울 é.txt"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("exe\u202etxt.md", r"exe\u202etxt.md"),
        ("a\u200bb", r"a\u200bb"),
        ("broken\udc80", r"broken\udc80"),
        ("\x9b31m", r"\x9b31m"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_escape_lines_keeps_line_ends_only() -> None:
    assert escape_lines("a\x07\nb") == "a\\x07\nb"


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 3], 3),
        ([3, 1, 0], 1),
        ([1, 2, 3], 2),
    ],
)
def test_the_worst_code_counts_whatever_the_order(codes: list[int], code: int) -> None:
    for order in itertools.permutations(codes):
        assert worst(map(ExitCode, order)) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PolicyError("p.yaml:1:1: no"), 2),
        (UsageError("no"), 2),
        (UnreadableError("no"), 3),
        (DetectionError("no"), 1),
        (ValueError("Ri Mo"), 1),
    ],
)
def test_exit_codes(error: Exception, code: int) -> None:
    assert exit_code(error) == code


def test_what_the_product_raises_is_told() -> None:
    assert describe(UnreadableError("the file is empty")) == "the file is empty"


def test_anything_else_is_told_by_type_and_stage_only() -> None:
    with pytest.raises(TypeError) as inside:
        Lines.of(None)  # type: ignore[arg-type]
    assert describe(inside.value) == "internal error in report.places: TypeError"
    with pytest.raises(ValueError, match="Ri Mo") as outside:
        raise ValueError("cannot parse Ri Mo")
    assert describe(outside.value) == "internal error in redactor: ValueError"
