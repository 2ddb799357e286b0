"""What stands in a line: runs of text, tabs, notes, fields, pictures, text boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from redactor.formats.docx.drawing import fill_of, floats, picture_of, text_box
from redactor.formats.docx.names import q, short
from redactor.formats.docx.seen import WHITE
from redactor.formats.paragraphs import Run

if TYPE_CHECKING:
    from redactor.formats.docx.walk import Place, Walk

_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_NUMBERS = frozenset({"w:footnoteRef", "w:endnoteRef", "w:separator", "w:continuationSeparator", "w:pgNum"})
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_CHANGES = frozenset({"w:ins", "w:del", "w:moveTo", "w:moveFrom"})
_SYMBOL = "\ufffd"
_OWN_NAME = re.compile(r"(?:Picture|Text box) [0-9]{1,4}")
"""What an office program, and the writer, call a picture that nobody named."""


class Inline:
    """Reads one paragraph into runs.

    Args:
        walk: the walk that came to it.
        place: where the walk is.
        style: id of the paragraph's style.
    """

    def __init__(self, walk: Walk, place: Place, style: str | None) -> None:
        self._walk = walk
        self._place = place
        self._style = style
        self._runs: list[Run] = []
        self._unseen: list[str] = []
        self._codes = 0
        """How many fields are open whose code is still being told."""
        self._fields: list[bool] = []

    def runs(self, source: Any, *, hidden: bool) -> tuple[Run, ...]:
        """Return what a paragraph holds; what nobody sees of it is noted.

        Args:
            source: the paragraph.
            hidden: whether nobody sees any of it.
        """
        self._read(source, hidden=hidden)
        self._walk.found.hide_text("hidden", "".join(self._unseen))
        return tuple(self._runs)

    def _read(self, source: Any, *, hidden: bool) -> None:
        from redactor.formats.docx.walk import MARKS, TRANSPARENT  # noqa: PLC0415  each reads the other's

        for child in source:
            tag = short(child.tag)
            if tag == "w:r":
                self._run(child, hidden=hidden)
            elif tag in _CHANGES:
                self._change(child, tag, hidden=hidden)
            elif tag == "w:hyperlink":
                self._walk.found.hide_text("tooltip", child.get(q("w:tooltip"), ""))
                self._read(child, hidden=hidden)
            elif tag == "w:fldSimple":
                self._walk.found.hide_text("field", child.get(q("w:instr"), ""))
                self._read(child, hidden=hidden)
            elif tag == "w:sdt":
                self._walk.control(child)
                self._read(child.findall(q("w:sdtContent")), hidden=hidden)
            elif tag in TRANSPARENT:
                self._walk.found.hide_text("attributes", "\n".join(child.attrib.values()))
                self._read(child, hidden=hidden)
            elif tag == "w:bookmarkStart":
                self._walk.found.hide_text("bookmark", child.get(q("w:name"), ""))
            elif tag != "w:pPr" and tag not in MARKS:
                self._walk.unknown(child)

    def _change(self, source: Any, tag: str, *, hidden: bool) -> None:
        if self._walk.is_gone(tag):
            self._walk.found.hide("revision", source)
        else:
            self._read(source, hidden=hidden)

    def _run(self, source: Any, *, hidden: bool) -> None:
        properties = source.find(q("w:rPr"))
        style = properties.find(q("w:rStyle")) if properties is not None else None
        own = style.get(q("w:val")) if style is not None else None
        gone = hidden or self._walk.styles.hides(properties, own, self._style, self._place.behind)
        for child in source:
            self._in_run(child, short(child.tag), properties, hidden=gone)

    def _in_run(self, child: Any, tag: str, properties: Any, *, hidden: bool) -> None:
        if tag in ("w:t", "w:delText"):
            self._add(child.text or "", properties, hidden=hidden)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], properties, hidden=hidden)
        elif tag == "w:br":
            self._break(child, properties, hidden=hidden)
        elif tag == "w:fldChar":
            self._field(child)
        elif tag in ("w:instrText", "w:delInstrText"):
            self._walk.found.hide_text("field", child.text or "")
        elif hidden and tag not in ("w:rPr",):
            self._walk.found.hide("hidden", child)
        elif tag in _NOTES:
            self._note(child, tag, properties)
        elif tag in _NUMBERS:
            self._thing(self._element(tag), properties)
        elif tag == "w:sym":
            self._add(_SYMBOL, properties, hidden=hidden)
        elif tag in ("w:drawing", "w:pict", "mc:AlternateContent"):
            self._drawing(child, properties)
        else:
            self._rest(child, tag)

    def _rest(self, child: Any, tag: str) -> None:
        from redactor.formats.docx.walk import MARKS  # noqa: PLC0415  each reads the other's

        if tag != "w:rPr" and tag not in MARKS:
            self._walk.unknown(child)

    def _break(self, child: Any, properties: Any, *, hidden: bool) -> None:
        kind = child.get(q("w:type"), "textWrapping")
        if kind == "textWrapping" or hidden:
            self._add("\n", properties, hidden=hidden)
        else:
            self._thing(self._walk.clean(child), properties)

    def _field(self, child: Any) -> None:
        """A field tells its code between begin and separate, and what a reader sees after that."""
        kind = child.get(q("w:fldCharType"), "")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()
        for data in child:
            self._walk.found.hide("field", data)

    def _note(self, child: Any, tag: str, properties: Any) -> None:
        kind = _NOTES[tag]
        element = self._element(tag)
        element.set(q("w:id"), str(self._walk.found.note(kind, child.get(q("w:id"), ""))))
        self._thing(element, properties)

    def _drawing(self, child: Any, properties: Any) -> None:
        walk = self._walk
        for element in child.iter():
            if short(element.tag) in ("wp:docPr", "pic:cNvPr", "v:shape", "v:imagedata"):
                walk.found.hide_text("alt", "\n".join(_told(element)))
        boxes, others = _text_boxes(child)
        for box in boxes:
            self._text_box(box, child, properties)
        for box in others:
            walk.found.hide("alternative", box)
        walk.found.shapes = walk.found.shapes or (bool(boxes) and floats(child))
        drawn = picture_of(child, walk.pictures)
        if drawn is not None:
            self._thing(drawn.element, properties)
            walk.found.drawn.append(drawn.identifier)
            walk.found.floating = walk.found.floating or floats(child)
        elif not boxes and not _is_picture(child):
            walk.unknown(child)
            walk.found.shapes = True

    def _text_box(self, box: Any, source: Any, properties: Any) -> None:
        """A text box's text is a story of its own; it is written as a plain box in the line."""
        from redactor.formats.docx.walk import Place  # noqa: PLC0415  each reads the other's

        walk = self._walk
        story = walk.new_story("textbox")
        fill = fill_of(source)
        thing, content = text_box(source, int(story.partition("[")[2].rstrip("]")), fill)
        walk.blocks(box, Place(content, story, behind=fill or WHITE))
        self._thing(thing, properties)

    def _element(self, tag: str) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        return etree.Element(q(tag))

    def _add(self, text: str, properties: Any, *, hidden: bool) -> None:
        if hidden or any(self._fields):
            self._unseen.append(text)
            return
        look = self._look(properties)
        if self._runs and self._runs[-1].thing is None and self._runs[-1].styles == look:
            self._runs[-1] = Run(self._runs[-1].text + text, look)
        elif text:
            self._runs.append(Run(text, look))

    def _look(self, properties: Any) -> tuple[str, ...]:
        """Return run properties as text, so that equal looks are one run."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        if properties is None:
            return ()
        new = self._walk.clean(properties)
        return (etree.tostring(new, encoding="unicode"),) if len(new) else ()

    def _thing(self, element: Any, properties: Any) -> None:
        self._runs.append(Run("", self._look(properties), element))


def _told(element: Any) -> list[str]:
    return [
        value
        for name, value in element.attrib.items()
        if name.rpartition("}")[2] in ("name", "descr", "title", "alt", "href", "src", "link")
        and value
        and not _OWN_NAME.fullmatch(value)
    ]


def _text_boxes(source: Any) -> tuple[list[Any], list[Any]]:
    """Return the contents of text boxes, of alternatives only the first that has any; then the others'."""
    everything = [e for e in source.iter() if short(e.tag) == "w:txbxContent"]
    choices = [e for e in source.iter() if short(e.tag) == "mc:Choice"]
    for scope in (*choices, source):
        found = [e for e in scope.iter() if short(e.tag) == "w:txbxContent"]
        if found:
            return found, [e for e in everything if not any(e is one for one in found)]
    return [], []


def _is_picture(source: Any) -> bool:
    return any(short(e.tag) in ("pic:pic", "v:imagedata", "a:blip") for e in source.iter())
