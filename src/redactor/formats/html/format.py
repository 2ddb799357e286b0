"""HTML as a format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.errors import UnreadableError
from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.html.page import Page
from redactor.formats.html.parse import page_source
from redactor.formats.sniff import foreign_content
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit

_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|p|div|h[1-6]|table|article|section|span|br)[\s>/]", re.I
)
_HEAD = 4096


class Html:
    """Reads pages, and writes fresh ones in UTF-8 from an allow-list of elements."""

    name = "html"
    title = "HTML"
    suffixes = (".html", ".htm", ".xhtml")
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        if foreign_content(data) not in {None, "HTML or XML"}:
            return False
        try:
            return _PAGE.search(page_source(data)[:_HEAD]) is not None
        except UnreadableError:
            return False

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        page = _page(data)
        return document_of(
            name,
            self.name,
            language,
            data,
            page.segments(),
            unknown_parts=page.embedded,
            pictures=tuple(p.address for p in page.pictures),
            remarks=remarks(page),
        )

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        from redactor.formats.html.write import write_page  # noqa: PLC0415 - heavy

        page = _page(original)
        texts = texts_of(document, edits, page.segments())
        return write_page(page, texts, [e for e in edits if e.segment == "text"], handling).encode()


def _page(data: bytes) -> Page:
    from redactor.formats.html.read import read_page  # noqa: PLC0415 - heavy

    source = page_source(data)
    if "\x00" in source:
        raise UnreadableError("it holds binary data; save the page anew and try again")
    return read_page(source)


def remarks(page: Page) -> tuple[str, ...]:
    """Return what a person should know of a page."""
    found = ["Pictures and pages that links point to were not opened."]
    if page.outside_styles:
        found.append("Style sheets outside the page were not looked at: text that they hide counts as seen.")
    return tuple(found)
