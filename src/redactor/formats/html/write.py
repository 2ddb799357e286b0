"""A fresh page from what a reader sees of the old one, with edits made."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from redactor.errors import UnreadableError, UnwritableError
from redactor.formats.html.names import LINK
from redactor.formats.html.page import LINKS, TEXT, End, Page, Start, Text, Token
from redactor.formats.html.read import read_page
from redactor.formats.html.text import BLANKS
from redactor.formats.pictures import redrawn
from redactor.formats.stretches import Piece, edited_pieces
from redactor.handling import Handling, Pictures
from redactor.model import Edit, SegmentKind

_VOID = frozenset({"br", "wbr", "hr", "img", "input"})
_KEPT_BLANKS = re.compile(r"[ \t\f\r]+")
_PRESERVED = '<span style="white-space:pre-wrap">{}</span>'


def write_page(page: Page, texts: Mapping[str, str], edits: Sequence[Edit], handling: Handling) -> str:
    """Write a page from nothing but what is known of the old one.

    Where edits join what the page's elements part, the elements are joined too; if the text
    cannot be had so, it is written in plain paragraphs.

    Args:
        page: as it was read.
        texts: of each segment, with its edits made.
        edits: those of the text.
        handling: what the policy says about pictures.

    Raises:
        UnwritableError: if something hidden other than a link's target is kept, or the page, read
            again, would not be what was planned.
    """
    if any(texts[name] for name, _ in page.hidden):
        raise UnwritableError("a hidden part of a page can only be dropped, except for targets of links")
    links = _links(page, texts.get(LINKS, ""))
    new = edited_pieces(
        [Piece(t.text, t.implied) for t in page.tokens if isinstance(t, Text)] or [Piece("")], edits
    )
    if page.covers and handling.pictures is Pictures.KEEP:
        handling = replace(handling, pictures=Pictures.DROP)
    pictures = [redrawn(p.data, p.size, handling) for p in page.pictures]
    sources = [
        f"data:image/{p.subtype};base64,{base64.b64encode(p.data).decode()}" if p else "" for p in pictures
    ]
    seen = [s for s in page.segments() if s.kind is SegmentKind.TEXT or texts[s.id]]
    planned = [(s.id, texts[s.id]) for s in seen]
    for tokens in (_edited(page.tokens, new), _flat(page.tokens, texts[TEXT])):
        written = _Writer(texts, links, sources).page(page.language, tokens)
        if _is_as_planned(written, planned):
            return written
    raise UnwritableError("the written page is not what was planned")


def _links(page: Page, text: str) -> list[str]:
    if not text:
        return [""] * len(page.links)
    links = text.split("\n")
    if len(links) != len(page.links) or not all(LINK.fullmatch(link) for link in links):
        raise UnwritableError("the targets of links can be kept or dropped, but an edit made others of them")
    return links


def _is_as_planned(written: str, planned: Sequence[tuple[str, str]]) -> bool:
    try:
        read = read_page(written).segments()
    except UnreadableError:
        return False
    return [(s.id, s.text) for s in read] == list(planned)


def _edited(tokens: Sequence[Token], new: Sequence[str]) -> list[Token]:
    """Put new text in; where an implied line end or tab is not left, join what it parted."""
    result: list[Token] = []
    joined: dict[int, int] = {}
    since_text = 0
    texts = iter(new)
    for token in tokens:
        if isinstance(token, End):
            result.append(End(joined.get(token.key, token.key), token.structural))
        elif isinstance(token, Start):
            result.append(token)
        else:
            text = next(texts)
            if token.implied and text == token.text:
                result.append(token)
            elif token.implied:
                result[since_text:] = [*_joined(result[since_text:], joined), Text(text)]
            else:
                result.append(Text(text, spare=token.spare))
            since_text = len(result)
    return [*result, *(Text(text) for text in texts)]


def _joined(between: Sequence[Token], joined: dict[int, int]) -> list[Token]:
    """Leave the borders between two texts out; what ended there now ends where the other does."""
    ends = [token.key for token in between if isinstance(token, End) and token.structural]
    starts = [token.key for token in between if isinstance(token, Start) and token.structural]
    joined.update(zip(starts, reversed(ends), strict=False))
    kept: list[Token] = []
    for token in between:
        structural = not isinstance(token, Text) and token.structural
        kept += _carrier(token) if structural else [token]
    return kept


def _carrier(token: Token) -> list[Token]:
    """Return an element for what an element carries beside its text."""
    if isinstance(token, Start) and (token.slots or token.link is not None or token.picture is not None):
        tag = token.tag if token.tag in {"a", "img", "input"} else "span"
        start = Start(token.key, tag, False, (), token.slots, token.link, token.picture)
        return [start, End(token.key)]
    return []


def _flat(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return plain paragraphs, and elements for what the old ones carried."""
    result: list[Token] = []
    for key, line in enumerate(text.split("\n"), 1):
        between = [Text("\n", implied=True)] if key > 1 else []
        result += [Start(-key, "p", structural=True), *between, Text(line), End(-key, structural=True)]
    return [*result, *(carrier for token in tokens for carrier in _carrier(token))]


@dataclass(slots=True)
class _Writer:
    """Writes tokens one after the other."""

    texts: Mapping[str, str]
    links: Sequence[str]
    sources: Sequence[str]
    out: list[str] = field(default_factory=list)
    open: list[Start] = field(default_factory=list)

    def page(self, language: str, tokens: Sequence[Token]) -> str:
        lang = f' lang="{language}"' if language else ""
        title = (
            f"<title>{html.escape(self.texts['title'], quote=False)}</title>\n"
            if "title" in self.texts
            else ""
        )
        self._body(tokens)
        return (
            f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n{title}</head>\n'
            f"<body>{''.join(self.out)}</body>\n</html>\n"
        )

    def _body(self, tokens: Sequence[Token]) -> None:
        texts = [token.text for token in tokens if isinstance(token, Text)]
        whole = "".join(texts)
        starts = accumulate(map(len, texts), initial=0)
        for token in tokens:
            if isinstance(token, Start):
                self._start(token)
            elif isinstance(token, End):
                self._end(token)
            else:
                self._text(token, whole, next(starts))
        while self.open:
            self._close()

    def _start(self, token: Start) -> None:
        source = self.sources[token.picture] if token.picture is not None else ""
        if not token.tag or (token.tag == "img" and not token.slots and not source):
            return
        attributes = [*token.attributes, *((name, self.texts[segment]) for name, segment in token.slots)]
        if token.link is not None and self.links[token.link]:
            attributes.append(("href", self.links[token.link]))
        if source:
            attributes.append(("src", source))
        written = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes)
        self.out.append(f"<{token.tag}{written}>" + ("\n" if token.tag == "pre" else ""))
        if token.tag not in _VOID:
            self.open.append(token)

    def _end(self, token: End) -> None:
        if any(start.key == token.key for start in self.open):
            while self._close() != token.key:
                pass

    def _close(self) -> int:
        start = self.open.pop()
        self.out.append(f"</{start.tag}>")
        return start.key

    def _text(self, token: Text, whole: str, at: int) -> None:
        if token.implied:
            return
        if token.text:
            verbatim = any(start.tag == "pre" for start in self.open)
            self.out.append(_verbatim(token.text) if verbatim else _words(token.text, whole, at))
        elif whole and not token.spare and _is_empty_line(whole, at):
            self.out.append("<wbr>")


def _is_empty_line(whole: str, at: int) -> bool:
    return (at == 0 or whole[at - 1] in "\n\t") and (at == len(whole) or whole[at] in "\n\t")


def _words(text: str, whole: str, at: int) -> str:
    """Return escaped text in which no white space shrinks."""
    pieces: list[str] = []
    done = 0
    for match in _KEPT_BLANKS.finditer(text):
        first, last = at + match.start(), at + match.end()
        alone = match[0] == " " and first > 0 and last < len(whole)
        if alone and whole[first - 1] not in BLANKS and whole[last] not in BLANKS:
            continue
        pieces += [_escaped(text[done : match.start()]), _PRESERVED.format(match[0])]
        done = match.end()
    return "".join([*pieces, _escaped(text[done:])])


def _escaped(text: str) -> str:
    return _verbatim(text).replace("\n", "<br>")


def _verbatim(text: str) -> str:
    return html.escape(text, quote=False)


def _attribute(value: str) -> str:
    return html.escape(value).replace("\r", "&#13;")
