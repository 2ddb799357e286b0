"""Styles: which of them hide their text, and what of them is written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redactor.formats.odt.names import KNOWN_STYLES, PROPERTIES, is_harmless, q, short
from redactor.formats.typefaces import TYPEFACES

_FAMILIES = {"paragraph": "P", "text": "T", "table": "TB", "table-column": "TC", "table-row": "TR",
             "table-cell": "TX", "section": "SE", "graphic": "G", "list": "L"}  # fmt: skip
_TINY = 2.0
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PAPER = "#ffffff"
_LEAST = 24
"""Least difference of a channel, of 255, that a reader sees."""
_POINTS = re.compile(r"([0-9]+(?:\.[0-9]+)?)pt")
_AS_IS = {"luminance": "0%", "contrast": "0%", "red": "0%", "green": "0%", "blue": "0%", "gamma": "100%",
          "image-opacity": "100%", "color-mode": "standard", "color-inversion": "false"}  # fmt: skip
"""What a picture's properties say where it is shown as it is."""
_LEVELS = {"text:list-level-style-number", "text:list-level-style-bullet"}
_MARKS = {"style:num-format", "style:num-suffix", "style:num-prefix", "text:bullet-char"}
_MAX_PARENTS = 20

Key = tuple[str, str, str]
"""Scope (``content``, ``styles`` or ``common``), family and name of a style."""


class Styles:
    """The styles of a document: looked up by their old names, written under new ones."""

    def __init__(self, content: Any, styles: Any) -> None:
        """Gather the styles that the two parts define."""
        self._defined: dict[Key, Any] = {}
        self._fonts: dict[str, str] = {}
        self.new_names: dict[Key, str] = {}
        for scope, root in (("content", content), ("styles", styles)):
            self._gather(scope, root)

    def name(self, scope: str, family: str, old: str | None) -> str | None:
        """Return the new name of a style, and see to it that the style is written."""
        key = self._key(scope, family, old)
        if key is None:
            return None
        if key not in self.new_names:
            is_known = key[0] == "common" and key[2] in KNOWN_STYLES
            letter = ("S" if key[0] == "common" else "") + _FAMILIES[family]
            self.new_names[key] = key[2] if is_known else f"{letter}{len(self.new_names) + 1}"
            for parent in (q("style:parent-style-name"), q("style:list-style-name")):
                wanted = "list" if "list" in parent else family
                self.name("common" if wanted == family else scope, wanted, self._defined[key].get(parent))
        return self.new_names[key]

    def hides(self, scope: str, family: str, old: str | None, *, shaded: bool) -> bool:
        """Whether a style hides its text: undisplayed, tiny, or in the colour of what is behind it.

        Args:
            scope: the part that the style is used in.
            family: its family.
            old: its name.
            shaded: whether what is around the text has a colour of its own.
        """
        found = self._text_properties(scope, family, old) if old else {}
        if found.get(q("text:display")) in {"none", "condition"}:
            return True
        size = _POINTS.fullmatch(found.get(q("fo:font-size"), ""))
        if size and float(size[1]) <= _TINY:
            return True
        colour, behind = (found.get(q(name), "") for name in ("fo:color", "fo:background-color"))
        if not _COLOUR.fullmatch(behind):
            behind = "" if shaded else _PAPER
        return bool(_COLOUR.fullmatch(colour) and behind) and _are_alike(colour, behind)

    def is_shaded(self, scope: str, family: str, old: str | None) -> bool:
        """Whether a style gives a background."""
        if not old:
            return False
        colours = [e.get(q("fo:background-color")) for s in self._chain(scope, family, old) for e in s]
        return any(c not in {None, "transparent", "#ffffff"} for c in colours)

    def crops(self, scope: str, old: str | None) -> bool:
        """Whether a graphic style shows less of its picture than there is: cropped, dark, see-through."""
        looks = [e for s in self._chain(scope, "graphic", old) for e in s]
        clips = [e.get(q("fo:clip"), "auto") for e in looks]
        changed = any(e.get(q(f"draw:{n}"), as_is) != as_is for e in looks for n, as_is in _AS_IS.items())
        return changed or any(any(c in "123456789" for c in clip) for clip in clips)

    def written(self, scope: str) -> Iterator[Any]:
        """Yield the used styles of a scope as new elements."""
        for key, new in list(self.new_names.items()):
            if key[0] == scope:
                yield self._new_list(key, new) if key[1] == "list" else self._new_style(key, new)

    def properties(self, source: Any) -> Iterator[Any]:
        """Yield the harmless part of a style's properties as new elements."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        for child in source:
            if short(child.tag).endswith("-properties"):
                kept = {k: v for k, v in child.attrib.items() if short(k) in PROPERTIES and is_harmless(v)}
                font = self._font(child)
                yield etree.Element(child.tag, {**kept, **({q("fo:font-family"): font} if font else {})})

    def _gather(self, scope: str, root: Any) -> None:
        for face in root.iter(q("style:font-face")) if root is not None else ():
            self._fonts[face.get(q("style:name"), "")] = face.get(q("svg:font-family"), "").strip("'\"")
        for place, at in (("office:automatic-styles", scope), ("office:styles", "common")):
            found = root.find(q(place)) if root is not None else None
            for style in found if found is not None else ():
                family = "list" if short(style.tag) == "text:list-style" else style.get(q("style:family"))
                name = style.get(q("style:name"))
                if short(style.tag) in {"style:style", "text:list-style"} and family in _FAMILIES and name:
                    self._defined[(at, family, name)] = style

    def _key(self, scope: str, family: str, old: str | None) -> Key | None:
        keys = ((at, family, old or "") for at in (scope, "common"))
        return next((key for key in keys if key in self._defined), None)

    def _chain(self, scope: str, family: str, old: str | None) -> Iterator[Any]:
        for _ in range(_MAX_PARENTS):
            key = self._key(scope, family, old)
            if key is None:
                return
            yield self._defined[key]
            scope, old = "common", self._defined[key].get(q("style:parent-style-name"))

    def _text_properties(self, scope: str, family: str, old: str | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for style in self._chain(scope, family, old):
            for child in style:
                if short(child.tag) in {"style:text-properties", "style:paragraph-properties"}:
                    found = {**dict(child.attrib), **found}
        return found

    def _font(self, properties: Any) -> str | None:
        named = properties.get(q("style:font-name"))
        font = self._fonts.get(named, "") if named else properties.get(q("fo:font-family"), "").strip("'\"")
        return font if font in TYPEFACES else None

    def _new_style(self, key: Key, new: str) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        scope, family, _ = key
        old = self._defined[key]
        element = etree.Element(q("style:style"), {q("style:name"): new, q("style:family"): family})
        parent = self._key("common", family, old.get(q("style:parent-style-name")))
        if parent in self.new_names:
            element.set(q("style:parent-style-name"), self.new_names[parent])
        numbered = self._key(scope, "list", old.get(q("style:list-style-name")))
        if numbered in self.new_names:
            element.set(q("style:list-style-name"), self.new_names[numbered])
        level = old.get(q("style:default-outline-level"), "")
        if level.isdecimal():
            element.set(q("style:default-outline-level"), level)
        element.extend(self.properties(old))
        return element

    def _new_list(self, key: Key, new: str) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        element = etree.Element(q("text:list-style"), {q("style:name"): new})
        for level in self._defined[key]:
            if short(level.tag) in _LEVELS:
                copy = etree.SubElement(element, level.tag, _level_attributes(level))
                for child in level.iter(q("style:list-level-properties")):
                    etree.SubElement(copy, child.tag, _harmless(child))
        return element


def _are_alike(one: str, other: str) -> bool:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return max(abs(a - b) for a, b in pairs) <= _LEAST


def _level_attributes(level: Any) -> dict[str, str]:
    marks = {k: v for k, v in level.attrib.items() if short(k) in _MARKS}
    formats = {k: v for k, v in marks.items() if v in {"1", "a", "A", "i", "I", ""} or not v.isalnum()}
    numbers = {k: v for k, v in level.attrib.items() if v.isdecimal() and short(k).startswith("text:")}
    return {k: v for k, v in {**formats, **numbers}.items() if len(v) <= 2}


def _harmless(element: Any) -> dict[str, str]:
    return {k: v for k, v in element.attrib.items() if short(k) and is_harmless(v)}
