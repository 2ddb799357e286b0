"""A copy for the desk: the whole text, with each redaction as a tracked change and a comment."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from redactor.errors import UnwritableError
from redactor.formats.docx.document import TEXT, File
from redactor.formats.docx.encode import run_element, writable
from redactor.formats.docx.names import q, short
from redactor.formats.docx.package import packed_file, root_element
from redactor.formats.docx.record import LABEL, PART, entry_of, label, record
from redactor.formats.paragraphs import Paragraph, Run, story_text
from redactor.formats.tracking import Redaction
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document

AUTHOR = "redactor"
MARK = "redactor_{}"
"""Name of the bookmark around a change, by the change's number."""
_DATE = "2000-01-01T00:00:00Z"
_BEFORE_LAST = frozenset({"w:sectPr", "w:pPrChange"})
"""What stands behind the look of a paragraph's end."""


def write_tracked(
    document: Document,
    redactions: Sequence[Redaction],
    original: bytes,
    handling: Handling = DEFAULT_HANDLING,
) -> bytes:
    """See :meth:`redactor.formats.tracking.TracksChanges.write_tracked`."""
    file = File.of(original, handling)
    texts = {name: story_text(tuple(story)) for name, story in file.found.stories.items()}
    if document.segments != file.segments() or any(r.segment not in texts for r in redactions):
        raise ValueError("the document or a redaction has other segments than the original")
    changes = _numbered(redactions, list(texts))
    for name, story in file.found.stories.items():
        _Writer([c for c in changes if c.redaction.segment == name], len(texts[name])).write(story)
    _anchor_elsewhere(file, changes)
    _number_parts(file, len(changes))
    entries = [entry_of(c.redaction, texts[c.redaction.segment]) for c in changes]
    return packed_file(file, {"word/comments.xml": _comments(changes), PART: record(entries), LABEL: label()})


@dataclass(frozen=True, slots=True)
class _Change:
    """A redaction with its number in the file."""

    number: int
    redaction: Redaction

    @property
    def start(self) -> int:
        return self.redaction.span.start

    @property
    def end(self) -> int:
        return self.redaction.span.end

    @property
    def is_commented(self) -> bool:
        """Whether its comment stands at it: Word has none in headers, notes and text boxes."""
        return self.redaction.segment == TEXT

    def element(self, tag: str, **attributes: str) -> Any:
        from lxml import etree  # noqa: PLC0415  the library is heavy

        number = {"w:id": str(self.number), **{f"w:{name}": v for name, v in attributes.items()}}
        return etree.Element(q(tag), {q(name): value for name, value in number.items()})

    def tracked(self, tag: str) -> Any:
        return self.element(tag, author=AUTHOR, date=_DATE)


def _numbered(redactions: Sequence[Redaction], order: list[str]) -> list[_Change]:
    ordered = sorted(redactions, key=lambda r: (order.index(r.segment), r.span))
    return [
        _Change(number, replace(r, replacement=writable(r.replacement)))
        for number, r in enumerate(ordered, 1)
    ]


class _Writer:
    """Fills one story's paragraphs with text and changes.

    Args:
        changes: the story's, in order.
        length: of the story's text.
    """

    def __init__(self, changes: Sequence[_Change], length: int) -> None:
        done = 0
        for change in changes:
            if change.start < done or change.end > length or change.start == change.end:
                raise UnwritableError("a redaction is empty, overlaps another or leaves its segment")
            done = change.end
        self._waiting = deque(changes)
        self._open: _Change | None = None
        self._look: tuple[str, ...] = ()
        self._has_said = False
        """Whether the open change's replacement is written."""

    def write(self, story: Sequence[Paragraph]) -> None:
        """Fill the paragraphs' elements."""
        at = 0
        for number, paragraph in enumerate(story):
            at = self._fill(paragraph, at)
            self._end_paragraph(paragraph, at, story[number + 1] if number + 1 < len(story) else None)
            at += 1

    def _fill(self, paragraph: Paragraph, at: int) -> int:
        """Write a paragraph's runs; return the place behind them."""
        target = paragraph.element
        self._close(target, at)
        for run in paragraph.runs:
            if run.thing is not None:
                target.append(run_element(run))
                continue
            for piece in self._pieces(run.text, at):
                self._step(target, at, Run(piece, run.styles))
                at += len(piece)
                self._close(target, at)
        self._close(target, at)
        return at

    def _pieces(self, text: str, at: int) -> Iterator[str]:
        """Cut a run's text where changes begin and end."""
        around = [*([self._open] if self._open else []), *self._waiting]
        cuts = {place - at for c in around for place in (c.start, c.end) if at < place < at + len(text)}
        bounds = [0, *sorted(cuts), len(text)]
        yield from (text[a:b] for a, b in pairwise(bounds) if a < b)

    def _step(self, target: Any, at: int, run: Run) -> None:
        if self._open is None and self._waiting and self._waiting[0].start == at:
            self._begin(target, run.styles)
        if self._open is None:
            target.append(run_element(run))
            return
        last = target[-1] if len(target) else None
        if last is None or last.tag != q("w:del"):
            last = self._open.tracked("w:del")
            target.append(last)
        last.append(run_element(run, "w:delText"))

    def _begin(self, target: Any, look: tuple[str, ...]) -> None:
        change = self._waiting.popleft()
        self._open, self._look, self._has_said = change, look, False
        target.append(change.element("w:bookmarkStart", name=MARK.format(change.number)))
        if change.is_commented:
            target.append(change.element("w:commentRangeStart"))

    def _say(self, target: Any) -> None:
        """Write the replacement, once, in the paragraph where the change begins."""
        change = self._open
        if change is None or self._has_said:
            return
        self._has_said = True
        if change.redaction.replacement:
            inserted = change.tracked("w:ins")
            inserted.append(run_element(Run(change.redaction.replacement, self._look)))
            target.append(inserted)

    def _close(self, target: Any, at: int) -> None:
        if self._open is None or self._open.end > at:
            return
        self._say(target)
        target.append(self._open.element("w:bookmarkEnd"))
        if self._open.is_commented:
            target.append(self._open.element("w:commentRangeEnd"))
            target.append(_reference(self._open))
        self._open = None

    def _end_paragraph(self, paragraph: Paragraph, at: int, following: Paragraph | None) -> None:
        """A change may begin at a paragraph's end, or reach over it."""
        if self._open is None and self._waiting and self._waiting[0].start == at:
            self._begin(paragraph.element, paragraph.runs[-1].styles if paragraph.runs else ())
        if self._open is None:
            return
        if following is None or following.cell is not paragraph.cell:
            raise UnwritableError("a redaction reaches over the border of a table's cell")
        self._say(paragraph.element)
        _delete_end(paragraph.element, self._open)


def _delete_end(paragraph: Any, change: _Change) -> None:
    """Mark a paragraph's end as deleted."""
    from lxml import etree  # noqa: PLC0415  the library is heavy

    properties = paragraph.find(q("w:pPr"))
    if properties is None:
        properties = etree.Element(q("w:pPr"))
        paragraph.insert(0, properties)
    look = properties.find(q("w:rPr"))
    if look is None:
        look = etree.Element(q("w:rPr"))
        behind = [n for n, child in enumerate(properties) if short(child.tag) in _BEFORE_LAST]
        properties.insert(behind[0] if behind else len(properties), look)
    look.insert(0, change.tracked("w:del"))


def _reference(change: _Change) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    run = etree.Element(q("w:r"))
    run.append(change.element("w:commentReference"))
    return run


def _number_parts(file: File, used: int) -> None:
    """Give each part of a change a number of its own, as the format asks for."""
    for body in file.bodies.values():
        for part in body.iter(q("w:ins"), q("w:del")):
            used += 1
            part.set(q("w:id"), str(used))


def _anchor_elsewhere(file: File, changes: Sequence[_Change]) -> None:
    """Put the comments on headers, notes and text boxes at the head of the body."""
    story = file.found.stories[TEXT]
    if not story:
        return
    paragraph = story[0].element
    first = 1 if len(paragraph) and paragraph[0].tag == q("w:pPr") else 0
    for place, change in enumerate((c for c in changes if not c.is_commented), first):
        paragraph.insert(place, _reference(change))


def _comments(changes: Sequence[_Change]) -> Any:
    from lxml import etree  # noqa: PLC0415  the library is heavy

    root = root_element("w:comments")
    for change in changes:
        comment = change.tracked("w:comment")
        comment.set(q("w:initials"), f"r{change.number}")
        redaction = change.redaction
        where = "" if change.is_commented else f" ({redaction.segment})"
        for line in (f"{change.number}{where}: {redaction.entity_type}, {redaction.rule}", redaction.reason):
            etree.SubElement(comment, q("w:p")).append(run_element(Run(line)))
        root.append(comment)
    return root
