"""Paragraphs as runs of text, and how edits change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.pieces import Piece, fill, text_of
from redactor.model import Edit


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


def edited_story(story: Story, edits: Sequence[Edit]) -> tuple[Story, tuple[Any, ...]]:
    """Make edits; an edit over the end of a paragraph joins it with the next one.

    Returns:
        The paragraphs that are left, and the elements of those that are not.

    Raises:
        ValueError: if an edit reaches over the border of a table's cell.
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
                raise ValueError("an edit reaches over the border of a table's cell")
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
