"""A new workbook: plain values, their basic look, and nothing that tells of the old one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import UnwritableError
from redactor.formats.pictures import as_png
from redactor.formats.tables.formulas import would_run
from redactor.formats.xlsx import values
from redactor.formats.xlsx.sheet import Sheet, hidden_columns, hidden_rows
from redactor.formats.zip_package import packed
from redactor.handling import Handling

_LONGEST = 32767
_LEFT_OUT = ("docProps/",)
_ALIGNMENTS = {"left", "center", "right", "justify", "general", "fill", "top", "bottom"}


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet with edits made.

    Attributes:
        sheet: as read.
        name: its new name, as Excel accepts it.
        texts: the new texts by row and column.
        page_texts: those of page headers and footers.
    """

    sheet: Sheet
    name: str = field(repr=False)
    texts: Mapping[int, Mapping[int, str]] = field(repr=False)
    page_texts: Mapping[tuple[str, str, str], str] = field(repr=False)


def workbook_bytes(sheets: Sequence[NewSheet], handling: Handling) -> bytes:
    """Return a workbook of these sheets.

    Raises:
        UnwritableError: if a text cannot stand in a cell.
    """
    from openpyxl import Workbook  # noqa: PLC0415  the library is heavy

    book = Workbook()
    book.remove(book.active)
    for new in sheets:
        target = book.create_sheet(new.name)
        _copy_cells(new, target)
        _copy_layout(new, target)
        _copy_pictures(new.sheet.source, target, handling)
    return _repacked(_saved(book))


def _copy_cells(new: NewSheet, target: Any) -> None:
    for number, cells in new.texts.items():
        for column, text in cells.items():
            old = new.sheet.source.cell(number, column)
            if text:
                cell = target.cell(number, column)
                _set_value(cell, old, text)
                _copy_look(old, cell)


def _set_value(cell: Any, old: Any, text: str) -> None:
    is_same = text == values.text_of(old.value)
    if is_same and not isinstance(old.value, str):
        cell.value = old.value
        cell.number_format = values.number_format(old)
        return
    if len(text) > _LONGEST:
        raise UnwritableError("a cell's new text is longer than a cell can hold")
    try:
        cell.value = text
    except Exception as error:
        raise UnwritableError("a cell's new text has a character that a cell cannot hold") from error
    cell.data_type = "s"
    if would_run(text):
        cell.quotePrefix = True


def _copy_look(old: Any, cell: Any) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  the library is heavy

    if not old.has_style:
        return
    font, way = old.font, old.alignment
    cell.font = Font(b=font.b, i=font.i, u=font.u, strike=font.strike, sz=font.sz or 11)
    horizontal = way.horizontal if way.horizontal in _ALIGNMENTS else None
    vertical = way.vertical if way.vertical in _ALIGNMENTS else None
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=way.wrap_text)


def _copy_layout(new: NewSheet, target: Any) -> None:
    source = new.sheet.source
    for letter, column in source.column_dimensions.items():
        made = target.column_dimensions[letter]
        made.min, made.max, made.width = column.min, column.max, column.width
        made.hidden = bool(column.hidden)
    for number, row in source.row_dimensions.items():
        if row.ht:
            target.row_dimensions[number].height = row.ht
        if number in hidden_rows(source):
            target.row_dimensions[number].hidden = True
    seen = {(n, c) for n, cells in new.texts.items() for c, text in cells.items() if text}
    for merged in source.merged_cells.ranges:
        if (merged.min_row, merged.min_col) in seen:
            target.merge_cells(merged.coord)
    if source.freeze_panes:
        target.freeze_panes = source.freeze_panes
    for (kind, page, side), text in new.page_texts.items():
        getattr(getattr(target, f"{page}{kind}"), side).text = text.replace("&", "&&") or None
    target.HeaderFooter.differentOddEven = any(page == "even" for _, page, _ in new.page_texts)
    target.HeaderFooter.differentFirst = any(page == "first" for _, page, _ in new.page_texts)


def _copy_pictures(source: Any, target: Any, handling: Handling) -> None:
    from openpyxl.drawing.image import Image  # noqa: PLC0415  the library is heavy

    for old in getattr(source, "_images", ()):
        content = as_png(old._data(), handling)
        marker: Any = getattr(old.anchor, "_from", None)
        is_hidden = marker is None or marker.row + 1 in hidden_rows(source)
        if content is None or is_hidden or marker.col + 1 in hidden_columns(source):
            continue
        new = Image(io.BytesIO(content))
        new.width, new.height = old.width, old.height
        target.add_image(new, f"{_letters(marker.col + 1)}{marker.row + 1}")


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  the library is heavy

    return str(get_column_letter(column))


def _saved(book: Any) -> bytes:
    """Save a workbook in memory: openpyxl would write each sheet to a temporary file first."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415  the library is heavy

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        writer: Any = ExcelWriter(book, archive)
        writer.write_worksheet = lambda sheet: _write_sheet(writer, sheet)
        writer.save()
    return out.getvalue()


def _write_sheet(writer: Any, sheet: Any) -> None:
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing  # noqa: PLC0415
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415  both are heavy

    sheet._drawing = SpreadsheetDrawing()
    sheet._drawing.charts = []
    sheet._drawing.images = sheet._images
    out = io.BytesIO()
    part: Any = WorksheetWriter(sheet, out)
    part.write()
    sheet._rels = part._rels
    writer._archive.writestr(sheet.path[1:], out.getvalue())
    writer.manifest.append(sheet)


def _repacked(data: bytes) -> bytes:
    """Return the package without properties, with fixed times."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kept = {name: content for name, content in parts.items() if not name.startswith(_LEFT_OUT)}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        kept[name] = _without_properties(kept[name])
    first = ("[Content_Types].xml", "_rels/.rels")
    return packed(
        [*((n, kept[n]) for n in first), *sorted((n, c) for n, c in kept.items() if n not in first)]
    )


def _without_properties(part: bytes) -> bytes:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root: Any = etree.fromstring(part)
    for element in list(root):
        where = element.get("PartName", "") + element.get("Target", "")
        if any(folder in where for folder in _LEFT_OUT):
            root.remove(element)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
