"""Paragraphs as runs of text, and how edits change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from redactor.errors import UnwritableError
from redactor.formats.pieces import Piece, fill, text_of
from redactor.model import Edit, Fixed, Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph: text of one look, or something that stands in the line.

    Attributes:
        text: with tabs and line breaks as characters.
        styles: new names of the styles around it, the outermost first.
        thing: an element of the new document; its text is empty then.
    """

    text: str = field(repr=False)
    styles: tuple[str, ...] = ()
    thing: Any = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the new document.

    Attributes:
        element: where its runs go.
        cell: the innermost table cell around it.
        row: that cell's row.
        runs: what it holds.
    """

    element: Any
    cell: Any
    row: Any
    runs: tuple[Run, ...] = field(repr=False)


Story = tuple[Paragraph, ...]


def story_text(story: Story) -> str:
    """Return the text of paragraphs that follow each other."""
    return text_of(_pieces(story))


def borders(segment: str, story: Story) -> Iterator[Fixed]:
    """Yield the borders of table cells, which no edit can reach over."""
    done = -1
    for before, after in pairwise(story):
        done += 1 + sum(len(run.text) for run in _padded(before) if run.thing is None)
        if before.cell is not after.cell:
            yield Fixed(segment, Span(done, done + 1))


def edited_story(story: Story, edits: Sequence[Edit]) -> tuple[Story, tuple[Any, ...]]:
    """Make edits; an edit over the end of a paragraph joins it with the next one.

    Returns:
        The paragraphs that are left, and the elements of those that are not.

    Raises:
        UnwritableError: if an edit reaches over the border of a table's cell.
    """
    filled = fill(_pieces(story), edits)
    texts = iter(enumerate(filled.texts))
    kept: list[Paragraph] = []
    gone: list[Any] = []
    for number, paragraph in enumerate(story):
        border = next(texts)[0] if number else -1
        runs = tuple(
            r if r.thing is not None else replace(r, text=next(texts)[1]) for r in _padded(paragraph)
        )
        if border in filled.swallowed:
            if paragraph.cell is not kept[-1].cell:
                raise UnwritableError("an edit reaches over the border of a table's cell")
            kept[-1] = replace(kept[-1], runs=(*kept[-1].runs, *runs))
            gone.append(paragraph.element)
        else:
            kept.append(replace(paragraph, runs=runs))
    return tuple(kept), tuple(gone)


def _pieces(story: Story) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for number, paragraph in enumerate(story):
        if number:
            pieces.append(Piece(_border(story[number - 1], paragraph), False))
        pieces += [Piece(run.text, True) for run in _padded(paragraph) if run.thing is None]
    return tuple(pieces)


def _padded(paragraph: Paragraph) -> tuple[Run, ...]:
    """Return the runs, at least one of them text."""
    if any(run.thing is None for run in paragraph.runs):
        return paragraph.runs
    return (*paragraph.runs, Run(""))


def _border(one: Paragraph, other: Paragraph) -> str:
    is_next_cell = one.cell is not other.cell and one.row is not None and one.row is other.row
    return "\t" if is_next_cell else "\n"
