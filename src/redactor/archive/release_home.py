"""Where a release's journal and report lie: on this machine, also where the released files do not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from redactor.archive.journal import JOURNAL
from redactor.archive.storage import INTERNAL, open_storage
from redactor.errors import UsageError


def address_of(place: str) -> str:
    """Return a folder's absolute path, so that a later command finds it; a store's address as it is."""
    folder = open_storage(place).folder
    return place if folder is None else str(folder.resolve())


def home_of(release: str) -> Path:
    """Return the folder that journal and report are kept beneath.

    It is the release's own folder. For a store, which keeps no file for its owner alone, it is
    one of the user's own, after the XDG Base Directory Specification.

    Args:
        release: folder, or address of a store.
    """
    folder = open_storage(release).folder
    if folder is not None:
        return folder
    name = hashlib.sha256(release.rstrip("/").encode()).hexdigest()[:16]
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "redactor" / name


def check_fresh(release: str) -> None:
    """Refuse a folder with files that no journal knows: they could be taken for released ones, or be lost.

    Args:
        release: its address.

    Raises:
        UsageError: if there are some, and no journal.
    """
    if (home_of(release) / INTERNAL / JOURNAL).exists():
        return
    storage = open_storage(release)
    is_new = storage.folder is not None and not storage.folder.exists()
    if not is_new and next(iter(storage.entries()), None) is not None:
        raise UsageError(
            "the release's folder holds files that no journal knows: choose an empty one,"
            " or bring its .redactor back"
        )


def check_apart(archive: str, release: str) -> None:
    """Refuse to write into what is read, and to read what was written.

    Args:
        archive: its address.
        release: its address.

    Raises:
        UsageError: if one is the other, or lies in it.
    """
    one, other = open_storage(archive).folder, open_storage(release).folder
    if one is None or other is None:
        inside = f"{archive.rstrip('/')}/", f"{release.rstrip('/')}/"
        overlap = inside[0].startswith(inside[1]) or inside[1].startswith(inside[0])
    else:
        source, target = one.resolve(), other.resolve()
        overlap = source.is_relative_to(target) or target.is_relative_to(source)
    if overlap:
        raise UsageError("archive and release are one folder or lie in one another; choose a folder apart")
