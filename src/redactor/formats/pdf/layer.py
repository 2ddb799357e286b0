"""The text layer under a drawn page: how exact text is laid down and taken up again.

PDF viewers guess at blanks and line ends. Here they are characters of their own, so that
what was written is what is read: a line ends with U+2029, a cell with U+2003, and a blank
that a viewer would swallow is U+2002.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from redactor.errors import UnwritableError
from redactor.formats.pdf.lines import Box

PRODUCER = "redactor"
FONT = "F"
_EM = 0.5
"""Width of each character, in font sizes."""
_LONGEST = 2000
"""Characters of one string; viewers cut longer ones off."""
_NARROWEST = 10.0
"""Per cent of its width to which a character is narrowed at most."""
_BLANK, _LINE_END, _CELL_END = "\u2002", "\u2029", "\u2003"
_BLANKS = " \n\t"
_ALONE = {" ": "\uf8f1", "\n": "\uf8f0", "\t": "\uf8f2"}
"""For a page of blanks only, which viewers would leave out."""
_BACK = {ord(_BLANK): " ", ord(_LINE_END): "\n", ord(_CELL_END): "\t"} | {
    ord(mark): char for char, mark in _ALONE.items()
}
_SWALLOWED = re.compile(r"(?<![^ \n\t]) | (?![^ \n\t])")
_UNITS = 0xD800
"""First of the codes that stand for characters beyond U+FFFF."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A stretch of the text layer and where it lies.

    Attributes:
        text: as the text layer has it.
        box: on the displayed page.
    """

    text: str = field(repr=False)
    box: Box


def laid(text: str, box_at: Callable[[int], Box | None], size: tuple[float, float]) -> list[Laid]:
    """Lay a page's text down near the lines that it came from.

    Args:
        text: the page's new text.
        box_at: the box of the line that a place of the text belongs to.
        size: the page's width and height.
    """
    if not text.strip(_BLANKS):
        alone = "".join(_ALONE[char] for char in text)
        return [Laid(alone, _somewhere(0, size))] if alone else []
    pieces: list[Laid] = []
    at = 0
    for number, piece in enumerate(_pieces(text)):
        box = box_at(at + len(piece) - len(piece.lstrip(_BLANKS))) or _somewhere(number, size)
        pieces += [Laid(_fixed(piece[n : n + _LONGEST]), box) for n in range(0, len(piece), _LONGEST)]
        at += len(piece)
    return [apart for _, same in groupby(pieces, key=lambda p: p.box) for apart in _side_by_side(list(same))]


def _side_by_side(pieces: Sequence[Laid]) -> Iterator[Laid]:
    """Part the box that pieces of one line share: a viewer drops what lies on one another."""
    left, top, right, bottom = pieces[0].box
    share = (right - left) / sum(len(piece.text) for piece in pieces)
    for piece in pieces:
        end = left + share * len(piece.text)
        yield Laid(piece.text, (left, top, end, bottom))
        left = end


def _pieces(text: str) -> list[str]:
    """Cut a text after its line and cell ends; every piece has something that is seen."""
    pieces: list[str] = []
    for part in re.findall(r"[^\n\t]*[\n\t]|[^\n\t]+\Z", text):
        if pieces and (not part.strip(_BLANKS) or not pieces[-1].strip(_BLANKS)):
            pieces[-1] += part
        else:
            pieces.append(part)
    return pieces


def _fixed(piece: str) -> str:
    steady = _SWALLOWED.sub(_BLANK, piece)
    return steady.replace("\n", _LINE_END).replace("\t", _CELL_END)


def taken_up(text: str) -> str:
    """Return a piece of the text layer as the text that was laid down."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(_BACK)


def _somewhere(number: int, size: tuple[float, float]) -> Box:
    top = (number % 97 + 1) * size[1] / 100
    return size[0] * 0.1, top, size[0] * 0.9, top + size[1] / 110


def codes_of(texts: Sequence[str]) -> dict[str, int]:
    """Return a code for every character of some texts: its own, or one of those never used."""
    chars = sorted({char for text in texts for char in text})
    beyond = [char for char in chars if ord(char) > 0xFFFF]
    if len(beyond) > 0x800:
        raise UnwritableError("too many different characters for one text layer")
    return {char: ord(char) for char in chars if ord(char) <= 0xFFFF} | {
        char: _UNITS + n for n, char in enumerate(beyond)
    }


def content(pieces: Sequence[Laid], codes: dict[str, int], size: tuple[float, float]) -> bytes:
    """Return the page description that draws the picture and lays the text layer down."""
    rows = [f"q {size[0]:.2f} 0 0 {size[1]:.2f} 0 0 cm /P Do Q", "BT 3 Tr"]
    for piece in pieces:
        left, top, right, bottom = piece.box
        height = max(bottom - top, 1.0)
        width = max(right - left, 1.0)
        stretch = max(_NARROWEST, 100 * width / (len(piece.text) * height * _EM))
        shown = "".join(f"{codes[char]:04X}" for char in piece.text)
        base = size[1] - bottom + 0.2 * height
        rows.append(f"/{FONT} {height:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} {base:.2f} Tm <{shown}> Tj")
    return "\n".join([*rows, "ET"]).encode("ascii")
