"""What a page consists of, between reading and writing."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.model import Segment, SegmentKind

TEXT = "text"
LINKS = "links"


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins.

    Attributes:
        key: tells which :class:`End` is its own.
        tag: under which name it is written; empty to write its content only.
        structural: whether the text's line ends and tabs come from it.
        attributes: harmless ones, as they are written.
        slots: attributes that are segments, with their ids.
        link: number of its target among the page's links.
        picture: number of the picture that it shows.
    """

    key: int
    tag: str
    structural: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    link: int | None = None
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """An element ends."""

    key: int
    structural: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the text.

    Attributes:
        text: as the segment has it.
        implied: whether it is a line end or tab that the elements around it say.
        spare: whether it is only a place for text, in an empty cell.
    """

    text: str = field(repr=False)
    implied: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page.

    Attributes:
        address: ``img[1]``.
        data: its bytes, where the page itself holds them.
        size: width and height in pixels, where the page says them.
    """

    address: str
    data: bytes | None = field(repr=False)
    size: tuple[int, int] | None


Token = Start | End | Text


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart.

    Attributes:
        language: what the page says that its language is.
        tokens: what a reader sees, in order.
        seen: title and attributes that a reader can come to see, by segment id.
        hidden: what nobody sees, by segment id.
        links: targets of links that can be kept.
        pictures: in order.
        embedded: addresses of what is not understood.
        outside_styles: whether style sheets outside the page have their say.
        covers: whether styles may cover or crop pictures.
    """

    language: str
    tokens: tuple[Token, ...]
    seen: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    pictures: tuple[Picture, ...]
    embedded: tuple[str, ...]
    outside_styles: bool
    covers: bool = False

    def segments(self, prefix: str = "") -> tuple[Segment, ...]:
        """Return the segments; ``prefix`` stands before their ids."""
        text = "".join(token.text for token in self.tokens if isinstance(token, Text))
        hidden = [*self.hidden, *([(LINKS, "\n".join(self.links))] if self.links else [])]
        return (
            *(
                Segment(prefix + name, SegmentKind.TEXT, value)
                for name, value in self.seen
                if name == "title"
            ),
            Segment(prefix + TEXT, SegmentKind.TEXT, text),
            *(
                Segment(prefix + name, SegmentKind.TEXT, value)
                for name, value in self.seen
                if name != "title"
            ),
            *(Segment(prefix + name, SegmentKind.HIDDEN, value) for name, value in hidden),
        )
