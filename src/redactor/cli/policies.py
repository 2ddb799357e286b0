"""The ``policy`` commands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from redactor.cli.console import escape, escape_lines, worst
from redactor.errors import ExitCode, PolicyError, UsageError
from redactor.model import Role
from redactor.policy import Query, diff, explain, json_schema, lint, load_policy


def check_policies(paths: Sequence[Path]) -> ExitCode:
    """Check each policy, print every mistake and warning; return the exit code."""
    codes = []
    for path in paths:
        try:
            policy = load_policy(str(path))
        except PolicyError as error:
            click.echo(escape_lines(str(error)), err=True)
            codes.append(error.exit_code)
            continue
        for warning in lint(policy):
            click.echo(escape(f"warning: {warning}"), err=True)
        about = f"{policy.name} {policy.version}, {len(policy.rules)} rules"
        click.echo(escape(f"{path}: valid ({about})"))
        codes.append(ExitCode.RELEASED)
    return worst(codes)


def explain_policy(name: str, query: Query) -> None:
    """Print which rule answers and why.

    Raises:
        UsageError: for a relation of somebody who is no relative.
        PolicyError: if the policy is wrong.
    """
    if query.relation is not None and query.role is not Role.RELATIVE:
        raise UsageError("--relation goes with --role relative only")
    click.echo(escape_lines(str(explain(load_policy(name), query))), nl=False)


def compare_policies(first: str, second: str) -> None:
    """Print what the second policy protects less and more.

    Raises:
        PolicyError: if one of them is wrong.
    """
    click.echo(escape_lines(str(diff(load_policy(first), load_policy(second)))), nl=False)


def print_schema() -> None:
    """Print the JSON Schema of policy files."""
    click.echo(json.dumps(json_schema(), indent=2))
