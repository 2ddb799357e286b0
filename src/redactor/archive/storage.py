"""Edge: where an archive or a release lies, a folder or an object store, behind one small interface.

Paths are relative, with slashes, and never lead out of the storage. Symbolic links are not
followed: a link in an archive can point at anything on the machine.
"""

from __future__ import annotations

from pathlib import Path

from redactor.archive.folder import FolderStorage
from redactor.archive.object_store import ObjectStorage
from redactor.archive.stored import INTERNAL, Entry, Storage

__all__ = ["INTERNAL", "Entry", "Storage", "open_storage"]


def open_storage(address: str) -> Storage:
    """Open the storage at an address. Worker processes open it again by the same address.

    Args:
        address: a folder's path, ``file:///path``, or an object store's address: ``s3://bucket/part``.

    Raises:
        UsageError: if the store's protocol is not a known one, or its plugin is not installed.
    """
    if address.startswith("file://"):
        return FolderStorage(Path(address.removeprefix("file://")))
    return ObjectStorage(address) if "://" in address else FolderStorage(Path(address))
