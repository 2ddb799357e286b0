"""What a rendered report says, each thing once: a search of it costs what it tells, not what it weighs.

A report of some hundred decisions says the same few sentences over and over. It is read again
from its bytes as a reader of the file would read it, by the format's own parser; what that
did not see is added word by word, so that nothing of the file goes unsearched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

_WORD = re.compile(r"\w+")
_CELLS = frozenset(
    {"td", "th", "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "title", "style", "summary", "caption"}
)
"""What holds one thing that is said, as a whole."""
_NESTED = (dict, list)


def said_in_json(text: str) -> tuple[str, ...]:
    """Return each key and each value of a JSON report once.

    Raises:
        ValueError: if it is none.
    """
    said: dict[str, None] = {}
    _add_values(json.loads(text), said)
    return _with_rest(said, text)


def said_in_html(text: str) -> tuple[str, ...]:
    """Return each cell, paragraph and attribute of an HTML report once."""
    pieces = _Pieces()
    parser = etree.HTMLParser(target=pieces)  # type: ignore[arg-type]  # a text's parser gives no bytes
    parser.feed(text)
    parser.close()
    return _with_rest(pieces.said, html.unescape(text))


def _add_values(node: Any, said: dict[str, None]) -> None:
    if not isinstance(node, _NESTED):
        said[str(node)] = None
    elif isinstance(node, list):
        for value in node:
            _add_values(value, said)
    else:
        for key, value in node.items():
            said[key] = None
            if isinstance(value, _NESTED):
                _add_values(value, said)
            else:
                said[str(value)] = None


class _Pieces:
    """What a page says, taken down while it is parsed: a tree of it would cost more than the search.

    Attributes:
        said: each tag, attribute and cell, and each text outside of cells, once.
    """

    def __init__(self) -> None:
        self.said: dict[str, None] = {}
        self._text: list[str] = []
        self._cell: list[str] = []
        self._depth = 0
        """How deep in a cell; 0 outside."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take down a tag with its attributes."""
        if self._text:
            self._end_text()
        self.said[tag] = None
        for name, value in attributes.items():
            self.said[name] = self.said[value] = None
        if self._depth or tag in _CELLS:
            self._depth += 1

    def end(self, _: str) -> None:
        """Take down a cell as a whole at its end."""
        if self._text:
            self._end_text()
        if self._depth:
            self._depth -= 1
            if not self._depth:
                self.said["\n".join(self._cell)] = None
                self._cell.clear()

    def data(self, text: str) -> None:
        """Take a piece of a text; it may come in several."""
        self._text.append(text)

    def comment(self, text: str) -> None:
        """Take down what no reader of the page is shown."""
        self._end_text()
        self.said[text] = None

    def close(self) -> None:
        """Take down what stands behind the last tag."""
        self._end_text()

    def _end_text(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            if self._depth:
                self._cell.append(text)
            else:
                self.said[text] = None


def _with_rest(pieces: Iterable[str], text: str) -> tuple[str, ...]:
    """Return what was read, and the words of the file that are in none of it."""
    said = [piece for piece in pieces if piece.strip()]
    # A line end parts words, as the pieces do; most of what blanks part comes many times.
    known = set(_WORD.findall("\n".join(said)))
    words = _WORD.findall("\n".join(dict.fromkeys(text.split())))
    return (*said, *(word for word in dict.fromkeys(words) if word not in known))
