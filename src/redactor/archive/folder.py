"""Edge: a folder on this machine, or on a share that is mounted there."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from redactor.archive.stored import INTERNAL, Entry, checked, is_name
from redactor.errors import RefusedError, UnreadableError, UsageError
from redactor.release import TEMPORARY_PREFIX, write_release

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_DEEPEST = 100
"""Folders in one another; more is an attack, or a loop of mounts."""
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class FolderStorage:
    """A folder. POSIX only: each part of a path is opened beneath the one before it."""

    def __init__(self, folder: Path) -> None:
        self._root = folder

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self._root

    def entries(self) -> Iterator[Entry]:
        """Yield every file, see :class:`redactor.archive.stored.Storage`."""
        try:
            if not self._root.is_dir():
                raise UsageError(f"{self._root} is no folder")
            yield from self._beneath(self._root, PurePosixPath())
        except OSError as error:
            raise UsageError(f"{self._root} cannot be listed: {_why(error)}") from None

    def _beneath(self, folder: Path, path: PurePosixPath) -> Iterator[Entry]:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
        for item in items:
            if item.name == INTERNAL or item.name.startswith(TEMPORARY_PREFIX):
                continue
            if item.is_dir(follow_symlinks=False):
                if len(path.parts) >= _DEEPEST:
                    yield Entry(_spelled(path / item.name), 0, "the folder lies too deep in others")
                    continue
                try:
                    yield from self._beneath(folder / item.name, path / item.name)
                except OSError as error:
                    yield Entry(_spelled(path / item.name), 0, f"the folder cannot be listed: {_why(error)}")
                continue
            yield _entry(item, path / item.name)

    def read(self, path: str, max_bytes: int) -> bytes:
        """Return a file's bytes, see :class:`redactor.archive.stored.Storage`."""
        *folders, name = checked(path).parts or ("",)
        try:
            with contextlib.ExitStack() as opened:
                fd = self._open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, None, opened)
                for part in folders:
                    fd = self._open(part, _FOLDER, fd, opened)
                fd = self._open(name, _FILE, fd, opened)
                if not stat.S_ISREG(os.fstat(fd).st_mode):
                    raise UnreadableError("it is not a regular file")
                with os.fdopen(fd, "rb", closefd=False) as file:
                    data = file.read(max_bytes + 1)
        except OSError as error:
            raise UnreadableError(_why(error)) from None
        if len(data) > max_bytes:
            raise UnreadableError(f"it is larger than the limit of {max_bytes} bytes")
        return data

    @staticmethod
    def _open(part: str | Path, flags: int, beneath: int | None, opened: contextlib.ExitStack) -> int:
        fd = os.open(part, flags, dir_fd=beneath)
        opened.callback(os.close, fd)
        return fd

    def write(self, folder: str, files: Mapping[str, bytes], *, private: Collection[str] = ()) -> None:
        """Write a set of files, all or none, see :class:`redactor.archive.stored.Storage`."""
        for name in files:
            checked(name)
        # The document last, so that a crash leaves none without its reports.
        ordered = dict(reversed(list(files.items())))
        write_release(self._beneath_no_link(checked(folder)), ordered, private=private)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, see :class:`redactor.archive.stored.Storage`."""
        for path in map(checked, paths):
            folder = self._beneath_no_link(path.parent)
            try:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    (folder / path.name).unlink()
                if folder.is_dir():
                    _synced(folder)
            except OSError as error:
                raise RefusedError(f"an earlier release of a file cannot be removed: {_why(error)}") from None

    def remove_leftovers(self) -> None:
        """Remove what a crash left, see :class:`redactor.archive.stored.Storage`."""
        for folder, _, names in os.walk(self._root):
            for name in names:
                if name.startswith(TEMPORARY_PREFIX):
                    try:
                        (Path(folder) / name).unlink(missing_ok=True)
                    except OSError as error:
                        raise RefusedError(
                            f"what a crash left in the release cannot be removed: {_why(error)}"
                        ) from None

    def _beneath_no_link(self, folder: PurePosixPath) -> Path:
        target = self._root
        for part in folder.parts:
            target = target / part
            if target.is_symlink():
                raise UsageError("a folder of the release is a symbolic link; it is not written through")
        return target


def _synced(folder: Path) -> None:
    fd = os.open(folder, _FOLDER)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _entry(item: os.DirEntry[str], path: PurePosixPath) -> Entry:
    spelled = _spelled(path)
    if not all(is_name(part) for part in path.parts):
        return Entry(spelled, 0, "its path has characters that no record can hold; give it another name")
    if item.is_symlink():
        return Entry(spelled, 0, "it is a symbolic link, and links are not followed")
    try:
        found = item.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(spelled, 0, _why(error))
    if not stat.S_ISREG(found.st_mode):
        return Entry(spelled, 0, "it is not a regular file")
    return Entry(spelled, found.st_size)


def _spelled(path: PurePosixPath) -> str:
    """A path in which everything that is no part of a name is spelled out, so that it can be kept."""
    parts = (p if is_name(p) else p.encode("unicode_escape").decode("ascii") for p in path.parts)
    return "/".join(parts)


def _why(error: OSError) -> str:
    return (error.strerror or "the system does not let it be read").lower()
