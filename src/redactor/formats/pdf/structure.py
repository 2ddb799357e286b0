"""What a PDF carries beside its pages: properties, notes, forms, scripts, attachments, layers.

Whatever string a PDF holds outside of its pages is found: first by the parts that are known,
then by a walk over every object of the file, used or not.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from redactor.errors import UnreadableError
from redactor.formats.pdf.lines import Box

_END = re.compile(rb"%%EOF")
_BARE = frozenset({"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"})
"""What a page has that this program wrote."""
_DEEP = 60
_LINEAR = b"/Linearized"
_BINARY_KEYS = frozenset(
    {"/ID", "/Contents", "/Registry", "/Ordering", "/O", "/U", "/OE", "/UE", "/Perms", "/CharSet", "/Panose"}
)
"""Keys whose strings are no text where they stand; of notes ``/Contents`` is read by name."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a PDF carries beside its pages.

    Attributes:
        hidden: address and text of each part that nobody sees on the pages.
        unknown: addresses of parts that nothing here understands.
        remarks: what a person should know.
        marks: for each page, boxes of redaction marks in page space.
        ours: whether the file says that this program wrote it.
    """

    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    unknown: tuple[str, ...]
    remarks: tuple[str, ...]
    marks: tuple[tuple[Box, ...], ...]
    ours: bool


def beside(pdf: pikepdf.Pdf, data: bytes, producer: str) -> Beside:
    """Take stock of everything but the pages' own drawing.

    Args:
        pdf: the file, open.
        data: its bytes.
        producer: what this program writes as the producer.
    """
    groups = _Groups()
    info = _strings_of(pdf.trailer.get("/Info"))
    ours = info == [("/Producer", producer)] and _is_bare(pdf)
    if not ours:
        groups.add("info", (f"{key[1:]}: {text}" for key, text in info))
        _catalog(pdf, groups)
        for number, page in enumerate(pdf.pages, 1):
            _page(page.obj, number, groups)
        groups.add("other", _everything(pdf, groups.texts()))
    marks = tuple(_redaction_marks(page.obj) for page in pdf.pages)
    remarks = list(groups.remarks)
    revisions = len(_END.findall(data)) - (1 if _LINEAR in data[:2048] else 0)
    if revisions > 1:
        remarks.append("the file keeps earlier versions of itself, which are not released")
    return Beside(groups.result(), tuple(dict.fromkeys(groups.unknown)), tuple(remarks), marks, ours)


def _is_bare(pdf: pikepdf.Pdf) -> bool:
    """Whether a file has nothing but pages, and these nothing but what they show."""
    keys = {key for page in pdf.pages for key in page.obj.keys()}  # noqa: SIM118 (no mapping)
    return set(pdf.Root.keys()) <= {"/Type", "/Pages"} and keys <= _BARE


def opened(data: bytes) -> pikepdf.Pdf:
    """Open a PDF's structure.

    Raises:
        UnreadableError: if it is encrypted or damaged.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)
    try:
        pdf = pikepdf.Pdf.open(BytesIO(data), suppress_warnings=True)
        if pdf.is_encrypted:
            raise UnreadableError("the PDF is encrypted; save it without a password and try again")
        if not len(pdf.pages):
            raise UnreadableError(
                "the PDF has no pages: there is nothing to check, so it cannot count as clean"
            )
    except pikepdf.PasswordError:
        raise UnreadableError("the PDF is encrypted; save it without a password and try again") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        raise UnreadableError("the PDF is damaged; print it anew to a PDF and try again") from None
    return pdf


class _Groups:
    """Hidden texts by address, in the order found."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self.unknown: list[str] = []
        self.remarks: list[str] = []

    def add(self, address: str, texts: Iterator[str] | Sequence[str]) -> None:
        """Add texts to an address, one a line."""
        lines = [text for text in texts if text.strip()]
        if lines:
            self._texts.setdefault(address, []).extend(lines)

    def texts(self) -> str:
        """Return all of them as one text."""
        return "\n".join("\n".join(lines) for lines in self._texts.values())

    def result(self) -> tuple[tuple[str, str], ...]:
        """Return addresses with their texts."""
        return tuple((address, "\n".join(lines)) for address, lines in self._texts.items())


def _catalog(pdf: pikepdf.Pdf, groups: _Groups) -> None:
    root = pdf.Root
    groups.add("xmp", _stream_texts(root.get("/Metadata")))
    for key, address in _PARTS:
        groups.add(address, _below(root.get(key), address))
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key, below in names.items():
            address = {"/JavaScript": "scripts", "/EmbeddedFiles": "attachments"}.get(key, "names")
            groups.add(address, _below(below, address))
    files = _attached(pdf)
    groups.unknown += [f"attachment[{n}]" for n in range(1, files + 1)]
    if "/XFA" in (root.get("/AcroForm") or {}):
        groups.unknown.append("form: XFA")


_PARTS = (
    ("/Outlines", "outline"),
    ("/AcroForm", "form"),
    ("/OpenAction", "scripts"),
    ("/AA", "scripts"),
    ("/PageLabels", "page-labels"),
    ("/OCProperties", "layers"),
    ("/StructTreeRoot", "structure"),
    ("/Threads", "threads"),
    ("/Collection", "collection"),
    ("/PieceInfo", "private-data"),
    ("/Dests", "names"),
    ("/Lang", "language"),
)


def _page(page: Any, number: int, groups: _Groups) -> None:
    notes = page.get("/Annots")
    groups.add(f"page[{number}].notes", _below(notes, "note"))
    groups.add(f"page[{number}].hidden", _below(page.get("/AA"), "script"))
    groups.add(f"page[{number}].hidden", _below(page.get("/PieceInfo"), "private"))
    groups.add(f"page[{number}].hidden", _stream_texts(page.get("/Metadata")))
    if "/Thumb" in page:
        groups.remarks.append(f"page {number} has a small picture of itself, which is not released")
    kinds = [_kind(note) for note in notes] if isinstance(notes, pikepdf.Array) else []
    if "/Widget" in kinds:
        groups.remarks.append(f"page {number} has form fields; what is filled in is not released")
    if any(kind in _WRITING for kind in kinds):
        groups.remarks.append(f"page {number} has notes on it; they are not released")
    if any(kind in {"/RichMedia", "/Screen", "/Sound", "/Movie", "/3D"} for kind in kinds):
        groups.unknown.append(f"page[{number}]: media")


_WRITING = frozenset({"/FreeText", "/Stamp", "/Ink", "/Text", "/Highlight", "/Square", "/Redact"})


def _kind(note: Any) -> str:
    return str(note.get("/Subtype", "")) if isinstance(note, pikepdf.Dictionary) else ""


def _redaction_marks(page: Any) -> tuple[Box, ...]:
    notes = page.get("/Annots")
    boxes: list[Box] = []
    for note in notes if isinstance(notes, pikepdf.Array) else ():
        if _kind(note) != "/Redact":
            continue
        quads = [float(x) for x in note.get("/QuadPoints", [])]
        fours = [quads[n : n + 8] for n in range(0, len(quads) - 7, 8)] or [
            [float(x) for x in note.get("/Rect", [])]
        ]
        boxes += [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in fours if len(q) >= 4]
    return tuple(boxes)


def _attached(pdf: pikepdf.Pdf) -> int:
    """Return how many files are attached, whether anything in the file names them or not."""
    streams = names = 0
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            streams += item.get("/Type") == "/EmbeddedFile"
        elif isinstance(item, pikepdf.Dictionary):
            names += "/EF" in item
    return max(streams, names)


def _strings_of(dictionary: Any) -> list[tuple[str, str]]:
    if not isinstance(dictionary, pikepdf.Dictionary):
        return []
    return [
        (key, _text(value))
        for key, value in dictionary.items()
        if isinstance(value, pikepdf.String | pikepdf.Name)
    ]


def _text(value: Any) -> str:
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def _below(item: Any, label: str) -> Iterator[str]:
    """Yield every string under an object, without following ways back to pages and parents."""
    yield from (f"{label} {key.strip('/')}: {text}" for key, text in _walk(item, "", set(), 0))


def _walk(item: Any, key: str, met: set[tuple[int, int]], depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(item, pikepdf.Object) and item.is_indirect:
        if item.objgen in met:
            return
        met.add(item.objgen)
    if depth > _DEEP:
        raise UnreadableError("the PDF is nested too deeply; print it anew to a PDF and try again")
    if isinstance(item, pikepdf.String):
        yield key, _text(item)
    elif isinstance(item, pikepdf.Array):
        for one in item:
            yield from _walk(one, key, met, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        if str(item.get("/Type", "")) == "/Page" and depth:
            return
        for name, value in item.items():
            if name not in {"/Parent", "/P", "/Prev", "/Resources"}:
                yield from _walk(value, name, met, depth + 1)
        if isinstance(item, pikepdf.Stream) and key in {"/JS", "/RC", "/XFA"}:
            yield from ((key, text) for text in _stream_texts(item))


def _stream_texts(stream: Any) -> Iterator[str]:
    if isinstance(stream, pikepdf.Stream):
        try:
            yield stream.read_bytes().decode("utf-8", "replace")
        except pikepdf.PdfError:
            yield "a stream that cannot be unpacked"


def _everything(pdf: pikepdf.Pdf, told: str) -> Iterator[str]:
    """Yield every string of the file that is in none of the parts already told."""
    given: set[str] = set()
    for item in pdf.objects:
        for key, text in _shallow(item, "", 0):
            if key not in _BINARY_KEYS and text not in given and text.strip() and text not in told:
                given.add(text)
                yield f"{key.strip('/')}: {text}"
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/Metadata":
            yield from (text for text in _stream_texts(item) if text not in told)


def _shallow(item: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the strings of one object, without those of the objects that it points to."""
    if depth > _DEEP or (depth and isinstance(item, pikepdf.Object) and item.is_indirect):
        return
    if isinstance(item, pikepdf.String):
        yield key, _text(item)
    elif isinstance(item, pikepdf.Array):
        for one in item:
            yield from _shallow(one, key, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in item.items():
            yield from _shallow(value, name, depth + 1)
