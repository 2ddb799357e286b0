"""A table as segments: its headings, and each row as a form with a line for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.errors import UnwritableError
from redactor.formats.pieces import Piece, fill, joined, text_of
from redactor.model import ColumnValue, Edit, Fixed, Segment, SegmentKind, Span

HEADER = "header"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's text.

    Attributes:
        headings: by column, in order.
        rows: by row number the cells, by column.
        prefix: what the ids of its segments begin with.
    """

    headings: Mapping[int, str] = field(repr=False)
    rows: Mapping[int, Mapping[int, str]] = field(repr=False)
    prefix: str = ""

    def segments(self) -> tuple[Segment, ...]:
        """Return the headings and the rows that hold anything."""
        header = text_of(_header_pieces(self.headings))
        first = Segment(self.prefix + HEADER, SegmentKind.TEXT, header)
        rows = (
            Segment(self.row_id(n), SegmentKind.TEXT, text_of(pieces))
            for n, cells in self.rows.items()
            if (pieces := form(self.headings, cells))
        )
        return (*((first,) if self.headings else ()), *rows)

    def row_id(self, number: int) -> str:
        """Return the id of a row's segment."""
        return f"{self.prefix}row[{number}]"

    def with_edits(
        self, edits: Mapping[str, Sequence[Edit]], renamed: Mapping[int, str] | None = None
    ) -> Grid:
        """Return the table with edits made.

        Args:
            edits: by id of segment.
            renamed: the new headings, where they are not those that the edits give.

        Raises:
            UnwritableError: if an edit would give a row a label that is not its column's heading.
        """
        headings = renamed or _new_headings(self.headings, edits.get(self.prefix + HEADER, ()))
        rows = {
            n: _new_cells(self.headings, headings, cells, edits.get(self.row_id(n), ()))
            for n, cells in self.rows.items()
        }
        return Grid(headings, rows, self.prefix)


def columns(grid: Grid, types: Mapping[str, str]) -> Iterator[ColumnValue]:
    """Yield every cell whose column the policy names; case, blanks and dots do not count."""
    wanted = {_bare(heading): entity_type for heading, entity_type in types.items()}
    of_column = {c: wanted[_bare(h)] for c, h in grid.headings.items() if _bare(h) in wanted}
    for number, cells in grid.rows.items() if of_column else ():
        done = 0
        shown = iter(_shown(cells))
        for piece in form(grid.headings, cells):
            if piece.is_place and (entity_type := of_column.get(next(shown))):
                span = Span(done, done + len(piece.text))
                yield ColumnValue(grid.row_id(number), span, entity_type)
            done += len(piece.text)


def labels(grid: Grid) -> Iterator[Fixed]:
    """Yield every label of a row with the heading that it repeats."""
    at: dict[int, Span] = {}
    done = 0
    for column, heading in grid.headings.items():
        at[column] = Span(done, done + len(heading))
        done += len(heading) + 1
    for segment, column, span in label_places(grid):
        repeats = label(grid.headings, column) == " ".join(grid.headings.get(column, "").split())
        yield Fixed(segment, span, (grid.prefix + HEADER, at[column]) if repeats else None)


def label_places(grid: Grid) -> Iterator[tuple[str, int, Span]]:
    """Yield segment, column and place of every label."""
    for number, cells in grid.rows.items():
        done = 0
        pieces = form(grid.headings, cells)
        for column, fixed, cell in zip(_shown(cells), pieces[::2], pieces[1::2], strict=True):
            border = len(fixed.text) - len(fixed.text.lstrip("\n"))
            yield grid.row_id(number), column, Span(done + border, done + len(fixed.text) - len(": "))
            done += len(fixed.text) + len(cell.text)


def form(headings: Mapping[int, str], cells: Mapping[int, str]) -> tuple[Piece, ...]:
    """Return a row as lines ``Heading: value``, without its empty cells."""
    pieces: list[Piece] = []
    for column in _shown(cells):
        border = "\n" if pieces else ""
        pieces += [Piece(f"{border}{label(headings, column)}: ", False), Piece(cells[column], True)]
    return tuple(pieces)


def label(headings: Mapping[int, str], column: int) -> str:
    """Return what a form calls a column: its heading in one line, or its number."""
    return " ".join(headings.get(column, "").split()) or f"Column {column}"


def is_shown(cell: str) -> bool:
    """Whether a cell holds anything that a reader sees."""
    return any(c.isprintable() and not c.isspace() for c in cell)


def _shown(cells: Mapping[int, str]) -> list[int]:
    return [column for column, cell in cells.items() if is_shown(cell)]


def _bare(heading: str) -> str:
    return "".join(heading.replace(".", " ").split()).casefold()


def _header_pieces(headings: Mapping[int, str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for heading in headings.values():
        pieces += [*([Piece("\n", False)] if pieces else []), Piece(heading, True)]
    return tuple(pieces)


def _new_headings(headings: Mapping[int, str], edits: Sequence[Edit]) -> dict[int, str]:
    texts = fill(_header_pieces(headings), edits).texts
    return dict(zip(headings, texts[::2], strict=True))


def _new_cells(
    old: Mapping[int, str], new: Mapping[int, str], cells: Mapping[int, str], edits: Sequence[Edit]
) -> dict[int, str]:
    unseen = {c: "".join(filter(str.isspace, cell)) for c, cell in cells.items() if not is_shown(cell)}
    pieces = form(old, cells)
    filled = fill(pieces, edits)
    shown = _shown(cells)
    for n, (piece, text) in enumerate(zip(pieces, filled.texts, strict=True)):
        border = "\n" if n else ""
        if not piece.is_place and text not in {piece.text, f"{border}{label(new, shown[n // 2])}: "}:
            raise UnwritableError("an edit would give a row a label that is not its column's heading")
    values = dict(zip(shown, joined(filled)[1::2], strict=True))
    return {c: values.get(c, unseen.get(c, "")) for c in cells}
