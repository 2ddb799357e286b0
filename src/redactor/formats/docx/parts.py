"""The members of a Word package: which are read, dropped, or not understood."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.docx.names import STRICT, is_level_text, q, short
from redactor.formats.pictures import as_png
from redactor.formats.xml_parts import parse_xml, words
from redactor.formats.zip_package import members
from redactor.handling import Handling

_MAIN = "word/document.xml"
_XML = re.compile(
    r"word/(?:document|styles|numbering|settings|footnotes|endnotes|header\d*|footer\d*|comments\w*|people|intelligence\d*|glossary/\w+)\.xml"
    r"|docProps/\w+\.xml|docMetadata/\w+\.xml|_xmlsignatures/\w+\.xml|customXml/\w+\.xml|word/_rels/\w+\.xml\.rels|word/glossary/_rels/\w+\.xml\.rels|_rels/\.rels|customXml/_rels/[\w.]+"
)
_TOLD = re.compile(
    r"(?:docProps|docMetadata|_xmlsignatures|customXml)/.*|word/(?:comments\w*|people|intelligence\d*)\.xml|word/glossary/.*\.xml"
)
"""Parts whose words are hidden text."""
_DROPPED = re.compile(
    r"\[Content_Types\]\.xml|docProps/thumbnail\.\w+|word/theme/theme\d*\.xml|word/theme/_rels/.*|word/(?:fontTable|webSettings|"
    r"stylesWithEffects)\.xml|word/_rels/(?:fontTable|webSettings)\.xml\.rels|word/fonts/.*|word/printerSettings/.*"
)
"""Parts that hold looks or leftovers, none of which is written."""
_PICTURE = re.compile(r"word/media/[^/]+")
_KIND = re.compile(r"word/(?:embeddings|charts|diagrams|activeX|ink|afchunk|vba)|.*vbaProject.*|.*\.bin$")
_VARIABLES = ("w:docVar", "w:query", "w:connectString", "w:attachedSchema", "w:dataSource")
_BOILERPLATE = re.compile(r"(?:[\d.:TZ-]+|true|false|\{?[0-9A-Fa-f-]{32,38}\}?|https?://schemas\.[\w./-]+|)")


@dataclass(frozen=True, slots=True)
class Parts:
    """An unpacked file.

    Attributes:
        xml: the parsed parts by name.
        links: by part, its relationships: id to target and whether that lies outside the file.
        hidden: words of parts that are not written, with the word that names them.
        pictures: addresses of the pictures.
        unknown: addresses of parts that are not understood.
        media: new name and bytes of each picture that is written, by its old name.
    """

    xml: Mapping[str, Any] = field(repr=False)
    links: Mapping[str, Mapping[str, tuple[str, bool]]] = field(repr=False)
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    pictures: tuple[str, ...]
    unknown: tuple[str, ...]
    media: Mapping[str, tuple[str, bytes]] = field(repr=False)

    @classmethod
    def of(cls, data: bytes, handling: Handling) -> Parts:
        """Unpack a file.

        Raises:
            UnreadableError: if it is damaged, encrypted, or no Word document.
        """
        found = members(data, handling.limits)
        if _MAIN not in found:
            raise UnreadableError("the package has no word/document.xml; save the file anew and try again")
        depth = handling.limits.depth
        xml = {
            name: parse_xml(name, content, depth) for name, content in found.items() if _XML.fullmatch(name)
        }
        if STRICT in xml[_MAIN].tag:
            raise UnreadableError("it is saved as Strict Open XML; save it as an ordinary Word document")
        pictures = sorted(name for name in found if _PICTURE.fullmatch(name))
        media = {}
        for number, old in enumerate(pictures, 1):
            picture = as_png(found[old], handling)
            if picture is not None:
                media[old] = (f"word/media/image{number}.png", picture)
        rest = [
            n
            for n, c in found.items()
            if c and n not in xml and n not in pictures and not _DROPPED.fullmatch(n)
        ]
        links = {name: _links(name, root) for name, root in xml.items() if name.endswith(".rels")}
        return cls(
            xml,
            links,
            tuple(_told(xml, links)),
            tuple(f"picture {number}" for number in range(1, len(pictures) + 1)),
            tuple(f"{_kind(name)}, member {number}" for number, name in enumerate(rest, 1)),
            media,
        )

    def links_of(self, part: str) -> Mapping[str, tuple[str, bool]]:
        """Return a part's relationships."""
        folder, _, name = part.rpartition("/")
        return self.links.get(f"{folder}/_rels/{name}.rels", {})


def _links(name: str, root: Any) -> dict[str, tuple[str, bool]]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = {}
    for element in root:
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        path = target if outside else posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        found[element.get("Id", "")] = (path, outside)
    return found


def _told(
    xml: Mapping[str, Any], links: Mapping[str, Mapping[str, tuple[str, bool]]]
) -> list[tuple[str, str]]:
    """Return the words of what is not written: properties, comments, link targets, settings."""
    told = []
    for name, root in xml.items():
        if _TOLD.fullmatch(name) and not name.endswith(".rels"):
            kind = "comment" if "comments" in name else name.partition("/")[2] if "/" in name else name
            told.append((kind, _words(root)))
    settings = xml.get("word/settings.xml")
    if settings is not None:
        told.append(("settings", "\n".join(_variables(settings))))
    numbering = xml.get("word/numbering.xml")
    if numbering is not None:
        told.append(("numbering", "\n".join(_labels(numbering))))
    told += [("link", target) for found in links.values() for target, outside in found.values() if outside]
    return [(kind, text) for kind, text in told if text]


def _words(root: Any) -> str:
    found = [w for w in words(root) if not _BOILERPLATE.fullmatch(w)]
    return "\n".join(dict.fromkeys(found))


def _variables(settings: Any) -> list[str]:
    """The values of settings that hold words of people: document variables, mail merge."""
    return [
        value
        for element in settings.iter()
        if short(element.tag)
        in ("w:docVar", "w:query", "w:connectString", "w:attachedSchema", "w:dataSource")
        for name, value in element.attrib.items()
        if name != q("w:id")
    ]


def _labels(numbering: Any) -> list[str]:
    """The words of lists' numbers, of which only the numbers are written, and the lists' names."""
    found = [
        element.get(q("w:val"), "")
        for element in numbering.iter(q("w:lvlText"), q("w:name"), q("w:styleLink"))
    ]
    return [label for label in dict.fromkeys(found) if not is_level_text(label)]


def _kind(name: str) -> str:
    """Return the folder of a member, where its name is one that programs give."""
    found = _KIND.match(name)
    if found is None:
        return "package"
    return "macros" if "vba" in found[0] else found[0].removeprefix("word/") if "/" in found[0] else "binary"
