"""Pictures redrawn: nothing of a picture's file is kept but, at most, what is to be seen."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.handling import Handling, Limits, Pictures

if TYPE_CHECKING:
    from PIL.Image import Image

_GREY = (190, 190, 190)
_PAPER = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture encoded anew.

    Attributes:
        data: the bytes.
        subtype: ``png`` or ``jpeg``.
        size: width and height in pixels.
    """

    data: bytes = field(repr=False)
    subtype: str
    size: tuple[int, int]


def redrawn(data: bytes | None, size: tuple[int, int] | None, handling: Handling) -> Redrawn | None:
    """Return what takes a picture's place; ``None`` to leave it out.

    Args:
        data: the picture's file; ``None`` where it lies elsewhere.
        size: its size as the document gives it, for a grey box in place of what cannot be read.
        handling: what the policy says. A picture that cannot be read is not kept.
    """
    pictures = handling.pictures
    if pictures not in {Pictures.GREY, Pictures.KEEP}:
        return None
    opened = _opened(data, handling.limits) if data else None
    if opened is None:
        return _encoded(_grey(size), "png") if pictures is Pictures.GREY and size else None
    image, subtype = opened
    if pictures is Pictures.GREY:
        return _encoded(_grey(size or image.size), "png")
    return _encoded(image, subtype)


def as_png(data: bytes, handling: Handling) -> bytes | None:
    """Return what takes a picture's place as PNG; ``None`` to leave it out.

    Args:
        data: the picture's file.
        handling: what the policy says. A picture that cannot be read is left out.
    """
    pictures = handling.pictures
    opened = _opened(data, handling.limits) if pictures in {Pictures.GREY, Pictures.KEEP} else None
    if opened is None:
        return None
    image, _ = opened
    return _encoded(_grey(image.size) if pictures is Pictures.GREY else image, "png").data


def _opened(data: bytes, limits: Limits) -> tuple[Image, str] | None:
    """Return the first frame, upright, without anything but its pixels, as they look on paper.

    A see-through pixel has a colour too, which nobody sees.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - heavy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as source:
                if source.width * source.height > limits.megapixels * 1_000_000:
                    return None
                subtype = "jpeg" if source.format == "JPEG" else "png"
                upright = ImageOps.exif_transpose(source).convert("RGBA")
    except Exception:  # a broken picture can make its decoder raise anything
        return None
    plain = Image.new("RGB", upright.size, _PAPER)
    plain.paste(upright, mask=upright.getchannel("A"))
    return plain, subtype


def _grey(size: tuple[int, int]) -> Image:
    from PIL import Image  # noqa: PLC0415

    return Image.new("RGB", (max(size[0], 1), max(size[1], 1)), _GREY)


def _encoded(image: Image, subtype: str) -> Redrawn:
    file = io.BytesIO()
    image.save(file, subtype.upper())
    return Redrawn(file.getvalue(), subtype, image.size)
