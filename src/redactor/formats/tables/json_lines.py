"""JSON Lines: each line an object, read as a form whose labels are its keys.

The names of the keys are a segment of their own, ``keys``, a line for each; the labels repeat
them and change with them. A value that is no string is text, too; what an edit touches becomes
a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import decode, document_of, texts_of
from redactor.formats.pieces import Piece, fill, text_of
from redactor.formats.sniff import is_text
from redactor.formats.tables.grid import Grid, columns, label_places
from redactor.formats.tables.json_keys import parts_of_label, read_key, written_keys
from redactor.formats.tables.json_text import Path, mapped, parse, render
from redactor.handling import DEFAULT_HANDLING, Handling, Limits
from redactor.model import Document, Edit, Fixed, Segment, SegmentKind, Span

_KEYS = "keys"
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")


class JsonLines:
    """Reads and writes JSON Lines; the order of keys and the numbers nobody edited stay."""

    name = "jsonl"
    title = "JSON Lines"
    suffixes = (".jsonl", ".ndjson")
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return is_text(data) and decode(data).text.lstrip().startswith("{")

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        lines = _Lines.of(decode(data).text, handling.limits)
        document = document_of(name, self.name, language, data, lines.segments())
        named = tuple(columns(lines.grid, handling.columns))
        return replace(document, columns=named, fixed=tuple(lines.fixed()))

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        decoded = decode(original)
        lines = _Lines.of(decoded.text, handling.limits)
        texts_of(document, edits, lines.segments())
        return decoded.encode(lines.render(edits))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A file taken apart.

    Attributes:
        lines: as they stand in the file, with their ends.
        objects: by number of line.
        keys: the names of keys, in the order in which they first stand.
        paths: the ways to values, in order; their numbers are the grid's columns.
        grid: the objects as a table.
    """

    lines: tuple[str, ...] = field(repr=False)
    objects: dict[int, dict[str, Any]] = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)
    paths: tuple[Path, ...] = field(repr=False)
    grid: Grid = field(repr=False)

    @classmethod
    def of(cls, text: str, limits: Limits) -> _Lines:
        lines = tuple(_LINE.findall(text))
        objects = {n: parse(line, n, limits.depth) for n, line in enumerate(lines, 1) if line.strip()}
        keys: dict[str, None] = {}
        leaves: dict[int, dict[Path, str]] = {}
        for n, found in objects.items():
            leaves[n] = {}
            mapped(found, lambda k: (keys.setdefault(k), k)[1], _collector(leaves[n]))
        paths = tuple(dict.fromkeys(path for cells in leaves.values() for path in cells))
        at = {path: column for column, path in enumerate(paths)}
        rows = {n: {at[path]: text for path, text in cells.items()} for n, cells in leaves.items()}
        return cls(
            lines,
            objects,
            tuple(keys),
            paths,
            Grid(_headings(paths, {key: read_key(key) for key in keys}), rows),
        )

    def segments(self) -> tuple[Segment, ...]:
        keys = Segment(_KEYS, SegmentKind.TEXT, text_of(self._key_pieces()))
        return (keys, *(s for s in self.grid.segments() if s.id != "header"))

    def render(self, edits: Sequence[Edit]) -> str:
        """Return the file's text with edits made."""
        by_segment: dict[str, list[Edit]] = {}
        for edit in edits:
            by_segment.setdefault(edit.segment, []).append(edit)
        filled = fill(self._key_pieces(), by_segment.pop(_KEYS, ()))
        texts = dict(zip(self.keys, filled.texts[::2], strict=True))
        cells = self.grid.with_edits(by_segment, _headings(self.paths, texts)).rows
        renamed = written_keys(texts)
        return "".join(self._line(n, line, renamed, cells) for n, line in enumerate(self.lines, 1))

    def fixed(self) -> Iterator[Fixed]:
        """Yield the keys in every label with what they repeat, and the labels' other parts."""
        spans: dict[str, Span] = {}
        start = 0
        for key in self.keys:
            spans[key] = Span(start, start + len(read_key(key)))
            start = spans[key].end + 1
        for segment, column, place in label_places(self.grid):
            for part, key in parts_of_label(self.paths[column], place):
                yield Fixed(segment, part, (_KEYS, spans[key]) if key else None)

    def _key_pieces(self) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for key in self.keys:
            pieces += [*([Piece("\n", False)] if pieces else []), Piece(read_key(key), True)]
        return tuple(pieces)

    def _line(self, number: int, line: str, renamed: dict[str, str], cells: Any) -> str:
        if not line.strip():
            return line
        at = {path: column for column, path in enumerate(self.paths)}

        def leaf(path: Path, value: Any) -> Any:
            new = cells[number][at[path]]
            return value if new == _shown(value) else new

        old = self.objects[number]
        end = line[len(line.rstrip("\r\n")) :]
        return render(mapped(old, renamed.__getitem__, leaf), line, old) + end


def _collector(cells: dict[Path, str]) -> Any:
    def collect(path: Path, value: Any) -> None:
        cells[path] = _shown(value)

    return collect


def _shown(value: Any) -> str:
    """Return a value's text; nothing for null."""
    if isinstance(value, str):
        return str(value)
    return "" if value is None else str(value).lower()


def _headings(paths: Sequence[Path], renamed: dict[str, str]) -> dict[int, str]:
    return {
        column: " ".join(renamed[part] if isinstance(part, str) else str(part + 1) for part in path)
        for column, path in enumerate(paths)
    }
