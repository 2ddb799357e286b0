"""Markdown: front matter, comments, and the text that is left.

The segments are ``front-matter`` (what stands between the two ``---``), the inside of each
comment as ``comment[1]``, ``comment[2]``, ..., and ``text``: the whole body without its
comments. A sentence, or a name, that a comment interrupts is therefore whole in ``text``, as
it is on the page. Raw HTML tags, link targets and reference definitions belong to ``text``.

A comment is ``<!-- ... -->`` outside fenced code (inside a fence it can be seen, so it is
text); one that is never closed counts if it begins a line and then reaches to the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, is_dropped, texts_of
from redactor.formats.old_encodings import decode_text
from redactor.formats.sniff import is_text
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit, Segment, SegmentKind

_FRONT_MATTER = "front-matter"
_TEXT = "text"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LANDMARK = re.compile(r"(?m)^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<comment><!--)(?!-?>)")
_LINE_INDENT = re.compile(r"(?:\A|[\r\n]) {0,3}\Z")


class Markdown:
    """Reads and writes Markdown.

    Offsets in ``text`` are code points of the body without front matter and comments. A
    comment that is kept in a changed text goes back to the line where it stood.
    """

    name = "md"
    title = "Markdown"
    suffixes = (".md", ".markdown")
    is_container = False

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return is_text(data)

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
        decoded = decode_text(data)
        segments = _Layout.of(decoded.text).segments()
        return document_of(name, self.name, language, data, segments, remarks=decoded.remarks)

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        decoded = decode_text(original)
        layout = _Layout.of(decoded.text)
        return decoded.encode(layout.render(texts_of(document, edits, layout.segments())))


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment and the place in the text without comments where it stands."""

    id: str
    anchor: int
    inner: str = field(repr=False)
    closing: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """A file taken apart.

    Attributes:
        opening: line that opens the front matter, with its line end; empty without one.
        front_matter: the lines between.
        closing: line that closes it.
        text: the body without comments.
        comments: the comments, in order.
    """

    opening: str
    front_matter: str = field(repr=False)
    closing: str
    text: str = field(repr=False)
    comments: tuple[_Comment, ...]

    @classmethod
    def of(cls, source: str) -> _Layout:
        opening, front_matter, closing = _front_matter(source)
        body = source[len(opening) + len(front_matter) + len(closing) :]
        kept: list[str] = []
        comments: list[_Comment] = []
        done = anchor = 0
        for start, inner_start, inner_end, end in _comments(body):
            kept.append(body[done:start])
            anchor += start - done
            inner, mark = body[inner_start:inner_end], body[inner_end:end]
            comments.append(_Comment(f"comment[{len(comments) + 1}]", anchor, inner, mark))
            done = end
        kept.append(body[done:])
        return cls(opening, front_matter, closing, "".join(kept), tuple(comments))

    def segments(self) -> tuple[Segment, ...]:
        front = (Segment(_FRONT_MATTER, SegmentKind.METADATA, self.front_matter),) if self.opening else ()
        hidden = (Segment(c.id, SegmentKind.HIDDEN, c.inner) for c in self.comments)
        return (*front, Segment(_TEXT, SegmentKind.TEXT, self.text), *hidden)

    def render(self, texts: dict[str, str]) -> str:
        """Put the file together again with new texts."""
        pieces = [self.opening, texts.get(_FRONT_MATTER, ""), self.closing]
        new, done = texts[_TEXT], 0
        move = _mover(self.text, new)
        for comment in self.comments:
            inner = texts[comment.id]
            if not is_dropped(SegmentKind.HIDDEN, inner):
                anchor = max(done, move(comment.anchor))
                pieces += [new[done:anchor], "<!--", inner, comment.closing]
                done = anchor
        return "".join([*pieces, new[done:]])


def _front_matter(source: str) -> tuple[str, str, str]:
    lines = _LINE.finditer(source)
    opening = next(lines)[0]
    if opening.rstrip() != "---" or opening.rstrip("\r\n") == opening:
        return "", "", ""
    for line in lines:
        if line[0].rstrip() in {"---", "..."} and line[0].startswith(("-", ".")):
            return opening, source[len(opening) : line.start()], line[0]
    return "", "", ""


def _comments(body: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield start, start and end of the inside, and end of each comment."""
    at, last_closing = 0, body.rfind("-->")
    while mark := _LANDMARK.search(body, at):
        at = mark.end()
        if mark["fence"]:
            at = _fence_end(body, mark["fence"], at)
        elif at <= last_closing:
            inner_end = body.index("-->", at)
            if inner_end > at:
                yield mark.start(), at, inner_end, inner_end + 3
            at = inner_end + 3
        elif _LINE_INDENT.search(body[max(0, mark.start() - 4) : mark.start()]) and at < len(body):
            yield mark.start(), at, len(body), len(body)
            return


def _fence_end(body: str, fence: str, at: int) -> int:
    closing = re.compile(rf"(?m)^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t\r]*$")
    end = closing.search(body, at)
    return end.end() if end else len(body)


def _mover(old: str, new: str) -> Callable[[int], int]:
    """Return a function from places of the old text to places of the new.

    It is exact for places before the first change and behind the last one; a place between
    them goes to the start of the line that has the same number.
    """
    before = _common(old, new)
    behind = _common(old[before:][::-1], new[before:][::-1])
    starts = [0, *(m.end() for m in re.finditer("\n", new))]

    def move(place: int) -> int:
        if place <= before:
            return place
        if len(old) - place <= behind:
            return place + len(new) - len(old)
        return starts[min(old.count("\n", 0, place), len(starts) - 1)]

    return move


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
