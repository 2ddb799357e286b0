"""Runs of text as WordprocessingML's elements."""

from __future__ import annotations

import re
from typing import Any

from redactor.formats.docx.names import q
from redactor.formats.paragraphs import Paragraph, Run

_TOKENS = re.compile("\t|\n|\u2011|\u00ad|[^\t\n\u2011\u00ad]+")
_ELEMENTS = {"\t": "w:tab", "\n": "w:br", "\u2011": "w:noBreakHyphen", "\u00ad": "w:softHyphen"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fill_element(paragraph: Paragraph) -> None:
    """Put a paragraph's runs into its element."""
    for run in paragraph.runs:
        if run.thing is not None or run.text:
            paragraph.element.append(run_element(run))


def writable(text: str) -> str:
    """Return a text without characters that XML has no way to write."""
    return _NOT_XML.sub("\ufffd", text)


def run_element(run: Run, text_tag: str = "w:t") -> Any:
    """Return a run as an element.

    Args:
        run: text, or a thing in the line.
        text_tag: the element that letters stand in; deleted ones have another.
    """
    from lxml import etree  # noqa: PLC0415  the library is heavy

    new = etree.Element(q("w:r"))
    if run.styles:
        new.append(etree.fromstring(run.styles[0]))
    if run.thing is not None:
        new.append(run.thing)
    for part in _TOKENS.findall(writable(run.text)):
        if part in _ELEMENTS:
            etree.SubElement(new, q(_ELEMENTS[part]))
        else:
            text = etree.SubElement(new, q(text_tag), {_SPACE: "preserve"})
            text.text = part
    return new
