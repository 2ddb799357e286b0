"""What of WordprocessingML is known: names of elements, harmless attributes and values."""

from __future__ import annotations

import re

from redactor.formats.docx.words import is_word_of_its_own
from redactor.formats.typefaces import TYPEFACES

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of files saved as Strict Open XML, which is another format."""

CHANGES = frozenset(
    {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
     "tblGridChange", "numberingChange"}
)  # fmt: skip
"""Elements that hold what a property was before a tracked change."""
_MARKS = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rsid", "rsids"})
_TYPEFACE = frozenset(
    {"ascii", "hAnsi", "cs", "eastAsia", "asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"}
)
_LEVEL = re.compile(r"(?:%\d|[^\w\s]|[ivxlcIVXLC]{1,4}|[()\s])*")

BUILT_IN = re.compile(
    r"(?i)(?:normal|heading \d|title|subtitle|toc \d|list(?: \w+)?(?: \d)?|caption|quote|strong|emphasis|"
    r"intense \w+|subtle \w+|header|footer|footnote \w+|endnote \w+|hyperlink|body text(?: \w+)?(?: \d)?|"
    r"no spacing|table grid|table normal|normal table|plain table \d|no list|default paragraph font|"
    r"page number|line number|book title|normal \(web\)|plain text|block text|balloon text|macro(?: text)?|"
    r"style \d+)(?: char)?"
)
"""Names of styles that Word gives itself."""


def q(name: str) -> str:
    """Return a name with its namespace: ``w:p`` as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def short(tag: object) -> str:
    """Return a tag with its prefix, ``?:p`` for a namespace that is not known; "" for a comment."""
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(uri.lstrip('{'), '?')}:{local}"


def is_mark(local: str) -> bool:
    """Whether an element among properties tells of a tracked change."""
    return local in CHANGES or local in _MARKS


def is_harmless(local: str, value: str) -> bool:
    """Whether an attribute of a property says nothing but how something looks."""
    if local.startswith("rsid") or local == "tplc":
        return False
    if local in _TYPEFACE and value in TYPEFACES:
        return True
    return is_word_of_its_own(local, value)


def is_level_text(value: str) -> bool:
    """Whether a list's numbering shows only numbers and signs."""
    return bool(_LEVEL.fullmatch(value))
