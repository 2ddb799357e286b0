"""Where a vault and its key may lie: never where they could be handed out with what they protect."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from redactor.archive.vault_file import write_new
from redactor.errors import UnreadableError, UsageError

_LONGEST_KEY = 4096


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """Where a vault lies and what opens it.

    Attributes:
        vault: the encrypted file.
        key_file: that opens it; ``None`` if a passphrase does.
    """

    vault: Path
    key_file: Path | None


def usual_place(archive: str) -> VaultPlace:
    """Return where the vault of an archive lies if nobody says otherwise.

    In the user's own folders, vault and key apart, after the XDG Base Directory Specification;
    the names tell nothing.

    Args:
        archive: its address; a folder's absolute path.
    """
    name = hashlib.sha256(archive.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return VaultPlace(data / "redactor" / f"{name}.vault", settings / "redactor" / f"{name}.key")


def make_folders(place: VaultPlace) -> None:
    """Make the folders of a vault and its key, for the owner alone.

    Raises:
        UsageError: if they cannot be made.
    """
    for file in filter(None, (place.vault, place.key_file)):
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise UsageError(f"the folder for {file.name} cannot be made; give --vault a place") from None


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
            raise UsageError(f"{secret_file.name} lies in {folder}; keep it apart from what it protects")


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
