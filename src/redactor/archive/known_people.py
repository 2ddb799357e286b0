"""Whom the files of an archive name, as far as the vault knows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from redactor.archive.journal import Footing
from redactor.archive.people import FoundPerson
from redactor.archive.records import FileRecord
from redactor.archive.vault import Vault


def people_known(
    vault: Vault, records: Iterable[FileRecord], footing: Footing
) -> dict[str, tuple[FoundPerson, ...]]:
    """Return by path whom files name, as far as that is known of them as they are now.

    Of those that are held or failed: as they last were. Nobody is less hidden for a file that
    cannot be read today.

    Args:
        vault: that keeps it.
        records: of files.
        footing: what the answer has to rest on.
    """
    found = {
        r.path: vault.people_of(r.path, key_of(r, footing))
        if r.is_under_way
        else vault.last_people_of(r.path)
        for r in records
    }
    return {path: people for path, people in found.items() if people is not None}


def with_former(
    vault: Vault, people: Mapping[str, tuple[FoundPerson, ...]]
) -> Mapping[str, tuple[FoundPerson, ...]]:
    """Return people by path, and under no path those whom only files that are gone have hidden."""
    return {**people, "": vault.former} if vault.former else people


def key_of(record: FileRecord, footing: Footing) -> str:
    """Return a digest of the file and of all else that the first pass rests on."""
    return hashlib.sha256(f"{record.digest} {json.dumps(asdict(footing))}".encode()).hexdigest()
