"""The typefaces in which replacements are drawn: Noto Sans, and Noto Sans CJK for Korean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby

from fontTools.ttLib import TTFont
from PIL import ImageFont

from redactor.errors import UnreadableError

_FACES = (
    ("manimgx_fonts", "NotoSans[wght].ttf", 0),
    ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 1),
)
"""Package, file and number of the typeface in it; in the second, 1 is the Korean one."""
_REGULAR = 400
_MEASURED = 64


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface file and the characters that it has."""

    path: str
    index: int
    chars: frozenset[int] = field(repr=False)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the typeface in a size, in pixels."""
        return _sized(self.path, self.index, size)


def runs_of(text: str) -> list[tuple[str, Face]]:
    """Cut a text into runs with a typeface that has their characters.

    Raises:
        UnreadableError: if no typeface has one of them, or the typefaces are not there.
    """
    return [("".join(run), face) for face, run in groupby(text, key=_face_for)]


def width_of(text: str, size: float) -> float:
    """Return how wide a text is in a size, in the size's unit."""
    return sum(face.at(_MEASURED).getlength(run) for run, face in runs_of(text)) * size / _MEASURED


@cache
def _face_for(char: str) -> Face:
    for face in _faces():
        if ord(char) in face.chars:
            return face
    return _faces()[0] if char.isspace() else _none()


def _none() -> Face:
    raise UnreadableError(
        "no typeface here has one of the file's characters, so its page cannot be set anew; "
        "have the PDF released as text (the policy's documents section)"
    )


@cache
def _faces() -> tuple[Face, ...]:
    return tuple(_face(*where) for where in _FACES)


def _face(package: str, name: str, index: int) -> Face:
    try:
        path = str(files(package) / name)
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return Face(path, index, frozenset(font.getBestCmap()))
    except (ModuleNotFoundError, OSError):
        raise UnreadableError(f"the typefaces of {package} are missing; install redactor anew") from None


@cache
def _sized(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([_REGULAR])
    return font
