"""The members of a workbook's package: which are read, told as hidden, or not understood."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.xlsx.core import core, has_shapes
from redactor.formats.xml_parts import parse_xml, words
from redactor.formats.zip_package import members
from redactor.handling import Limits

WORKBOOK = "xl/workbook.xml"
_XML = (".xml", ".rels")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"

_TOLD = re.compile(
    r"docProps/[^/]+\.xml|customXml/.+\.(?:xml|rels)|xl/comments\d*\.xml|xl/comments/[^/]+\.xml|"
    r"xl/persons/.+\.xml|xl/threadedComments/.+\.xml|xl/tables/[^/]+\.xml|xl/queryTables/.+|"
    r"xl/connections\.xml|xl/metadata\.xml|xl/externalLinks/.+|xl/richData/.+\.xml|"
    r"docMetadata/.+\.xml|_xmlsignatures/.+\.(?:xml|rels)"
)
"""Parts whose words are hidden text."""
_DROPPED = re.compile(
    r"\[Content_Types\]\.xml|xl/styles\.xml|xl/theme/[^/]+\.xml|xl/calcChain\.xml|xl/printerSettings/.+|"
    r"xl/sharedStrings\.xml|docProps/thumbnail\.\w+|.*/"
)
_DRAWING = re.compile(r"xl/drawings/(?:drawing\d+\.xml|[^/]+\.vml)")
_PICTURE = re.compile(r"xl/media/.+")
_FOLDER = re.compile(r"xl/(?:charts|chartsheets|pivotCache|pivotTables|embeddings|activeX|ctrlProps|diagrams|"
                     r"macrosheets|dialogsheets|slicers|slicerCaches|vbaProject\.bin|model)")  # fmt: skip
_QUIET = frozenset(
    {"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
     "mergeCells", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
     "phoneticPr", "drawing", "legacyDrawing", "tableParts", "ignoredErrors", "fileVersion",
     "workbookPr", "bookViews", "sheets", "calcPr", "workbookProtection"}
)  # fmt: skip
"""What of a sheet and of the workbook holds no text of its own but in attributes told apart."""
_NUMBERED = re.compile(r"(?:Image|Picture|Graphic)(?: \d+)?")
_PLACEMENT = re.compile(r"[-+\d, ]+|[TF]|True|False")
_TELLING = ("codeName", "userName")
_DULL = re.compile(r"(?:\$?[A-Z]{1,3}\$?\d+[: ]?)+|[-+.\d]+|true|false|rId\d+|\{[-0-9A-Fa-f]{36}\}|")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str = field(repr=False)
    is_hidden: bool
    root: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked workbook.

    Attributes:
        sheets: in order.
        core: a package of what openpyxl has to see.
        strings: the shared strings as elements.
        hidden: words of what is not written, with the word that names it.
        unknown: addresses of what is not understood.
        pictures: addresses of the pictures.
    """

    sheets: tuple[SheetPart, ...]
    core: bytes = field(repr=False)
    strings: tuple[Any, ...] = field(repr=False)
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    unknown: tuple[str, ...]
    pictures: tuple[str, ...]

    @classmethod
    def of(cls, data: bytes, limits: Limits) -> Package:
        """Unpack a workbook and parse every XML part of it.

        Raises:
            UnreadableError: if it is damaged, encrypted, or not a workbook.
        """
        found = members(data, limits)
        parsed = {name: _root(name, part, limits.depth) for name, part in found.items()}
        roots = {name: root for name, root in parsed.items() if root is not None}
        if WORKBOOK not in roots:
            raise UnreadableError("the package is no Excel workbook; save the file anew and try again")
        paths = _targets(roots, WORKBOOK)
        sheets = tuple(_sheets(roots, paths))
        if len({sheet.name.casefold() for sheet in sheets}) != len(sheets):
            raise UnreadableError("two sheets of the workbook have the same name; save the file anew")
        parts = {paths.get(s.get(_R_ID), "") for s in roots[WORKBOOK].iter(f"{_MAIN}sheet")}
        used = {path for path in parts if path.startswith("xl/worksheets/")}
        shared = roots.get("xl/sharedStrings.xml")
        strings = tuple(shared.iter(f"{_MAIN}si")) if shared is not None else ()
        hidden = [(kind, text) for kind, text in _told(roots, used) if text]
        unknown = [_address(name) for name in found if not _is_known(name, used, roots)]
        unknown += [f"{_address(n)}: shapes" for n, r in roots.items() if "/drawings/" in n and has_shapes(r)]
        pictures = tuple(f"picture {n}" for n, _ in enumerate(filter(_PICTURE.fullmatch, found), 1))
        numbered = tuple(f"{address}, number {n}" for n, address in enumerate(unknown, 1))
        return cls(sheets, core(found, roots), strings, tuple(hidden), numbered, pictures)


def dull(text: str) -> bool:
    """Whether a word is a reference, a number or a switch."""
    return _DULL.fullmatch(text) is not None


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def loud_words(root: Any) -> Iterator[str]:
    """Yield the words of those children of a sheet, or of the workbook, that may hold text."""
    for child in root:
        if local(child) not in _QUIET:
            yield from (word for word in words(child) if not dull(word))
        else:
            yield from (value for name in _TELLING if (value := child.get(name)))


def _sheets(roots: dict[str, Any], paths: dict[str, str]) -> Iterator[SheetPart]:
    for sheet in roots[WORKBOOK].iter(f"{_MAIN}sheet"):
        root = roots.get(paths.get(sheet.get(_R_ID), ""))
        if root is not None and local(root) == "worksheet":
            yield SheetPart(sheet.get("name", ""), sheet.get("state", "visible") != "visible", root)


def _targets(roots: dict[str, Any], part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    relations = roots.get(f"{folder}/_rels/{name}.rels")
    return {
        r.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, r.get("Target", ""))).lstrip("/")
        for r in (relations if relations is not None else ())
        if isinstance(r.tag, str)
    }


def _told(roots: dict[str, Any], used: set[str]) -> Iterator[tuple[str, str]]:
    for name, root in roots.items():
        if name == WORKBOOK:
            yield "workbook", _lines(loud_words(root))
        elif name in used:
            yield "sheet-settings", _lines(loud_words(root))
        elif _TOLD.fullmatch(name):
            yield "part", _lines(word for word in words(root) if not dull(word))
        elif _DRAWING.fullmatch(name):
            yield "drawing", _lines(_drawing_words(root))
        elif name.endswith(".rels"):
            links = (r.get("Target", "") for r in root.iter() if r.get("TargetMode") == "External")
            yield "link", _lines(links)


def _lines(found: Iterator[str]) -> str:
    return "\n".join(dict.fromkeys(found))


def _root(name: str, content: bytes, depth: int) -> Any:
    """Return a part's root; ``None`` if it is no XML. Old drawings may be XML only nearly."""
    if name.endswith(_XML) and content:
        return parse_xml(_address(name), content, depth)
    try:
        return parse_xml(_address(name), content, depth) if name.endswith(".vml") else None
    except UnreadableError:
        return None


def _is_known(name: str, used: set[str], roots: dict[str, Any]) -> bool:
    if name.endswith(".vml") and name not in roots:
        return False
    is_named = name == WORKBOOK or name in used or name.endswith(".rels")
    return is_named or any(p.fullmatch(name) for p in (_TOLD, _DROPPED, _DRAWING, _PICTURE))


def _drawing_words(root: Any) -> Iterator[str]:
    """Yield the names and descriptions of a drawing's things, and its texts."""
    for element in root.iter():
        if local(element) == "cNvPr":
            found = (element.get(name, "") for name in ("name", "descr", "title"))
            yield from (word for word in found if word and not _NUMBERED.fullmatch(word))
        elif element.text and element.text.strip() and not _PLACEMENT.fullmatch(element.text.strip()):
            yield element.text.strip()


def _address(name: str) -> str:
    """Return a part's folder, where its name is one that programs give."""
    folder = _FOLDER.match(name)
    return folder[0] if folder else "a part of the package"
