"""Styles: new names for them, and which of them hide what they are given to."""

from __future__ import annotations

from typing import Any

from redactor.formats.docx.names import BUILT_IN, q, short
from redactor.formats.docx.properties import cleaned
from redactor.formats.docx.seen import is_lost, shade_of
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
        self._default = next((i for i, s in self._by_id.items() if _is_default(s)), None)
        self._new = {old: f"S{number}" for number, old in enumerate(self._by_id, 1)}
        self.told = [
            name for style in self._by_id.values() if not BUILT_IN.fullmatch(name := _name_of(style))
        ]

    def new_id(self, old: str) -> str | None:
        """Return a style's new id, ``None`` if there is no such style."""
        return self._new.get(old)

    def hides(self, properties: Any, style: str | None, paragraph: str | None, behind: str | None) -> bool:
        """Whether a run is one that no reader sees.

        Args:
            properties: the run's own ``w:rPr``, or ``None``.
            style: id of the run's style.
            paragraph: id of its paragraph's style.
            behind: colour of the paper behind it; ``None`` if nobody knows.
        """
        chain = [properties] if properties is not None else []
        for named in (style, paragraph or self._default):
            chain += [rpr for rpr in self._chain(named, "w:rPr") if rpr is not None]
        return (
            _is_on(chain, "w:vanish")
            or _is_on(chain, "w:webHidden")
            or _is_tiny(chain)
            or is_lost(_first(chain, "w:color"), _paper(chain, behind), _first(chain, "w:highlight"))
        )

    def behind(self, properties: Any, paragraph: str | None, paper: str | None) -> str | None:
        """Return the colour behind a paragraph's letters.

        Args:
            properties: the paragraph's own, or ``None``.
            paragraph: id of its style.
            paper: colour of what the paragraph stands on.
        """
        chain = [properties] if properties is not None else []
        chain += [ppr for ppr in self._chain(paragraph or self._default, "w:pPr") if ppr is not None]
        return shade_of(_first(chain, "w:shd"), paper)

    def shades(self, style: str | None) -> bool:
        """Whether a table's style paints cells: then nobody here knows which."""
        found = (self._by_id[s] for s in self._ids(style))
        return any(True for element in found for _ in element.iter(q("w:shd")))

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

    def _chain(self, style: str | None, tag: str) -> list[Any]:
        return [self._by_id[s].find(q(tag)) for s in self._ids(style)]

    def _ids(self, style: str | None) -> list[str]:
        """Return a style's id and those that it is based on."""
        ids: list[str] = []
        while style is not None and style in self._by_id and len(ids) < _LONGEST_CHAIN:
            ids.append(style)
            based = self._by_id[style].find(q("w:basedOn"))
            style = based.get(q("w:val")) if based is not None else None
        return ids


def _is_default(style: Any) -> bool:
    is_paragraph = style.get(q("w:type"), "paragraph") == "paragraph"
    return is_paragraph and style.get(q("w:default"), "0") in {"1", "true", "on"}


def _name_of(style: Any) -> str:
    name = style.find(q("w:name"))
    return name.get(q("w:val"), "") if name is not None else ""


def _first(chain: list[Any], tag: str) -> Any:
    return next((found for rpr in chain if (found := rpr.find(q(tag))) is not None), None)


def _is_on(chain: list[Any], tag: str) -> bool:
    found = _first(chain, tag)
    return found is not None and found.get(q("w:val"), "true") not in {"0", "false", "off"}


def _is_tiny(chain: list[Any]) -> bool:
    found = _first(chain, "w:sz")
    size = found.get(q("w:val"), "") if found is not None else ""
    return size.isdecimal() and int(size) <= _SMALLEST


def _paper(chain: list[Any], behind: str | None) -> str | None:
    return shade_of(_first(chain, "w:shd"), behind)
