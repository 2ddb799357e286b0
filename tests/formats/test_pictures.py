"""Pictures that are kept: what is to be seen of them, and nothing that their files hold beside."""

from __future__ import annotations

import io

import pytest
from build_docx import picture, token
from byte_traces import traces
from PIL import Image

from redactor.formats.pictures import redrawn
from redactor.handling import Handling, Limits, Pictures

KEEP = Handling(pictures=Pictures.KEEP)
METADATA = [token(f"H-{name}") for name in ("exif", "xmp", "jpegcomment")]


def encoded(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("pictures", [Pictures.KEEP, Pictures.GREY])
def test_metadata_goes(pictures: Pictures) -> None:
    assert traces(picture(), METADATA) == METADATA
    new = redrawn(picture(), None, Handling(pictures=pictures))
    assert new is not None
    assert traces(new.data, METADATA) == []
    assert Image.open(io.BytesIO(new.data)).info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }


def test_colours_of_pixels_that_nobody_sees_go() -> None:
    """A see-through pixel keeps its colour in the file: a face can stand there."""
    source = Image.new("RGBA", (4, 2), (10, 200, 30, 255))
    source.paste((1, 2, 3, 0), (0, 0, 2, 2))
    new = redrawn(encoded(source), None, KEEP)
    assert new is not None
    pixels = Image.open(io.BytesIO(new.data)).convert("RGBA")
    assert pixels.getpixel((0, 0)) == (255, 255, 255, 255)
    assert pixels.getpixel((3, 0)) == (10, 200, 30, 255)


def test_only_the_first_frame_of_an_animation_is_kept() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    new = redrawn(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), None, KEEP)
    assert new is not None
    assert getattr(Image.open(io.BytesIO(new.data)), "n_frames", 1) == 1


def test_what_cannot_be_decoded_or_is_too_large_is_not_kept() -> None:
    large = encoded(Image.new("1", (1100, 1000)))
    assert redrawn(b"GIF89a broken", None, KEEP) is None
    assert redrawn(large, None, Handling(pictures=Pictures.KEEP, limits=Limits(megapixels=1))) is None
    assert redrawn(large, None, KEEP) is not None
