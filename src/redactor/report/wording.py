"""What a rendered report says, each thing once: a search of it costs what it tells, not what it weighs.

A report of some hundred decisions says the same few sentences over and over. It is read again
from its bytes as a reader of the file would read it, by the format's own parser; what that
did not see is added word by word, so that nothing of the file goes unsearched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

_WORD = re.compile(r"\w+")
_CELLS = frozenset(
    {"td", "th", "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "title", "style", "summary", "caption"}
)
"""What holds one thing that is said, as a whole."""


def said_in_json(text: str) -> tuple[str, ...]:
    """Return each key and each value of a JSON report once.

    Raises:
        ValueError: if it is none.
    """
    return _with_rest(_values(json.loads(text)), text)


def said_in_html(text: str) -> tuple[str, ...]:
    """Return each cell, paragraph and attribute of an HTML report once.

    Raises:
        lxml.etree.ParserError: if it is none.
    """
    return _with_rest(_pieces(lxml_html.document_fromstring(text)), html.unescape(text))


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _values(value)
    elif isinstance(node, list):
        for value in node:
            yield from _values(value)
    else:
        yield str(node)


def _pieces(element: etree._Element) -> Iterator[str]:
    is_cell = element.tag in _CELLS
    if is_cell:
        yield "\n".join(map(str, element.itertext()))
    for piece in element.iter() if is_cell else (element,):
        if isinstance(piece.tag, str):
            yield piece.tag
            yield from (str(told) for item in piece.items() for told in item)
    if not is_cell:
        yield element.text or ""
        for below in element:
            yield from _pieces(below)
            yield below.tail or ""


def _with_rest(pieces: Iterable[str], text: str) -> tuple[str, ...]:
    """Return what was read, and the words of the file that are in none of it."""
    said = dict.fromkeys(piece for piece in pieces if piece.strip())
    known = {word for piece in said for word in _WORD.findall(piece)}
    rest = dict.fromkeys(word for word in _WORD.findall(text) if word not in known)
    return (*said, *rest)
