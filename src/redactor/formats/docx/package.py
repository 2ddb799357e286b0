"""A new Word package: what was taken apart, with edits made, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from redactor.formats.docx.encode import fill_element
from redactor.formats.docx.names import NAMESPACES, q
from redactor.formats.docx.properties import cleaned
from redactor.formats.docx.record import LABEL, PART
from redactor.formats.paragraphs import edited_story
from redactor.formats.zip_package import packed
from redactor.handling import Revisions
from redactor.model import Edit

if TYPE_CHECKING:
    from redactor.formats.docx.document import File

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_LABEL_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SETTINGS = (
    *("w:evenAndOddHeaders", "w:defaultTabStop", "w:mirrorMargins", "w:autoHyphenation"),
    *("w:footnotePr", "w:endnotePr", "w:compat"),
)
_NAMED = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def written_package(file: File, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a new package with edits made.

    Args:
        file: taken apart; its new elements are filled.
        edits: disjoint, of its stories.

    Raises:
        ValueError: if an edit reaches over the border of a table's cell.
    """
    for name, story in file.found.stories.items():
        new, gone = edited_story(tuple(story), [e for e in edits if e.segment == name])
        for paragraph in new:
            fill_element(paragraph)
        for element in gone:
            _remove(element)
    return packed_file(file)


def packed_file(file: File, added: Mapping[str, Any] | None = None) -> bytes:
    """Return the bytes of a new package.

    Args:
        file: taken apart; its new elements are complete.
        added: roots of further parts by their names.
    """
    parts = {**dict(_parts(file)), **(added or {})}
    shown = {old: new for old, new in file.pictures.items() if new in file.found.drawn}
    media = {old: file.parts.media[old] for old in shown}
    links = {
        "_rels/.rels": _relationships([("main", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(_links(file, parts, shown)),
    }
    for name in parts:
        if name.startswith(("word/header", "word/footer")):
            own = [(shown[old], "image", new.removeprefix("word/")) for old, (new, _) in media.items()]
            links[f"word/_rels/{name.removeprefix('word/')}.rels"] = _relationships(own)
    if LABEL in parts:
        links["customXml/_rels/item1.xml.rels"] = _relationships(
            [("label", "customXmlProps", "itemProps1.xml")]
        )
    written = {name: _serialized(root) for name, root in parts.items()}
    types = ("[Content_Types].xml", _content_types(file, parts))
    return packed([types, *links.items(), *written.items(), *media.values()])


def _parts(file: File) -> Iterator[tuple[str, Any]]:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root = root_element("w:document")
    root.append(file.bodies["document"])
    yield "word/document.xml", root
    yield "word/styles.xml", file.styles.written()
    numbering = file.parts.xml.get("word/numbering.xml")
    if numbering is not None:
        yield "word/numbering.xml", cleaned(numbering, Revisions.ACCEPT, file.styles.new_id)
    yield "word/settings.xml", _settings(file)
    for name, body in file.bodies.items():
        if name.startswith(("header", "footer")):
            yield f"word/{name}.xml", body
    for kind in ("footnote", "endnote"):
        notes = [body for name, body in file.bodies.items() if name.startswith(f"{kind}[")]
        if notes:
            part = root_element(f"w:{kind}s")
            for number, tag in _SEPARATORS:
                note = etree.SubElement(part, q(f"w:{kind}"), {q("w:type"): tag, q("w:id"): number})
                run = etree.SubElement(etree.SubElement(note, q("w:p")), q("w:r"))
                etree.SubElement(run, q(f"w:{tag}"))
            part.extend(notes)
            yield f"word/{kind}s.xml", part


def _settings(file: File) -> Any:
    new, old = root_element("w:settings"), file.parts.xml.get("word/settings.xml")
    for tag in _SETTINGS:
        found = old.find(q(tag)) if old is not None else None
        if found is not None:
            element = cleaned(found, Revisions.ACCEPT, file.styles.new_id)
            for reference in [*element.iter(q("w:footnote")), *element.iter(q("w:endnote"))]:
                reference.getparent().remove(reference)
            new.append(element)
    return new


def _links(file: File, parts: dict[str, Any], shown: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return id, kind and target of what the main part refers to."""
    found = [(name, name, f"{name}.xml") for name in _NAMED]
    links = [link for link in found if f"word/{link[2]}" in parts]
    for name, body in file.bodies.items():
        if name.startswith(("header", "footer")):
            links.append((name, "header" if body.tag == q("w:hdr") else "footer", f"{name}.xml"))
    for old, identifier in shown.items():
        links.append((identifier, "image", file.parts.media[old][0].removeprefix("word/")))
    if PART in parts:
        links.append(("record", "customXml", f"../{PART}"))
    return links


def _relationships(links: Sequence[tuple[str, str, str]]) -> bytes:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root: Any = etree.Element(f"{{{_LINKS}}}Relationships", nsmap={None: _LINKS})  # type: ignore[dict-item]
    for identifier, kind, target in links:
        entry = {"Id": identifier, "Type": _LINK.format(kind), "Target": target}
        etree.SubElement(root, f"{{{_LINKS}}}Relationship", entry)
    return _serialized(root)


def _content_types(file: File, parts: dict[str, Any]) -> bytes:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root: Any = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    if file.pictures:
        defaults["png"] = "image/png"
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
    for name, part in parts.items():
        if name == PART:
            continue
        kind = _LABEL_TYPE if name == LABEL else _TYPE.format(_kind(name, part))
        entry = {"PartName": f"/{name}", "ContentType": kind}
        etree.SubElement(root, f"{{{_TYPES}}}Override", entry)
    return _serialized(root)


def _kind(name: str, part: Any) -> str:
    if name == "word/document.xml":
        return "document.main"
    if name.startswith(("word/header", "word/footer")):
        return "header" if part.tag == q("w:hdr") else "footer"
    return name.removeprefix("word/").removesuffix(".xml")


def root_element(tag: str) -> Any:
    """Return an element that knows the namespaces in use."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    used = ("w", "r", "a", "pic", "wp", "wps", "mc")
    return etree.Element(q(tag), nsmap={prefix: NAMESPACES[prefix] for prefix in used})


def _serialized(root: Any) -> bytes:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
