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
    covered = has_shapes(root)
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
    crops = (e.attrib.values() for e in child.iter() if _local(e) == "srcRect")
    hidden = any(_local(e) == "cNvPr" and e.get("hidden") in {"1", "true"} for e in child.iter())
    return hidden or any(value not in {"0", "0%"} for values in crops for value in values)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
