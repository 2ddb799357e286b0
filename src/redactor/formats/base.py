"""What every format offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from redactor.handling import DEFAULT_HANDLING, Handling
from redactor.model import Document, Edit

DEFAULT_LANGUAGE = "en"


class Format(Protocol):
    """Reads a file's bytes into a document and writes the file anew with edits made.

    Writing is writing anew: nothing of the original comes into the written file unless the
    format knows what it is. What ``read`` lists as unknown is never written.
    """

    @property
    def name(self) -> str:
        """Short name: ``txt``."""

    @property
    def title(self) -> str:
        """Name for people: ``plain text``."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings in lower case, with the dot."""

    @property
    def is_container(self) -> bool:
        """Whether reading takes a parser that a hostile file could break: not so for plain text."""

    def recognizes(self, data: bytes) -> bool:
        """Whether the bytes look like this format, by their content alone. Never raises."""

    def released_suffix(self, handling: Handling) -> str | None:
        """The ending of the written file's name, where it is another than the original's."""

    def read(
        self,
        name: str,
        data: bytes,
        language: str = DEFAULT_LANGUAGE,
        handling: Handling = DEFAULT_HANDLING,
    ) -> Document:
        """Read a file: every place of it that bears text is a segment.

        Running text is one segment (paragraphs end with a line feed), because questions and
        answers, names and pronouns are understood together; what stands apart in the file
        (a note, a header, a property) is a segment of its own. What a reader of the file
        does not see is of kind ``HIDDEN``, or ``METADATA`` where it can be published.

        Args:
            name: file name without folders.
            data: its bytes.
            language: language of the text, ISO 639-1.
            handling: what the policy says about files.

        Raises:
            UnreadableError: if the bytes cannot be read, or hold no text at all.
        """

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """Write a file with edits made.

        The written file, read again, has the same segments with the edits made; hidden
        segments of which nothing is left are gone.

        Args:
            document: as :meth:`read` gave it.
            edits: disjoint, of its segments.
            original: the bytes that were read.
            handling: what the policy says about files.

        Raises:
            UnwritableError: if an edit, or a hidden part that is kept, has no place in the format.
            ValueError: if the document is not what ``original`` holds.
        """
