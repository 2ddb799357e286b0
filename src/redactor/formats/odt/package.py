"""The members of an OpenDocument package: which are read, dropped, or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import UnreadableError
from redactor.formats.odt.names import MIMETYPE, q, short
from redactor.formats.pictures import as_png
from redactor.formats.xml_parts import parse_xml, words
from redactor.formats.zip_package import members
from redactor.handling import Handling

_DOCUMENT = ("content.xml", "styles.xml")
_TOLD = ("meta.xml", "settings.xml", "META-INF/documentsignatures.xml", "META-INF/macrosignatures.xml",
         "manifest.rdf")  # fmt: skip
"""Parts whose words are hidden text."""
_DROPPED = re.compile(r"mimetype|META-INF/manifest\.xml|Thumbnails/.*|layout-cache|Configurations2/.*/")
_PICTURE = re.compile(r"Pictures/[^/]+")
_FOLDER = re.compile(
    r"(?:Basic|Scripts|Dialogs|Object \d+|ObjectReplacements|Configurations2|Versions|META-INF)(?=/|$)"
)
_BOILERPLATE = re.compile(r"(?:\d+(?:[.,]\d+)?|true|false|[-\d:T.Z]+|)")


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked file.

    Attributes:
        parts: the parsed parts by name.
        hidden: words of parts that are not written, with the word that names them.
        pictures: addresses of the pictures.
        unknown: addresses of parts that are not understood.
        kept: new names of the pictures that are written, by their old ones.
        new_pictures: by new name what is written.
    """

    parts: Mapping[str, Any] = field(repr=False)
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    pictures: tuple[str, ...]
    unknown: tuple[str, ...]
    kept: dict[str, str]
    new_pictures: dict[str, bytes] = field(repr=False)

    @classmethod
    def of(cls, data: bytes, handling: Handling) -> Package:
        """Unpack a file.

        Raises:
            UnreadableError: if it is damaged, encrypted, or no OpenDocument text.
        """
        found = members(data, handling.limits)
        if found.get("mimetype", b"").strip() != MIMETYPE.encode() or "content.xml" not in found:
            raise UnreadableError("the package is no OpenDocument text; save the file anew and try again")
        if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
            raise UnreadableError("the file is encrypted; save it without a password and try again")
        depth = handling.limits.depth
        parts = {n: parse_xml(n, found[n], depth) for n in (*_DOCUMENT, *_TOLD) if n in found}
        hidden = tuple((name, _told(parts[name])) for name in _TOLD if name in parts)
        pictures = sorted(name for name in found if _PICTURE.fullmatch(name))
        known = {*parts, *pictures}
        rest = [n for n, c in found.items() if n not in known and c and not _DROPPED.fullmatch(n)]
        unknown = tuple(f"{_folder(name)}, member {number}" for number, name in enumerate(rest, 1))
        kept, new = {}, {}
        for number, old in enumerate(pictures, 1):
            picture = as_png(found[old], handling)
            if picture is not None:
                kept[old] = f"Pictures/{number}.png"
                new[kept[old]] = picture
        addresses = tuple(f"picture {number}" for number in range(1, len(pictures) + 1))
        return cls(parts, tuple((n, t) for n, t in hidden if t), addresses, unknown, kept, new)

    def xml(self, name: str) -> Any:
        """Return a part's root; ``None`` if the package has no such part."""
        return self.parts.get(name)

    def body(self) -> Any:
        """Return the element that holds the text.

        Raises:
            UnreadableError: if there is none.
        """
        body = self.parts["content.xml"].find(f"{q('office:body')}/{q('office:text')}")
        if body is None:
            raise UnreadableError("content.xml holds no text body; save the file anew and try again")
        return body


def serialized(root: Any) -> bytes:
    """Return a new part's bytes."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def manifest(parts: Iterable[str]) -> tuple[str, bytes]:
    """Return the name and the bytes of the list of parts."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    space = q("manifest:x").removesuffix("x")[1:-1]
    root = etree.Element(q("manifest:manifest"), {q("manifest:version"): "1.3"}, nsmap={"manifest": space})
    for path, kind in (("/", MIMETYPE), *((name, _media_type(name)) for name in parts)):
        entry = {q("manifest:full-path"): path, q("manifest:media-type"): kind}
        etree.SubElement(root, q("manifest:file-entry"), entry)
    return "META-INF/manifest.xml", serialized(root)


def _folder(name: str) -> str:
    """Return the folder of a member, where its name is one that programs give."""
    folder = _FOLDER.match(name)
    return folder[0] if folder else "package"


def _media_type(name: str) -> str:
    return "image/png" if name.endswith(".png") else "text/xml"


def _told(root: Any) -> str:
    """Return a part's words without numbers, and without the names that settings have."""
    is_setting = {q("office:version")}
    found = [w for w in words(root) if not _BOILERPLATE.fullmatch(w)]
    return "\n".join(dict.fromkeys(w for w in found if short(w) not in is_setting))
