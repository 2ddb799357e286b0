"""Word documents, read and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.docx.names import is_harmless, q, short
from redactor.formats.docx.package import written_package
from redactor.formats.docx.parts import Parts
from redactor.formats.docx.styles import Styles
from redactor.formats.docx.walk import Found, Place, Walk
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.hidden import hidden_segments, refuse_kept
from redactor.formats.paragraphs import borders, story_text
from redactor.formats.tracking import Redaction, Tracked
from redactor.formats.zip_package import has_members
from redactor.handling import DEFAULT_HANDLING, Handling, Pictures
from redactor.model import Document, Edit, Segment, SegmentKind

TEXT = "text"


class Word:
    """Reads and writes Word documents (.docx).

    The segments are ``text``, the body in reading order (a table's cells are parted by tabs),
    each header, footer, footnote, endnote and text box, and what nobody sees. Nothing hidden
    can be written: a policy that keeps some of it gets an error.
    """

    name = "docx"
    title = "a Word document"
    suffixes = (".docx",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return has_members(data, "[Content_Types].xml", "word/document.xml")

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        file = File.of(data, handling)
        document = document_of(name, self.name, language, data, file.segments())
        unknown = (*file.found.unknown, *file.parts.unknown)
        fixed = [b for name, story in file.found.stories.items() for b in borders(name, tuple(story))]
        return replace(document, unknown_parts=unknown, pictures=file.parts.pictures, fixed=tuple(fixed))

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        file = File.of(original, handling)
        refuse_kept(document, texts_of(document, edits, file.segments()))
        return written_package(file, edits)

    def write_tracked(
        self,
        document: Document,
        redactions: Sequence[Redaction],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.tracking.TracksChanges.write_tracked`."""
        from redactor.formats.docx.tracked import write_tracked  # noqa: PLC0415  it takes files apart, too

        return write_tracked(document, redactions, original, handling)

    def read_tracked(self, data: bytes, handling: Handling = DEFAULT_HANDLING) -> Tracked:
        """See :meth:`redactor.formats.tracking.TracksChanges.read_tracked`."""
        from redactor.formats.docx.outcomes import read_tracked  # noqa: PLC0415  the same

        return read_tracked(data, handling)


@dataclass(frozen=True, slots=True)
class File:
    """A file taken apart, with the elements that the new one is made of.

    Attributes:
        parts: the unpacked file.
        styles: its styles.
        found: what was gathered.
        bodies: the new root of each part that holds text, by the part's new name; a note's by
            its kind and number.
        pictures: new relationship id and name in the package of each picture that is written.
    """

    parts: Parts
    styles: Styles
    found: Found
    bodies: dict[str, Any] = field(repr=False)
    pictures: dict[str, str]

    @classmethod
    def of(cls, data: bytes, handling: Handling) -> File:
        """Take a file apart.

        Raises:
            UnreadableError: if it cannot be read.
        """
        parts = Parts.of(data, handling)
        styles, found = Styles(parts.xml.get("word/styles.xml")), Found()
        file = cls(parts, styles, found, {}, {})
        file._body(handling)
        file._pages(handling)
        file._notes(handling)
        if handling.pictures is Pictures.KEEP:
            found.uncover()
        found.hide_text("style", "\n".join(styles.told))
        found.hide_text("author", "\n".join(_authors(parts)))
        found.hide_text("typeface", "\n".join(_typefaces(parts)))
        return file

    def segments(self) -> tuple[Segment, ...]:
        """Return what the file holds, as segments."""
        texts = (
            Segment(name, SegmentKind.TEXT, story_text(tuple(s))) for name, s in self.found.stories.items()
        )
        shown = sorted(texts, key=lambda s: s.id != TEXT)
        return (*shown, *hidden_segments((*self.found.hidden, *self.parts.hidden), shown))

    def _body(self, handling: Handling) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        body = etree.Element(q("w:body"))
        source = self.parts.xml["word/document.xml"].find(q("w:body"))
        self.found.stories[TEXT] = []
        if source is not None:
            self._walk("word/document.xml", handling).blocks(source, Place(body, TEXT))
        self.bodies["document"] = body

    def _pages(self, handling: Handling) -> None:
        """Read the headers and footers; what no section refers to, no reader sees."""
        from lxml import etree  # noqa: PLC0415  the library is heavy

        links = self.parts.links_of("word/document.xml")
        shown = {links[old][0]: new for old, new in self.found.pages.items() if old in links}
        for name, root in self.parts.xml.items():
            kind = short(root.tag)
            if kind not in ("w:hdr", "w:ftr"):
                continue
            if name not in shown:
                self.found.hide("unused", root)
                continue
            walk = self._walk(name, handling)
            new = etree.Element(root.tag)
            walk.blocks(root, Place(new, walk.new_story("header" if kind == "w:hdr" else "footer")))
            self.bodies[shown[name]] = new

    def _notes(self, handling: Handling) -> None:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            root = self.parts.xml.get(part)
            for note in root if root is not None else ():
                number = self.found.notes.get((kind, note.get(q("w:id"), "")))
                if note.get(q("w:type"), "normal") != "normal":
                    continue
                if number is None:
                    self.found.hide("unused", note)
                    continue
                new = etree.Element(q(f"w:{kind}"), {q("w:id"): str(number)})
                story = f"{kind}[{number}]"
                self.found.stories[story] = []
                self._walk(part, handling).blocks(note, Place(new, story))
                self.bodies[story] = new

    def _walk(self, part: str, handling: Handling) -> Walk:
        kept: dict[str, str] = {}
        for old, (target, outside) in self.parts.links_of(part).items():
            if not outside and target in self.parts.media:
                kept[old] = self.pictures.setdefault(target, f"picture{len(self.pictures) + 1}")
        return Walk(part, self.styles, handling.revisions, self.found, kept)


def _authors(parts: Parts) -> list[str]:
    """Return the names of those who made tracked changes, wherever these are, and numbers changed."""
    names = (
        element.get(q(told), "")
        for root in parts.xml.values()
        for element in root.iter()
        if isinstance(element.tag, str)
        for told in ("w:author", "w:original")
    )
    return [name for name in dict.fromkeys(names) if name]


def _typefaces(parts: Parts) -> list[str]:
    """Return names of typefaces that not everybody has; they may be those of people's own hands."""
    names = (
        name
        for root in parts.xml.values()
        for element in root.iter(q("w:rFonts"))
        for attribute, name in element.attrib.items()
        if not is_harmless(short(attribute)[2:], name)
    )
    return list(dict.fromkeys(names))
