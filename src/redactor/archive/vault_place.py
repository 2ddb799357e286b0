"""Where a vault and its key may lie: never where they could be handed out with what they protect."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography.fernet import Fernet

from redactor.archive.vault_file import write_new
from redactor.errors import UnreadableError, UsageError

_LONGEST_KEY = 4096


def check_place(secret_file: Path, folders: Iterable[Path]) -> None:
    """Refuse a vault or a key file that lies in the archive or the release.

    Args:
        secret_file: that is read or will be written.
        folders: that it must not be in, nor be one of.

    Raises:
        UsageError: if it lies in one, also by way of a link.
    """
    place = secret_file.resolve()
    for folder in folders:
        if place.is_relative_to(folder.resolve()):
            raise UsageError(
                f"{secret_file.name} lies in {folder}; keep it apart from what it protects"
            )


def new_key_file(path: Path) -> bytes:
    """Make a key file with a new key, readable by the owner only.

    Returns:
        The key.

    Raises:
        UsageError: if there is such a file already.
        RefusedError: if it cannot be written.
    """
    key = Fernet.generate_key()
    write_new(path, key + b"\n")
    return key


def read_key_file(path: Path) -> bytes:
    """Return the key of a key file.

    Raises:
        UnreadableError: if it cannot be read.
        UsageError: if others may read it.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise UsageError(f"others on this machine can read the key file {path.name}: chmod 600")
        with path.open("rb") as file:
            return file.read(_LONGEST_KEY).strip()
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UnreadableError(f"the key file {path.name}: {reason}") from None
