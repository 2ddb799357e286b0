"""The part of a workbook that openpyxl is given: cells, their look, and placed pictures.

Everything else has been told by then, and what openpyxl never sees can neither stop it nor
come into the new workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from redactor.formats.zip_package import packed

_KEPT_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml|"
    r"xl/worksheets/_rels/[^/]+\.rels|xl/sharedStrings\.xml|xl/styles\.xml|xl/theme/[^/]+\.xml|"
    r"xl/drawings/drawing\d+\.xml|xl/drawings/_rels/drawing\d+\.xml\.rels|xl/media/[^/]+"
)
_KEPT_RELATIONS = (
    "/officeDocument",
    "/worksheet",
    "/sharedStrings",
    "/styles",
    "/theme",
    "/drawing",
    "/image",
)
_KEPT_CHILDREN = {
    "workbook": {"workbookPr", "sheets", "calcPr"},
    "worksheet": {
        "sheetFormatPr",
        "cols",
        "sheetData",
        "mergeCells",
        "headerFooter",
        "drawing",
        "sheetViews",
    },
}


def core(found: Mapping[str, bytes], roots: Mapping[str, Any]) -> bytes:
    """Return a package with nothing but what openpyxl has to see.

    Args:
        found: the members of the workbook's package.
        roots: the parsed ones among them; children that openpyxl must not see are removed.
    """
    return packed(list(_parts(found, roots)))


def _parts(found: Mapping[str, bytes], roots: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    for name, content in found.items():
        if _KEPT_PARTS.fullmatch(name):
            root = roots.get(name)
            if root is None:
                yield name, content
            else:
                _reduce(root, found)
                yield name, etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _reduce(root: Any, found: Mapping[str, bytes]) -> None:
    kept = _KEPT_CHILDREN.get(_local(root))
    covered = has_shapes(root) or _overlap(root)
    for child in list(root):
        kind, part = child.get("Type") or "", (child.get("PartName") or "").lstrip("/")
        is_foreign = bool(kind) and (
            child.get("TargetMode") == "External" or not kind.endswith(_KEPT_RELATIONS)
        )
        is_gone = bool(part) and not (part in found and _KEPT_PARTS.fullmatch(part))
        if (
            is_foreign
            or is_gone
            or _shows_less(child, covered=covered)
            or (kept is not None and _local(child) not in kept)
        ):
            root.remove(child)


def has_shapes(root: Any) -> bool:
    """Whether a drawing has more in it than pictures."""
    return any(_local(e) in {"sp", "graphicFrame", "cxnSp", "contentPart"} for e in root.iter())


def _shows_less(child: Any, *, covered: bool) -> bool:
    """Whether a placed picture is cropped, not shown or may be covered: openpyxl would show all of it."""
    if not _local(child).endswith("Anchor"):
        return False
    if covered:
        return True
    return any(map(_is_cut, child.iter()))


def _is_cut(element: Any) -> bool:
    tag = _local(element)
    if tag == "srcRect":
        return any(value not in {"0", "0%"} for value in element.attrib.values())
    if tag == "cNvPr":
        return element.get("hidden") in {"1", "true"}
    if tag == "blip":
        return any(_local(child) not in {"", "extLst"} for child in element)
    if tag == "prstGeom":
        return bool(element.get("prst", "rect") != "rect")
    return tag in {"custGeom", "softEdge", "blur", "fillOverlay"}


def _overlap(root: Any) -> bool:
    """Whether two placed things may lie on one another; where somebody cannot tell, they do."""
    anchors = [child for child in root if _local(child).endswith("Anchor")]
    places = [(_cell("from", anchor), _cell("to", anchor)) for anchor in anchors]
    for n, (start, end) in enumerate(places):
        for other_start, other_end in places[:n]:
            if start is None or end is None or other_start is None or other_end is None:
                return True
            if all(start[i] <= other_end[i] and other_start[i] <= end[i] for i in (0, 1)):
                return True
    return False


def _cell(name: str, anchor: Any) -> tuple[int, int] | None:
    """Return row and column of an anchor's corner."""
    corner = next((child for child in anchor if _local(child) == name), None)
    found = {_local(child): child.text or "" for child in corner} if corner is not None else {}
    row, column = found.get("row", ""), found.get("col", "")
    return (int(row), int(column)) if row.isdecimal() and column.isdecimal() else None


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
