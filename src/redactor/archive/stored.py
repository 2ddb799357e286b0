"""What a storage is, and what a path in it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from redactor.errors import UsageError

INTERNAL = ".redactor"
"""Folder of a release that is never published, and never read as part of an archive."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive.

    Attributes:
        path: relative, with slashes; undecodable bytes of a name are spelled out.
        size: in bytes.
        refused: why it cannot be read, one sentence; empty if it can be.
    """

    path: str = field(repr=False)
    size: int
    refused: str = ""


class Storage(Protocol):
    """A folder or an object store."""

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; ``None`` for an object store."""

    def entries(self) -> Iterator[Entry]:
        """Yield every file, in the order of the paths, one folder after another.

        A link, a device or a file with a name that no record can hold is yielded too, with
        the reason why it is refused. Folders named ``.redactor`` are left out.

        Raises:
            UsageError: if the storage is not there or cannot be listed.
        """

    def read(self, path: str, max_bytes: int) -> bytes:
        """Return a file's bytes.

        Raises:
            UnreadableError: if there is no such file, it is no regular file, it is reached over
                a link, it is too large or the storage does not let it be read.
            UsageError: if the path leads out of the storage.
        """

    def write(self, folder: str, files: Mapping[str, bytes], *, private: Collection[str] = ()) -> None:
        """Write a set of files into a folder of the storage, each of them whole or not at all.

        A folder on this machine takes the set as one. An object store takes file after file,
        the first one last: give the document first, so that it is never there without its reports.

        Args:
            folder: relative; empty for the storage itself.
            files: plain file name to content.
            private: names of those that only the owner may read.

        Raises:
            UsageError: if the path leads out of the storage or over a link, the storage cannot be
                written to, or a private file is meant for a storage that keeps none.
            RefusedError: if writing failed, or what was read back differs.
        """

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files of a release, those that are there; the last one's folder may stay empty.

        Raises:
            UsageError: if a path leads out of the storage or over a link.
            RefusedError: if one is still there afterwards.
        """

    def remove_leftovers(self) -> None:
        """Remove what a crash left of files that were being written.

        Raises:
            RefusedError: if one cannot be removed.
        """


def place(path: str) -> list[str]:
    """Return what paths are ordered by: folder after folder, as a listing has them."""
    return path.split("/")


def checked(path: str) -> PurePosixPath:
    """Return a relative path that stays where it is.

    Args:
        path: with slashes; empty for the storage itself.

    Raises:
        UsageError: if it is absolute, has empty parts, ``.`` or ``..``, or a character that
            is none of a name.
    """
    parts = path.split("/") if path else []
    if any(part in {"", ".", ".."} or not is_name(part) for part in parts):
        raise UsageError(
            "a path of the archive leads out of it or is no path: it is neither read nor written"
        )
    return PurePosixPath(*parts)


def is_name(part: str) -> bool:
    """Whether records, terminals and file systems alike can hold a file name."""
    return part.isprintable() and "\\" not in part and "/" not in part
