"""OpenDocument text, read and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.hidden import hidden_segments, refuse_kept
from redactor.formats.odt.changes import Changes
from redactor.formats.odt.encode import fill_element
from redactor.formats.odt.names import MIMETYPE, is_telling, q, short
from redactor.formats.odt.package import Package, manifest, serialized
from redactor.formats.odt.pages import Pages, new_root
from redactor.formats.odt.styles import Styles
from redactor.formats.odt.walk import Found, Place, Walk
from redactor.formats.paragraphs import Story, borders, edited_story, story_text
from redactor.formats.xml_parts import words
from redactor.formats.zip_package import has_members, packed
from redactor.handling import DEFAULT_HANDLING, Handling, Pictures
from redactor.model import Document, Edit, Segment, SegmentKind

_TEXT = "text"


class OpenDocumentText:
    """Reads and writes OpenDocument text (.odt).

    The segments are ``text``, the body in reading order (a table's cells are parted by tabs),
    each footnote and endnote, each text frame, each header and footer, and what nobody sees.
    Nothing hidden can be written: a policy that keeps some of it gets an error.
    """

    name = "odt"
    title = "OpenDocument text"
    suffixes = (".odt",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return has_members(data, "mimetype", "content.xml") and MIMETYPE.encode() in data[:200]

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
        file = _File.of(data, handling)
        document = document_of(name, self.name, language, data, file.segments())
        pictures = tuple(dict.fromkeys([*file.package.pictures, *file.found.pictures]))
        unknown = (*file.found.unknown, *file.package.unknown)
        fixed = [b for name, story in file.found.stories.items() for b in borders(name, tuple(story))]
        return replace(document, unknown_parts=unknown, pictures=pictures, fixed=tuple(fixed))

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        file = _File.of(original, handling)
        texts = texts_of(document, edits, file.segments())
        refuse_kept(document, texts)
        return file.render(edits)


@dataclass(frozen=True, slots=True)
class _File:
    """A file taken apart, and the new one that is made of it."""

    package: Package
    body: Any = field(repr=False)
    pages: Pages
    styles: Styles
    found: Found

    @classmethod
    def of(cls, data: bytes, handling: Handling) -> _File:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        package = Package.of(data, handling)
        content, styles_root = package.xml("content.xml"), package.xml("styles.xml")
        styles, found = Styles(content, styles_root), Found()
        source = package.body()
        changes = Changes(source, handling.revisions)
        body = etree.Element(q("office:text"))
        Walk("content", styles, changes, found, package.kept).blocks(source, Place(body, _TEXT))
        found.stories.setdefault(_TEXT, [])
        for told in changes.told:
            found.hide("change", told)
        pages = Pages.of(
            Walk("styles", styles, Changes(None, handling.revisions), found, package.kept), styles_root
        )
        for place in ("office:scripts", "office:forms"):
            for element in [*content.iter(q(place))]:
                if len(element):
                    found.unknown.append(f"content.xml: {place}")
        if found.shapes and handling.pictures is Pictures.KEEP:
            found.used.clear()
        file = cls(package, body, pages, styles, found)
        file._gather_words(content, styles_root)
        return file

    def segments(self) -> tuple[Segment, ...]:
        stories = self.found.stories.items()
        texts = (Segment(name, SegmentKind.TEXT, story_text(tuple(story))) for name, story in stories)
        shown = sorted(texts, key=lambda s: s.id != _TEXT)
        return (*shown, *hidden_segments((*self.found.hidden, *self.package.hidden), shown))

    def render(self, edits: Sequence[Edit]) -> bytes:
        """Return the new package."""
        for name, story in self.found.stories.items():
            new, gone = edited_story(tuple(story), [e for e in edits if e.segment == name])
            _fill(new)
            for element in gone:
                _remove(element)
        roots = {"content.xml": self._content(), "styles.xml": self.pages.document(self.styles)}
        for image in [i for root in roots.values() for i in root.iter(q("draw:image"))]:
            if image.get(q("xlink:href")) not in self.found.used:
                image.getparent().remove(image)
        parts = {
            **{name: serialized(root) for name, root in roots.items()},
            **{n: c for n, c in self.package.new_pictures.items() if n in self.found.used},
        }
        first = ("mimetype", MIMETYPE.encode())
        return packed([first, *parts.items(), manifest(parts)], frozenset({"mimetype"}))

    def _content(self) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        root = new_root("office:document-content")
        etree.SubElement(root, q("office:automatic-styles")).extend(self.styles.written("content"))
        etree.SubElement(root, q("office:body")).append(self.body)
        return root

    def _gather_words(self, *roots: Any) -> None:
        """Note the words in attributes, comments and styles, none of which is written."""
        for root in roots:
            lines = dict.fromkeys(_telling(root)) if root is not None else {}
            self.found.hide_text("attributes", "\n".join(lines))


def _telling(root: Any) -> Iterator[str]:
    for node in root.getroottree().getroot().iter():
        if isinstance(node.tag, str):
            yield from (v for k, v in node.attrib.items() if is_telling(k, v))
        elif node.text and node.text.strip():
            yield node.text
    for outside in (*root.itersiblings(), *root.itersiblings(preceding=True)):
        yield from words(outside)


def _fill(story: Story) -> None:
    for paragraph in story:
        fill_element(paragraph)


def _remove(element: Any) -> None:
    """Take an element out, and what is empty around it then."""
    while (
        element is not None and len(element) == 0 and not short(element.tag).startswith(("office", "style"))
    ):
        parent = element.getparent()
        if parent is None:
            return
        parent.remove(element)
        element = parent
