"""Where a line goes that is set anew: from where the old one began, as wide as its own words.

Nothing of the old line's width is in it: it may run as far as the page's margin, or as the
next cell of its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from redactor.formats.pdf.fonts import width_of
from redactor.formats.pdf.lines import Box, Line, shared, turned

BODY = 0.74
"""Size of the letters, in heights of the line."""
_LEAST = 20.0
"""Points that a line has at least, however near the margin it begins."""
_CELL_GAP = 0.3


@dataclass(frozen=True, slots=True)
class Setting:
    """A line that is set anew.

    Attributes:
        text: what it says.
        box: where, as displayed; as wide as the text, or as there is room.
        turn: quarter turns clockwise.
    """

    text: str = field(repr=False)
    box: Box
    turn: int = 0


def setting(
    text: str, line: Line, slot: tuple[int, int], lines: Sequence[Line], size: tuple[float, float]
) -> Setting:
    """Place a new line.

    Args:
        text: what it says.
        line: whose place it takes.
        slot: which one it is of how many that share that place.
        lines: all lines of the page.
        size: the page's width and height.
    """
    left, top, _, bottom = turned(line.box, line.turn)
    height = min(bottom - top, line.size) / slot[1]
    top += slot[0] * height
    right = min(left + width_of(text, height * BODY), _limit(line, lines, size))
    box = turned((left, top, max(right, left + 1), top + height), -line.turn % 4)
    return Setting(text, box, line.turn)


def _limit(line: Line, lines: Sequence[Line], size: tuple[float, float]) -> float:
    """Return how far to the right a line may run, in the frame in which it runs to the right."""
    own = turned(line.box, line.turn)
    others = [turned(other.box, line.turn) for other in lines if other.turn == line.turn]
    page = turned((0, 0, *size), line.turn)
    margin = max(0.0, min(other[0] for other in others) - page[0])
    beside = [
        other[0] - _CELL_GAP * line.size for other in others if other[0] > own[0] and shared(own, other) > 0.2
    ]
    return max(own[0] + _LEAST, min([page[2] - margin, *beside]))
