"""What goes between the two processes: JSON and bytes, never pickles.

A frame is two lengths of eight bytes, a JSON object and a block of bytes. The process that
parses a hostile file may itself have become hostile; nothing that it says is executed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO, NamedTuple

from redactor.formats.tracking import Redaction, Resolution, Resolved, Tracked
from redactor.handling import Handling, Limits, PdfOutput, Pictures, Revisions, UnknownParts
from redactor.model import ColumnValue, Document, Edit, Fixed, Segment, SegmentKind, Span

_LENGTHS = struct.Struct(">QQ")


class Frame(NamedTuple):
    """A message: what it says, and the file's bytes that go with it."""

    says: dict[str, Any]
    data: bytes


def send(stream: BinaryIO, frame: Frame) -> None:
    """Write a frame."""
    head = json.dumps(frame.says).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(frame.data)))
    stream.write(head)
    stream.write(frame.data)
    stream.flush()


def receive(stream: BinaryIO, limit: int) -> Frame | None:
    """Read a frame; ``None`` at the end of the stream.

    Args:
        stream: of frames.
        limit: largest frame accepted, in bytes.

    Raises:
        ValueError: if the stream ends inside a frame, or the frame is too large or malformed.
    """
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise ValueError("a frame is cut short")
    head, size = _LENGTHS.unpack(lengths)
    if head + size > limit:
        raise ValueError("a frame is too large")
    said, data = stream.read(head), stream.read(size)
    if len(said) < head or len(data) < size:
        raise ValueError("a frame is cut short")
    says = json.loads(said)
    if not isinstance(says, dict):
        raise ValueError("a frame says no object")
    return Frame(says, data)


def packed_document(document: Document) -> dict[str, Any]:
    """Return a document as JSON's kinds of values."""
    return asdict(document)


def document_of(said: Mapping[str, Any]) -> Document:
    """Return the document that a message tells.

    Raises:
        ValueError: if the message tells none.
    """
    try:
        return Document(
            name=_text(said["name"]),
            format=_text(said["format"]),
            language=_text(said["language"]),
            sha256=_text(said["sha256"]),
            segments=tuple(_segment(s) for s in said["segments"]),
            columns=tuple(
                ColumnValue(_text(c["segment"]), _span(c["span"]), _text(c["entity_type"]))
                for c in said["columns"]
            ),
            unknown_parts=_texts(said["unknown_parts"]),
            pictures=_texts(said["pictures"]),
            remarks=_texts(said["remarks"]),
            fixed=tuple(_fixed(f) for f in said["fixed"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a message tells no document: {type(error).__name__}") from None


def packed_edits(edits: Sequence[Edit]) -> list[list[Any]]:
    """Return edits as JSON's kinds of values."""
    return [[e.segment, e.span.start, e.span.end, e.replacement] for e in edits]


def edits_of(said: Sequence[Sequence[Any]]) -> tuple[Edit, ...]:
    """Return the edits that a message tells."""
    return tuple(Edit(segment, Span(start, end), replacement) for segment, start, end, replacement in said)


def packed_redactions(redactions: Sequence[Redaction]) -> list[dict[str, Any]]:
    """Return redactions as JSON's kinds of values."""
    return [asdict(r) for r in redactions]


def redactions_of(said: Sequence[Mapping[str, Any]]) -> tuple[Redaction, ...]:
    """Return the redactions that a message tells."""
    return tuple(Redaction(**{**one, "span": _span(one["span"])}) for one in said)


def packed_tracked(tracked: Tracked) -> dict[str, Any]:
    """Return what a copy for the desk holds, but its bytes, as JSON's kinds of values."""
    return {"resolved": [asdict(r) for r in tracked.resolved], "lost": list(tracked.lost)}


def tracked_of(said: Mapping[str, Any], original: bytes) -> Tracked:
    """Return what a message tells of a copy for the desk.

    Raises:
        ValueError: if the message tells nothing of one.
    """
    try:
        return Tracked(original, tuple(map(_resolved, said["resolved"])), tuple(map(int, said["lost"])))
    except (KeyError, TypeError) as error:
        raise ValueError(f"a message tells no copy for the desk: {type(error).__name__}") from None


def packed_handling(handling: Handling) -> dict[str, Any]:
    """Return what a policy says about files as JSON's kinds of values."""
    return {**asdict(handling), "columns": dict(handling.columns)}


def handling_of(said: Mapping[str, Any]) -> Handling:
    """Return what a message tells a policy says about files."""
    return Handling(
        Revisions(said["revisions"]),
        Pictures(said["pictures"]),
        UnknownParts(said["unknown_parts"]),
        dict(said["columns"]),
        PdfOutput(said["pdf"]),
        Limits(**{name: int(value) for name, value in said["limits"].items()}),
    )


def _segment(said: Mapping[str, Any]) -> Segment:
    return Segment(_text(said["id"]), SegmentKind(said["kind"]), _text(said["text"]))


def _resolved(said: Mapping[str, Any]) -> Resolved:
    texts = {name: _text(value) for name, value in said["redaction"].items() if name != "span"}
    redaction = Redaction(span=_span(said["redaction"]["span"]), **texts)
    return Resolved(redaction, Resolution(said["resolution"]), _text(said["text"]))


def _fixed(said: Mapping[str, Any]) -> Fixed:
    source = said["source"]
    heading = None if source is None else (_text(source[0]), _span(source[1]))
    return Fixed(_text(said["segment"]), _span(said["span"]), heading)


def _span(said: Mapping[str, Any]) -> Span:
    return Span(int(said["start"]), int(said["end"]))


def _texts(said: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(_text, said))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError("no text")
    return said
