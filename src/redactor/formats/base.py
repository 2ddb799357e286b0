"""What every format offers."""

from __future__ import annotations

from typing import Protocol

from redactor.model import Document

DEFAULT_LANGUAGE = "en"


class Format(Protocol):
    """Reads a file's bytes into a document and writes a changed document back.

    Reading and then writing an untouched document gives the same bytes.
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

    def read(self, name: str, data: bytes, language: str = DEFAULT_LANGUAGE) -> Document:
        """Read a file.

        Args:
            name: file name without folders.
            data: its bytes.
            language: language of the text, ISO 639-1.

        Raises:
            UnreadableError: if the bytes cannot be read, or hold no text at all.
        """

    def write(self, document: Document, original: bytes) -> bytes:
        """Write a document with new texts.

        Args:
            document: the segments that :meth:`read` gave, in order, with new texts. Hidden
                segments whose text is now empty are dropped with their markers.
            original: the bytes that were read.

        Raises:
            ValueError: if the document has other segments than ``original``.
        """
