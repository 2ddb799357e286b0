"""Pictures inside files: drawn anew, as a grey box or without all that is not pixels."""

from __future__ import annotations

import io

from redactor.handling import Pictures

_GREY = (190, 190, 190)
_MAX_PIXELS = 40_000_000


def treated(data: bytes, pictures: Pictures) -> bytes | None:
    """Return a picture as PNG as the policy wants it; ``None`` where it is left out.

    A picture that cannot be decoded, or is too large to be decoded, is left out.
    """
    if pictures not in {Pictures.GREY, Pictures.KEEP}:
        return None
    from PIL import Image  # noqa: PLC0415  the library is heavy

    try:
        with Image.open(io.BytesIO(data)) as source:
            if source.width * source.height > _MAX_PIXELS:
                return None
            if pictures is Pictures.GREY:
                new = Image.new("RGB", source.size, _GREY)
            else:
                pixels = source.convert("RGBA")
                new = Image.frombytes("RGBA", pixels.size, pixels.tobytes())
    except Exception:
        # Pillow's decoders raise almost anything for damaged bytes.
        return None
    out = io.BytesIO()
    new.save(out, "PNG")
    return out.getvalue()
