"""The ``case new`` command: a case file proposed from a draft."""

from __future__ import annotations

from pathlib import Path

import click

from redactor.case.propose import propose
from redactor.cli.case_files import warn_that_plain, write_case
from redactor.cli.console import escape
from redactor.errors import UsageError
from redactor.intake import read_file
from redactor.pipeline import analyze_document, load_engine
from redactor.policy import load_policy
from redactor.sandbox import Sandbox


def new_case(draft: Path, output: Path, pipeline: str | None) -> None:
    """Propose a case file from a draft.

    Raises:
        UsageError: if the output exists.
        RedactorError: if the draft cannot be read or analyzed.
    """
    if output.exists():
        raise UsageError(f"{output.name} exists; it is not written over")
    engine = load_engine(load_policy("strict"), pipeline=pipeline, confine=Sandbox().confine)
    text = propose(analyze_document(engine, engine.read(draft.name, read_file(draft))), draft.stem)
    write_case(output, text.encode("utf-8"))
    asks = text.count("# ask:")
    click.echo(f"{escape(str(output))}: a proposal with {asks} questions; read it line by line, then seal it")
    warn_that_plain(output)
