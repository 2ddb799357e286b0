"""Edge: writes the page and the private lists of the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from redactor.archive.records import FileRecord, FileState
from redactor.archive.report.figures import figures, numbered
from redactor.archive.report.page import render_page
from redactor.archive.report.records import CasePersonInFiles, ReportFacts
from redactor.archive.report.risk import weights
from redactor.archive.stored import INTERNAL
from redactor.release import write_release

PAGE = "report.html"
HELD = "held.txt"
FILES = "files.txt"
_SHARED_PSEUDONYMS = "archive"


def write_report(
    records: Sequence[FileRecord], about: ReportFacts, people: Sequence[CasePersonInFiles], folder: Path
) -> Path:
    """Write ``.redactor/report.html`` and its two lists into a release, all or none.

    All are readable by the owner only. The page holds pseudonyms and released names;
    ``held.txt`` holds the paths of the files that were not released, which the page calls by
    number, ``files.txt`` which released file was which.

    Args:
        records: of all files of the archive, in any order.
        about: what the release rests on, and how the run went.
        people: of the case; left out of the page where the policy's pseudonyms are not
            shared over the archive, because the page would link what the release does not.
        folder: of the release.

    Returns:
        Where the page lies.

    Raises:
        UsageError: if the folder cannot be written to.
        RefusedError: if the disk is full or failed.
    """
    weighing = weights()
    shared = people if about.scope == _SHARED_PSEUDONYMS else ()
    page = render_page(figures(records, shared, weighing), about, weighing)
    internal = folder / INTERNAL
    texts = {PAGE: page, HELD: _held(records), FILES: _files(records)}
    written = {name: text.encode("utf-8") for name, text in texts.items()}
    write_release(internal, written, private=written.keys())
    return internal / PAGE


def _held(records: Sequence[FileRecord]) -> str:
    """One line a file: number, state, path and reason, parted by tabs."""
    lines = [
        "\t".join((str(number), record.state, _on_one_line(record.path), _on_one_line(record.reason)))
        for number, record in numbered(records)
    ]
    return "".join(f"{line}\n" for line in ["number\tstate\tpath\treason", *lines])


def _files(records: Sequence[FileRecord]) -> str:
    """One line a released file: its name in the release and its path, parted by a tab."""
    done = sorted((r.released, r.path) for r in records if r.state is FileState.DONE)
    rows = [("released", "path"), *done]
    return "".join("\t".join(map(_on_one_line, row)) + "\n" for row in rows)


def _on_one_line(text: str) -> str:
    r"""Spell out what would break the line or move a terminal's cursor: ``\n``, ``\x1b``."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
