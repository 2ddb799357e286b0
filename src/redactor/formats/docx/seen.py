"""Letters that cannot be told from what is behind them, and places too low to read."""

from __future__ import annotations

import re
from typing import Any

from redactor.formats.docx.names import q

WHITE = "FFFFFF"
_BLACK = "000000"
_LEAST = 24
"""Least difference of a channel, of 255, that a reader sees."""
_AUTO = "AUTO"
_THEME = {"background1": WHITE, "light1": WHITE, "text1": _BLACK, "dark1": _BLACK}
"""Colours of a theme that nearly every theme has alike."""
_LOWEST = 40
"""Height in twentieths of a point up to which nobody reads a line."""
_COLOUR = re.compile(r"[0-9A-F]{6}")
_MARKERS = {
    "black": _BLACK, "white": WHITE, "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def shade_of(shade: Any, behind: str | None) -> str | None:
    """Return the colour of a shaded place.

    Args:
        shade: ``w:shd``, or ``None``.
        behind: the colour that shows where nothing is shaded; ``None`` if nobody knows.
    """
    if shade is None or shade.get(q("w:val")) == "nil":
        return behind
    colour = _named(shade, "Color" if shade.get(q("w:val")) == "solid" else "Fill")
    if colour is None or _COLOUR.fullmatch(colour):
        return colour
    return behind if colour == _AUTO else None


def is_lost(colour: Any, paper: str | None, marker: Any) -> bool:
    """Whether letters have the colour of what is behind them.

    Letters without a colour are black or white, whichever is seen; under a black marker they
    count as lost, because whoever put it there meant to hide them.

    Args:
        colour: ``w:color``, or ``None``.
        paper: the colour behind them; ``None`` if nobody knows.
        marker: ``w:highlight``, or ``None``.
    """
    own = _named(colour, "Color", "w:val") if colour is not None else _AUTO
    marked = _MARKERS.get(marker.get(q("w:val"), "")) if marker is not None else None
    if own == _AUTO:
        return marked == _BLACK
    below = marked or paper
    return below is not None and own is not None and bool(_COLOUR.fullmatch(own)) and _are_alike(own, below)


def _named(element: Any, kind: str, plain: str = "") -> str | None:
    """Return a colour in capitals, ``None`` if nobody knows it; the theme stands above the plain one."""
    theme = element.get(q(f"w:theme{kind}"))
    if theme is None:
        return str(element.get(q(plain or f"w:{kind.lower()}"), _AUTO)).upper()
    changed = element.get(q(f"w:theme{kind}Tint")) or element.get(q(f"w:theme{kind}Shade"))
    changed = changed or element.get(q("w:themeTint")) or element.get(q("w:themeShade"))
    return None if changed else _THEME.get(theme)


def is_hidden_row(properties: Any) -> bool:
    """Whether a row is hidden, or so low that nothing of it is seen."""
    switch = properties.find(q("w:hidden"))
    if switch is not None and switch.get(q("w:val"), "true") not in {"0", "false", "off"}:
        return True
    return is_squeezed(properties.find(q("w:trHeight")), "w:val", "w:hRule")


def is_squeezed(source: Any, size: str, rule: str) -> bool:
    """Whether a row or a line has a fixed height in which nobody reads anything.

    Args:
        source: what tells the height, or ``None``.
        size: the attribute that has it.
        rule: the attribute that says whether it is fixed.
    """
    if source is None or source.get(q(rule)) != "exact":
        return False
    height = source.get(q(size), "")
    return height.isdecimal() and int(height) <= _LOWEST


def _are_alike(one: str, other: str) -> bool:
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return max(abs(a - b) for a, b in pairs) <= _LEAST
