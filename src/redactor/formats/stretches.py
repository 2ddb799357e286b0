"""A text cut into pieces, and what edits of the whole make of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from redactor.model import Edit


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment's text that has a place of its own in the file.

    Attributes:
        text: as the segment has it.
        implied: whether the file's structure says it (a line end between two paragraphs),
            so that a writer has to do something particular where it changes.
    """

    text: str = field(repr=False)
    implied: bool = False


def edited_pieces(pieces: Sequence[Piece], edits: Sequence[Edit]) -> list[str]:
    """Return the new text of each piece.

    A replacement goes into the first piece that its edit touches, what the edit covers of
    further pieces goes. An insertion goes to the end of the piece before it, but never into
    an implied one if a neighbour is none.

    Args:
        pieces: in the order of the text that they make together.
        edits: disjoint edits of that text.

    Raises:
        ValueError: if an edit overlaps another or reaches beyond the text.
    """
    starts = [0, *accumulate(len(piece.text) for piece in pieces)]
    new = [""] * len(pieces)
    done = index = 0

    def copy(until: int) -> None:
        """Copy the old text as far as the next edit, and stop at the first piece that reaches it."""
        nonlocal index
        while index < len(pieces):
            base, text = starts[index], pieces[index].text
            new[index] += text[max(done - base, 0) : max(until - base, 0)]
            if base + len(text) >= until:
                break
            index += 1

    for edit in sorted(edits, key=lambda e: e.span):
        start, end = edit.span.start, edit.span.end
        if start < done or end > starts[-1] or not pieces:
            raise ValueError(f"an edit overlaps another or leaves its segment: {edit.span}")
        copy(start)
        new[_home(pieces, starts, start, end, index)] += edit.replacement
        done = end
    copy(starts[-1])
    return new


def _home(pieces: Sequence[Piece], starts: Sequence[int], start: int, end: int, first: int) -> int:
    """Return the piece that takes a replacement; ``first`` is the first that reaches ``start``."""
    touching: list[int] = []
    for at in range(first, len(pieces)):
        last = starts[at + 1]
        if starts[at] > start:
            break
        if last > start if end > start else last >= start:
            touching.append(at)
    real = [at for at in touching if not pieces[at].implied]
    return (real or touching)[0]
