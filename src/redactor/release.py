"""Writing a released set of files: all of them, or none.

A file is written under a temporary name in the target folder, synced, read back and
compared; only when that went well for every file of the set are they renamed. Whatever goes
wrong after that, what was there before is put back. POSIX only: it locks and syncs folders.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from redactor.errors import RedactorError, RefusedError, UsageError
from redactor.text.fold import fold
from redactor.text.variants import mentions, name_variants

TEMPORARY_PREFIX = ".redactor-release-"
"""Begins the name of every temporary file; one that is found was left by a crash."""

_NEUTRAL_STEM = "document"
_PRIVATE = 0o600
_LEAST_IN_FILE_NAME = 4
_LONGEST_NAME = 255
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def safe_name(name: str, hidden: Iterable[str], taken: Collection[str] = ()) -> str:
    """Return a file name that tells nothing hidden.

    Args:
        name: the input's file name.
        hidden: hidden names of people and places, as they stand in the text.
        taken: names that other files of the set already have; case does not matter.

    Returns:
        ``name`` itself if it holds nothing hidden and is free; otherwise a neutral or a
        numbered one with the same suffix: ``document.md``, ``document-2.md``.
    """
    path = PurePath(name)
    stem = _NEUTRAL_STEM if _tells(name, set(hidden)) else path.stem
    used = {other.casefold() for other in taken}
    candidates = (f"{stem}{f'-{n}' if n > 1 else ''}{path.suffix}" for n in range(1, len(used) + 2))
    return next(candidate for candidate in candidates if candidate.casefold() not in used)


def neutral_name(name: str) -> str:
    """Return the name of a file whose own tells too much: ``document.md``."""
    return f"{_NEUTRAL_STEM}{PurePath(name).suffix}"


def write_release(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    inputs: Collection[Path] = (),
    private: Collection[str] = (),
) -> None:
    """Write a set of files into a folder: all of them, or none.

    The folder is made if it is missing. Temporary files that an earlier run left there are
    removed. If anything fails, new files are removed and older ones put back.

    Args:
        folder: where to.
        files: file name to content.
        inputs: files that must not be written over.
        private: names of files that only the owner may read (mode 0600); the others get
            what the umask allows.

    Raises:
        UsageError: if the folder cannot be written to, a name is no plain file name, or a
            target is an input, a symbolic link or no regular file.
        RefusedError: if the disk is full or failed, what was read back differs, or another
            run is writing to the folder.
    """
    _check_names(files)
    shared_mode = 0o666 & ~_umask()
    targets = [
        _Target(
            final=folder / name,
            temporary=folder / f"{TEMPORARY_PREFIX}{number}-new.tmp",
            backup=folder / f"{TEMPORARY_PREFIX}{number}-old.tmp",
            content=content,
            mode=_PRIVATE if name in private else shared_mode,
        )
        for number, (name, content) in enumerate(files.items())
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder) as folder_fd:
            for target in targets:
                _check_target(target.final, inputs)
            _remove_leftovers(folder)
            _write_all(targets, folder_fd)
    except OSError as error:
        raise _explained(error, folder) from error


@dataclass(frozen=True, slots=True)
class _Target:
    """One file of the set, with the temporary names that belong to it."""

    final: Path
    temporary: Path
    backup: Path
    content: bytes = field(repr=False)
    mode: int


def _write_all(targets: Sequence[_Target], folder_fd: int) -> None:
    try:
        for target in targets:
            _write_new(target.temporary, target.content)
            target.temporary.chmod(target.mode)
        for target in targets:
            if target.final.exists():
                _write_new(target.backup, target.final.read_bytes())
                shutil.copymode(target.final, target.backup)
        _move_all(targets, folder_fd)
    finally:
        for target in targets:
            for leftover in (target.temporary, target.backup):
                with contextlib.suppress(OSError):
                    leftover.unlink(missing_ok=True)


def _move_all(targets: Sequence[_Target], folder_fd: int) -> None:
    """Give every file its final name; on failure give none of them one."""
    try:
        for target in targets:
            os.replace(target.temporary, target.final)
        os.fsync(folder_fd)
    except BaseException:
        for target in targets:
            if not target.temporary.exists():
                with contextlib.suppress(OSError):
                    _put_back(target)
        raise


def _put_back(target: _Target) -> None:
    if target.backup.exists():
        os.replace(target.backup, target.final)
    else:
        target.final.unlink(missing_ok=True)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, sync it and read it back."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _PRIVATE)
    with os.fdopen(fd, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != content:
        raise RefusedError("what was written is not what was read back: nothing was released")


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[int]:
    """Hold the folder's lock, so that two runs do not take each other's files for leftovers."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield fd
    except BlockingIOError as error:
        raise RefusedError(f"another run is writing to {folder}: nothing was released") from error
    finally:
        os.close(fd)


def _check_names(files: Iterable[str]) -> None:
    names = list(files)
    if len({name.casefold() for name in names}) < len(names):
        raise UsageError("two files of the set have the same name")
    for name in names:
        plain = PurePath(name).name == name and name.isprintable() and name not in {"", ".", ".."}
        if not plain or len(os.fsencode(name)) > _LONGEST_NAME or name.startswith(TEMPORARY_PREFIX):
            raise UsageError("a file of the set has a name that is no plain file name")


def _check_target(target: Path, inputs: Iterable[Path]) -> None:
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise UsageError(f"{target} is a symbolic link; it is not written through")
    if not stat.S_ISREG(mode):
        raise UsageError(f"{target} is not a regular file")
    if any(target.samefile(path) for path in inputs if path.exists()):
        raise UsageError(f"{target} is an input; choose another folder")


def _remove_leftovers(folder: Path) -> None:
    for path in folder.glob(f"{TEMPORARY_PREFIX}*.tmp"):
        path.unlink()


def _umask() -> int:
    mask = os.umask(0o077)  # The only portable way to read it is to set it.
    os.umask(mask)
    return mask


def _explained(error: OSError, folder: Path) -> RedactorError:
    if error.errno in _NOT_WRITABLE:
        return UsageError(f"cannot write to {folder}: {error.strerror}; choose another folder")
    if error.errno in _NO_ROOM:
        return RefusedError(f"no room left in {folder}: nothing was released")
    return RefusedError(f"writing to {folder} failed ({error.strerror}): nothing was released")


def _tells(name: str, hidden: Set[str]) -> bool:
    folded = fold(PurePath(name).stem)
    if any(mentions(folded, {form for value in hidden for form in (value, *name_variants(value))})):
        return True
    run_together = _letters(folded.text)
    words = {_letters(word) for value in hidden for word in fold(value).text.split()}
    return any(len(word) >= _LEAST_IN_FILE_NAME and word in run_together for word in words)


def _letters(folded: str) -> str:
    return "".join(filter(str.isalnum, folded))
