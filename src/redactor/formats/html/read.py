"""From a page's tree to what a reader sees and what not."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from redactor.formats.html.names import (
    BLOCKS,
    BUTTON_TYPES,
    EMBEDDED,
    HARMLESS,
    INLINE,
    LINK,
    PLAIN_VALUE,
    RENAMED,
    SEEN_ATTRIBUTES,
    UNMENTIONED,
    UNSEEN,
)
from redactor.formats.html.page import Page, Picture, Start
from redactor.formats.html.parse import parsed
from redactor.formats.html.styles import hidden_by_style, may_cover
from redactor.formats.html.text import TextBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATA = re.compile(r"\s*data:image/[a-z0-9.+-]+(?:;[^,;]*)*?(?P<base64>;base64)?,(?P<data>.*)", re.I | re.S)
_VERBATIM = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"<!DOCTYPE html(?: PUBLIC \"-//W3C//DTD X?HTML [0-9. a-zA-Z]*//EN\")?(?: \"[a-zA-Z0-9:/.-]*\")?>", re.I
)
_LANGUAGE = HARMLESS["lang"]


def read_page(source: str) -> Page:
    """Take a page apart.

    Raises:
        UnreadableError: if it is none, or too deep.
    """
    root = parsed(source)
    reader = _Reader(hidden_by_style(root))
    about: Any = root.getroottree().docinfo
    doctype = about.doctype
    if doctype and not _DOCTYPE.fullmatch(doctype):
        reader.hide("doctype", [doctype])
    for before in reversed(list(root.itersiblings(preceding=True))):
        reader.node(before, verbatim=False)
    reader.node(root, verbatim=False)
    for after in root.itersiblings():
        reader.node(after, verbatim=False)
    return replace(reader.page(root.get("lang") or ""), covers=may_cover(root))


@dataclass(slots=True)
class _Reader:
    """Goes through a tree once."""

    unseen: set[_Element]
    text: TextBuilder = field(default_factory=TextBuilder)
    seen: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    outside_styles: bool = False

    def page(self, language: str) -> Page:
        attributes = [("attributes", "\n".join(self.attributes))] if self.attributes else []
        return Page(
            language if _LANGUAGE.fullmatch(language) else "",
            self.text.tokens(),
            tuple(self.seen),
            (*self.hidden, *attributes),
            tuple(self.links),
            tuple(self.pictures),
            tuple(self.embedded),
            self.outside_styles,
        )

    def node(self, node: _Element, *, verbatim: bool) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            self.hide("comment", [node.text or ""])
        elif tag == "head":
            self._mention(node, frozenset())
            self._children(node, verbatim=verbatim)
        elif tag in UNSEEN:
            self._unseen(node)
        elif tag in EMBEDDED:
            self._embedded(node)
        elif self._is_hidden(node):
            self.hide("hidden", everything(node))
        elif tag in {"img", "svg"}:
            self._picture(node)
        else:
            self._element(node, verbatim=verbatim)

    def hide(self, name: str, lines: list[str]) -> None:
        """Note something that nobody sees."""
        text = "\n".join(line for line in lines if line.strip())
        if text:
            self.hidden.append((self._numbered(name), text))

    def _numbered(self, name: str) -> str:
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name}[{self.counts[name]}]"

    def _is_hidden(self, node: _Element) -> bool:
        closed = node.tag == "dialog" and node.get("open") is None
        unseen_input = node.tag == "input" and (node.get("type") or "").lower() == "hidden"
        return node.get("hidden") is not None or node in self.unseen or closed or unseen_input

    def _unseen(self, node: _Element) -> None:
        parent = node.getparent()
        first = not any(name == "title" for name, _ in self.seen)
        if node.tag == "title" and first and parent is not None and parent.tag == "head":
            self.seen.append(("title", "".join(map(str, node.itertext()))))
            self._mention(node, frozenset())
        elif node.tag == "meta" and set(node.keys()) <= {"charset"}:
            return
        else:
            self.outside_styles |= node.tag == "link" and "stylesheet" in (node.get("rel") or "").lower()
            self.hide(str(node.tag), everything(node))

    def _embedded(self, node: _Element) -> None:
        self.embedded.append(self._numbered(str(node.tag)))
        self.hide("hidden", everything(node))

    def _element(self, node: _Element, *, verbatim: bool) -> None:
        tag = str(node.tag)
        name = RENAMED.get(tag, tag)
        if tag == "br":
            self._mention(node, self._leave_carrier(node))
            self.text.line_break()
        elif tag == "basefont":  # see parse: a ``wbr``
            self.text.anchor()
            self._open(node, "wbr", structural=False)
        elif tag == "hr":
            self.text.border()
            self._open(node, "hr", structural=False)
        elif tag == "input":
            self._open(node, "input", structural=False)
        elif tag == "tr":
            self.text.row_start()
            self._with_children(node, "tr", structural=True, verbatim=verbatim)
            self.text.row_end()
        elif tag in {"td", "th"}:
            self._cell(node, tag, verbatim=verbatim)
        elif name in BLOCKS or tag in {"body", "html"}:
            self.text.border()
            self._with_children(node, name, structural=True, verbatim=verbatim or name == "pre")
            self.text.border()
        else:
            self._with_children(node, name if name in INLINE else "", structural=False, verbatim=verbatim)

    def _cell(self, node: _Element, tag: str, *, verbatim: bool) -> None:
        key = self._open(node, tag, structural=True)
        mark = self.text.cell_start()
        self._children(node, verbatim=verbatim or self._is_verbatim(node))
        self.text.cell_end(mark)
        self.text.end(key, structural=True)

    def _with_children(self, node: _Element, tag: str, *, structural: bool, verbatim: bool) -> None:
        key = self._open(node, tag, structural=structural)
        self._children(node, verbatim=verbatim or self._is_verbatim(node))
        if structural and tag != "tr":
            self.text.border()
        self.text.end(key, structural=structural)

    def _is_verbatim(self, node: _Element) -> bool:
        return _VERBATIM.search(node.get("style") or "") is not None

    def _children(self, node: _Element, *, verbatim: bool) -> None:
        start = node.text or ""
        if node.tag in {"pre", "textarea", "listing"}:
            start = re.sub(r"\A(?:\r\n|\n|\r)", "", start)
        self.text.text(start, verbatim=verbatim)
        for child in node:
            self.node(child, verbatim=verbatim)
            self.text.text(child.tail or "", verbatim=verbatim)

    def _leave_carrier(self, node: _Element) -> frozenset[str]:
        """Give the seen attributes of an element that is not written an element of their own."""
        slots = self._slots(node)
        if slots:
            key = self.text.next_key()
            self.text.start(Start(key, "span", slots=slots))
            self.text.end(key, structural=False)
        return frozenset(name for name, _ in slots)

    def _open(self, node: _Element, tag: str, *, structural: bool) -> int:
        key = self.text.next_key()
        slots = self._slots(node)
        handled = {name for name, _ in slots}
        link = None
        target = (node.get("href") or "").strip()
        if tag == "a" and LINK.fullmatch(target):
            handled.add("href")
            link = len(self.links)
            self.links.append(target)
        kept = {name: node.get(name) or "" for name in HARMLESS}
        harmless = tuple((n, v) for n, v in kept.items() if v and HARMLESS[n].fullmatch(v))
        self._mention(node, frozenset(handled | {name for name, _ in harmless}))
        written = "span" if slots and not tag else tag
        if tag == "span" and not slots and not harmless:
            written = ""
        self.text.start(Start(key, written, structural, harmless if written else (), slots, link))
        if tag in {"wbr", "hr", "input"}:
            self.text.end(key, structural=False)
        return key

    def _slots(self, node: _Element) -> tuple[tuple[str, str], ...]:
        slots = []
        for name in SEEN_ATTRIBUTES:
            value = node.get(name)
            if value is not None and self._is_seen(node, name):
                slots.append((name, self._numbered(name)))
                self.seen.append((slots[-1][1], value))
        return tuple(slots)

    def _is_seen(self, node: _Element, name: str) -> bool:
        if name == "value":
            return node.tag == "input" and (node.get("type") or "").lower() in BUTTON_TYPES
        return True

    def _mention(self, node: _Element, handled: frozenset[str]) -> None:
        """Note the attributes that are not written."""
        for name, value in _attributes(node):
            plain = name in UNMENTIONED and PLAIN_VALUE.fullmatch(value)
            if name not in handled and not plain:
                self.attributes.append(f"{name}={value}")

    def _picture(self, node: _Element) -> None:
        source = node.get("src") or ""
        data = _picture_data(source)
        shows = node.tag == "svg" or bool(source or node.get("srcset"))
        address = self._numbered(str(node.tag)) if shows else ""
        slots = self._slots(node) if node.tag == "img" else ()
        handled = {name for name, _ in slots} | ({"src"} if data is not None else set())
        if node.tag == "img":
            self._mention(node, frozenset(handled | {"width", "height"}))
        else:
            self.hide("hidden", everything(node))
        key = self.text.next_key()
        number = len(self.pictures) if shows else None
        if shows:
            self.pictures.append(Picture(address, data, _size(node)))
        self.text.start(Start(key, "img", slots=slots, picture=number))
        self.text.end(key, structural=False)


def everything(node: _Element) -> list[str]:
    """Return all strings in an element: text, comments and attributes."""
    lines: list[str] = []
    for part in node.iter():
        if isinstance(part.tag, str):
            lines += [f"{name}={value}" for name, value in _attributes(part)]
        lines.append(part.text or "")
        if part is not node:
            lines.append(part.tail or "")
    return lines


def _attributes(node: _Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in node.items()]


def _picture_data(source: str) -> bytes | None:
    match = _DATA.fullmatch(source)
    if match is None:
        return None
    raw = unquote_to_bytes(match["data"])
    if not match["base64"]:
        return raw
    try:
        return base64.b64decode(b"".join(raw.split()) + b"==")
    except (binascii.Error, ValueError):
        return b""


def _size(node: _Element) -> tuple[int, int] | None:
    sides = [re.fullmatch(r"([0-9]{1,4})(?:px)?", node.get(name) or "") for name in ("width", "height")]
    return (int(sides[0][1]), int(sides[1][1])) if sides[0] and sides[1] else None
