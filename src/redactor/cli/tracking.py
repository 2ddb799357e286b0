"""The tracked mode: ``redact --tracked`` and ``apply-tracked``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

import click

from redactor.case import Case
from redactor.cli.console import describe, escape, exit_code, worst
from redactor.cli.redacting import reasons, summary
from redactor.desk import SUFFIX, Applied, apply_copy, write_copy
from redactor.errors import ExitCode
from redactor.pipeline import Engine, load_engine
from redactor.policy import load_policy
from redactor.sandbox import Sandbox


def write_copies(
    paths: Sequence[Path], policy: str, out: Path, *, case: Case | None, pipeline: str | None
) -> ExitCode:
    """Write a copy for the desk of each file, with one line on each; return the run's exit code."""
    engine = _engine(policy, case, pipeline)
    taken: list[str] = []
    codes = []
    for path in paths:
        name = escape(str(path))
        try:
            copy = write_copy(engine, path, out, taken)
        except Exception as error:
            click.echo(f"{name}: {escape(describe(error))}", err=True)
            codes.append(exit_code(error))
            continue
        taken.append(copy.name.removesuffix(SUFFIX))
        written = escape(str(out / copy.name))
        click.echo(
            f"{name}: written for the desk as {written}, with {copy.changes} changes; nothing was released"
        )
        click.echo(f"warning: {written} holds the original text; keep it as safe as the draft", err=True)
        if not copy.outcome.released:
            click.echo("\n".join(["  a release would be refused:", *reasons(copy.outcome)]), err=True)
        codes.append(ExitCode.RELEASED)
    return worst(codes)


def apply_copies(
    paths: Sequence[Path],
    policy: str,
    out: Path,
    *,
    internal: bool,
    case: Case | None,
    pipeline: str | None,
) -> ExitCode:
    """Release each copy as people decided, with one line on each; return the run's exit code."""
    engine = _engine(policy, case, pipeline)
    taken: list[str] = []
    codes = []
    for path in paths:
        name = escape(str(path))
        try:
            applied = apply_copy(engine, path, out, internal=internal, taken=taken)
        except Exception as error:
            click.echo(f"{name}: {escape(describe(error))}", err=True)
            codes.append(exit_code(error))
            continue
        outcome = applied.outcome
        if outcome.released:
            taken.append(PurePath(outcome.name).stem)
            written = escape(str(out / outcome.name))
            click.echo(f"{name}: released as {written} ({summary(outcome)}; the desk: {_said(applied)})")
            codes.append(ExitCode.RELEASED)
        else:
            click.echo("\n".join([f"{name}: refused, nothing was written", *reasons(outcome)]), err=True)
            codes.append(ExitCode.REFUSED)
    return worst(codes)


def _engine(policy: str, case: Case | None, pipeline: str | None) -> Engine:
    loaded = load_policy(policy)
    return load_engine(loaded, pipeline=pipeline, case=case, confine=Sandbox(loaded.handling.limits).confine)


def _said(applied: Applied) -> str:
    parts = [f"{count} {resolution.value}" for resolution, count in sorted(applied.counts.items())]
    if applied.lost:
        parts.append(f"{applied.lost} not in the file any more")
    return ", ".join(parts) or "no changes"
