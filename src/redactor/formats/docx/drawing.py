"""Pictures and text boxes in a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from redactor.formats.docx.names import NAMESPACES, q, short

_SIDE = 914_400
"""An inch in English metric units: the size of a picture that tells none."""
_BOXES = 1000
"""Pictures are numbered below it, text boxes above."""
_CHANGED = ("gain", "blacklevel", "gamma", "chromakey")
_HEX = re.compile(r"#([0-9A-Fa-f]{6})(?![0-9A-Fa-f])")
_THEME = {
    "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5",
    "accent6": "70AD47", "dk1": "000000", "tx1": "000000", "lt1": "FFFFFF", "bg1": "FFFFFF", "dk2": "44546A",
    "tx2": "44546A", "lt2": "E7E6E6", "bg2": "E7E6E6",
}  # fmt: skip
_SIDES = ("l", "t", "r", "b", "cropleft", "croptop", "cropright", "cropbottom")
_POINT = _SIDE // 72
_LARGEST = 100 * _SIDE


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is written: its new relationship id and its element."""

    identifier: str
    element: Any = field(repr=False)


def picture_of(source: Any, kept: Mapping[str, str]) -> Drawn | None:
    """Return a new inline picture for a drawing, ``None`` if no picture of it is written.

    A picture that is cropped or hidden is not: its file holds more than a reader sees.

    Args:
        source: ``w:drawing``, ``w:pict`` or a choice between them.
        kept: new relationship ids of the pictures that are written, by their old ones.
    """
    old = next(filter(None, map(_reference, source.iter())), None)
    if old is None or old not in kept or any(map(_is_cut, source.iter())):
        return None
    return Drawn(kept[old], _inline(kept[old], *_size(source)))


def floats(source: Any) -> bool:
    """Whether a drawing lies freely on the page, where it can cover others."""
    return any(
        short(e.tag) == "wp:anchor" or "absolute" in e.get("style", "")
        for e in source.iter()
        if isinstance(e.tag, str)
    )


def fill_of(source: Any) -> str | None:
    """Return the colour of a text box's paper; ``None`` if it has none of its own.

    Colours of a theme are those of the one that Word has where a file brings none, as a
    written file does.

    Args:
        source: ``w:drawing``, ``w:pict`` or a choice between them.
    """
    for element in source.iter():
        tag = short(element.tag)
        if tag == "wps:spPr":
            kinds = {short(child.tag): child for child in element}
            if "a:noFill" in kinds:
                return None
            if "a:solidFill" in kinds:
                return _colour(kinds["a:solidFill"])
        elif tag == "a:fillRef":
            return _colour(element) if element.get("idx", "0") != "0" else None
        elif tag == "v:shape" and element.get("filled", "t") not in {"f", "false"}:
            found = _HEX.match(element.get("fillcolor", ""))
            return found[1].upper() if found else None
    return None


def _colour(source: Any) -> str | None:
    for element in source:
        value = element.get("val", "")
        if short(element.tag) == "a:schemeClr":
            return _THEME.get(value)
        if short(element.tag) == "a:srgbClr" and _HEX.match(f"#{value}"):
            return str(value).upper()
    return None


def text_box(source: Any, number: int, fill: str | None) -> tuple[Any, Any]:
    """Return a new text box of a drawing's size, and the element that its paragraphs go into.

    Args:
        source: ``w:drawing``, ``w:pict`` or a choice between them.
        number: of the box, unlike any other's.
        fill: the colour of its paper, if it has one.
    """
    from lxml import etree  # noqa: PLC0415  the library is heavy

    width, height = _size(source)
    size = f'cx="{width}" cy="{height}"'
    paper = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    box = etree.fromstring(
        f"<mc:AlternateContent {_spaces('w', 'a', 'wp', 'wps', 'mc')}>"
        '<mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:extent {size}/><wp:docPr id="{_BOXES + number}" name="Text box {number}"/>'
        f'<a:graphic><a:graphicData uri="{_space("wps")}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{paper}</wps:spPr>'
        "<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
    )
    return box, next(box.iter(q("w:txbxContent")))


def _spaces(*prefixes: str) -> str:
    return " ".join(f'xmlns:{prefix}="{_space(prefix)}"' for prefix in prefixes)


def _space(prefix: str) -> str:
    return NAMESPACES[prefix]


def _reference(element: Any) -> str | None:
    tag = short(element.tag)
    if tag == "a:blip":
        found: str | None = element.get(q("r:embed"))
        return found
    return element.get(q("r:id")) if tag == "v:imagedata" else None


def _is_cut(element: Any) -> bool:
    """Whether an element says that less is seen of a picture than its file holds."""
    tag = short(element.tag)
    if tag in {"a:srcRect", "v:imagedata"}:
        is_cropped = any(c in "123456789" for side in _SIDES for c in element.get(side, ""))
        return is_cropped or any(name in element.attrib for name in _CHANGED)
    if tag == "a:blip":
        return any(isinstance(child.tag, str) and short(child.tag) != "a:extLst" for child in element)
    if tag == "a:prstGeom":
        return bool(element.get("prst", "rect") != "rect")
    if tag in {"a:custGeom", "a:softEdge", "a:blur", "a:fillOverlay"}:
        return True
    if tag == "wp:extent":
        return min(_size(element)) < _POINT
    if tag == "v:shape":
        return re.search(r"visibility:\s*hidden|display:\s*none", element.get("style", "")) is not None
    return tag in {"wp:docPr", "pic:cNvPr"} and element.get("hidden") in {"1", "true"}


def _size(source: Any) -> tuple[int, int]:
    extent = next((e for e in source.iter() if short(e.tag) == "wp:extent"), None)
    sides = [extent.get(side, "") for side in ("cx", "cy")] if extent is not None else ["", ""]
    width, height = (min(int(s), _LARGEST) if s.isdecimal() else _SIDE for s in sides)
    return width, height


def _inline(identifier: str, width: int, height: int) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    number = identifier.removeprefix("picture")
    size = f'cx="{width}" cy="{height}"'
    return etree.fromstring(
        f"<w:drawing {_spaces('w', 'r', 'a', 'pic', 'wp')}><wp:inline><wp:extent {size}/>"
        f'<wp:docPr id="{number}" name="Picture {number}"/><a:graphic><a:graphicData uri="{_space("pic")}">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        "</pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
