"""The text of a page as its tokens come: white space, line ends and tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from redactor.formats.html.page import End, Start, Text, Token

BLANKS = " \t\n\r\f"
_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class TextBuilder:
    """Takes elements and text in the order of a page and says what a reader sees of it.

    White space shrinks to one blank, and to none at the ends of lines. Elements that stand
    on lines of their own are parted by a line end, cells of a row by a tab.
    """

    _tokens: list[Token] = field(default_factory=list)
    _last: str = "\n"
    _line_is_fresh: bool = True
    _line_end_due: bool = False
    _blank_slot: int | None = None
    _cells: list[int] = field(default_factory=list)
    _keys: int = 0

    def start(self, token: Start) -> None:
        """Begin an element."""
        self._tokens.append(token)

    def end(self, key: int, *, structural: bool) -> None:
        """End an element."""
        self._tokens.append(End(key, structural))

    def next_key(self) -> int:
        """Return a key for an element."""
        self._keys += 1
        return self._keys

    def border(self) -> None:
        """A block begins or ends here."""
        if not self._line_is_fresh:
            self._line_end_due = True
        self._blank_slot = None

    def text(self, source: str, *, verbatim: bool) -> None:
        """Add a stretch of text."""
        if verbatim:
            source = source.replace("\r\n", "\n").replace("\r", "\n")
            if source:
                self._put(source)
            return
        core = source.strip(BLANKS)
        if source[:1] and source[0] in BLANKS:
            self._blank()
        if core:
            self._put(_BLANKS.sub(" ", core))
            if source[-1] in BLANKS:
                self._blank()

    def line_break(self) -> None:
        """Add a line end that the page itself has."""
        self._blank_slot = None
        self._put("\n")

    def anchor(self) -> None:
        """Something invisible stands here that keeps its line from vanishing."""
        self._settle()
        self._line_is_fresh = False

    def row_start(self) -> None:
        """A row of a table begins."""
        self.border()
        self._cells.append(0)

    def row_end(self) -> None:
        """A row of a table ends."""
        self._blank_slot = None
        self._line_end_due = self._line_end_due or self._cells.pop() > 0

    def cell_start(self) -> int:
        """A cell begins; return a mark for its end."""
        self._blank_slot = None
        if not self._cells:
            self.border()
        elif self._cells[-1]:
            self._line_end_due = False
            self._tokens.append(Text("\t", implied=True))
            self._last, self._line_is_fresh = "\t", True
        else:
            self._settle()
        if self._cells:
            self._cells[-1] += 1
        return len(self._tokens)

    def cell_end(self, mark: int) -> None:
        """A cell ends; an empty one gets a place for text."""
        self._blank_slot = None
        if not self._cells:
            self.border()
        if not any(isinstance(token, Text) for token in self._tokens[mark:]):
            self._tokens.append(Text("", spare=True))

    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens."""
        return tuple(t for t in self._tokens if not isinstance(t, Text) or t.text or t.spare)

    def _put(self, text: str) -> None:
        self._settle()
        if self._blank_slot is not None:
            self._tokens[self._blank_slot] = Text(" ")
            self._blank_slot = None
        self._tokens.append(Text(text))
        self._last, self._line_is_fresh = text[-1], text[-1] == "\n"

    def _blank(self) -> None:
        if self._last not in BLANKS and not self._line_end_due and self._blank_slot is None:
            self._blank_slot = len(self._tokens)
            self._tokens.append(Text(""))

    def _settle(self) -> None:
        if self._line_end_due:
            self._tokens.append(Text("\n", implied=True))
            self._last, self._line_is_fresh, self._line_end_due = "\n", True, False
            self._blank_slot = None
