"""From a subtitle file to its segments, and from edits of them to a new file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from redactor.errors import UnwritableError
from redactor.formats.stretches import Piece, edited_pieces
from redactor.formats.subtitles.lines import Parts, Role
from redactor.formats.subtitles.markup import Bit, Mark, bits, escaped
from redactor.formats.subtitles.rows import Row, between_lines, rows_of, tidied, with_hints, words_of
from redactor.model import Edit, Segment, SegmentKind

_TEXT = "text"
_TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Layout:
    """A file taken apart, with the bits of its text lines.

    Attributes:
        parts: its lines.
        vtt: whether it is WebVTT.
        shown: for each text line, its bits.
        between: what stands in the text behind each text line but the last.
    """

    parts: Parts
    vtt: bool
    shown: tuple[tuple[Bit, ...], ...] = field(repr=False)
    between: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, parts: Parts, *, vtt: bool) -> Layout:
        """Look into the text lines of a file."""
        bodies = [line.body for line in parts.lines if line.role is Role.TEXT]
        shown = tuple(_with_home(bits(body, vtt=vtt)) for body in bodies)
        words = [words_of(line) for line in shown]
        between = tuple(between_lines(bodies[n], words[n], words[n + 1]) for n in range(len(bodies) - 1))
        return cls(parts, vtt, shown, between)

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments: text, voices, and what nobody sees."""
        text = "".join(piece.text for piece in self._pieces())
        voices = [bit.shown for line in self.shown for bit in line if bit.mark is Mark.VOICE]
        tags = "\n".join(bit.raw for line in self.shown for bit in line if bit.mark is Mark.HIDDEN)
        hidden = [(name, h.text) for name, h in zip(self._hidden_ids(), self.parts.hidden, strict=True)]
        return (
            Segment(_TEXT, SegmentKind.TEXT, text),
            *(Segment(f"voice[{n}]", SegmentKind.TEXT, voice) for n, voice in enumerate(voices, 1)),
            *(Segment(name, SegmentKind.HIDDEN, h) for name, h in [*hidden, (_TAGS, tags)] if h),
        )

    def render(self, texts: Mapping[str, str], edits: Sequence[Edit]) -> str:
        """Put the file together again.

        Args:
            texts: of each segment, with its edits made.
            edits: those of the text.

        Raises:
            UnwritableError: if a hidden segment is kept, but not as it was.
        """
        keeps = self._kept(texts)
        new = self._new_lines(edits, texts, keep_tags=keeps(_TAGS))
        ids = self._hidden_ids()
        pieces: list[str] = []
        rows = iter(new)
        for line in self.parts.lines:
            if line.role is Role.TEXT:
                lines = next(rows)
                pieces += [(line.end or "\n").join(lines), line.end if lines else ""]
            elif line.role is Role.FIXED or keeps(ids[line.hidden - 1]):
                pieces += [line.body, line.end]
            elif line.instead is not None:
                pieces += [line.instead, line.end]
        return "".join(pieces)

    def _kept(self, texts: Mapping[str, str]) -> Callable[[str], bool]:
        old = {s.id: s.text for s in self.segments() if s.kind is SegmentKind.HIDDEN}
        if any(texts[name] not in {"", text} for name, text in old.items()):
            raise UnwritableError("a hidden part of subtitles can be kept as it is or dropped, not changed")
        return lambda name: bool(texts.get(name))

    def _hidden_ids(self) -> list[str]:
        counts: dict[str, int] = {}
        ids = []
        for hidden in self.parts.hidden:
            counts[hidden.name] = counts.get(hidden.name, 0) + 1
            ids.append(f"{hidden.name}[{counts[hidden.name]}]")
        return ids

    def _pieces(self) -> list[Piece]:
        pieces: list[Piece] = []
        for number, line in enumerate(self.shown):
            pieces += [Piece(bit.shown) for bit in line if bit.mark is Mark.SHOWN]
            pieces += [Piece(between, implied=True) for between in self.between[number : number + 1]]
        return pieces

    def _new_lines(
        self, edits: Sequence[Edit], texts: Mapping[str, str], *, keep_tags: bool
    ) -> list[list[str]]:
        """Return, for each text line, the lines that take its place."""
        pieces = self._pieces()
        new = edited_pieces(pieces, edits)
        starts = [0, *accumulate(len(piece.text) for piece in pieces)]
        source = [line for line in self.parts.lines if line.role is Role.TEXT]
        voices = [text for name, text in texts.items() if name.startswith("voice[")]
        ordered = sorted(edits, key=lambda edit: edit.span)
        writer = _Writer(self.vtt, keep_tags, iter(voices), ordered)
        rows: list[Row] = []
        at = 0
        for number, line in enumerate(self.shown):
            count = sum(bit.mark is Mark.SHOWN for bit in line)
            raw = writer.line(line, new[at : at + count], starts[at : at + count + 1])
            at += count
            between = None
            if number < len(self.between):
                between = new[at]
                at += 1
            unchanged = raw == "".join(bit.raw for bit in line)
            rows += rows_of(number, source[number], raw, between, unchanged=unchanged, vtt=self.vtt)
        return with_hints(tidied(rows), len(self.shown), vtt=self.vtt)


@dataclass(frozen=True, slots=True)
class _Writer:
    vtt: bool
    keep_tags: bool
    voices: Iterator[str]
    edits: Sequence[Edit]

    def line(self, line: Sequence[Bit], new: Sequence[str], starts: Sequence[int]) -> str:
        """Return a line's raw text with new words; feeds in it begin further lines."""
        raw: list[str] = []
        seen = 0
        for bit in line:
            if bit.mark is Mark.SHOWN:
                text = new[seen]
                raw.append(bit.raw if text == bit.shown else escaped(text, vtt=self.vtt))
                seen += 1
            elif bit.mark is Mark.STAMP:
                raw.append("" if self._inside_edit(starts[seen]) else bit.raw)
            elif bit.mark is Mark.VOICE:
                raw.append(self._voice(bit))
            else:
                raw.append(bit.raw if bit.mark is Mark.TAG or self.keep_tags else bit.plain)
        return "".join(raw)

    def _voice(self, bit: Bit) -> str:
        name = next(self.voices)
        if name == bit.shown:
            return bit.raw
        if "\n" in name or "\r" in name:
            raise UnwritableError("the name in a voice tag has to be one line")
        return f"<v {escaped(name, vtt=True)}>"

    def _inside_edit(self, place: int) -> bool:
        """Whether a place lies within a changed stretch; ``edits`` are in order."""
        first = bisect_right(self.edits, place, key=lambda edit: edit.span.end)
        return first < len(self.edits) and self.edits[first].span.start < place


def _with_home(line: Iterable[Bit]) -> tuple[Bit, ...]:
    """Give a line without words a place for some."""
    known = tuple(line)
    return known if any(b.mark is Mark.SHOWN for b in known) else (*known, Bit(Mark.SHOWN, ""))
