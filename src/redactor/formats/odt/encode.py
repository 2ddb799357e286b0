"""Runs of text as OpenDocument's elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from redactor.formats.odt.names import q
from redactor.formats.paragraphs import Paragraph, Run

_TOKENS = re.compile(r"\t|\n| +|[^\t\n ]+")


def fill_element(paragraph: Paragraph) -> None:
    """Put a paragraph's runs into its element."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    runs = [run for run in paragraph.runs if run.thing is not None or run.text]
    for n, run in enumerate(runs):
        parent = paragraph.element
        for style in run.styles:
            parent = etree.SubElement(parent, q("text:span"), {q("text:style-name"): style})
        if run.thing is not None:
            parent.append(run.thing)
        else:
            before = n > 0 and _is_word(runs[n - 1], -1)
            behind = n < len(runs) - 1 and _is_word(runs[n + 1], 0)
            _append(parent, _tokens(run.text, before=before, behind=behind))


def _is_word(run: Run, at: int) -> bool:
    return run.thing is None and not run.text[at].isspace()


def _append(parent: Any, parts: Iterator[str | tuple[str, dict[str, str]]]) -> None:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    last: Any = parent[-1] if len(parent) else None
    for part in parts:
        if isinstance(part, tuple):
            last = etree.SubElement(parent, q(part[0]), part[1])
        elif last is None:
            parent.text = (parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def _tokens(text: str, *, before: bool, behind: bool) -> Iterator[str | tuple[str, dict[str, str]]]:
    """Yield plain text and elements; a single blank between two words is plain."""
    parts = _TOKENS.findall(text)
    for n, part in enumerate(parts):
        if part == "\t":
            yield "text:tab", {}
        elif part == "\n":
            yield "text:line-break", {}
        elif part.startswith(" "):
            word_before = not parts[n - 1].isspace() if n else before
            word_behind = not parts[n + 1].isspace() if n < len(parts) - 1 else behind
            is_plain = part == " " and word_before and word_behind
            yield part if is_plain else ("text:s", {q("text:c"): str(len(part))})
        else:
            yield part
