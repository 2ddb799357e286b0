"""Looks for words in every form in which a file's bytes could hold them."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator


def traces(data: bytes, tokens: Iterable[str]) -> list[str]:
    """The tokens that are anywhere in the bytes: raw, unpacked, in UTF-16, in base64."""
    layers = [layer.lower() for layer in _layers(data)]
    return [t for t in tokens if any(form in layer for layer in layers for form in _forms(t))]


def _layers(data: bytes) -> Iterator[bytes]:
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode() + info.comment + info.extra
                yield from _layers(archive.read(info))


def _forms(token: str) -> Iterator[bytes]:
    yield token.encode().lower()
    for codec in ("utf-16-le", "utf-16-be"):
        yield token.encode(codec).lower()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + token.encode())
        inner = coded[4 if shift else 0 : -4]
        if len(inner) > 4:
            yield inner.lower()
