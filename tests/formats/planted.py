"""What the tests of formats share: planted tokens, random edits, and the search for traces."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from redactor.apply import edited_text
from redactor.formats import Format
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit, SegmentKind, Span

REPLACEMENTS = [
    "",
    "X",
    "[a <b>] ",
    " ",
    "\n",
    "  ",
    "Й",
    "a & b",
    "&amp;",
    "two\nlines",
    "-->",
    "{\\x}",
    "=",
]

_LEAST = 6
_WHOLE = frozenset({"plain", "hex", "utf-16"})


def gone(document: Document) -> list[Edit]:
    """Edits that empty everything that a reader does not see."""
    hidden = (s for s in document.segments if s.kind is SegmentKind.HIDDEN)
    return [Edit(s.id, Span(0, len(s.text)), "") for s in hidden]


def blotted(document: Document, tokens: Iterable[str]) -> list[Edit]:
    """Edits that replace every token in what a reader sees."""
    edits = []
    for segment in document.segments:
        if segment.kind is not SegmentKind.HIDDEN:
            for token in tokens:
                at = segment.text.find(token)
                if at >= 0:
                    edits.append(Edit(segment.id, Span(at, at + len(token)), "[gone]"))
    return edits


def traces(data: bytes, token: str) -> list[str]:
    """The encodings in which a token is still in a file."""
    raw = token.encode()
    forms = {"plain": raw, "utf-16": token.encode("utf-16-le"), "reversed": raw[::-1]}
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        forms[f"base64+{shift}"] = coded[4 if shift else 0 : -4]
    forms["hex"] = raw.hex().encode()
    lower = data.lower()
    told = {name: form for name, form in forms.items() if len(form) >= _LEAST or name in _WHOLE}
    return [n for n, form in told.items() if form in data or (n in _WHOLE and form.lower() in lower)]


@st.composite
def edits_of(draw: st.DrawFn, document: Document, ids: Sequence[str]) -> list[Edit]:
    """Disjoint edits anywhere in some segments."""
    edits = []
    for name in ids:
        text = document.segment(name).text
        borders = draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
        for start, end in zip(borders[::2], borders[1::2], strict=False):
            if not edits or edits[-1].segment != name or edits[-1].span.end < start:
                edits.append(Edit(name, Span(start, end), draw(st.sampled_from(REPLACEMENTS))))
    return edits


def rewritten(
    fmt: Format, data: bytes, edits: Sequence[Edit], handling: Handling = DEFAULT_HANDLING, suffix: str = ""
) -> Document:
    """The document of the written file, read again by the same format."""
    document = fmt.read(f"a{suffix}", data, handling=handling)
    return fmt.read("a", fmt.write(document, edits, data, handling), handling=handling)


def expected(document: Document, edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """The ids and texts that the written file has to have."""
    texts = {s.id: edited_text(s.text, [e for e in edits if e.segment == s.id]) for s in document.segments}
    return [(s.id, texts[s.id]) for s in document.segments if s.kind is not SegmentKind.HIDDEN or texts[s.id]]


def found_in(document: Document, token: str) -> bool:
    """Whether a token is in a segment."""
    return any(token in segment.text for segment in document.segments)
