"""The command line. Importing it loads no model: each command imports what it needs.

Exit codes: 0 released, 1 refused, 2 wrong use or bad policy, 3 a document could not be read.
With several files the worst one counts, in the order 2, 1, 3, 0.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from redactor import __version__
from redactor.cli.batch_commands import batch
from redactor.cli.case_commands import PASSPHRASE_FD, case
from redactor.cli.console import describe, escape_lines, exit_code
from redactor.cli.gold_commands import evaluate, gold
from redactor.cli.modes import modes
from redactor.cli.review_commands import review
from redactor.cli.review_serve import serve, user
from redactor.model import Context, EntityType, Role

_PATH = click.Path(path_type=Path)
_FILES = click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")
_POLICY = click.option(
    "--policy",
    "policy_name",
    default="pow-families",
    metavar="NAME|PATH",
    show_default=True,
    help="A shipped policy's name, or a file.",
)
_CASE = click.option(
    "--case",
    "case_path",
    type=_PATH,
    metavar="FILE",
    help="What you know for certain: a case file, plain or sealed.",
)
_INTERNAL = click.option(
    "--internal", is_flag=True, help="Also write the internal report, which holds original text."
)
_PIPELINE = click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, a larger one say.")


class _Guarded(click.Group):
    """Turns every error into one line without document text, and into an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            click.echo(escape_lines(describe(error)), err=True)
            ctx.exit(exit_code(error))


@click.group(cls=_Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="redactor")
def main() -> None:
    """Redact interview drafts so that a source's family cannot be found.

    Exit codes: 0 released, 1 refused (nothing was written), 2 wrong use or bad policy, 3 a
    document could not be read. With several files the worst counts: 2, then 1, then 3.
    """


@main.command()
@_FILES
@_POLICY
@click.option("-o", "--out", type=_PATH, metavar="DIR", help="Where to.  [default: out; with --tracked desk]")
@_INTERNAL
@click.option("--diff", "show_changes", is_flag=True, help="Show changed sentences here, before and after.")
@modes
@_CASE
@PASSPHRASE_FD
@_PIPELINE
@click.pass_context
def redact(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    policy_name: str,
    out: Path | None,
    internal: bool,
    show_changes: bool,
    clean: bool,
    pdf: str | None,
    case_path: Path | None,
    passphrase_fd: int | None,
    pipeline: str | None,
) -> None:
    """Write a releasable copy of each FILE, with a report.

    The report says what was done and why. A file in which something hidden would still be
    found is refused, and nothing is written for it.
    """
    from redactor.cli.case_files import opened_case  # noqa: PLC0415 - loads YAML and the cipher
    from redactor.cli.redacting import redact_files  # noqa: PLC0415 - loads the models' libraries
    from redactor.cli.tracking import write_copies  # noqa: PLC0415 - the same

    if not clean and (internal or show_changes or pdf):
        raise click.UsageError("--tracked goes with none of --internal, --diff, --pages and --text")
    case = opened_case(case_path, passphrase_fd)
    if not clean:
        ctx.exit(write_copies(files, policy_name, out or Path("desk"), case=case, pipeline=pipeline))
    code = redact_files(
        files,
        policy_name,
        out or Path("out"),
        internal=internal,
        show_changes=show_changes,
        pdf=pdf,
        case=case,
        pipeline=pipeline,
    )
    ctx.exit(code)


@main.command("apply-tracked")
@_FILES
@_POLICY
@click.option(
    "-o", "--out", type=_PATH, default=Path("out"), metavar="DIR", show_default=True, help="Where to."
)
@_INTERNAL
@_CASE
@PASSPHRASE_FD
@_PIPELINE
@click.pass_context
def apply_tracked(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    policy_name: str,
    out: Path,
    internal: bool,
    case_path: Path | None,
    passphrase_fd: int | None,
    pipeline: str | None,
) -> None:
    """Release what people decided in copies of redact --tracked.

    What they accepted or left open is as the policy decides, what they rejected stays, and
    their own words go in. The result is written anew and checked as ever.
    """
    from redactor.cli.case_files import opened_case  # noqa: PLC0415 - loads YAML and the cipher
    from redactor.cli.tracking import apply_copies  # noqa: PLC0415 - loads the models' libraries

    code = apply_copies(
        files,
        policy_name,
        out,
        internal=internal,
        case=opened_case(case_path, passphrase_fd),
        pipeline=pipeline,
    )
    ctx.exit(code)


@main.command()
@_FILES
@_POLICY
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table for people, or one JSON object a document.",
)
@click.option("--all", "show_kept", is_flag=True, help="Show in the table what is kept, too.")
@click.option(
    "--detectors",
    type=click.Choice(["all", "rules", "model"]),
    default="all",
    show_default=True,
    help="Which detectors run. A release always uses all.",
)
@_CASE
@PASSPHRASE_FD
@_PIPELINE
@click.pass_context
def analyze(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    policy_name: str,
    shape: str,
    show_kept: bool,
    detectors: str,
    case_path: Path | None,
    passphrase_fd: int | None,
    pipeline: str | None,
) -> None:
    """Say what would happen to each FILE, and why.

    Changes nothing and shows no original text, only where it stands.
    """
    from redactor.cli.analyzing import analyze_files  # noqa: PLC0415 - loads the models' libraries
    from redactor.cli.case_files import opened_case  # noqa: PLC0415 - loads YAML and the cipher

    code = analyze_files(
        files,
        policy_name,
        shape=shape,
        show_kept=show_kept,
        detectors=detectors,
        case=opened_case(case_path, passphrase_fd),
        pipeline=pipeline,
    )
    ctx.exit(code)


main.add_command(batch)
main.add_command(case)
main.add_command(evaluate)
main.add_command(gold)
main.add_command(review)
review.add_command(serve)
review.add_command(user)


@main.group()
def policy() -> None:
    """Check, explain and compare policies."""


@policy.command()
@_FILES
@click.pass_context
def check(ctx: click.Context, *, files: tuple[Path, ...]) -> None:
    """Say whether each policy is valid.

    Warns, too, of rules that are valid and probably not meant so. FILE may be the name of a
    shipped policy.
    """
    from redactor.cli.policies import check_policies  # noqa: PLC0415 - loads YAML

    ctx.exit(check_policies(files))


@policy.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--type",
    "entity_type",
    required=True,
    type=click.Choice([t.value for t in EntityType], case_sensitive=False),
    metavar="TYPE",
    help="HOMETOWN, AGE, PERSON, ...",
)
@click.option("--role", required=True, type=click.Choice([r.value for r in Role]), help="Whom it is about.")
@click.option("--relation", help="For a relative: mother, brother, family.")
@click.option(
    "--context",
    type=click.Choice([c.value for c in Context]),
    default=Context.ANSWER.value,
    show_default=True,
    help="Where it stands.",
)
@click.option(
    "--score", type=click.FloatRange(0, 1), default=1.0, show_default=True, help="Detector's score."
)
@click.option("--text", default="", help="What the document has there.")
def explain(
    *, file: str, entity_type: str, role: str, relation: str | None, context: str, score: float, text: str
) -> None:
    """Say which rule of a policy answers, and why.

    FILE is a policy file or the name of a shipped policy.
    """
    from redactor.cli.policies import explain_policy  # noqa: PLC0415 - loads YAML
    from redactor.policy import Query  # noqa: PLC0415 - loads YAML

    explain_policy(file, Query(entity_type, Role(role), relation, Context(context), score, text))


@policy.command()
@click.argument("first")
@click.argument("second")
def diff(*, first: str, second: str) -> None:
    """Say what a SECOND policy protects less and more."""
    from redactor.cli.policies import compare_policies  # noqa: PLC0415 - loads YAML

    compare_policies(first, second)


@policy.command()
def schema() -> None:
    """Print the JSON Schema of policy files.

    Editors that know YAML use it to complete and check a policy while it is written.
    """
    from redactor.cli.policies import print_schema  # noqa: PLC0415 - loads YAML

    print_schema()
