"""The ``case`` commands."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.argument("file", type=click.Path(path_type=Path))
PASSPHRASE_FD = click.option(
    "--passphrase-fd",
    "passphrase_fd",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read the passphrase from this open file descriptor instead of asking.",
)


@click.group()
def case() -> None:
    """Propose, check, seal and open case files.

    A case file holds what you know for certain about the people of a story. It is the most
    dangerous file that you have: keep it sealed.
    """


@case.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("case.yaml"),
    show_default=True,
    help="Where to.",
)
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, a larger one say.")
def new(*, draft: Path, output: Path, pipeline: str | None) -> None:
    """Propose a case file from a DRAFT: what is found in it, and what only you can tell."""
    from redactor.cli.case_proposal import new_case  # noqa: PLC0415 - loads the models' libraries

    new_case(draft, output, pipeline)


@case.command()
@_FILE
@PASSPHRASE_FD
def check(*, file: Path, passphrase_fd: int | None) -> None:
    """Say whether a case FILE is well-formed, and what it holds, in numbers."""
    from redactor.cli.case_files import check_case  # noqa: PLC0415 - loads YAML

    check_case(file, passphrase_fd)


@case.command()
@_FILE
@PASSPHRASE_FD
def seal(*, file: Path, passphrase_fd: int | None) -> None:
    """Encrypt a case FILE with a passphrase, in place."""
    from redactor.cli.case_files import seal_case  # noqa: PLC0415 - loads the cipher

    seal_case(file, passphrase_fd)


@case.command("open")
@_FILE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write there instead.")
@PASSPHRASE_FD
def open_(*, file: Path, output: Path | None, passphrase_fd: int | None) -> None:
    """Decrypt a sealed case FILE, in place."""
    from redactor.cli.case_files import open_case  # noqa: PLC0415 - loads the cipher

    open_case(file, output, passphrase_fd)


@case.command()
def schema() -> None:
    """Print the JSON Schema of case files.

    Editors that know YAML use it to complete and check a case file while it is written.
    """
    from redactor.cli.case_files import print_schema  # noqa: PLC0415 - loads YAML

    print_schema()
