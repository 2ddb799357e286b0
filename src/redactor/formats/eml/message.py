"""A message taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from redactor.errors import UnreadableError
from redactor.formats.charsets import decode_declared
from redactor.formats.eml.headers import decoded, header_text, is_seen
from redactor.formats.html.page import Page
from redactor.formats.html.parse import page_source
from redactor.model import Segment, SegmentKind

HEADERS = "headers"
BOUNDARY = "=_part"

_MOST_PARTS = 500
_DEEPEST = 20
_SILENT = re.compile(
    r"mime-version: 1\.0|content-transfer-encoding: (?:7bit|8bit|base64|quoted-printable)"
    r"|content-disposition: inline|content-type: (?:text|image)/[a-z]{1,8}(?:; charset=\"?utf-8\"?)?"
    rf"|content-type: multipart/(?:alternative|mixed); boundary=\"{BOUNDARY}[0-9]*\"",
    re.IGNORECASE,
)
"""Headers that say nothing about anybody."""
_OPAQUE = re.compile(r"(?m)^(?:begin(?:-base64)? [0-7]{3,4} \S|=ybegin |-----BEGIN PGP MESSAGE)")
_PARAGRAPH_SOFT_END = re.compile(r"(?m)^(?!>)(.*) \n(?!>)")
_ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "base64", "quoted-printable"})


@dataclass(frozen=True, slots=True)
class Body:
    """A part of a message that a reader reads.

    Attributes:
        id: of its segment, or what stands before the ids of its segments.
        text: plain text, or nothing for a page.
        page: the page, if it is one.
    """

    id: str
    text: str = field(repr=False)
    page: Page | None = None

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments."""
        if self.page is not None:
            return self.page.segments(f"{self.id}.")
        return (Segment(self.id, SegmentKind.TEXT, self.text),)


@dataclass(slots=True)
class Message:
    """A message taken apart.

    Attributes:
        headers: those that a reader sees, a line each.
        bodies: what a reader reads, in order.
        alternative: whether the bodies say the same in two forms.
        pictures: the pictures' bytes.
        others: lines of headers that a reader does not see.
        around: text around the parts, which no program shows.
        unknown: addresses of parts that are not understood.
    """

    headers: str = field(repr=False)
    bodies: list[Body] = field(default_factory=list)
    alternative: bool = False
    pictures: list[bytes] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def segments(self) -> tuple[Segment, ...]:
        """Return the segments."""
        hidden = [("other-headers", "\n".join(self.others)), ("around-parts", "\n".join(self.around))]
        return (
            Segment(HEADERS, SegmentKind.METADATA, self.headers),
            *(segment for body in self.bodies for segment in body.segments()),
            *(Segment(name, SegmentKind.HIDDEN, text) for name, text in hidden if text),
        )


def read_message(data: bytes) -> Message:
    """Take a message apart.

    Raises:
        UnreadableError: if a part is encoded in a way that nobody knows.
    """
    try:
        source = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        items = list(source.raw_items())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreadableError("the message's structure is broken; save it anew and try again") from None
    message = Message(header_text(items))
    if source.get_unixfrom():
        message.others.append(str(source.get_unixfrom()))
    for number, part in enumerate(_parts(source), 1):
        if number > _MOST_PARTS:
            raise UnreadableError(f"it has more than {_MOST_PARTS} parts; save them one by one")
        _note_headers(message, part, top=part is source)
        _note_part(message, part)
    if not message.bodies:
        raise UnreadableError("no text was found in the message; look at its attachments one by one")
    message.alternative = _says_the_same(source, message)
    return message


def _parts(part: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    if depth > _DEEPEST:
        raise UnreadableError("its parts are nested too deep; save the message in a simpler form")
    yield part
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.get_payload():
            yield from _parts(child, depth + 1)  # type: ignore[arg-type]


def _note_headers(message: Message, part: EmailMessage, *, top: bool) -> None:
    for name, value in part.raw_items():
        line = f"{name}: {decoded(value)}"
        if not (top and is_seen(name)) and not _SILENT.fullmatch(line):
            message.others.append(line)


def _note_part(message: Message, part: EmailMessage) -> None:
    kind = part.get_content_type()
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        message.around += [text for text in (part.preamble, part.epilogue) if text and text.strip()]
    elif kind.startswith("image/"):
        message.pictures.append(_payload(part))
    elif part.is_attachment() or part.get_filename() is not None:
        message.unknown.append(f"attachment[{len(message.unknown) + 1}]")
    elif kind == "text/plain":
        message.bodies.append(Body(_next_id(message, "text"), _plain_text(part)))
    elif kind == "text/html":
        message.bodies.append(Body(_next_id(message, "html"), "", _page(part)))
    else:
        message.unknown.append(f"attachment[{len(message.unknown) + 1}]")


def _next_id(message: Message, name: str) -> str:
    number = 1 + sum((body.page is not None) == (name == "html") for body in message.bodies)
    return name if number == 1 else f"{name}[{number}]"


def _payload(part: EmailMessage) -> bytes:
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    payload = part.get_payload(decode=True)
    if encoding not in _ENCODINGS or not isinstance(payload, bytes):
        raise UnreadableError("a part is encoded in a way that is not known; save the message anew")
    return payload


def _plain_text(part: EmailMessage) -> str:
    text = decode_declared(_payload(part), part.get_content_charset())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text or _OPAQUE.search(text):
        raise UnreadableError("its text holds an encoded attachment; save the message without it")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _PARAGRAPH_SOFT_END.sub(r"\1 ", text)
    return text


def _page(part: EmailMessage) -> Page:
    from redactor.formats.html.read import read_page  # noqa: PLC0415 - heavy

    payload, charset = _payload(part), part.get_content_charset()
    source = decode_declared(payload, charset) if charset else page_source(payload)
    if "\x00" in source:
        raise UnreadableError("its page holds binary data; save the message anew and try again")
    return read_page(source)


def _says_the_same(source: EmailMessage, message: Message) -> bool:
    """Whether all bodies are direct parts of one ``multipart/alternative``."""
    for part in _parts(source):
        if part.get_content_type() == "multipart/alternative" and part.is_multipart():
            kinds = [child.get_content_type() for child in part.get_payload()]  # type: ignore[union-attr]
            related = any(kind == "multipart/related" for kind in kinds)
            direct = sum(kind in {"text/plain", "text/html"} for kind in kinds) + related
            return direct == len(message.bodies) > 1
    return False
