"""A PDF without what pdfium would take for the page's text, or draw, and nobody can check.

pdfium gives out the replacement text that a producer wrote (``ActualText``) in place of the
letters that are drawn; here the letters count and the replacement is hidden text. Tiles and
masks with writing in them are drawn, but their text is given out by nothing: they go.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_TOLD = ("/ActualText", "/Alt", "/E")
_SUSPECT = re.compile(rb"/[^\s/<>\[\]()]*#|ActualText|/Alt\b|/E\b")
_DEEP = 3
_WRITES = re.compile(rb"(?:^|[\s>\])])(?:BT|Do|BI)(?=[\s/])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A PDF made fit for pdfium.

    Attributes:
        data: its bytes; the given ones if nothing had to go.
        told: replacement texts that were taken out.
        unknown: addresses of tiles and masks that were taken out.
    """

    data: bytes = field(repr=False)
    told: tuple[str, ...] = field(repr=False)
    unknown: tuple[str, ...]


def cleaned(pdf: pikepdf.Pdf, data: bytes) -> Cleaned:
    """Take out replacement texts, and tiles and masks with writing in them.

    Args:
        pdf: the file, open; it is changed.
        data: its bytes.
    """
    told: list[str] = []
    unknown: list[str] = []
    for item in list(pdf.objects):
        told += _lists_emptied(item, 0)
        if isinstance(item, pikepdf.Stream):
            if item.get("/PatternType") == 1 and _has_writing(item):
                unknown.append(f"tile[{len(unknown) + 1}]")
                item.write(b"")
            elif item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1:
                told += _marks_emptied(pdf, item)
        unknown += _masks_removed(item, len(unknown))
    for page in pdf.pages:
        told += _page_emptied(pdf, page)
    if not told and not unknown:
        return Cleaned(data, (), ())
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pdf.save(out, fix_metadata_version=False)
    return Cleaned(out.getvalue(), tuple(told), tuple(unknown))


def _lists_emptied(item: Any, depth: int) -> Iterator[str]:
    """Take replacement texts out of property lists that are objects of their own or resources."""
    if depth > _DEEP or not isinstance(item, pikepdf.Dictionary | pikepdf.Stream) or "/S" in item:
        return
    if depth and item.is_indirect:
        return
    if "/ActualText" in item:
        yield str(item["/ActualText"])
        del item["/ActualText"]
    for key in ("/Resources", "/Properties"):
        if key in item:
            yield from _lists_emptied(item[key], depth + 1)
    if depth:
        for _, value in list(item.items()):
            yield from _lists_emptied(value, depth + 1)


def _page_emptied(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[str]:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if any(isinstance(s, pikepdf.Stream) and _SUSPECT.search(_unpacked(s)) for s in streams):
        new, told = _without_told(page)
        if told:
            page.obj.Contents = pdf.make_stream(new)
        yield from told


def _marks_emptied(pdf: pikepdf.Pdf, stream: pikepdf.Stream) -> list[str]:
    if not _SUSPECT.search(_unpacked(stream)):
        return []
    new, told = _without_told(stream)
    if told:
        stream.write(new)
    return told


def _without_told(item: Any) -> tuple[bytes, list[str]]:
    told: list[str] = []
    kept: list[Any] = []
    for instruction in pikepdf.parse_content_stream(item):
        operands = list(instruction.operands)
        marks = str(instruction.operator) in {"BDC", "DP"} and len(operands) > 1
        if marks and isinstance(operands[1], pikepdf.Dictionary):
            for key in _TOLD:
                if key in operands[1]:
                    told.append(str(operands[1][key]))
                    del operands[1][key]
        kept.append((operands, instruction.operator) if marks else instruction)
    return pikepdf.unparse_content_stream(kept), told


def _masks_removed(item: Any, number: int) -> list[str]:
    mask = item.get("/SMask") if isinstance(item, pikepdf.Dictionary) and not _is_stream(item) else None
    group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) and not _is_stream(mask) else None
    if isinstance(group, pikepdf.Stream) and _has_writing(group):
        item["/SMask"] = pikepdf.Name("/None")
        return [f"mask[{number + 1}]"]
    return []


def _is_stream(item: Any) -> bool:
    return isinstance(item, pikepdf.Stream)


def _has_writing(stream: pikepdf.Stream) -> bool:
    return _WRITES.search(b" " + _unpacked(stream) + b" ") is not None


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""
