"""Texts as they read once entities and percent signs are undone, with the way back.

A link to a page in Hangul or Cyrillic writes every letter of a name as ``%EA%B3%BD``, a web
page may write any letter as ``&#103;``. Whoever opens it sees the letters.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from redactor.model import Span

_CODES = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A text without codes.

    Attributes:
        text: as it reads.
        spans: for each of its characters, the original's span that it came from; letters
            that were written as one run of codes have the whole run's.
    """

    text: str = field(repr=False)
    spans: Sequence[Span] = field(repr=False)

    def origin(self, span: Span) -> Span:
        """Return the original's span of a span, which holds at least one character."""
        return Span(self.spans[span.start].start, self.spans[span.end - 1].end)


def decoded(text: str) -> Decoded | None:
    """Return a text without codes, or ``None`` if it has none."""
    if "%" not in text and "&" not in text:
        return None
    out: list[str] = []
    spans: list[Span] = []
    done = 0
    for code in _CODES.finditer(text):
        letters = unquote(code[0]) if code[0].startswith("%") else html.unescape(code[0])
        out += (text[done : code.start()], letters)
        spans += (Span(i, i + 1) for i in range(done, code.start()))
        spans += (Span(*code.span()) for _ in letters)
        done = code.end()
    if not spans:
        return None
    spans += (Span(i, i + 1) for i in range(done, len(text)))
    return Decoded("".join((*out, text[done:])), spans)
