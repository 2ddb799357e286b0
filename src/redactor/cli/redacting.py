"""The ``redact`` command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import click
from rich.console import Console
from rich.text import Text

from redactor.apply import apply_plan, strip_hidden_characters
from redactor.case import Case
from redactor.cli.console import describe, escape, exit_code, worst
from redactor.delivery import redact_file
from redactor.errors import ExitCode
from redactor.handling import PdfOutput
from redactor.model import Action, Leak, Outcome
from redactor.pipeline import load_engine
from redactor.policy import load_policy
from redactor.report import Passage, changed_passages
from redactor.sandbox import Sandbox

_DONE = {Action.MASK: "masked", Action.GENERALIZE: "generalized", Action.KEEP: "kept"}


def redact_files(
    paths: Sequence[Path],
    policy: str,
    out: Path,
    *,
    internal: bool,
    show_changes: bool,
    pdf: str | None,
    case: Case | None,
    pipeline: str | None,
) -> ExitCode:
    """Redact each file, with one line on each; return the run's exit code."""
    loaded = load_policy(policy)
    if pdf is not None:
        loaded = replace(loaded, handling=replace(loaded.handling, pdf=PdfOutput(pdf)))
    confine = Sandbox(loaded.handling.limits).confine
    engine = load_engine(loaded, pipeline=pipeline, case=case, confine=confine)
    taken: list[str] = []
    codes = []
    for path in paths:
        name = escape(str(path))
        try:
            outcome = redact_file(engine, path, out, internal=internal, taken=taken)
        except Exception as error:
            click.echo(f"{name}: {escape(describe(error))}", err=True)
            codes.append(exit_code(error))
            continue
        if outcome.released:
            taken.append(PurePath(outcome.name).stem)
            click.echo(f"{name}: released as {escape(str(out / outcome.name))} ({summary(outcome)})")
            codes.append(ExitCode.RELEASED)
        else:
            click.echo("\n".join([f"{name}: refused, nothing was written", *reasons(outcome)]), err=True)
            codes.append(ExitCode.REFUSED)
        if show_changes:
            _show(changed_passages(outcome.analysis.document, outcome.plan))
    return worst(codes)


def summary(outcome: Outcome) -> str:
    """Return how many decisions there are of each kind."""
    decisions = outcome.analysis.decisions
    counts = Counter(d.action for d in decisions)
    parts = [f"{counts[action]} {word}" for action, word in _DONE.items()]
    awaiting = sum(d.review_required for d in decisions)
    return ", ".join(parts) + (f"; {awaiting} to be looked at by a person" if awaiting else "")


def reasons(outcome: Outcome) -> Iterator[str]:
    """Yield one line for each way in which the check failed, with every line of the text it was in."""
    written = strip_hidden_characters(apply_plan(outcome.analysis.document, outcome.plan))
    texts = {s.id: s.text for s in written.segments}
    alike: dict[tuple[str, str, str], list[Leak]] = {}
    for leak in outcome.leaks:
        alike.setdefault((leak.segment, leak.detail, leak.kind), []).append(leak)
    for (segment, detail, kind), leaks in alike.items():
        yield f"  {segment}{_where(leaks, texts.get(segment))}: {escape(detail)} [{kind}]"


def _where(leaks: Sequence[Leak], text: str | None) -> str:
    starts = [leak.span.start for leak in leaks if leak.span is not None]
    if text is None or not starts:
        return f" ({len(leaks)} times)" if len(leaks) > 1 else ""
    numbers = sorted({text.count("\n", 0, start) + 1 for start in starts})
    return f", line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _show(passages: Sequence[Passage]) -> None:
    """Print changed sentences, before in red and after in green: original text, on request only."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for passage in passages:
        before, after = Text("- "), Text("+ ")
        for piece in passage.pieces:
            before.append(_on_one_line(piece.before), style="red bold" if piece.changed else "red")
            after.append(_on_one_line(piece.after), style="green bold" if piece.changed else "green")
        console.print(Text(f"{passage.segment}, line {passage.line}", style="dim"), before, after, sep="\n")


def _on_one_line(text: str) -> str:
    return escape(text.replace("\r\n", " ").replace("\n", " "))
