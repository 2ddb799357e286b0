"""Excel workbooks, read and written."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.hidden import hidden_segments, refuse_kept
from redactor.formats.pieces import fill
from redactor.formats.tables.grid import columns, labels
from redactor.formats.xlsx.package import WORKBOOK, Package, local
from redactor.formats.xlsx.sheet import Sheet, all_words
from redactor.formats.xlsx.sheet_names import read_name, written_names
from redactor.formats.xlsx.write import NewSheet, workbook_bytes
from redactor.formats.zip_package import has_members
from redactor.handling import DEFAULT_HANDLING, Handling, Limits
from redactor.model import Document, Edit, Segment

_FORMULAS = "Formulas are written as the values that they had when the file was saved."
_NO_VALUES = "Some formulas were never computed; their cells are empty in the written file."


class Excel:
    """Reads and writes Excel workbooks (.xlsx).

    Of each sheet that is shown, its name, its page headers, its headings and its rows are
    segments; a row is a form with a line for each cell. Nothing hidden can be written: a
    policy that keeps some of it gets an error.
    """

    name = "xlsx"
    title = "an Excel workbook"
    suffixes = (".xlsx",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return has_members(data, "[Content_Types].xml", WORKBOOK)

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
        book = _Book.of(data, handling.limits)
        document = document_of(name, self.name, language, data, book.segments())
        return replace(
            document,
            columns=tuple(c for sheet in book.sheets for c in columns(sheet.grid, handling.columns)),
            fixed=tuple(f for sheet in book.sheets for f in labels(sheet.grid)),
            unknown_parts=book.package.unknown,
            pictures=book.package.pictures,
            remarks=tuple(book.remarks()),
        )

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        book = _Book.of(original, handling.limits)
        texts = texts_of(document, edits, book.segments())
        refuse_kept(document, texts)
        names = written_names([texts[f"{sheet.prefix}name"] for sheet in book.sheets])
        new = [_edited(sheet, name, edits) for sheet, name in zip(book.sheets, names, strict=True)]
        return workbook_bytes(new, handling)


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook taken apart: its visible sheets, and what is hidden."""

    package: Package
    sheets: tuple[Sheet, ...]
    hidden: tuple[tuple[str, str], ...] = field(repr=False)

    @classmethod
    def of(cls, data: bytes, limits: Limits) -> _Book:
        package = Package.of(data, limits)
        source = _loaded(package.core)
        strings = tuple("".join(_plain(si)) for si in package.strings)
        sheets: list[Sheet] = []
        hidden: list[tuple[str, str]] = []
        for part in package.sheets:
            if part.name not in source.sheetnames:
                raise UnreadableError("the workbook lists a sheet that it has not; save the file anew")
            sheet = source[part.name]
            if part.is_hidden:
                hidden.append(("hidden-sheet", all_words(sheet, part, strings)))
            else:
                prefix = f"sheet[{len(sheets) + 1}]."
                sheets.append(Sheet.of(prefix, read_name(part.name), sheet, part, strings))
                hidden += sheets[-1].hidden
        hidden += [("unused-string", text) for text in _unused(package, strings)]
        return cls(package, tuple(sheets), (*hidden, *package.hidden))

    def segments(self) -> tuple[Segment, ...]:
        shown = [segment for sheet in self.sheets for segment in sheet.segments()]
        return (*shown, *hidden_segments(self.hidden, shown))

    def remarks(self) -> Iterator[str]:
        """Yield what a person should know."""
        if any(kind == "formulas" for kind, _ in self.hidden):
            yield _FORMULAS
        if any(sheet.lacks_values for sheet in self.sheets):
            yield _NO_VALUES


def _loaded(data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415  the library is heavy

    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out; the package's own list tells that.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception:
        # openpyxl raises almost anything for parts that are not as they should be.
        raise UnreadableError(
            "the workbook is damaged; open it in Excel, save it anew and try again"
        ) from None


def _plain(string: Any) -> Iterator[str]:
    """Yield the text of a shared string without its pronunciation."""
    for element in string.iter():
        if local(element) == "t" and local(element.getparent()) != "rPh":
            yield element.text or ""


def _unused(package: Package, strings: Sequence[str]) -> Iterator[str]:
    """Yield shared strings that no cell shows, and pronunciations."""
    cells = (c for part in package.sheets for c in part.root.iter() if local(c) == "c" and c.get("t") == "s")
    used = {v.text for cell in cells for v in cell if local(v) == "v"}
    for number, string in enumerate(package.strings):
        if str(number) not in used and strings[number].strip():
            yield strings[number]
        read = [e.text for p in string if local(p) == "rPh" for e in p.iter() if e.text and e.text.strip()]
        if read:
            yield "\n".join(read)


def _edited(sheet: Sheet, name: str, edits: Sequence[Edit]) -> NewSheet:
    by_segment: dict[str, list[Edit]] = {}
    for edit in edits:
        by_segment.setdefault(edit.segment, []).append(edit)
    pages = fill(sheet.page_pieces(), by_segment.get(f"{sheet.prefix}page", ())).texts[::2]
    grid = sheet.grid.with_edits(by_segment)
    texts = {**grid.rows, **({sheet.header_row: grid.headings} if grid.headings else {})}
    return NewSheet(sheet, name, texts, dict(zip(sheet.page_texts, pages, strict=True)))
