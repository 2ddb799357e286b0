"""What a person does in Word: accept, reject or change tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from redactor.formats.docx.names import q

STORIES = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Do something to the root of every part that holds text."""
    parts = members(data)
    for name, content in parts.items():
        if name.startswith(STORIES) and name.endswith(".xml"):
            root = etree.fromstring(content)
            edit(root)
            parts[name] = etree.tostring(root)
    return packed(parts)


def accepted(data: bytes, *numbers: int) -> bytes:
    """Accept some changes, or all."""
    return edited(data, lambda root: _resolve(root, "w:ins", "w:del", numbers))


def rejected(data: bytes, *numbers: int) -> bytes:
    """Reject some changes, or all."""
    return edited(data, lambda root: _resolve(root, "w:del", "w:ins", numbers))


def half_rejected(data: bytes, number: int) -> bytes:
    """Reject a change's deletion and leave its insertion."""
    return edited(data, lambda root: _resolve(root, "w:del", "w:moveTo", (number,)))


def reworded(data: bytes, number: int, words: str) -> bytes:
    """Write other words into a change's insertion."""

    def edit(root: Any) -> None:
        for element in _of(root, "w:ins", (number,)):
            (text,) = element.iter(q("w:t"))
            text.text = words

    return edited(data, edit)


def without(data: bytes, *tags: str) -> bytes:
    """Take some elements out."""

    def edit(root: Any) -> None:
        for element in list(root.iter(*map(q, tags))):
            element.getparent().remove(element)

    return edited(data, edit)


def _of(root: Any, tag: str, numbers: tuple[int, ...]) -> list[Any]:
    """The tracked elements of some changes, told by the bookmark before them."""
    found, now = [], 0
    for element in root.iter():
        if element.tag == q("w:bookmarkStart"):
            now = int(element.get(q("w:name")).removeprefix("redactor_"))
        if element.tag == q(tag) and (not numbers or now in numbers):
            found.append(element)
    return found


def _resolve(root: Any, kept: str, gone: str, numbers: tuple[int, ...]) -> None:
    for element in _of(root, gone, numbers):
        if element.getparent().tag == q("w:rPr"):
            _join(element) if gone == "w:del" else element.getparent().remove(element)
        else:
            element.getparent().remove(element)
    for element in _of(root, kept, numbers):
        for text in element.iter(q("w:delText")):
            text.tag = q("w:t")
        for child in reversed(element):
            element.addnext(child)
        element.getparent().remove(element)


def _join(mark: Any) -> None:
    """Join a paragraph whose end is deleted with the next one."""
    paragraph = next(mark.iterancestors(q("w:p")))
    following = paragraph.getnext()
    mark.getparent().remove(mark)
    start = 0 if following.find(q("w:pPr")) is None else 1
    for child in reversed([c for c in paragraph if c.tag != q("w:pPr")]):
        following.insert(start, child)
    paragraph.getparent().remove(paragraph)
