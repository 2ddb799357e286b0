"""Which elements a walk copies, passes through, leaves out, or does not understand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from redactor.formats.odt.names import is_harmless, short

PARAGRAPHS = {
    "text:p": (),
    "text:h": ("text:outline-level", "text:is-list-header", "text:restart-numbering", "text:start-value"),
}
CONTAINERS: dict[str, tuple[str, ...]] = {
    "text:list": ("text:continue-numbering",),
    "text:list-item": ("text:start-value",),
    "text:list-header": (),
    "text:section": (),
    "table:table": (),
    "table:table-columns": (),
    "table:table-header-columns": (),
    "table:table-column": ("table:number-columns-repeated",),
    "table:table-header-rows": (),
    "table:table-rows": (),
    "table:table-row": ("table:number-rows-repeated",),
}
CELLS: dict[str, tuple[str, ...]] = {
    "table:table-cell": (
        "table:number-columns-spanned",
        "table:number-rows-spanned",
        "table:number-columns-repeated",
    ),
    "table:covered-table-cell": ("table:number-columns-repeated",),
}
FRAME_ATTRIBUTES = (
    "text:anchor-type",
    "svg:width",
    "svg:height",
    "svg:x",
    "svg:y",
    "draw:z-index",
    "fo:min-height",
    "fo:min-width",
)
_INDEXES = ("table-of-content", "illustration-index", "table-index", "object-index", "user-index",
            "alphabetical-index", "bibliography")  # fmt: skip
TRANSPARENT = frozenset(
    {"text:index-body", "text:index-title", "text:numbered-paragraph", "table:table-row-group",
     "table:table-column-group", *(f"text:{name}" for name in _INDEXES)}
)  # fmt: skip
DECLARATIONS = frozenset(
    {"text:sequence-decls", "text:variable-decls", "text:user-field-decls",
     "text:dde-connection-decls", "text:alphabetical-index-auto-mark-file", "text:soft-page-break",
     "office:annotation", "office:annotation-end", "table:title", "table:desc", "text:section-source",
     "text:bookmark", "text:bookmark-start", "text:bookmark-end", *(f"text:{n}-source" for n in _INDEXES)}
)  # fmt: skip
MARKS = frozenset({"text:tracked-changes", "text:change", "text:change-start", "text:change-end"})
"""Tracked changes, and where they are."""
POINTS = frozenset(
    {"text:soft-page-break", "text:bookmark", "text:bookmark-start", "text:bookmark-end",
     "text:reference-mark", "text:reference-mark-start", "text:reference-mark-end", "text:toc-mark",
     "text:toc-mark-start", "text:toc-mark-end", "text:user-index-mark", "text:user-index-mark-start",
     "text:user-index-mark-end", "text:alphabetical-index-mark", "text:alphabetical-index-mark-start",
     "text:alphabetical-index-mark-end", "office:annotation-end", "text:label", "text:hidden-paragraph"}
)  # fmt: skip
"""Marks in a line that show nothing; what their attributes say is hidden text."""
NUMBERS = frozenset({"text:page-number", "text:page-count"})
"""Fields that stay fields."""
INLINE = frozenset({"text:a", "text:ruby", "text:ruby-base", "text:ruby-text", "text:meta", "draw:a"})
_FIELD_LIST = """
date time author-name author-initials title subject description keywords user-defined creator
initial-creator creation-date creation-time modification-date modification-time print-date
print-time printed-by editing-cycles editing-duration file-name template-name chapter sheet-name
paragraph-count word-count character-count table-count image-count object-count sender-firstname
sender-lastname sender-initials sender-title sender-position sender-email sender-phone-private
sender-fax sender-company sender-phone-work sender-street sender-city sender-postal-code
sender-country sender-state-or-province variable-set variable-get variable-input user-field-get
user-field-input expression text-input placeholder conditional-text database-display database-name
database-row-number sequence sequence-ref bookmark-ref note-ref reference-ref bibliography-mark
drop-down meta-field measure table-formula page-continuation page-variable-get page-variable-set
dde-connection
"""
FIELDS = frozenset(f"text:{name}" for name in _FIELD_LIST.split())
"""Fields that become the text they show."""
UNKNOWN = frozenset(
    {"draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame", "draw:rect",
     "draw:line", "draw:polyline", "draw:polygon", "draw:regular-polygon", "draw:path", "draw:circle",
     "draw:ellipse", "draw:g", "draw:page-thumbnail", "draw:measure", "draw:caption", "draw:connector",
     "draw:control", "draw:custom-shape", "draw:image-map", "draw:contour-polygon", "draw:contour-path",
     "draw:glue-point", "office:forms", "office:scripts", "office:event-listeners", "office:dde-source",
     "office:binary-data", "script:event-listener", "text:script", "text:execute-macro"}
)  # fmt: skip
"""Elements that are known by name, but not what is in them."""


def attributes(element: Any, names: Collection[str]) -> dict[str, str]:
    """Return those attributes of an element that are named and harmless."""
    return {k: v for k, v in element.attrib.items() if short(k) in names and is_harmless(v)}
