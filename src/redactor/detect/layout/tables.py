"""Gives table cells the heading of their column or row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from redactor.detect.layout.blocks import CELL, Block, as_turn, content
from redactor.detect.layout.labels import fold_label, resolve_label
from redactor.detect.layout.words import LayoutWords
from redactor.model import Context

_LONGEST_HEADING = 40


def with_headings(text: str, blocks: Sequence[Block], words: LayoutWords) -> list[Block]:
    """Give each table cell the heading of its column, or of its row where there are two columns.

    Args:
        text: the text.
        blocks: all blocks, in order; cells bear the label ``CELL``.
        words: the language's layout words.

    Returns:
        As many blocks; in a table with a question and an answer column the cells are turns.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks):
        if block.label == CELL:
            rows[block.line].append(i)
    result = list(blocks)
    headings: list[str] = []
    last_line = -9
    for line, members in rows.items():
        cells = [fold_label(content(text, blocks[i])) for i in members]
        if line > last_line + 2:
            headings = []
        last_line = line
        if not headings and _are_headings(cells, words):
            headings = cells
            continue
        for i, heading, is_field in _headed(members, cells, headings, words):
            result[i] = replace(blocks[i], label=heading, is_field=is_field)
    return [_cell_turn(b, words) for b in result]


def _are_headings(cells: Sequence[str], words: LayoutWords) -> bool:
    """Whether a table's first row holds headings: most of its cells are known labels."""
    turns = words.question_labels | words.answer_labels
    known = sum(bool(resolve_label(c, words.field_labels)) or c.split(" ")[0] in turns for c in cells)
    return len(cells) >= 2 and known * 2 > len(cells) and max(map(len, cells)) < _LONGEST_HEADING


def _headed(
    members: Sequence[int], cells: Sequence[str], headings: Sequence[str], words: LayoutWords
) -> Iterator[tuple[int, str, bool]]:
    """Yield block, heading and whether that is a form label, for the cells of a row that have one."""
    if len(cells) == 2 and not headings:
        yield members[1], cells[0], bool(resolve_label(cells[0], words.field_labels))
        return
    for i, heading in zip(members, headings, strict=False):
        yield i, heading, len(headings) > 2 or bool(resolve_label(heading, words.field_labels))


def _cell_turn(block: Block, words: LayoutWords) -> Block:
    """A table with a question and an answer column is an interview."""
    label = block.label.split()
    if not label or block.context is not Context.NARRATION or not block.is_field:
        return block
    if label[0] in words.question_labels:
        return replace(as_turn(block, asks=True), is_field=False)
    if label[0] in words.answer_labels:
        return replace(as_turn(block, asks=False), is_field=False)
    return block
