"""What stands in a line: text, tabs, notes, frames, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from redactor.formats.odt.known import FIELDS, INLINE, MARKS, NUMBERS, PARAGRAPHS, POINTS
from redactor.formats.odt.names import q, short
from redactor.formats.paragraphs import Run

if TYPE_CHECKING:
    from redactor.formats.odt.walk import Place, Walk

_BLANKS = re.compile(r"[ \t\r\n]+")
_MAX_BLANKS = 1000


class Inline:
    """Reads one paragraph into runs."""

    def __init__(self, walk: Walk, place: Place) -> None:
        """Start a paragraph."""
        self._walk = walk
        self._place = place
        self._runs: list[Run] = []
        self._after_blank = True
        self._unseen: list[str] = []

    def runs(self, source: Any) -> tuple[Run, ...]:
        """Return what a paragraph holds; what nobody sees of it is noted."""
        self._read(source, (), hidden=False)
        self._walk.found.hide_text("hidden", "".join(self._unseen))
        return tuple(self._runs)

    def _read(self, source: Any, styles: tuple[str, ...], *, hidden: bool) -> None:
        self._raw(source.text, styles, hidden)
        for child in source:
            if isinstance(child.tag, str):
                self._element(child, short(child.tag), styles, hidden)
            else:
                self._walk.found.hide("comment", child)
            self._raw(child.tail, styles, hidden)

    def _element(self, child: Any, tag: str, styles: tuple[str, ...], hidden: bool) -> None:
        if tag == "text:span":
            self._span(child, styles, hidden)
        elif tag == "text:s":
            count = child.get(q("text:c"), "1")
            self._add(" " * min(int(count) if count.isdecimal() else 1, _MAX_BLANKS), styles, hidden)
        elif tag == "text:tab":
            self._add("\t", styles, hidden)
        elif tag == "text:line-break":
            self._add("\n", styles, hidden)
        elif tag in MARKS:
            self._put_back(self._walk.changes.mark(child), styles)
        elif tag in INLINE:
            self._read(child, styles, hidden=hidden)
        elif tag in FIELDS:
            self._read(child, styles, hidden=hidden or child.get(q("text:display")) == "none")
            self._after_blank = False
        else:
            self._other(child, tag, styles, hidden)

    def _other(self, child: Any, tag: str, styles: tuple[str, ...], hidden: bool) -> None:
        walk = self._walk
        if tag == "office:annotation":
            walk.found.hide("annotation", child)
        elif tag == "text:hidden-text":
            walk.found.hide("hidden", child)
        elif tag in POINTS:
            walk.found.hide_text("mark", "".join(child.itertext()))
        elif hidden or walk.changes.drops:
            walk.found.hide("hidden", child)
        elif tag in NUMBERS:
            self._thing(_field(child), styles)
        elif tag == "text:note":
            self._thing(walk.note(child, self._place), styles)
        elif tag == "draw:frame":
            frame = walk.frame(child, self._place)
            if frame is not None:
                self._thing(frame, styles)
        else:
            walk.unknown(child)

    def _span(self, child: Any, styles: tuple[str, ...], hidden: bool) -> None:
        walk, old = self._walk, child.get(q("text:style-name"))
        shaded = self._place.shaded or walk.styles.is_shaded(walk.scope, "text", old)
        gone = hidden or walk.styles.hides(walk.scope, "text", old, shaded=shaded)
        new = None if gone else walk.styles.name(walk.scope, "text", old)
        self._read(child, (*styles, new) if new else styles, hidden=gone)

    def _put_back(self, deletion: Any, styles: tuple[str, ...]) -> None:
        paragraphs = (
            [e for e in deletion.iter() if short(e.tag) in PARAGRAPHS] if deletion is not None else []
        )
        for number, paragraph in enumerate(paragraphs):
            if number:
                self._add("\n", styles, hidden=False)
            self._read(paragraph, styles, hidden=False)

    def _raw(self, text: str | None, styles: tuple[str, ...], hidden: bool) -> None:
        """Add text as it stands in XML, where runs of white space are one blank."""
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._after_blank:
            text = text.removeprefix(" ")
        if text:
            self._add(text, styles, hidden)
            self._after_blank = text.endswith(" ")

    def _add(self, text: str, styles: tuple[str, ...], hidden: bool) -> None:
        self._after_blank = False
        if hidden or self._walk.changes.drops:
            self._unseen.append(text)
        elif self._runs and self._runs[-1].thing is None and self._runs[-1].styles == styles:
            self._runs[-1] = Run(self._runs[-1].text + text, styles)
        else:
            self._runs.append(Run(text, styles))

    def _thing(self, element: Any, styles: tuple[str, ...]) -> None:
        self._after_blank = False
        self._runs.append(Run("", styles, element))


def _field(source: Any) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    select = {} if short(source.tag) == "text:page-count" else {q("text:select-page"): "current"}
    return etree.Element(source.tag, select)
