"""The pseudonym vault: who is who. The most dangerous file of all.

It holds whom the first pass found in each file, and everybody's code. Both are kept encrypted,
never beside the release and never in a log. A code once given is the person's for ever.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from redactor.archive.codes import draw_codes
from redactor.archive.linking import Person
from redactor.archive.people import FoundPerson
from redactor.archive.vault_file import Record, Secret, VaultFile, new_vault_file
from redactor.errors import UnreadableError, UsageError
from redactor.generalize import coded_pseudonym
from redactor.model import Role


@dataclass(frozen=True, slots=True)
class VaultMark:
    """What a release remembers of its vault; tells nothing of what is in it.

    Attributes:
        id: of the vault, random.
        codes: how many it had given out.
        digest: of these codes, and of no name.
    """

    id: str
    codes: int
    digest: str = ""


class Vault:
    """An open vault. It is a context manager; nobody else can open it meanwhile.

    Args:
        file: the open file.
    """

    def __init__(self, file: VaultFile) -> None:
        self._file = file
        self._id: str = file.records[0]["vault"]
        self._documents: dict[str, _Document] = {}
        self._former: set[FoundPerson] = set()
        self._codes: dict[str, str] = {}
        self._written = len(file.records)
        for record in file.records[1:]:
            self._take(record)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def mark(self) -> VaultMark:
        """What a release rests on; see :func:`check_vault`."""
        return self.mark_at(len(set(self._codes.values())))

    def mark_at(self, codes: int) -> VaultMark:
        """Return the mark that the vault had when it had given so many codes."""
        given = list(dict.fromkeys(self._codes.values()))[:codes]
        return VaultMark(self._id, len(given), hashlib.sha256("\n".join(sorted(given)).encode()).hexdigest())

    @property
    def documents(self) -> int:
        """How many files it knows the people of."""
        return len(self._documents)

    @property
    def codes(self) -> Mapping[str, str]:
        """By key of a name, the pseudonym of who bears it."""
        return dict(self._codes)

    def people_of(self, path: str, digest: str) -> tuple[FoundPerson, ...] | None:
        """Return whom a file names; ``None`` if it was not analyzed, or has changed since.

        Args:
            path: of the file within the archive.
            digest: of its bytes, and of all else that the answer rests on.
        """
        known = self._documents.get(path)
        return known.people if known is not None and known.digest == digest else None

    def last_people_of(self, path: str) -> tuple[FoundPerson, ...] | None:
        """Return whom a file named when it was last read; ``None`` if it never was."""
        known = self._documents.get(path)
        return known.people if known is not None else None

    @property
    def former(self) -> tuple[FoundPerson, ...]:
        """Those whom files hid that have left the archive, or did so before they changed.

        Somebody may have asked for that: what the others still tell of them stays hidden.
        """
        return tuple(sorted(self._former, key=lambda p: (p.names, p.role, p.relation or "", p.is_soldier)))

    def remember(self, path: str, digest: str, people: Sequence[FoundPerson], content: str = "") -> None:
        """Keep whom a file names; it is on the disk when this returns.

        Args:
            path: as for :meth:`people_of`.
            digest: as for :meth:`people_of`.
            people: from :func:`redactor.archive.people.people_of`.
            content: a digest of the file's bytes alone.

        Raises:
            RefusedError: if it cannot be written.
        """
        self._write(_record(path, _Document(digest, content, tuple(people))))

    def forget(self, paths: Collection[str]) -> None:
        """Keep no longer what files that have left the archive are called, and whom they do not hide.

        It stays in the file, encrypted, until :meth:`tidy`. Codes stay, and :attr:`former`.

        Raises:
            RefusedError: if it cannot be written.
        """
        gone = sorted(path for path in paths if path in self._documents)
        if gone:
            self._write({"forget": gone})

    def give_codes(self, persons: Iterable[Person], taken: Collection[str] = ()) -> Mapping[str, str]:
        """Give everybody who has none a code; it is on the disk when this returns.

        Args:
            persons: from :func:`redactor.archive.linking.persons_in`, with this vault's codes.
            taken: names that an editor gave to somebody.

        Returns:
            All codes, by key of a name.

        Raises:
            RefusedError: if it cannot be written, or no code is left.
        """
        given: dict[str, str] = {}
        drawn = draw_codes({name.split()[-1] for name in (*self._codes.values(), *taken) if name.split()})
        for person in persons:
            known = sorted({self._codes[key] for key in person.keys if key in self._codes})
            name = known[0] if known else coded_pseudonym(next(drawn), is_soldier=person.is_soldier)
            given.update((key, name) for key in person.keys if key not in self._codes)
        if given:
            self._write({"codes": given})
        return self.codes

    def tidy(self) -> None:
        """Write the file anew without what is superseded, where that is more than half of it.

        Raises:
            RefusedError: if it cannot be written; then the file is as before.
        """
        if self._written > 2 * (len(self._documents) + 3):
            documents = sorted(self._documents.items())
            records = [_record(path, document) for path, document in documents]
            former = {"former": _rows(self.former)}
            self._file.rewrite([_head(self._id), *records, former, {"codes": self._codes}])
            self._written = len(records) + 3

    def _write(self, record: Record) -> None:
        self._file.append(record)
        self._written += 1
        self._take(record)

    def _take(self, record: Record) -> None:
        if "path" in record:
            new = _Document(record["digest"], record["content"], _people(record["people"]))
            old = self._documents.get(record["path"], new)
            if old.content != new.content:
                self._keep_hidden(old)
            self._documents[record["path"]] = new
        for path in record.get("forget", ()):
            if path in self._documents:
                self._keep_hidden(self._documents.pop(path))
        self._former.update(_people(record.get("former", ())))
        self._codes.update(record.get("codes", {}))

    def _keep_hidden(self, document: _Document) -> None:
        self._former.update(person for person in document.people if person.is_hidden)


@dataclass(frozen=True, slots=True)
class _Document:
    """What is known of a file.

    Attributes:
        digest: of its bytes, and of all else that the rest rests on.
        content: of its bytes alone.
        people: whom it names.
    """

    digest: str
    content: str
    people: tuple[FoundPerson, ...] = field(repr=False)


def new_vault(path: Path, secret: Secret) -> None:
    """Make an empty vault, readable by the owner only.

    Raises:
        UsageError: if the passphrase is too short, or there is such a file already.
        RefusedError: if it cannot be written.
    """
    new_vault_file(path, secret, [_head(secrets.token_hex(16))])


def open_vault(path: Path, secret: Secret) -> Vault:
    """Open a vault, for this run alone.

    Raises:
        UnreadableError: if it cannot be read, is no vault, or is damaged.
        UsageError: if the secret is wrong, or another run has it open.
    """
    file = VaultFile(path, secret)
    try:
        return Vault(file)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        file.close()
        raise UnreadableError(f"the vault {path.name} was written by another version") from None


def check_vault(known: VaultMark | None, vault: Vault | None) -> None:
    """Refuse to invent new codes for people who have some.

    Args:
        known: what the release remembers of its vault; ``None`` for a new release.
        vault: what this run was given.

    Raises:
        UsageError: if it is not the vault that the release was begun with, an old copy, or one that went
            its own way since.
    """
    if known is None:
        return
    if vault is None:
        raise UsageError("the people of this release have codes already; give the vault that holds them")
    if vault.mark.id != known.id:
        raise UsageError("this release was begun with another vault; its people have their codes there")
    if vault.mark.codes < known.codes:
        raise UsageError("this is an old copy of the vault: codes have been given since; take the latest")
    if known.digest and vault.mark_at(known.codes) != known:
        raise UsageError(
            "this copy of the vault gave other codes than this release has; take the one of its last run"
        )


def _head(vault_id: str) -> Record:
    return {"vault": vault_id}


def _record(path: str, document: _Document) -> Record:
    return {
        "path": path,
        "digest": document.digest,
        "content": document.content,
        "people": _rows(document.people),
    }


def _rows(people: Iterable[FoundPerson]) -> list[list[Any]]:
    return [[list(p.names), p.role, p.is_hidden, p.is_soldier, p.relation] for p in people]


def _people(rows: Iterable[Sequence[Any]]) -> tuple[FoundPerson, ...]:
    return tuple(map(_person, rows))


def _person(row: Sequence[Any]) -> FoundPerson:
    names, role, is_hidden, is_soldier, relation = row
    return FoundPerson(tuple(names), Role(role), is_hidden, is_soldier, relation)
