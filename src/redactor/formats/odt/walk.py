"""From an OpenDocument's elements to new ones, with nothing in them that is not known.

What is left out is told: as hidden text, as a part that is not understood, or as a picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.odt.changes import Changes
from redactor.formats.odt.inline import Inline
from redactor.formats.odt.known import (
    CELLS,
    CONTAINERS,
    DECLARATIONS,
    FRAME_ATTRIBUTES,
    MARKS,
    PARAGRAPHS,
    TRANSPARENT,
    UNKNOWN,
    attributes,
)
from redactor.formats.odt.names import q, short
from redactor.formats.odt.styles import Styles
from redactor.formats.paragraphs import Paragraph
from redactor.formats.xml_parts import words

_CITATION = re.compile(r"\d*|[ivxlc]+|[^\w\s]")


@dataclass(slots=True)
class Found:
    """What a walk gathers.

    Attributes:
        stories: paragraphs by id of segment.
        hidden: texts that a reader does not see, with the word that names them.
        unknown: addresses of what is not understood.
        pictures: addresses of pictures outside the package.
        used: new names of the pictures that are shown, none of them cropped.
        shapes: whether a drawing is left out, or loses its paper, that may have covered a picture.
    """

    stories: dict[str, list[Paragraph]] = field(default_factory=dict)
    hidden: list[tuple[str, str]] = field(default_factory=list, repr=False)
    unknown: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    shapes: bool = False

    def hide(self, kind: str, element: Any) -> None:
        """Note an element that goes, with all its words."""
        self.hide_text(kind, "\n".join(words(element)))

    def hide_text(self, kind: str, text: str) -> None:
        """Note a text that goes."""
        if text.strip():
            self.hidden.append((kind, text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk is: the new parent, the story, the table's cell, the colour around."""

    target: Any
    story: str
    cell: Any = None
    row: Any = None
    shaded: bool = False


class Walk:
    """Copies the blocks of one part."""

    def __init__(
        self, scope: str, styles: Styles, changes: Changes, found: Found, kept: dict[str, str]
    ) -> None:
        """Remember what every step needs; ``kept`` maps pictures to their new names."""
        self.scope = scope
        self.styles = styles
        self.changes = changes
        self.found = found
        self._kept = kept

    def blocks(self, source: Any, place: Place) -> None:
        """Copy what stands in a container."""
        for child in source:
            tag = short(child.tag)
            if tag in PARAGRAPHS:
                self._paragraph(child, tag, place)
            elif tag in CONTAINERS or tag in CELLS:
                self._container(child, tag, place)
            elif tag in TRANSPARENT:
                self.blocks(child, place)
            elif tag in MARKS:
                self.changes.mark(child)
            elif tag == "draw:frame":
                frame = self.frame(child, place)
                if frame is not None:
                    place.target.append(frame)
            elif tag == "office:forms" and len(child) == 0:
                continue
            elif tag in DECLARATIONS or not isinstance(child.tag, str):
                self.found.hide("declaration", child)
            else:
                self.unknown(child)

    def unknown(self, element: Any) -> None:
        """Note an element that is not understood, and leave it out."""
        tag = short(element.tag)
        what = tag if tag in UNKNOWN else "an element that is not known"
        part = "content.xml" if self.scope == "content" else "styles.xml"
        self.found.unknown.append(f"{part}: {what}, number {len(self.found.unknown) + 1}")
        self.found.shapes = self.found.shapes or not tag or tag.startswith("draw:")

    def new_story(self, kind: str) -> str:
        """Open a story of its own and return its id."""
        number = 1 + sum(story.startswith(f"{kind}[") for story in self.found.stories)
        self.found.stories[f"{kind}[{number}]"] = []
        return f"{kind}[{number}]"

    def note(self, source: Any, place: Place) -> Any:
        """Return a footnote or an endnote as a new element; its body is a story."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        kind = "endnote" if source.get(q("text:note-class")) == "endnote" else "footnote"
        new = etree.Element(q("text:note"), {q("text:note-class"): kind})
        citation = source.find(q("text:note-citation"))
        mark = (citation.text or "") if citation is not None else ""
        is_plain = _CITATION.fullmatch(mark) is not None
        etree.SubElement(new, q("text:note-citation")).text = mark if is_plain else "*"
        self.found.hide_text("citation", "" if is_plain or mark == "*" else mark)
        body = etree.SubElement(new, q("text:note-body"))
        story = self.new_story("note")
        for old in source.iter(q("text:note-body")):
            self.blocks(old, Place(body, story))
        self._ensure_paragraph(body, Place(body, story))
        return new

    def frame(self, source: Any, place: Place) -> Any:
        """Return a frame as a new element; ``None`` if it goes."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        new = etree.Element(q("draw:frame"), attributes(source, FRAME_ATTRIBUTES))
        style = self.styles.name(self.scope, "graphic", source.get(q("draw:style-name")))
        if style:
            new.set(q("draw:style-name"), style)
        for child in source:
            tag = short(child.tag)
            if tag == "draw:text-box":
                box = etree.SubElement(new, q("draw:text-box"), attributes(child, FRAME_ATTRIBUTES))
                floats = source.get(q("text:anchor-type")) != "as-char"
                self.found.shapes = self.found.shapes or floats
                story = self.new_story("frame")
                self.blocks(child, Place(box, story))
                self._ensure_paragraph(box, Place(box, story))
            elif tag == "draw:image":
                self._image(child, new, source.get(q("draw:style-name")))
            elif tag in {"svg:title", "svg:desc"} or not isinstance(child.tag, str):
                self.found.hide("description", child)
            else:
                self.unknown(child)
        return new if len(new) else None

    def _image(self, source: Any, frame: Any, style: str | None) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        href = source.get(q("xlink:href"), "").removeprefix("./")
        for child in source:
            self.unknown(child)
        if not href.startswith("Pictures/"):
            self.found.pictures.append(f"picture {len(self.found.pictures) + 1}: outside the file")
        elif href in self._kept and not self.styles.crops(self.scope, style):
            self.found.used.add(self._kept[href])
            link = {q("xlink:href"): self._kept[href], q("xlink:type"): "simple", q("xlink:show"): "embed"}
            etree.SubElement(frame, q("draw:image"), link)

    def _container(self, source: Any, tag: str, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        if tag == "text:section" and source.get(q("text:display")) in {"none", "condition"}:
            self.found.hide("section", source)
            return
        if tag == "table:covered-table-cell" or source.get(q("table:visibility")) in {"collapse", "filter"}:
            self.found.hide("covered", source)
            if tag == "table:covered-table-cell":
                etree.SubElement(place.target, source.tag, attributes(source, CELLS[tag]))
            return
        known = {**CONTAINERS, **CELLS}[tag]
        new = etree.SubElement(place.target, source.tag, attributes(source, known))
        family = tag.removeprefix("table:") if tag.startswith("table:") else tag.removeprefix("text:")
        prefix = "table" if tag.startswith("table:") else "text"
        old = source.get(q(f"{prefix}:style-name"))
        style = self.styles.name(self.scope, family, old)
        if style:
            new.set(q(f"{prefix}:style-name"), style)
        if tag == "text:section":
            new.set(q("text:name"), f"Section{len(self.found.stories)}")
        shaded = place.shaded or self.styles.is_shaded(self.scope, family, old)
        inner = replace(place, target=new, shaded=shaded)
        if tag == "table:table-row":
            inner = replace(inner, row=new)
        if tag == "table:table-cell":
            inner = replace(inner, cell=new)
        self.blocks(source, inner)
        if tag == "table:table-cell":
            self._ensure_paragraph(new, inner)
        elif len(new) == 0 and not tag.startswith("table:table-column"):
            place.target.remove(new)

    def _paragraph(self, source: Any, tag: str, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        old = source.get(q("text:style-name"))
        hidden = source.find(f".//{q('text:hidden-paragraph')}")
        is_hidden = hidden is not None and hidden.get(q("text:is-hidden")) == "true"
        if is_hidden or self.styles.hides(self.scope, "paragraph", old, shaded=place.shaded):
            self.found.hide("hidden", source)
            return
        shaded = place.shaded or self.styles.is_shaded(self.scope, "paragraph", old)
        new = etree.SubElement(place.target, source.tag, attributes(source, PARAGRAPHS[tag]))
        style = self.styles.name(self.scope, "paragraph", old)
        if style:
            new.set(q("text:style-name"), style)
        at = len(self._story(place.story))
        self._story(place.story).append(Paragraph(new, place.cell, place.row, ()))
        runs = Inline(self, replace(place, target=new, shaded=shaded)).runs(source)
        self._story(place.story)[at] = Paragraph(new, place.cell, place.row, runs)

    def _ensure_paragraph(self, target: Any, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        if not any(short(child.tag) in PARAGRAPHS for child in target.iter()):
            new = etree.SubElement(target, q("text:p"))
            self._story(place.story).append(Paragraph(new, place.cell, place.row, ()))

    def _story(self, name: str) -> list[Paragraph]:
        return self.found.stories.setdefault(name, [])
