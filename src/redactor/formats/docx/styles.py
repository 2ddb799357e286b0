"""Styles: new names for them, and which of them hide what they are given to."""

from __future__ import annotations

from typing import Any

from redactor.formats.docx.names import BUILT_IN, q, short
from redactor.formats.docx.properties import cleaned
from redactor.handling import Revisions

_SMALLEST = 4
"""Size in half points up to which nobody reads a text."""
_LONGEST_CHAIN = 20


class Styles:
    """A file's styles.

    Args:
        root: of ``styles.xml``; ``None`` if there is none.
    """

    def __init__(self, root: Any) -> None:
        """Give every style a new id; names that Word does not give itself are told as hidden."""
        self._root = root
        self._by_id = (
            {s.get(q("w:styleId"), ""): s for s in root.iter(q("w:style"))} if root is not None else {}
        )
        self._new = {old: f"S{number}" for number, old in enumerate(self._by_id, 1)}
        self.told = [
            name for style in self._by_id.values() if not BUILT_IN.fullmatch(name := _name_of(style))
        ]

    def new_id(self, old: str) -> str | None:
        """Return a style's new id, ``None`` if there is no such style."""
        return self._new.get(old)

    def hides(self, properties: Any, style: str | None) -> bool:
        """Whether run properties, or a style, make a text one that no reader sees.

        Args:
            properties: the run's own ``w:rPr``, or ``None``.
            style: id of the run's or paragraph's style.
        """
        chain = [properties] if properties is not None else []
        chain += [rpr for rpr in self._chain(style) if rpr is not None]
        return (
            _is_on(chain, "w:vanish") or _is_on(chain, "w:webHidden") or _is_tiny(chain) or _is_white(chain)
        )

    def written(self) -> Any:
        """Return a new ``w:styles`` element."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        new = etree.Element(q("w:styles"), nsmap={"w": q("w:x")[1:-2]})
        if self._root is None:
            return new
        for child in self._root:
            tag = short(child.tag)
            if tag == "w:docDefaults":
                new.append(cleaned(child, Revisions.ACCEPT, self.new_id))
            elif tag == "w:style":
                new.append(self._style(child))
        return new

    def _style(self, source: Any) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        new = cleaned(source, Revisions.ACCEPT, self.new_id)
        old, name = source.get(q("w:styleId"), ""), _name_of(source)
        new.set(q("w:styleId"), self._new[old])
        for element in new.findall(q("w:name")) + new.findall(q("w:aliases")):
            new.remove(element)
        named = etree.Element(q("w:name"))
        named.set(q("w:val"), name if BUILT_IN.fullmatch(name) else f"Style {self._new[old][1:]}")
        new.insert(0, named)
        return new

    def _chain(self, style: str | None) -> list[Any]:
        chain: list[Any] = []
        while style in self._by_id and len(chain) < _LONGEST_CHAIN:
            element = self._by_id[style]
            chain.append(element.find(q("w:rPr")))
            based = element.find(q("w:basedOn"))
            style = based.get(q("w:val")) if based is not None else None
        return chain


def _name_of(style: Any) -> str:
    name = style.find(q("w:name"))
    return name.get(q("w:val"), "") if name is not None else ""


def _first(chain: list[Any], tag: str) -> Any:
    return next((found for rpr in chain if (found := rpr.find(q(tag))) is not None), None)


def _is_on(chain: list[Any], tag: str) -> bool:
    found = _first(chain, tag)
    return found is not None and found.get(q("w:val"), "true") not in ("0", "false", "off")


def _is_tiny(chain: list[Any]) -> bool:
    found = _first(chain, "w:sz")
    size = found.get(q("w:val"), "") if found is not None else ""
    return size.isdecimal() and int(size) <= _SMALLEST


def _is_white(chain: list[Any]) -> bool:
    """White letters, unless something of the run is shaded behind them."""
    colour, shade, marker = (_first(chain, tag) for tag in ("w:color", "w:shd", "w:highlight"))
    if colour is None or colour.get(q("w:val"), "").upper() not in ("FFFFFF", "FEFEFE"):
        return False
    fill = shade.get(q("w:fill"), "auto").upper() if shade is not None else "AUTO"
    return fill in ("AUTO", "FFFFFF") and (marker is None or marker.get(q("w:val")) in ("none", "white"))
