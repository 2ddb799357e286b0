"""Cells that a spreadsheet would run: they are written so that it shows them instead."""

from __future__ import annotations

import re

REMARK = "Cells that a spreadsheet would run as formulas are written with an apostrophe before them."

_RUNS = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"\s*[+-]?(?:\d[\d .,\u00a0\u202f]*|[.,]\d+)(?:[eE][+-]?\d+)?\s*%?\s*")


def would_run(cell: str) -> bool:
    """Whether a spreadsheet could take a cell's text as a formula; a plain number is none."""
    return _RUNS.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def defused(cell: str) -> str:
    """Return a cell's text as it is written."""
    return f"'{cell}" if would_run(cell) else cell


def read_as(cell: str) -> str:
    """Return a written cell's text without the apostrophe that :func:`defused` sets."""
    return cell[1:] if cell.startswith("'") and would_run(cell[1:]) else cell
