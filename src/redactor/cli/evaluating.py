"""The ``evaluate`` command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from redactor.cli.console import escape
from redactor.cli.figures_table import print_figures
from redactor.cli.gold_files import gold_paths, read_files
from redactor.errors import ExitCode, RefusedError, UnreadableError
from redactor.evaluate.as_json import to_json
from redactor.evaluate.baseline import TOLERANCE, read_baseline, worse, write_baseline
from redactor.evaluate.detectors import Detectors
from redactor.evaluate.evaluation import Evaluation, Result, evaluate
from redactor.evaluate.page import render_page
from redactor.evaluate.records import Found, GoldDocument
from redactor.intake import read_file
from redactor.pipeline import DetectorSet, Engine, analyze_document, load_engine
from redactor.policy import load_policy
from redactor.release import write_release


@dataclass(frozen=True, slots=True)
class Options:
    """What the command was asked for.

    Attributes:
        policy: name or path.
        form: of the gold files; ``None`` tells it from the content.
        as_json: whether to print JSON.
        html: where the page goes, if anywhere.
        resamples: of the bootstrap.
        detectors: which of them run; ``each`` runs all, and then each alone.
        baseline: earlier figures to compare with, if any.
        write_baseline: where today's figures go, if anywhere.
        pipeline: a spaCy pipeline's name.
    """

    policy: str
    form: str | None
    as_json: bool
    html: Path | None
    resamples: int
    detectors: str
    baseline: Path | None
    write_baseline: Path | None
    pipeline: str | None


def evaluate_files(paths: Sequence[Path], options: Options) -> ExitCode:
    """Measure the tool on marked files and print the figures; return the exit code.

    Raises:
        RedactorError: if a file is malformed, cannot be analyzed, or a page cannot be
            written: figures of a part of the documents would deceive.
    """
    before = None if options.baseline is None else _read_baseline(options.baseline)
    documents = read_files(paths, options.form)
    evaluation = _measure(documents, options)
    _write_files(evaluation, options, list(gold_paths(paths)))
    if options.as_json:
        about = {"policy": options.policy, "detectors": options.detectors}
        click.echo(json.dumps({**about, **to_json(evaluation)}))
    else:
        print_figures(evaluation)
    return ExitCode.RELEASED if before is None else _compare(evaluation, before, options)


def _measure(documents: Sequence[GoldDocument], options: Options) -> Evaluation:
    separately = options.detectors == "each"
    detectors = DetectorSet.ALL if separately else DetectorSet(options.detectors)
    results = run_tool(documents, options.policy, options.pipeline, detectors)
    singly = (Detectors.RULES, Detectors.MODEL) if separately else ()
    alone = {d: run_tool(documents, options.policy, options.pipeline, DetectorSet(d)) for d in singly}
    return evaluate(results, options.resamples, alone)


def run_tool(
    documents: Sequence[GoldDocument],
    policy: str,
    pipeline: str | None,
    detectors: DetectorSet = DetectorSet.ALL,
) -> list[Result]:
    """Run the product over marked documents and return what it found in each.

    Raises:
        RedactorError: if a document cannot be read or analyzed; names the document.
    """
    engine = load_engine(load_policy(policy), pipeline=pipeline, detectors=detectors)
    return [(document, _find(engine, document)) for document in documents]


def _find(engine: Engine, gold: GoldDocument) -> tuple[Found, ...]:
    name, data = "document.txt", gold.text.encode()
    try:
        document = engine.read(name, data)
        if [s.text for s in document.segments] != [gold.text]:
            raise UnreadableError("its text is changed when it is read as plain text")
        return tuple(Found.of(d) for d in analyze_document(engine, document).decisions)
    except (UnreadableError, RefusedError) as error:
        raise type(error)(f"{gold.name}: {error}") from None


def _read_baseline(path: Path) -> dict[str, float]:
    try:
        return dict(read_baseline(read_file(path)))
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None


def _compare(evaluation: Evaluation, before: dict[str, float], options: Options) -> ExitCode:
    fallen = worse(evaluation.figures, before)
    if not fallen:
        return ExitCode.RELEASED
    name = escape(str(options.baseline))
    lines = [
        f"worse than {name} by more than {TOLERANCE}:",
        *(f"  {sentence}" for sentence in fallen),
        "Mend what made it worse. If it is worse on purpose, run this command with",
        f"--write-baseline {name} instead of --baseline, commit the file, and say why.",
    ]
    click.echo("\n".join(lines), err=True)
    return ExitCode.REFUSED


def _write_files(evaluation: Evaluation, options: Options, inputs: Sequence[Path]) -> None:
    if options.html is not None:
        page = render_page(evaluation, policy=options.policy, detectors=options.detectors).encode()
        name = options.html.name
        write_release(options.html.parent, {name: page}, inputs=inputs, private={name})
        click.echo(f"{escape(str(options.html))}: holds original text; only you may read it", err=True)
    if options.write_baseline is not None:
        figures = {options.write_baseline.name: write_baseline(evaluation.figures)}
        write_release(options.write_baseline.parent, figures, inputs=inputs)
