"""Properties: how something looks, copied without anything that says more than that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from redactor.formats.docx.names import CHANGES, is_harmless, is_level_text, is_mark, q, short
from redactor.handling import Revisions

_WORDS = frozenset({"w:name", "w:aliases", "w:alias", "w:tag", "w:lock", "w:docPart", "w:lvlText"})
_REFERENCES = {
    "w:pStyle",
    "w:rStyle",
    "w:tblStyle",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:numStyleLink",
    "w:styleLink",
}
_NOT_COPIED = frozenset(
    {"w:headerReference", "w:footerReference", "w:printerSettings", "w:sdtPr", "w:cnfStyle", "w:nsid",
     "w:tmpl", "w:numPicBullet", "w:lvlPicBulletId", "w:tblCaption", "w:tblDescription"}
)  # fmt: skip

StyleName = Callable[[str], str | None]
"""From a style's id in the file to its new one; ``None`` for a style that is not there."""


def cleaned(source: Any, revisions: Revisions, style: StyleName) -> Any:
    """Return a copy of a property element: known names, harmless values, no tracked changes.

    Where changes are rejected, what a property was before takes its place.

    Args:
        source: an element of WordprocessingML's main namespace.
        revisions: which side of a tracked change counts.
        style: gives styles their new ids.
    """
    from lxml import etree  # noqa: PLC0415  the library is heavy

    source = _before(source) if revisions is Revisions.REJECT else source
    new = etree.Element(source.tag)
    for name, value in source.attrib.items():
        local = etree.QName(name).localname
        if short(name).startswith("w:"):
            kept = _value(short(source.tag), local, value, style)
            if kept is not None:
                new.set(name, kept)
    for child in source:
        tag = short(child.tag)
        if not tag.startswith("w:") or is_mark(tag[2:]) or tag in _NOT_COPIED or _is_lost(tag, child, style):
            continue
        new.append(cleaned(child, revisions, style))
    return new


def _is_lost(tag: str, child: Any, style: StyleName) -> bool:
    return tag in _REFERENCES and style(child.get(q("w:val"), "")) is None


def _value(tag: str, local: str, value: str, style: StyleName) -> str | None:
    if tag in _REFERENCES and local == "val":
        return style(value)
    if tag == "w:lvlText" and local == "val":
        return value if is_level_text(value) else "%1."
    if tag in _WORDS:
        return None
    return value if is_harmless(local, value) else None


def _before(source: Any) -> Any:
    """Return a property element as it was before a tracked change of it."""
    for child in source:
        local = short(child.tag)[2:]
        if local in CHANGES and len(child) and child[0].tag == source.tag:
            return child[0]
    return source
