"""From bytes to a tree, without guessing and without the network."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from redactor.errors import UnreadableError
from redactor.formats.charsets import decode_declared
from redactor.formats.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")
_EMPTY = re.compile(r"<wbr(?=[\s/>])", re.IGNORECASE)
_EMPTY_END = re.compile(r"</wbr\s*>", re.IGNORECASE)
"""The parser does not know that ``wbr`` has no content; ``basefont`` it knows, and pages do not."""
_HEAD = 2048
_MOST_ATTRIBUTES = 1000
"""Of one element; the time to look at them grows with their square."""
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def page_source(data: bytes) -> str:
    """Decode a page: by its byte order mark, by what it declares, or as UTF-8.

    Raises:
        UnreadableError: if the bytes do not fit.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _XML_DECLARED.match(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    if marked or declared is None:
        return decode(data).text
    return decode_declared(data, declared[1].decode("ascii"))


def parsed(source: str) -> _Element:
    """Return the root element of a page.

    Raises:
        UnreadableError: if there is none, or elements are nested so deep that some are lost.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    source = _EMPTY.sub("<basefont", _EMPTY_END.sub("", _UNSHOWN.sub("", source)))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("its elements are nested too deep; save the page in a simpler form")
    if root is None:
        raise UnreadableError("no page was found in it: there is nothing to check")
    if any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter("*")):
        raise UnreadableError("an element of it has attributes without end; save the page in a simpler form")
    return root
