"""What a policy may say about files, beside what it says about findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Revisions(StrEnum):
    """Which side of a tracked change is the text; the other side is hidden and goes."""

    ACCEPT = "accept"
    REJECT = "reject"


class Pictures(StrEnum):
    """What becomes of pictures, which nothing here can look at."""

    HOLD = "hold"
    """The file waits for a person."""
    DROP = "drop"
    GREY = "grey"
    """A grey box of the same size takes the picture's place."""
    KEEP = "keep"
    """Encoded anew, without metadata and without what was cropped away."""


class UnknownParts(StrEnum):
    """What becomes of parts of a file that its format does not understand."""

    HOLD = "hold"
    DROP = "drop"


class PdfOutput(StrEnum):
    """As what a PDF is released."""

    PAGES = "pages"
    """Pages drawn anew as pictures, with a text layer of the redacted text."""
    TEXT = "text"
    """Its text as Markdown."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What the policy says about files, beside what it says about findings.

    Attributes:
        revisions: which side of a tracked change is the text.
        pictures: what becomes of pictures.
        unknown_parts: what becomes of parts that nobody understands.
        columns: by name of a table's column, the entity type that all its cells have.
        pdf: as what a PDF is released.
    """

    revisions: Revisions = Revisions.ACCEPT
    pictures: Pictures = Pictures.HOLD
    unknown_parts: UnknownParts = UnknownParts.HOLD
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    pdf: PdfOutput = PdfOutput.PAGES


DEFAULT_HANDLING = Handling()
