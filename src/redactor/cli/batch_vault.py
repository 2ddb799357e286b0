"""Vaults of archives, as the command line makes and opens them. No name out of one is ever shown."""

from __future__ import annotations

import resource
from pathlib import Path

import click

from redactor.archive.vault import Vault, VaultMark, check_vault, new_vault, open_vault
from redactor.archive.vault_file import Secret
from redactor.archive.vault_place import VaultPlace, make_folders, new_key_file, read_key_file
from redactor.cli.console import escape
from redactor.cli.passphrase import FOR_VAULT, passphrase
from redactor.errors import UsageError


def make_vault(file: Path, key_file: Path | None, fd: int | None) -> None:
    """Make an empty vault, and its key file where one is asked for.

    Raises:
        UsageError: if one of them is there already, or they would lie side by side.
        RefusedError: if they cannot be written.
    """
    if key_file is not None and key_file.resolve() == file.resolve():
        raise UsageError("vault and key file are one file; give them two names")
    if file.exists():
        raise UsageError(f"{file.name} exists; it is not written over")
    if key_file is not None:
        secret = Secret(key=new_key_file(key_file))
    else:
        secret = Secret(passphrase=passphrase(fd, twice=True, asked=FOR_VAULT))
    new_vault(file, secret)
    opens = f"the key in {escape(str(key_file))}" if key_file else "its passphrase"
    click.echo(
        f"{escape(str(file))}: a new vault; {opens} opens it. Keep a copy of both, apart from each other"
    )


def describe_vault(file: Path, key_file: Path | None, fd: int | None) -> None:
    """Say in numbers what a vault holds."""
    with opened_vault(VaultPlace(file, key_file), fd) as vault:
        mark = vault.mark
        click.echo(f"{escape(str(file))}: {vault.documents} files, {mark.codes} people have a code")


def opened_vault(place: VaultPlace, fd: int | None) -> Vault:
    """Open a vault that is there.

    Raises:
        RedactorError: if it cannot be opened.
    """
    # From here on this process knows all names; a core would be a copy of them on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if place.key_file is not None:
        return open_vault(place.vault, Secret(key=read_key_file(place.key_file)))
    return open_vault(place.vault, Secret(passphrase=passphrase(fd, asked=FOR_VAULT)))


def vault_of_run(place: VaultPlace, known: VaultMark | None, fd: int | None, *, is_usual: bool) -> Vault:
    """Open the vault of a run; make the usual one where a new release has none yet.

    Args:
        place: of vault and key.
        known: what the release remembers of its vault.
        fd: file descriptor that a passphrase is read from.
        is_usual: whether nobody named a vault.

    Raises:
        RedactorError: if it is missing, is not the release's, or cannot be opened.
    """
    if not place.vault.exists():
        check_vault(known, None)
        if not is_usual:
            raise UsageError(f"there is no vault {place.vault.name}; `redactor batch vault new` makes one")
        _make_usual(place)
    vault = opened_vault(place, fd)
    try:
        check_vault(known, vault)
    except BaseException:
        vault.__exit__()
        raise
    return vault


def _make_usual(place: VaultPlace) -> None:
    make_folders(place)
    if place.key_file is None:
        raise UsageError("the usual vault has a key file")
    if place.key_file.exists():
        # Somebody had codes: a new vault would call the same people by others.
        raise UsageError(
            f"the key {place.key_file.name} of this archive's vault is there, and the vault is not: bring"
            f" {place.vault.name} back from a backup; if there never was one, remove the key"
        )
    new_vault(place.vault, Secret(key=new_key_file(place.key_file)))
    click.echo(
        f"who is who is kept in {escape(str(place.vault))}, opened by {escape(str(place.key_file))}:"
        " keep a copy of both, apart from each other and from the release",
        err=True,
    )
