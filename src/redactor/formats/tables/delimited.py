"""Tables in text files: cells parted by commas, semicolons, bars or tabs.

The first record that holds anything is read as the headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import decode, document_of, texts_of
from redactor.formats.sniff import is_text
from redactor.formats.tables import formulas
from redactor.formats.tables.dialect import Dialect, Records
from redactor.formats.tables.grid import Grid, columns, is_shown, labels
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit


class Delimited:
    """Reads and writes CSV and TSV.

    Encoding, byte order mark, delimiter and line ends stay. A cell that a spreadsheet would
    run gets an apostrophe, which reading takes off again.
    """

    name = "csv"
    title = "a table in text (CSV or TSV)"
    suffixes = (".csv", ".tsv", ".tab")
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return is_text(data)

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        table = _Table.of(decode(data).text, name)
        document = document_of(name, self.name, language, data, table.grid.segments())
        runs = any(formulas.would_run(formulas.read_as(cell)) for r in table.records for cell in r)
        return replace(
            document,
            columns=tuple(columns(table.grid, handling.columns)),
            fixed=tuple(labels(table.grid)),
            remarks=(formulas.REMARK,) if runs else (),
        )

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        decoded = decode(original)
        table = _Table.of(decoded.text, document.name)
        texts_of(document, edits, table.grid.segments())
        by_segment: dict[str, list[Edit]] = {}
        for edit in edits:
            by_segment.setdefault(edit.segment, []).append(edit)
        return decoded.encode(table.render(table.grid.with_edits(by_segment)))


@dataclass(frozen=True, slots=True)
class _Table:
    """A file taken apart: its records, and the table that they are."""

    dialect: Dialect
    records: Records
    heading_at: int
    grid: Grid

    @classmethod
    def of(cls, text: str, name: str) -> _Table:
        tabs = PurePath(name).suffix.lower() in {".tsv", ".tab"}
        dialect, records = Dialect.of(text, tabs=tabs).parse(text)
        read = [tuple(map(formulas.read_as, record)) for record in records]
        heading_at = next((n for n, r in enumerate(read) if any(map(is_shown, r))), len(read))
        headings = dict(enumerate(read[heading_at], 1)) if heading_at < len(read) else {}
        rows = {n + 1: dict(enumerate(r, 1)) for n, r in enumerate(read) if n != heading_at}
        return cls(dialect, records, heading_at, Grid(headings, rows))

    def render(self, grid: Grid) -> str:
        """Return the file's text for a table with other cells."""
        return self.dialect.render([self._record(grid, n) for n in range(len(self.records))])

    def _record(self, grid: Grid, n: int) -> list[str]:
        cells: Iterable[str] = (grid.headings if n == self.heading_at else grid.rows[n + 1]).values()
        return [formulas.defused(cell) for cell in cells]
