"""XML parts of packages: parsed without entities, document types and network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redactor.errors import UnreadableError


def parse_xml(name: str, data: bytes, depth: int) -> Any:
    """Return a part's root element.

    Args:
        name: what an error calls the part.
        data: its bytes.
        depth: how deep its elements may be nested.

    Raises:
        UnreadableError: if it is not well formed, nested too deep, or has a document type.
    """
    from lxml import etree  # noqa: PLC0415  the library is heavy

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError(f"{name} is not well-formed XML; save the file anew and try again") from None
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise UnreadableError(f"{name} declares a document type, which is not read; save the file anew")
    if _is_deeper(root, depth):
        raise UnreadableError(f"{name} is nested too deep to be read; save the file anew and try again")
    return root


def words(element: Any) -> Iterator[str]:
    """Yield every text, comment, instruction and attribute value in an element."""
    for node in element.iter():
        if isinstance(node.tag, str):
            yield from node.attrib.values()
        if node.text and node.text.strip():
            yield node.text.strip()
        if node is not element and node.tail and node.tail.strip():
            yield node.tail.strip()


def _is_deeper(root: Any, most: int) -> bool:
    depth = 0
    level = [root]
    while level and depth <= most:
        level = [child for element in level for child in element]
        depth += 1
    return bool(level)
