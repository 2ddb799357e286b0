"""E-mail as a format."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Mapping, Sequence

from redactor.errors import UnwritableError
from redactor.formats.base import DEFAULT_LANGUAGE
from redactor.formats.eml.headers import written_headers
from redactor.formats.eml.message import BOUNDARY, HEADERS, Body, Message, read_message
from redactor.formats.encoding import document_of, texts_of
from redactor.formats.html.format import remarks
from redactor.formats.sniff import foreign_content
from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit, SegmentKind

_FIRST = re.compile(rb"(?:From [^\r\n]{1,200}\r?\n)?(?:[!-9;-~]{1,76}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_TELLING = re.compile(rb"(?im)^(?:from|to|subject|date|received|mime-version|message-id):")
_HEAD = 65536
_LONGEST = 990
"""Bytes of a line that goes unencoded; a mail may have 998."""
_END = b"\r\n"


class Eml:
    """Reads messages, and writes fresh ones with a fixed boundary and without other headers."""

    name = "eml"
    title = "an e-mail message"
    suffixes = (".eml",)
    is_container = True

    def recognizes(self, data: bytes) -> bool:
        """See :meth:`redactor.formats.base.Format.recognizes`."""
        first = _FIRST.match(data[:_HEAD])
        return first is not None and _TELLING.search(first[0]) is not None and foreign_content(data) is None

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
        message = read_message(data)
        pages = [(body.id, body.page) for body in message.bodies if body.page is not None]
        return document_of(
            name,
            self.name,
            language,
            data,
            message.segments(),
            unknown_parts=(*message.unknown, *(f"{i}.{e}" for i, page in pages for e in page.embedded)),
            pictures=(
                *(f"picture[{n}]" for n, _ in enumerate(message.pictures, 1)),
                *(f"{i}.{picture.address}" for i, page in pages for picture in page.pictures),
            ),
            remarks=tuple(dict.fromkeys(remark for _, page in pages for remark in remarks(page))),
        )

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        message = read_message(original)
        texts = texts_of(document, edits, message.segments())
        own = {"other-headers", "around-parts"}
        if any(texts.get(name) for name in own):
            raise UnwritableError("headers that no reader sees can only be dropped")
        bodies = [_body(body, texts, edits, handling) for body in message.bodies]
        content = b"".join(line.encode() + _END for line in written_headers(texts[HEADERS]))
        content += b"MIME-Version: 1.0" + _END + _assembled(message, bodies, _pictures(message, handling))
        planned = [
            (s.id, texts[s.id]) for s in document.segments if s.kind is not SegmentKind.HIDDEN or texts[s.id]
        ]
        if [(s.id, s.text) for s in read_message(content).segments()] != planned:
            raise UnwritableError("the written message is not what was planned")
        return content


def _body(body: Body, texts: Mapping[str, str], edits: Sequence[Edit], handling: Handling) -> bytes:
    if body.page is None:
        return _text_part("plain", texts[body.id])
    from redactor.formats.html.write import write_page  # noqa: PLC0415 - heavy

    prefix = f"{body.id}."
    own = {name.removeprefix(prefix): text for name, text in texts.items() if name.startswith(prefix)}
    page = write_page(body.page, own, [e for e in edits if e.segment == f"{prefix}text"], handling)
    return _text_part("html", page)


def _text_part(subtype: str, text: str) -> bytes:
    data = text.encode().replace(b"\n", _END)
    encoding = "8bit"
    if any(len(line) > _LONGEST for line in data.split(_END)):
        data = quopri.encodestring(data.replace(_END, b"\n")).replace(b"\n", _END)
        encoding = "quoted-printable"
    return _part(
        [f"Content-Type: text/{subtype}; charset=utf-8", f"Content-Transfer-Encoding: {encoding}"], data
    )


def _pictures(message: Message, handling: Handling) -> list[bytes]:
    from redactor.formats.pictures import redrawn  # noqa: PLC0415

    parts = []
    for data in message.pictures:
        picture = redrawn(data, None, handling)
        if picture is not None:
            head = [f"Content-Type: image/{picture.subtype}", "Content-Transfer-Encoding: base64"]
            body = base64.encodebytes(picture.data).replace(b"\n", _END)
            parts.append(_part([*head, "Content-Disposition: inline"], body))
    return parts


def _part(head: Sequence[str], body: bytes) -> bytes:
    return b"".join(line.encode() + _END for line in head) + _END + body


def _assembled(message: Message, bodies: list[bytes], pictures: list[bytes]) -> bytes:
    if message.alternative:
        bodies = [_multipart("alternative", bodies)]
    parts = [*bodies, *pictures]
    return parts[0] if len(parts) == 1 else _multipart("mixed", parts)


def _multipart(subtype: str, parts: Sequence[bytes]) -> bytes:
    number = 1
    while any(f"--{BOUNDARY}{number}".encode() in part for part in parts):
        number += 1
    line = f"--{BOUNDARY}{number}".encode()
    body = b"".join(line + _END + part + _END for part in parts) + line + b"--" + _END
    return _part([f'Content-Type: multipart/{subtype}; boundary="{BOUNDARY}{number}"'], body)
