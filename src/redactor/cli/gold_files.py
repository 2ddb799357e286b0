"""The ``gold`` commands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from redactor import __version__
from redactor.cli.console import escape, worst
from redactor.errors import ExitCode, UnreadableError, UsageError
from redactor.evaluate.label_studio import task
from redactor.evaluate.readers import GOLD_SUFFIX, read_gold
from redactor.evaluate.records import GoldDocument
from redactor.intake import read_file
from redactor.release import write_release


def read_files(paths: Sequence[Path], form: str | None) -> tuple[GoldDocument, ...]:
    """Return the marked documents of files and folders.

    Raises:
        UnreadableError: if one is malformed, with its name.
        UsageError: if a folder holds no gold file.
    """
    return tuple(document for path in gold_paths(paths) for document in read_one(path, form))


def read_one(path: Path, form: str | None) -> tuple[GoldDocument, ...]:
    """Return the marked documents of a file; raises ``UnreadableError`` with the file's name."""
    try:
        return read_gold(path.name, read_file(path), form)
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None


def gold_paths(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield files as they are, and the gold files of folders in the order of their names.

    Raises:
        UsageError: if a folder holds none.
    """
    for path in paths:
        inside = sorted(path.glob(f"*{GOLD_SUFFIX}")) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{path} holds no file whose name ends in {GOLD_SUFFIX}")
        yield from inside


def check_files(paths: Sequence[Path], form: str | None) -> ExitCode:
    """Print what is wrong with each file and what it holds; return the exit code."""
    codes = []
    for path in gold_paths(paths):
        try:
            documents = read_one(path, form)
        except UnreadableError as error:
            click.echo(escape(str(error)), err=True)
            codes.append(error.exit_code)
            continue
        counts = Counter(str(g.action) for d in documents for g in d.spans)
        about = ", ".join(f"{n} to {action}" for action, n in sorted(counts.items()))
        click.echo(escape(f"{path}: {len(documents)} documents, {counts.total()} marks ({about})"))
        codes.append(ExitCode.RELEASED)
    return worst(codes)


def export_files(
    paths: Sequence[Path],
    form: str | None,
    target: str,
    out: Path,
    *,
    found_by: tuple[str, str | None] | None,
) -> None:
    """Write marked documents for another program, readable by their owner only.

    Args:
        paths: files and folders.
        form: of the files; ``None`` tells it from the content.
        target: ``labelstudio`` or ``docbin``.
        out: the file to write.
        found_by: policy and pipeline whose findings go along as predictions; ``None`` for none.

    Raises:
        RedactorError: if a file is malformed, cannot be analyzed or cannot be written.
    """
    if found_by and target != "labelstudio":
        raise UsageError("--findings goes with --to labelstudio only")
    documents = read_files(paths, form)
    widened = 0
    if target == "labelstudio":
        data = _label_studio(documents, found_by)
    else:
        from redactor.evaluate.docbin import to_docbin  # noqa: PLC0415 - loads spaCy

        data, widened = to_docbin(documents)
    write_release(out.parent, {out.name: data}, inputs=list(gold_paths(paths)), private={out.name})
    more = f"; {widened} marks were widened to whole tokens" if widened else ""
    click.echo(f"{escape(str(out))}: {len(documents)} documents, original text, for your eyes only{more}")


def _label_studio(documents: Sequence[GoldDocument], found_by: tuple[str, str | None] | None) -> bytes:
    if found_by is None:
        tasks = [task(document, None, __version__) for document in documents]
    else:
        from redactor.cli.evaluating import run_tool  # noqa: PLC0415 - loads the models' libraries

        tasks = [task(d, found, __version__) for d, found in run_tool(documents, *found_by)]
    return (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode()
