"""Runs of text as OpenDocument's elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redactor.formats.odt.names import q
from redactor.formats.odt.paragraphs import Paragraph, Run

_TOKENS = re.compile(r"\t|\n| +|[^\t\n ]+")


def fill_element(paragraph: Paragraph) -> None:
    """Put a paragraph's runs into its element."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    for run in paragraph.runs:
        parent = paragraph.element
        if run.thing is None and not run.text:
            continue
        for style in run.styles:
            parent = etree.SubElement(parent, q("text:span"), {q("text:style-name"): style})
        if run.thing is not None:
            parent.append(run.thing)
        else:
            _append(parent, run)


def _append(parent: Any, run: Run) -> None:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    last: Any = parent[-1] if len(parent) else None
    for token in _tokens(run.text):
        if isinstance(token, tuple):
            last = etree.SubElement(parent, q(token[0]), token[1])
        elif last is None:
            parent.text = (parent.text or "") + token
        else:
            last.tail = (last.tail or "") + token


def _tokens(text: str) -> Iterator[str | tuple[str, dict[str, str]]]:
    """Yield plain text and elements; a single blank between two words is plain."""
    tokens = _TOKENS.findall(text)
    for n, part in enumerate(tokens):
        if part == "\t":
            yield "text:tab", {}
        elif part == "\n":
            yield "text:line-break", {}
        elif part.startswith(" ") and (len(part) > 1 or not _is_between_words(tokens, n)):
            yield "text:s", {q("text:c"): str(len(part))}
        else:
            yield part


def _is_between_words(tokens: list[str], n: int) -> bool:
    return 0 < n < len(tokens) - 1 and not tokens[n - 1].isspace() and not tokens[n + 1].isspace()
