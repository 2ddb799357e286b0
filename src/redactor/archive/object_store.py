"""Edge: an object store that a plugin of fsspec reaches. The only module that knows fsspec."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from redactor.archive.stored import INTERNAL, Entry, checked, is_name, place
from redactor.errors import RedactorError, RefusedError, UnreadableError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

PROTOCOLS = ("memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss")
"""Stores in which an object is there whole or not at all, and which keep no copy on this machine."""


class ObjectStorage:
    """A bucket, or a part of it. Objects are read and written whole, in memory."""

    def __init__(self, address: str) -> None:
        """Reach a store.

        Args:
            address: ``s3://bucket/part``.

        Raises:
            UsageError: if its protocol is not one of :data:`PROTOCOLS`, or the plugin for it is
                not installed.
        """
        self._files, self._root = _reached(address)

    @property
    def folder(self) -> None:
        """None: it does not lie on this machine."""
        return None

    def entries(self) -> Iterator[Entry]:
        """Yield every object, see :class:`redactor.archive.stored.Storage`."""
        try:
            self._files.invalidate_cache()
            found: Mapping[str, Mapping[str, Any]] = self._files.find(self._root, detail=True)
        except Exception as error:
            raise UsageError(f"the store cannot be listed: {_why(error)}") from None
        for full in sorted(found, key=place):
            path = full.removeprefix(self._root).lstrip("/")
            parts = path.split("/")
            if INTERNAL in parts:
                continue
            if all(is_name(part) and part not in {"", ".", ".."} for part in parts):
                yield Entry(path, int(found[full].get("size") or 0))
            else:
                spelled = path.encode("unicode_escape").decode("ascii")
                yield Entry(spelled, 0, "its path has parts that no record can hold; give it another name")

    def read(self, path: str, max_bytes: int) -> bytes:
        """Return an object's bytes, see :class:`redactor.archive.stored.Storage`."""
        full = self._full(path)
        try:
            size = int(self._files.info(full)["size"])
            data: bytes = b"" if size > max_bytes else self._files.cat_file(full)
        except Exception as error:
            raise UnreadableError(_why(error)) from None
        if max(size, len(data)) > max_bytes:
            raise UnreadableError(f"it is larger than the limit of {max_bytes} bytes")
        return data

    def write(self, folder: str, files: Mapping[str, bytes], *, private: Collection[str] = ()) -> None:
        """Write objects, the first one last, see :class:`redactor.archive.stored.Storage`."""
        if private:
            raise UsageError(
                "an object store has no file that only its owner may read; choose a folder for it"
            )
        targets = [(self._full("/".join(filter(None, (folder, name)))), data) for name, data in files.items()]
        for full, data in reversed(targets):
            try:
                self._files.pipe_file(full, data)
                written: bytes = self._files.cat_file(full)
            except Exception as error:
                raise RefusedError(f"writing to the store failed: {_why(error)}") from None
            if written != data:
                raise RefusedError(
                    "what was written is not what was read back: the store is not to be trusted"
                )

    def remove(self, paths: Sequence[str]) -> None:
        """Remove objects, see :class:`redactor.archive.stored.Storage`."""
        for full in map(self._full, paths):
            try:
                self._files.invalidate_cache()
                if self._files.exists(full):
                    self._files.rm_file(full)
                gone = not self._files.exists(full)
            except Exception as error:
                raise RefusedError(f"an earlier release of a file cannot be removed: {_why(error)}") from None
            if not gone:
                raise RefusedError("an earlier release of a file cannot be removed from the store")

    def remove_leftovers(self) -> None:
        """Do nothing: an object is there whole or not at all."""

    def _full(self, path: str) -> str:
        relative = checked(path)
        if not relative.parts:
            raise UsageError("a file of the set has a name that is no plain file name")
        return f"{self._root}/{relative}"


def _reached(address: str) -> tuple[AbstractFileSystem, str]:
    protocol = address.partition("://")[0]
    if protocol not in PROTOCOLS or "::" in address:
        raise UsageError(
            f"addresses begin with one of {', '.join(f'{name}://' for name in PROTOCOLS)} or are folders;"
            " mount anything else as a folder"
        )
    from fsspec.core import url_to_fs  # noqa: PLC0415 - late: it is needed for stores only
    from fsspec.implementations.cached import CachingFileSystem  # noqa: PLC0415 - the same

    try:
        files, root = url_to_fs(address)
    except ImportError:
        raise UsageError(f"the fsspec plugin for {protocol}:// is not installed") from None
    except Exception as error:
        raise UsageError(f"the store cannot be reached: {_why(error)}") from None
    if isinstance(files, CachingFileSystem):
        raise UsageError("fsspec is set to keep copies on this machine; redactor leaves no plain text there")
    return files, root.rstrip("/")


def _why(error: Exception) -> str:
    """The kind of error only: a store's message can hold the path."""
    if isinstance(error, RedactorError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return type(error).__name__
