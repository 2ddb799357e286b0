"""What of OpenDocument is known: names, harmless attributes, harmless values."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from redactor.formats.typefaces import TYPEFACES

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}

MIMETYPE = "application/vnd.oasis.opendocument.text"

_STYLE_LIST = """
Standard Heading Text_20_body List Caption Index Title Subtitle Quotations Header Footer Footnote
Endnote Table_20_Contents Table_20_Heading Frame_20_contents Frame Graphics Preformatted_20_Text
Internet_20_link Emphasis Strong_20_Emphasis Footnote_20_Symbol Footnote_20_anchor Endnote_20_Symbol
Endnote_20_anchor Default_20_Paragraph_20_Font List_20_Paragraph Header_20_and_20_Footer
Numbering_20_Symbols Bullet_20_Symbols
"""
KNOWN_STYLES = frozenset(_STYLE_LIST.split()) | {f"Heading_20_{level}" for level in range(1, 11)}
"""Names of styles that office programs give themselves."""

_WORD_LIST = """
true false none auto normal bold italic oblique left right center centre start end justify solid
dotted dashed dash wave double single long-dash dot-dash dot-dot-dash bold-dash groove ridge inset
outset hidden thin medium thick always page column both top bottom middle baseline automatic super
sub uppercase lowercase capitalize small-caps transparent wrap no-wrap portrait landscape before
after lr-tb rl-tb tb-rl tb-lr page-number simple current previous next footnote endnote paragraph
as-char char frame string float date percentage time currency boolean text table graphic
table-column table-row table-cell section list collapsing separating margins no-limit line document
chapter embed onLoad onRequest replace new words continuous all parallel dynamic biggest from-left
from-top paragraph-content page-content frame-content run-through foreground background font-color
label-width-and-position label-alignment listtab space nothing distribute ruby-base kind
"""
_WORDS = frozenset(_WORD_LIST.split())
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:in|cm|mm|pt|pc|px|em|ex|%|\*)?|#[0-9a-fA-F]{6}")
_STYLE_NAME = re.compile(
    r"[A-Za-z]{1,3}\d{1,5}|Mpm?\d+|Table\d+(?:\.[A-Z]{1,2}\d*)?|WWNum\d+|(?:Section|Image|Frame|Object)\d+"
)
_PICTURE = re.compile(r"(?:\./)?Pictures/(?:[0-9A-Fa-f]+|\d+)\.[a-z]{3,4}")
_IDENTIFIERS = frozenset(
    {"id", "style-name", "default-cell-style-name", "parent-style-name", "next-style-name",
     "master-page-name",
     "list-style-name", "page-layout-name", "linked-style-name", "next", "data-style-name", "list-id",
     "change-id", "language", "country", "script", "rfc-language-tag", "version", "rsid", "paragraph-rsid",
     "font-name", "font-name-asian", "font-name-complex", "font-family", "font-family-asian",
     "font-family-complex", "font-adornments", "font-charset", "font-pitch", "font-family-generic",
     "font-style-name", "language-asian", "country-asian", "language-complex", "country-complex"}
)  # fmt: skip
"""Attributes that refer to something else or tell a language; none of their values is written."""

PROPERTIES = frozenset(
    {"fo:font-weight", "fo:font-style", "fo:font-size", "fo:color", "fo:background-color", "fo:text-align",
     "fo:text-indent", "fo:margin", "fo:margin-left", "fo:margin-right", "fo:margin-top", "fo:margin-bottom",
     "fo:padding", "fo:padding-left", "fo:padding-right", "fo:padding-top", "fo:padding-bottom", "fo:border",
     "fo:border-left", "fo:border-right", "fo:border-top", "fo:border-bottom", "fo:line-height",
     "fo:break-before", "fo:break-after", "fo:keep-with-next", "fo:keep-together", "fo:text-transform",
     "fo:letter-spacing", "fo:font-variant", "fo:widows", "fo:orphans", "fo:page-width", "fo:page-height",
     "fo:wrap-option", "fo:min-height", "fo:column-count", "fo:column-gap", "style:text-underline-style",
     "style:text-underline-type", "style:text-underline-width", "style:text-underline-color",
     "style:text-line-through-style", "style:text-position", "style:column-width", "style:width",
     "style:rel-width", "style:rel-column-width", "style:print-orientation", "style:vertical-align",
     "style:writing-mode", "style:wrap", "style:vertical-pos", "style:vertical-rel", "style:horizontal-pos",
     "style:horizontal-rel", "style:min-row-height", "style:row-height", "style:font-weight-asian",
     "style:font-style-asian", "style:font-size-asian", "style:font-weight-complex", "table:align",
     "table:border-model", "svg:height"}
)  # fmt: skip
"""What of a style's properties is written, where the value is harmless."""


@cache
def q(name: str) -> str:
    """Return a prefixed name as lxml has it: ``text:p``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@lru_cache(maxsize=4096)
def short(tag: object) -> str:
    """Return a tag with its prefix; nothing for what is no element or of a strange namespace."""
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.removeprefix("{").partition("}")
    return f"{_PREFIXES[uri]}:{local}" if uri in _PREFIXES else ""


def is_harmless(value: str) -> bool:
    """Whether an attribute's value is made of numbers, lengths, colours and known words."""
    return all(part in _WORDS or _NUMBER.fullmatch(part) for part in value.split())


def is_telling(attribute: str, value: str) -> bool:
    """Whether an attribute may hold text that somebody wrote."""
    local = attribute.rpartition("}")[2]
    is_picture = local == "href" and _PICTURE.fullmatch(value) is not None
    if is_harmless(value) or is_picture or not any(map(str.isalnum, value)):
        return False
    if local in _IDENTIFIERS or local == "name":
        known = value in KNOWN_STYLES or value in TYPEFACES or _STYLE_NAME.fullmatch(value)
        is_language = "language" in local or "country" in local or local in {"script", "version"}
        return not known and not (is_language and len(value) < 8) and not _is_id(local)
    return True


def _is_id(local: str) -> bool:
    return local in {"id", "list-id", "change-id", "rsid", "paragraph-rsid"}
