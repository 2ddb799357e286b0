"""From WordprocessingML's blocks to new ones, with nothing in them that is not known.

What is left out is told: as hidden text, as a part that is not understood, or as a picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.docx.inline import Inline
from redactor.formats.docx.names import q, short
from redactor.formats.docx.properties import cleaned
from redactor.formats.docx.seen import WHITE, is_hidden_row, is_squeezed, shade_of
from redactor.formats.docx.styles import Styles
from redactor.formats.paragraphs import Paragraph
from redactor.formats.xml_parts import words
from redactor.handling import Revisions

TRANSPARENT = frozenset({"w:sdtContent", "w:smartTag", "w:customXml", "w:dir", "w:bdo"})
"""Elements whose content is text, and which themselves are not written."""
MARKS = frozenset(
    {"w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd", "w:commentRangeStart", "w:commentRangeEnd",
     "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd",
     "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart",
     "w:customXmlDelRangeEnd",
     "w:lastRenderedPageBreak", "w:commentReference", "w:annotationRef", "w:sdtEndPr"}
)  # fmt: skip
"""Elements that hold no text and mark something that is not written."""


_PAGES = {"w:headerReference": "header", "w:footerReference": "footer"}


@dataclass(slots=True)
class Found:
    """What a walk gathers.

    Attributes:
        stories: paragraphs by id of segment.
        hidden: texts that a reader does not see, with the word that names them.
        unknown: addresses of what is not understood.
        notes: the new numbers of footnotes and endnotes by kind and old id, in order of reference.
        pages: new ids of the headers and footers that sections refer to, by their old ones.
        continued: stories whose last paragraph goes on in the next one.
        drawn: new relationship ids of the pictures that are shown, none of them cropped; one for each time.
        floating: whether one of them lies freely on the page.
        shapes: whether a drawing is left out, or put elsewhere, that may have covered a picture.
    """

    stories: dict[str, list[Paragraph]] = field(default_factory=dict)
    hidden: list[tuple[str, str]] = field(default_factory=list, repr=False)
    unknown: list[str] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    continued: set[str] = field(default_factory=set)
    drawn: list[str] = field(default_factory=list)
    floating: bool = False
    shapes: bool = False

    def hide(self, kind: str, element: Any) -> None:
        """Note an element that goes, with all its words."""
        self.hide_text(kind, "\n".join(words(element)))

    def hide_text(self, kind: str, text: str) -> None:
        """Note a text that goes."""
        if text.strip():
            self.hidden.append((kind, text))

    def uncover(self) -> None:
        """Leave out all pictures where something that lay over one may have covered a face."""
        if not self.shapes and not (self.floating and len(self.drawn) > 1):
            return
        self.drawn.clear()
        for story in self.stories.values():
            for n, paragraph in enumerate(story):
                kept = tuple(r for r in paragraph.runs if r.thing is None or r.thing.tag != q("w:drawing"))
                story[n] = replace(paragraph, runs=kept)

    def page(self, kind: str, old: str) -> str:
        """Return the new id of a header or a footer, which is the name of its part too."""
        return self.pages.setdefault(old, f"{kind}{len(self.pages) + 1}")

    def note(self, kind: str, old: str) -> int:
        """Return the new number of a footnote or an endnote."""
        return self.notes.setdefault((kind, old), 1 + sum(k == kind for k, _ in self.notes))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk is: the new parent, the story, the table's cell and row, the colour behind."""

    target: Any
    story: str
    cell: Any = None
    row: Any = None
    behind: str | None = WHITE


@dataclass(frozen=True, slots=True)
class Walk:
    """Copies the blocks of one part.

    Attributes:
        part: name of the part, for messages.
        styles: the file's styles.
        revisions: which side of a tracked change is the text.
        found: what is gathered.
        pictures: the new relationship id of each picture that is written, by the part's own id.
    """

    part: str
    styles: Styles
    revisions: Revisions
    found: Found
    pictures: Mapping[str, str]

    def blocks(self, source: Any, place: Place) -> None:
        """Copy what stands in a container."""
        for child in source:
            tag = short(child.tag)
            if tag == "w:p":
                self._paragraph(child, place)
            elif tag == "w:tbl":
                self._table(child, place)
            elif tag == "w:sdt":
                self.control(child)
                self.blocks(child.findall(q("w:sdtContent")), place)
            elif tag in TRANSPARENT or tag in ("w:ins", "w:moveTo", "w:del", "w:moveFrom"):
                self._passed(child, tag, place)
            elif tag == "w:sectPr":
                place.target.append(self._section(child))
            elif tag == "w:bookmarkStart":
                self.found.hide_text("bookmark", child.get(q("w:name"), ""))
            elif tag not in MARKS:
                self.unknown(child)

    def is_gone(self, tag: str) -> bool:
        """Whether what stands in a tracked change is on the side that goes."""
        inserted = tag in ("w:ins", "w:moveTo")
        deleted = tag in ("w:del", "w:moveFrom")
        return inserted if self.revisions is Revisions.REJECT else deleted

    def control(self, source: Any) -> None:
        """Note what a content control says of itself: title, tag, placeholder, data binding."""
        for child in source:
            if short(child.tag) != "w:sdtContent":
                self.found.hide("control", child)

    def unknown(self, element: Any) -> None:
        """Note an element that is not understood, and leave it out."""
        tag = short(element.tag)
        known = tag if tag.startswith(("w:", "m:")) and tag[2:].isalnum() and len(tag) < 32 else "an element"
        if tag:
            self.found.unknown.append(f"{self.part}: {known}, number {len(self.found.unknown) + 1}")
        else:
            self.found.hide("comment", element)

    def new_story(self, kind: str) -> str:
        """Open a story of its own and return its id."""
        number = 1 + sum(story.startswith(f"{kind}[") for story in self.found.stories)
        self.found.stories[f"{kind}[{number}]"] = []
        return f"{kind}[{number}]"

    def clean(self, source: Any) -> Any:
        """Return a copy of a property element that holds looks only."""
        return cleaned(source, self.revisions, self.styles.new_id)

    def _passed(self, child: Any, tag: str, place: Place) -> None:
        if self.is_gone(tag):
            self.found.hide("revision", child)
        else:
            self.blocks(child, place)

    def _paragraph(self, source: Any, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        story = self.found.stories.setdefault(place.story, [])
        old = source.find(q("w:pPr"))
        lines = old.find(q("w:spacing")) if old is not None else None
        style = _style_of(old, "w:pStyle")
        behind = self.styles.behind(old, style, place.behind)
        runs = Inline(self, replace(place, behind=behind), style).runs(
            source, hidden=is_squeezed(lines, "w:line", "w:lineRule")
        )
        if story and place.story in self.found.continued:
            last = story[-1]
            story[-1] = replace(last, runs=(*last.runs, *runs))
        else:
            new = etree.SubElement(place.target, q("w:p"))
            if old is not None:
                new.append(self._paragraph_properties(old))
            story.append(Paragraph(new, place.cell, place.row, runs))
        self.found.continued.discard(place.story)
        if self._is_joined(old):
            self.found.continued.add(place.story)

    def _is_joined(self, properties: Any) -> bool:
        """Whether a tracked change takes a paragraph's end away, so that the next one follows on."""
        mark = properties.find(q("w:rPr")) if properties is not None else None
        tags = [short(child.tag) for child in mark] if mark is not None else []
        return any(self.is_gone(tag) for tag in tags)

    def _paragraph_properties(self, source: Any) -> Any:
        new = self.clean(source)
        section = new.find(q("w:sectPr"))
        if section is not None:
            new.replace(section, self._section(source.find(q("w:sectPr"))))
        return new

    def _section(self, source: Any) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        new = self.clean(source)
        references = [child for child in source if short(child.tag) in _PAGES]
        for number, child in enumerate(references):
            name = self.found.page(_PAGES[short(child.tag)], child.get(q("r:id"), ""))
            which = child.get(q("w:type"), "default")
            which = which if which in ("default", "first", "even") else "default"
            new.insert(number, etree.Element(child.tag, {q("w:type"): which, q("r:id"): name}))
        return new

    def _table(self, source: Any, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        table = etree.SubElement(place.target, q("w:tbl"))
        if self.styles.shades(_style_of(source.find(q("w:tblPr")), "w:tblStyle")):
            place = replace(place, behind=None)
        self._rows(source, table, place)

    def _rows(self, source: Any, table: Any, place: Place) -> None:
        for child in source:
            tag = short(child.tag)
            if tag in ("w:tblPr", "w:tblGrid"):
                table.append(self.clean(child))
                self.found.hide_text("caption", "\n".join(_captions(child)))
            elif tag == "w:tr":
                self._row(child, table, place)
            elif tag == "w:sdt":
                self.control(child)
                for content in child.findall(q("w:sdtContent")):
                    self._rows(content, table, place)
            elif tag in TRANSPARENT:
                self._rows(child, table, place)
            elif tag not in MARKS and tag != "w:bookmarkStart":
                self.unknown(child)

    def _row(self, source: Any, table: Any, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        properties = source.find(q("w:trPr"))
        if properties is not None and any(self.is_gone(short(c.tag)) for c in properties):
            self.found.hide("revision", source)
        elif properties is not None and is_hidden_row(properties):
            self.found.hide("hidden", source)
        else:
            self._cells(source, etree.SubElement(table, q("w:tr")), place)

    def _cells(self, source: Any, row: Any, place: Place) -> None:
        for child in source:
            tag = short(child.tag)
            if tag in ("w:trPr", "w:tblPrEx"):
                row.append(self.clean(child))
            elif tag == "w:tc":
                self._cell(child, row, place)
            elif tag == "w:sdt":
                self.control(child)
                for content in child.findall(q("w:sdtContent")):
                    self._cells(content, row, place)
            elif tag in TRANSPARENT:
                self._cells(child, row, place)
            elif tag not in MARKS and tag != "w:bookmarkStart":
                self.unknown(child)

    def _cell(self, source: Any, row: Any, place: Place) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        cell = etree.SubElement(row, q("w:tc"))
        properties = source.find(q("w:tcPr"))
        if properties is not None:
            cell.append(self.clean(properties))
        rest = [child for child in source if short(child.tag) != "w:tcPr"]
        shade = properties.find(q("w:shd")) if properties is not None else None
        self.blocks(rest, Place(cell, place.story, cell, row, shade_of(shade, place.behind)))
        if not len(cell) or short(cell[-1].tag) != "w:p":
            etree.SubElement(cell, q("w:p"))


def _style_of(properties: Any, tag: str) -> str | None:
    found = properties.find(q(tag)) if properties is not None else None
    return found.get(q("w:val")) if found is not None else None


def _captions(properties: Any) -> list[str]:
    tags = (q("w:tblCaption"), q("w:tblDescription"))
    return [e.get(q("w:val"), "") for e in properties if e.tag in tags]
