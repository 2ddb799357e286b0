"""The ``analyze`` command."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from redactor.case import Case
from redactor.cli.console import describe, escape, exit_code, worst
from redactor.errors import ExitCode
from redactor.intake import read_file
from redactor.model import Action, Analysis, Decision
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import Policy, load_policy
from redactor.sandbox import Sandbox

ANALYSIS_SCHEMA = "redactor.analysis/1"
"""Version of the JSONL shape. Adding a key is compatible; anything else gets a new number."""

_COLOURS = {Action.MASK: "red", Action.GENERALIZE: "yellow", Action.KEEP: "green"}
_PIPED_WIDTH = 160


def analyze_files(
    paths: Sequence[Path],
    policy: str,
    *,
    shape: str,
    show_kept: bool,
    detectors: str,
    case: Case | None,
    pipeline: str | None,
) -> ExitCode:
    """Analyze each file and print what was decided; return the run's exit code.

    Args:
        paths: the files.
        policy: a policy's name or path.
        shape: ``table`` or ``jsonl``.
        show_kept: whether the table has rows for what is kept.
        detectors: ``all``, ``rules`` or ``model``.
        case: of a case file; ``None`` without one.
        pipeline: a spaCy pipeline's name.
    """
    loaded = load_policy(policy)
    engine = load_engine(
        loaded,
        pipeline=pipeline,
        detectors=DetectorSet(detectors),
        case=case,
        confine=Sandbox(loaded.handling.limits).confine,
    )
    codes = []
    for path in paths:
        try:
            data = read_file(path, engine.handling.limits.bytes)
            analysis = analyze_document(engine, engine.read(path.name, data))
        except Exception as error:
            _print_failure(path, error, shape)
            codes.append(exit_code(error))
            continue
        if shape == "jsonl":
            _print_json(to_json(path, analysis, engine.policy))
        else:
            _print_table(path, analysis, engine, show_kept=show_kept)
        codes.append(ExitCode.RELEASED)
    return worst(codes)


def to_json(path: Path, analysis: Analysis, policy: Policy) -> dict[str, Any]:
    """Return an analysis in the shape :data:`ANALYSIS_SCHEMA`; it holds no text of the document."""
    document = analysis.document
    return {
        "schema": ANALYSIS_SCHEMA,
        "path": str(path),
        "sha256": document.sha256,
        "language": document.language,
        "policy": {"name": policy.name, "version": policy.version},
        "findings": [_finding(d) for d in analysis.decisions],
    }


def _finding(decision: Decision) -> dict[str, Any]:
    finding = decision.finding
    return {
        "segment": finding.segment,
        "start": finding.span.start,
        "end": finding.span.end,
        "entity_type": str(finding.entity_type),
        "subject": finding.subject.id,
        "role": finding.subject.role.value,
        "context": finding.context.value,
        "action": decision.action.label,
        "replacement": decision.replacement,
        "score": finding.score,
        "rule": finding.rule,
        "reason": finding.reason,
        "decided_by": decision.decided_by,
        "decision_reason": decision.reason,
        "review": decision.review_required,
    }


def _print_json(record: Mapping[str, Any]) -> None:
    """Print one line of ASCII, so that no terminal and no undecodable file name can spoil it."""
    click.echo(json.dumps(record, ensure_ascii=True))


def _print_failure(path: Path, error: Exception, shape: str) -> None:
    if shape == "jsonl":
        _print_json({"schema": ANALYSIS_SCHEMA, "path": str(path), "error": describe(error)})
    else:
        click.echo(f"{escape(str(path))}: {escape(describe(error))}", err=True)


def _print_table(path: Path, analysis: Analysis, engine: Engine, *, show_kept: bool) -> None:
    shown = [d for d in analysis.decisions if show_kept or d.action is not Action.KEEP]
    table = Table(title=Text(escape(str(path))), title_justify="left", expand=True)
    for heading in ("Where", "What", "Action", "Becomes", "About", "Why"):
        table.add_column(heading, overflow="fold")
    for decision in shown:
        table.add_row(*_row(analysis, decision))
    plain = Console(highlight=False, markup=False, emoji=False)
    console = plain if plain.is_terminal else Console(
        highlight=False, markup=False, emoji=False, width=_PIPED_WIDTH
    )  # fmt: skip
    console.print(table)
    hidden = len(analysis.decisions) - len(shown)
    awaiting = sum(d.review_required for d in analysis.decisions)
    console.print(
        f"{len(shown)} shown, {hidden} kept and not shown{' (--all shows them)' if hidden else ''};"
        f" {awaiting} to be looked at by a person; policy {engine.policy.name} {engine.policy.version}"
    )


def _row(analysis: Analysis, decision: Decision) -> tuple[Text, ...]:
    finding = decision.finding
    subject = analysis.pseudonyms.get(finding.subject.id, finding.subject.role.replace("_", " "))
    cells = (
        _where(analysis, decision),
        str(finding.entity_type),
        decision.action.label + (", review" if decision.review_required else ""),
        decision.replacement or "",
        subject,
        f"{finding.reason}; {decision.reason} [{decision.decided_by}]",
    )
    styles = ("", "", _COLOURS[decision.action], "", "", "")
    return tuple(Text(escape(cell), style=style) for cell, style in zip(cells, styles, strict=True))


def _where(analysis: Analysis, decision: Decision) -> str:
    """Return segment, line and column: the table shows no original text."""
    text, start = analysis.document.segment(decision.finding.segment).text, decision.finding.span.start
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return f"{decision.finding.segment} {line}:{column}"
