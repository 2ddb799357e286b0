"""Which characters part the cells of a delimited file, and how its records are written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from redactor.errors import UnreadableError

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'(?:\A|(?<=[,;|\t\r\n]))"(?:[^"]|"")*+"')
_DECLARED = re.compile(r"sep=([^\w\s\"]|\t)(\r\n|\r|\n)")
_LINE_END = re.compile(r"\r\n|\r|\n")

Records = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited file is written.

    Attributes:
        delimiter: what parts two cells.
        line_end: what ends a record.
        declaration: a first line ``sep=;`` with its line end, or nothing.
        is_told: whether the first record tells the delimiter, so that no other one may be in it.
        quotes_all: whether every cell stands in quotes.
        ends_line: whether the last record has a line end.
    """

    delimiter: str
    line_end: str
    declaration: str
    is_told: bool
    quotes_all: bool = False
    ends_line: bool = True

    @classmethod
    def of(cls, text: str, *, tabs: bool) -> Dialect:
        """Tell a file's dialect by its first record.

        Args:
            text: the file's text.
            tabs: whether tabs part the cells, whatever else there is.
        """
        declared = _DECLARED.match(text)
        declaration = declared[0] if declared else ""
        body = _QUOTED.sub(lambda m: "x" * len(m[0]), text[len(declaration) :])
        line_end = end[0] if (end := _LINE_END.search(body)) else "\n"
        first = next((line for line in body.split(line_end) if line.strip()), "")
        delimiter = "\t" if tabs else max(_DELIMITERS, key=first.count)
        return cls(declared[1] if declared else delimiter, line_end, declaration, not (tabs or declared))

    def parse(self, text: str) -> tuple[Dialect, Records]:
        """Return the records, and the dialect with what they tell of it.

        Raises:
            UnreadableError: if quotes are not as CSV has them.
        """
        body = text[len(self.declaration) :]
        csv.field_size_limit(max(csv.field_size_limit(), len(body) + 1))
        reader = csv.reader(
            io.StringIO(body, newline=""), delimiter=self.delimiter, strict=True, doublequote=True
        )
        try:
            records = tuple(tuple(record) for record in reader)
        except csv.Error:
            raise UnreadableError(
                f"near line {reader.line_num} a quote stands inside a cell or is not closed; "
                "save the table anew from a spreadsheet and try again"
            ) from None
        told = replace(self, ends_line=body.endswith(("\r", "\n")))
        quoted = replace(told, quotes_all=True)
        return (quoted if records and quoted.render(records) == text else told), records

    def render(self, records: Sequence[Sequence[str]]) -> str:
        """Return the file's text for some records."""
        first = next((n for n, record in enumerate(records) if any(record)), 0) if self.is_told else -1
        lines = [
            self.delimiter.join(self._cell(cell, is_first=n <= first) for cell in record)
            for n, record in enumerate(records)
        ]
        return self.declaration + self.line_end.join(lines) + (self.line_end if self.ends_line else "")

    def _cell(self, cell: str, *, is_first: bool) -> str:
        special = {*(_DELIMITERS if is_first else self.delimiter), '"', "\r", "\n"}
        if self.quotes_all or not special.isdisjoint(cell):
            return '"' + cell.replace('"', '""') + '"'
        return cell
