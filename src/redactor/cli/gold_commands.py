"""The commands that read marked documents: what they are called and take."""

from __future__ import annotations

from pathlib import Path

import click

_PATH = click.Path(path_type=Path)
_GOLD = click.argument("gold", nargs=-1, required=True, type=_PATH, metavar="GOLD...")
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["marks", "presidio", "tab", "labelstudio"]),
    help="How GOLD is marked; told from the content if not given.",
)
_POLICY = click.option(
    "--policy",
    default="pow-families",
    metavar="NAME|PATH",
    show_default=True,
    help="A shipped policy's name, or a file.",
)
_PIPELINE = click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, a larger one say.")


@click.command()
@_GOLD
@_POLICY
@_FORMAT
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html", type=_PATH, metavar="FILE", help="Also write a page that shows every miss in its text."
)
@click.option(
    "--bootstrap",
    "resamples",
    type=click.IntRange(0, 1_000_000),
    default=2_000,
    show_default=True,
    metavar="N",
    help="Resamples for the intervals; 0 leaves them out.",
)
@click.option(
    "--detectors",
    type=click.Choice(["all", "rules", "model", "each"]),
    default="all",
    show_default=True,
    help="Which detectors run, as in a release all; 'each' adds a run of each alone.",
)
@click.option("--baseline", type=_PATH, metavar="FILE", help="Fail if a figure is worse than in FILE.")
@click.option("--write-baseline", type=_PATH, metavar="FILE", help="Write today's figures as the baseline.")
@_PIPELINE
@click.pass_context
def evaluate(
    ctx: click.Context,
    *,
    gold: tuple[Path, ...],
    policy: str,
    form: str | None,
    as_json: bool,
    html: Path | None,
    resamples: int,
    detectors: str,
    baseline: Path | None,
    write_baseline: Path | None,
    pipeline: str | None,
) -> None:
    """Measure the tool on documents that people have marked.

    GOLD is a marked file, or a folder of *.gold.txt files. Prints figures and no original
    text; only the page of --html shows text.
    """
    from redactor.cli.evaluating import Options, evaluate_files  # noqa: PLC0415 - loads the models' libraries

    options = Options(policy, form, as_json, html, resamples, detectors, baseline, write_baseline, pipeline)
    ctx.exit(evaluate_files(gold, options))


@click.group()
def gold() -> None:
    """Check and convert marked documents."""


@gold.command("check")
@_GOLD
@_FORMAT
@click.pass_context
def check_gold(ctx: click.Context, *, gold: tuple[Path, ...], form: str | None) -> None:
    """Say whether marked documents are well-formed.

    Prints every malformed mark with its line, and what the documents hold.
    """
    from redactor.cli.gold_files import check_files  # noqa: PLC0415 - loads YAML

    ctx.exit(check_files(gold, form))


@gold.command("export")
@_GOLD
@_FORMAT
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Choice(["labelstudio", "docbin"]),
    help="Label Studio's JSON for import, or a spaCy DocBin.",
)
@click.option("-o", "--out", required=True, type=_PATH, metavar="FILE", help="Where to.")
@click.option("--findings", is_flag=True, help="Label Studio: add what the tool finds as a prediction.")
@_POLICY
@_PIPELINE
def export_gold(
    *,
    gold: tuple[Path, ...],
    form: str | None,
    target: str,
    out: Path,
    findings: bool,
    policy: str,
    pipeline: str | None,
) -> None:
    """Write marked documents for another program.

    The file holds original text; only its owner may read it.
    """
    from redactor.cli.gold_files import export_files  # noqa: PLC0415 - loads spaCy

    export_files(gold, form, target, out, found_by=(policy, pipeline) if findings else None)
