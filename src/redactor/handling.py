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
class Limits:
    """What one file may cost; beyond it a file counts as unread.

    Attributes:
        megabytes: of the file; all sizes count 2**20 bytes.
        unpacked_megabytes: of all members of a package together.
        ratio: how many times its size a package may unpack to; a megabyte is always free.
        members: of a package.
        depth: of elements, groups or objects within one another.
        pages: of a PDF.
        megapixels: of a picture, in millions.
        seconds: wall clock of one step, reading or writing.
        memory_megabytes: address space of the process that parses.
    """

    megabytes: int = 16
    unpacked_megabytes: int = 128
    ratio: int = 200
    members: int = 4096
    depth: int = 200
    pages: int = 1000
    megapixels: int = 40
    seconds: int = 60
    memory_megabytes: int = 1024

    @property
    def bytes(self) -> int:
        """Largest file, in bytes."""
        return self.megabytes * 2**20


@dataclass(frozen=True, slots=True)
class Handling:
    """What the policy says about files, beside what it says about findings.

    Attributes:
        revisions: which side of a tracked change is the text.
        pictures: what becomes of pictures.
        unknown_parts: what becomes of parts that nobody understands.
        columns: by name of a table's column, the entity type that all its cells have.
        pdf: as what a PDF is released.
        limits: what one file may cost.
    """

    revisions: Revisions = Revisions.ACCEPT
    pictures: Pictures = Pictures.HOLD
    unknown_parts: UnknownParts = UnknownParts.HOLD
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)
    pdf: PdfOutput = PdfOutput.PAGES
    limits: Limits = Limits()


DEFAULT_HANDLING = Handling()
