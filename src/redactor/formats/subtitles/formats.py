"""The two subtitle formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from redactor.errors import UnreadableError, UnwritableError
from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.old_encodings import decode_text
from redactor.formats.sniff import is_text
from redactor.formats.subtitles.layout import Layout
from redactor.formats.subtitles.lines import Parts, parse_srt, parse_vtt
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit

_ARROW = re.compile(r"(?m)^[ \t]*[0-9][0-9:.,]{4,15}[ \t]*-->[ \t]*[0-9]")


class _Subtitles:
    """What SubRip and WebVTT have in common."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    _parse: Callable[[str], Parts]

    def released_suffix(self, handling: Handling) -> str | None:
        """See :meth:`redactor.formats.base.Format.released_suffix`."""
        return None

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        return is_text(data) and _ARROW.search(decode_text(data).text) is not None

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        segments = self._layout(data).segments()
        return document_of(name, self.name, language, data, segments, remarks=decode_text(data).remarks)

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        layout = self._layout(original)
        texts = texts_of(document, edits, layout.segments())
        content = decode_text(original).encode(
            layout.render(texts, [e for e in edits if e.segment == "text"])
        )
        if not any(text.strip() for text in texts.values()):
            return content
        try:
            written = self._layout(content).segments()
        except UnreadableError:
            raise UnwritableError("the written subtitles cannot be read again") from None
        if [s.text for s in written] != [text for name, text in texts.items() if text or _stays(name)]:
            raise UnwritableError("the written subtitles are not what was planned")
        return content

    def _layout(self, data: bytes) -> Layout:
        return Layout.of(type(self)._parse(decode_text(data).text), vtt=self.name == "vtt")


def _stays(name: str) -> bool:
    return name == "text" or name.startswith("voice[")


class SubRip(_Subtitles):
    """Reads and writes SubRip; numbers, times, line ends and byte order mark keep their bytes."""

    name = "srt"
    title = "SubRip subtitles"
    suffixes = (".srt",)
    is_container = True
    _parse = staticmethod(parse_srt)


class WebVtt(_Subtitles):
    """Reads and writes WebVTT; times, line ends and byte order mark keep their bytes."""

    name = "vtt"
    title = "WebVTT subtitles"
    suffixes = (".vtt",)
    is_container = True
    _parse = staticmethod(parse_vtt)
