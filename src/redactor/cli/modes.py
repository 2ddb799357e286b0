"""The options that say how ``redact`` lets a file come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option(
        "--clean/--tracked",
        default=True,
        help="Release what a reader gets, or nothing: a Word copy to decide in, which holds the original.",
    ),
    click.option("--pages", "pdf", flag_value="pages", help="Release PDFs as pages drawn anew."),
    click.option(
        "--text", "pdf", flag_value="text", help="Release PDFs as Markdown.  [default: the policy's]"
    ),
)


def modes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``clean`` and ``pdf``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
