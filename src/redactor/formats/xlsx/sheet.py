"""One sheet: the table that a reader sees, and what else its cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from redactor.formats.pieces import Piece, text_of
from redactor.formats.tables.grid import Grid, is_shown
from redactor.formats.xlsx import values
from redactor.formats.xlsx.package import SheetPart, local
from redactor.model import Segment, SegmentKind

PAGE_PARTS = tuple(
    (kind, page, side)
    for kind in ("Header", "Footer")
    for page in ("odd", "even", "first")
    for side in ("left", "center", "right")
)
_THIN = 1
"""Rows (in points) and columns (in characters) below this show nothing that can be read."""
_COLUMNS = 16384
"""Most columns that a sheet can have."""
_CODES = re.compile(r"&(?:\[[^\]]*\]|[A-DF-Z])")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet taken apart.

    Attributes:
        prefix: what the ids of its segments begin with; nothing for a hidden sheet.
        name: its name as text.
        source: openpyxl's sheet.
        header_row: number of the row that holds the headings; 0 without one.
        grid: the cells that a reader sees.
        page_texts: what page headers and footers say, by their place.
        hidden: the text of what nobody sees, with the word that names it.
        lacks_values: whether a formula has no computed value.
    """

    prefix: str
    name: str = field(repr=False)
    source: Any = field(repr=False)
    header_row: int
    grid: Grid = field(repr=False)
    page_texts: dict[tuple[str, str, str], str] = field(repr=False)
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    lacks_values: bool

    @classmethod
    def of(cls, prefix: str, name: str, source: Any, part: SheetPart, strings: tuple[str, ...]) -> Sheet:
        """Take a visible sheet apart."""
        seen, unseen = _cells(source)
        header_row = next((n for n, cells in seen.items() if any(map(is_shown, cells.values()))), 0)
        headings = {c: text for c, text in seen.get(header_row, {}).items() if is_shown(text)}
        rows = {n: cells for n, cells in seen.items() if n != header_row}
        formulas, lacks = _formulas(part.root, source)
        hidden = (
            ("hidden-cells", "\n".join(unseen)),
            ("formulas", "\n".join(formulas)),
            ("covered-cells", "\n".join(_covered(part.root, source, strings))),
            ("number-formats", "\n".join(_formats(source))),
        )
        told = tuple((kind, text) for kind, text in hidden if text.strip())
        return cls(
            prefix, name, source, header_row, Grid(headings, rows, prefix), _page_texts(source), told, lacks
        )

    def segments(self) -> tuple[Segment, ...]:
        """Return what a reader sees of the sheet."""
        name = Segment(f"{self.prefix}name", SegmentKind.TEXT, self.name)
        pages = Segment(f"{self.prefix}page", SegmentKind.TEXT, text_of(self.page_pieces()))
        return (name, *((pages,) if self.page_texts else ()), *self.grid.segments())

    def page_pieces(self) -> tuple[Piece, ...]:
        """Return the texts of page headers and footers, a line each."""
        pieces: list[Piece] = []
        for text in self.page_texts.values():
            pieces += [*([Piece("\n", False)] if pieces else []), Piece(text, True)]
        return tuple(pieces)


def all_words(source: Any, part: SheetPart, strings: tuple[str, ...]) -> str:
    """Return all that a hidden sheet says."""
    cells = (values.text_of(cell.value) for cell in value_cells(source))
    formulas, _ = _formulas(part.root, source)
    pages = _page_texts(source).values()
    covered = _covered(part.root, source, strings)
    return "\n".join(filter(str.strip, [part.name, *cells, *formulas, *pages, *covered]))


def hidden_rows(source: Any) -> frozenset[int]:
    """Return the numbers of the rows that are not shown."""
    return frozenset(
        n for n, row in source.row_dimensions.items() if row.hidden or (row.ht is not None and row.ht < _THIN)
    )


def hidden_columns(source: Any) -> frozenset[int]:
    """Return the numbers of the columns that are not shown."""
    hidden = [d for d in source.column_dimensions.values() if d.hidden or d.width < _THIN]
    return frozenset(n for d in hidden for n in range(d.min or 0, min(d.max or 0, _COLUMNS) + 1))


def value_cells(source: Any) -> Iterator[Any]:
    """Yield the cells that hold a value, by rows."""
    yield from (cell for cell in _given(source) if cell.value is not None)


def _given(source: Any) -> list[Any]:
    """Return the cells that the file tells of: a row of it can say to have billions."""
    return [source._cells[place] for place in sorted(source._cells)]


def _cells(source: Any) -> tuple[dict[int, dict[int, str]], list[str]]:
    """Return the texts that a reader sees, by row and column, and the others."""
    seen: dict[int, dict[int, str]] = {}
    unseen: list[str] = []
    rows, columns = hidden_rows(source), hidden_columns(source)
    for cell in value_cells(source):
        text = values.text_of(cell.value)
        if cell.row in rows or cell.column in columns or values.is_unseen(cell):
            unseen.append(text)
        else:
            seen.setdefault(cell.row, {})[cell.column] = text
    return seen, unseen


def _formulas(root: Any, source: Any) -> tuple[list[str], bool]:
    """Return each formula with its cell, and whether one has no computed value."""
    found, lacks = [], False
    for element in root.iter():
        if local(element) == "f":
            address = element.getparent().get("r", "")
            if element.text:
                found.append(f"{address}: ={element.text}")
            place = _CELL.fullmatch(address)
            lacks = lacks or (place is not None and source[address].value is None)
    return found, lacks


def _covered(root: Any, source: Any, strings: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts that the file has in cells where its programs show none."""
    for element in root.iter():
        if local(element) != "c" or not _CELL.fullmatch(element.get("r", "")):
            continue
        if source[element.get("r")].value is None:
            for child in element:
                text = "".join(child.itertext())
                is_shared = element.get("t") == "s" and text.isdecimal() and int(text) < len(strings)
                if local(child) in {"v", "is"} and text.strip():
                    yield strings[int(text)] if is_shared else text


def _formats(source: Any) -> Iterator[str]:
    cells = (cell for cell in _given(source) if cell.has_style)
    yield from dict.fromkeys(text for cell in cells if (text := values.format_text(cell)))


def _page_texts(source: Any) -> dict[tuple[str, str, str], str]:
    found = {}
    for kind, page, side in PAGE_PARTS:
        part = getattr(getattr(source, f"{page}{kind}"), side)
        text = _CODES.sub("", (part.text or "").replace("&&", "\0")).replace("\0", "&").strip()
        if text:
            found[(kind, page, side)] = text
    return found
