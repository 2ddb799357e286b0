"""Rich text (RTF), released as plain text.

What a reader sees, with notes, headers, footers and text boxes behind it, is the segment
``text``. Everything else with words in it is hidden: properties, comments, field codes, hidden
and deleted text, names of styles. The control words' meaning for the text is striprtf's affair;
this module only sorts the groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redactor.errors import UnreadableError, UnwritableError
from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, texts_of
from redactor.handling import DEFAULT_HANDLING, Handling, Revisions
from redactor.model import Document, Edit, Segment, SegmentKind

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<char>[^\\{}\r\n]+|\\\Z)",
    re.DOTALL,
)
_TEXT = "text"
_DATA = ""
"""Sink of what is no text: pictures, objects, themes."""
_BEHIND = frozenset(
    "footnote header headerf headerl headerr footer footerf footerl footerr shptxt dptxbxtext".split()
)
"""Destinations that a reader sees beside the running text."""
_SINKS = {
    "pict": _DATA,
    "object": "object",
    "objdata": _DATA,
    "themedata": _DATA,
    "colorschememapping": _DATA,
    "datastore": _DATA,
    "blipuid": _DATA,
    "info": "info",
    "userprops": "info",
    "annotation": "comment",
    "atnauthor": "comment",
    "atnid": "comment",
    "fldinst": "field",
}
_TRANSPARENT = frozenset(["shppict", "shp", "shpinst", "shpgrp", "do"])
"""Groups in which what a reader sees may stand."""
_CELLS = frozenset(["cell", "nestcell"])
_SEEN_WORDS = frozenset(
    "par line tab sect page row cell nestcell nestrow u bullet emdash endash lquote rquote ldblquote"
    " rdblquote emspace enspace qmspace".split()
)
_LONGEST_FONTS = 20_000
"""Characters of the table of fonts: the time that striprtf takes grows with their square."""
_WRITTEN_AS = {"cell": "\\tab ", "nestcell": "\\tab ", "nestrow": "\\par "}


class Rtf:
    """Reads rich text and writes plain text in UTF-8."""

    name = "rtf"
    title = "rich text (RTF)"
    suffixes = (".rtf",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return data.startswith(b"{\\rtf")

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return ".txt"

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        sorter = _sorted(data, handling)
        return document_of(
            name,
            self.name,
            language,
            data,
            sorter.segments(),
            unknown_parts=tuple(f"object[{n}]" for n in range(1, sorter.objects + 1)),
            pictures=tuple(f"picture[{n}]" for n in range(1, sorter.pictures + 1)),
            remarks=("Rich text is released as plain text: fonts, pictures and tables' lines are gone.",),
        )

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        texts = texts_of(document, edits, _sorted(original, handling).segments())
        if any(text for name, text in texts.items() if name != _TEXT):
            raise UnwritableError("hidden parts of rich text can only be dropped: plain text has none")
        return texts[_TEXT].encode()


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group: where its words go, and whether they are hidden or deleted."""

    sink: str
    is_destination: bool = False
    starred: bool = False
    hidden: bool = False
    revised_away: bool = False


@dataclass(slots=True)
class _Sorter:
    """Sorts the tokens of a file into sinks."""

    gone: str
    destinations: frozenset[str]
    depth: int
    sinks: dict[str, list[str]] = field(default_factory=lambda: {_TEXT: []})
    groups: list[_Group] = field(default_factory=lambda: [_Group(_TEXT)])
    prologue: list[str] = field(default_factory=list)
    pictures: int = 0
    objects: int = 0
    behind: int = 0

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments."""
        seen = [self._plain(name) for name in self.sinks if name == _TEXT or name.startswith("behind")]
        hidden = [
            (name, self._plain(name)) for name in sorted(self.sinks) if name.isalpha() and name != _TEXT
        ]
        text = "\n".join(part.strip("\n") if n else part for n, part in enumerate(seen))
        return (
            Segment(_TEXT, SegmentKind.TEXT, text),
            *(Segment(name, SegmentKind.HIDDEN, words.strip()) for name, words in hidden if words.strip()),
        )

    def _plain(self, sink: str) -> str:
        from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

        fonts = "".join(["{\\fonttbl", *self.sinks.get("fonts", ()), "}"])
        if len(fonts) > _LONGEST_FONTS:
            raise UnreadableError("its table of fonts is too long to be read; save it anew and try again")
        source = "".join(["{\\rtf1", *self.prologue, fonts, "\n", *self.sinks[sink], "}"])
        try:
            found: str = rtf_to_text(source)  # type: ignore[no-untyped-call]
            text = found.encode("utf-16", "surrogatepass").decode("utf-16")
        except (UnicodeError, LookupError, ValueError, TypeError, OverflowError):
            raise UnreadableError("its characters cannot be read; save it as text and try again") from None
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")

    def sort(self, source: str) -> None:
        """Take all tokens of a file.

        Raises:
            UnreadableError: if it is cut off, or its groups are nested too deep.
        """
        at = 0
        while at < len(source) and len(self.groups) > (at > 0):
            token = _TOKEN.match(source, at)
            if token is None:
                raise UnreadableError("it is broken; save it anew and try again")
            at = token.end()
            if token["brace"]:
                self._brace(token["brace"])
            elif token["word"]:
                at += self._word(token)
            elif token["symbol"] == "*":
                self.groups[-1] = replace(self.groups[-1], starred=True)
            elif token["hex"] or token["symbol"] or token["char"]:
                self._put(_escaped(token["char"]) if token["char"] else token[0], seen=True)
        if len(self.groups) != 1:
            raise UnreadableError("it is cut off before its end; get the whole file and try again")
        self.sinks.setdefault("other", []).append(_escaped(re.sub(r"[{}\\]", " ", source[at:])))

    def _brace(self, brace: str) -> None:
        if brace == "{":
            if len(self.groups) > self.depth:
                raise UnreadableError("its groups are nested too deep; save it in a simpler form")
            self._put("{", seen=False)
            self.groups.append(replace(self.groups[-1], is_destination=False, starred=False))
            return
        group = self.groups.pop()
        if not group.is_destination and self.groups:
            self._put("}", seen=False)

    def _word(self, token: re.Match[str]) -> int:
        """Take a control word; return how many characters of data follow it."""
        word, group = token["word"], self.groups[-1]
        raw = token[0] if token[0].endswith(" ") else f"{token[0]} "
        if word == "bin":
            return max(int(token["number"] or 0), 0)
        if word in {"ansicpg", "deff"} and len(self.groups) == 2:
            self.prologue.append(raw)
        elif word in {"v", self.gone, "plain"}:
            self._toggle(word, on=token["number"] != "0")
        elif word in _TRANSPARENT:
            self.groups[-1] = replace(group, starred=False)
        elif group.starred or word in self.destinations or word in _BEHIND:
            self._destination(word)
        elif word not in {"rtf", "bin"}:
            self._control(word, raw)
        return 0

    def _control(self, word: str, raw: str) -> None:
        sink = self.sinks.setdefault(self._sink(), [])
        if word == "row" and sink and sink[-1] == "\\tab ":
            sink.pop()
        self._put(_WRITTEN_AS.get(word, raw), seen=word in _SEEN_WORDS)

    def _toggle(self, word: str, *, on: bool) -> None:
        group = self.groups[-1]
        if word == "plain":
            self.groups[-1] = replace(group, hidden=False, revised_away=False)
        elif word == "v":
            self.groups[-1] = replace(group, hidden=on)
        else:
            self.groups[-1] = replace(group, revised_away=on)

    def _destination(self, word: str) -> None:
        group = self.groups[-1]
        self.pictures += word == "pict"
        self.objects += word == "object"
        sink = _SINKS.get(word, "other")
        if word in _BEHIND:
            self.behind += 1
            sink = f"behind[{self.behind}]"
        if group.sink not in {_TEXT, "object"} and not group.sink.startswith("behind") and sink:
            sink = group.sink
        if word == "fonttbl":
            sink = "fonts"
        mine = self.sinks.setdefault(self._sink(), [])
        if not group.is_destination and mine and mine[-1] == "{":
            mine.pop()
        self.groups[-1] = replace(group, sink=sink, is_destination=True, starred=False)
        if sink:
            self.sinks.setdefault(sink, []).extend([] if sink.startswith("behind") else [" "])

    def _sink(self) -> str:
        group = self.groups[-1]
        if group.sink == _TEXT or group.sink.startswith("behind"):
            return "hiddentext" if group.hidden else "deleted" if group.revised_away else group.sink
        return group.sink

    def _put(self, raw: str, *, seen: bool) -> None:
        group, sink = self.groups[-1], self._sink()
        if not sink:
            return
        target = sink if seen else group.sink
        self.sinks.setdefault(target, []).append(raw)
        if target != sink:
            self.sinks.setdefault(sink, []).append(raw if raw not in "{}" else "")


def _sorted(data: bytes, handling: Handling) -> _Sorter:
    from striprtf.striprtf import destinations  # noqa: PLC0415

    sorter = _Sorter(
        "revised" if handling.revisions is Revisions.REJECT else "deleted",
        destinations,
        handling.limits.depth,
    )
    sorter.sort(data.decode("latin-1"))
    return sorter


def _escaped(text: str) -> str:
    """Write raw bytes beyond ASCII so that the file's own encoding is applied to them."""
    return "".join(char if char < "\x80" else f"\\'{ord(char):02x}" for char in text)
