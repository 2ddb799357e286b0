"""The file beneath a vault: encrypted records, one a line, written one after the other.

The first line says what the file is and what opens it, the second is the salt, each further
one is a Fernet token. A record is on the disk before the call that writes it returns. What a
loss of power leaves of the last line is cut away; a line that was changed, left out or put
elsewhere is noticed.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import fcntl
import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken

from redactor.errors import RefusedError, UnreadableError, UsageError
from redactor.sealing import SALT, check_passphrase, derive_key

_HEADER = b"redactor vault 1 "
_PADDING = 512
"""Records are as long as a multiple of this, so that their lengths tell less."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a vault: a passphrase, or the content of a key file.

    Attributes:
        passphrase: as it was typed.
        key: of a key file.
    """

    passphrase: str | None = field(repr=False, default=None)
    key: bytes | None = field(repr=False, default=None)

    @property
    def kind(self) -> bytes:
        """The word for it in the file's first line."""
        return b"passphrase" if self.key is None else b"key"

    def cipher(self, salt: bytes) -> Fernet:
        """Return the cipher.

        Raises:
            UsageError: if there is neither, or the key is none.
        """
        if self.key is None:
            if self.passphrase is None:
                raise UsageError("a vault needs its passphrase or its key file")
            return Fernet(derive_key(self.passphrase, salt))
        try:
            return Fernet(self.key)
        except ValueError:
            raise UsageError("the key file holds no key; `redactor batch vault new` makes one") from None


class VaultFile:
    """An open vault file, held against other runs until it is closed.

    Args:
        path: of the file.
        secret: that opens it.

    Raises:
        UnreadableError: if it cannot be read, is no vault, or is damaged.
        UsageError: if the secret is of the other kind or wrong, or another run has it open.
    """

    def __init__(self, path: Path, secret: Secret) -> None:
        self._path, self._fd = path, _locked(path)
        try:
            data = _whole(self._fd)
            lines = data[: data.rfind(b"\n") + 1].splitlines()
            self._cipher = _cipher(lines, secret, path.name)
            self._head = b"".join(line + b"\n" for line in lines[:2])
            self.records = tuple(self._decrypted(lines[2:], path.name))
            self._count, self._end = len(lines) - 2, sum(len(line) + 1 for line in lines)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let other runs open the file."""
        os.close(self._fd)

    def append(self, record: Record) -> None:
        """Write a record; it is on the disk when this returns.

        Raises:
            RefusedError: if it cannot be written; then the file is as before.
        """
        line = _line(self._cipher, self._count, record)
        try:
            os.ftruncate(self._fd, self._end)
            written = 0
            while written < len(line):
                written += os.pwrite(self._fd, line[written:], self._end + written)
            os.fsync(self._fd)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, self._end)
            raise _unwritten(error, self._path.name) from None
        self._count, self._end = self._count + 1, self._end + len(line)

    def rewrite(self, records: Sequence[Record]) -> None:
        """Put other records into the place of all: what was superseded is gone after it.

        Raises:
            RefusedError: if they cannot be written; then the file is as before.
        """
        lines = [_line(self._cipher, number, record) for number, record in enumerate(records)]
        partial = _partial(self._path)
        try:
            fd = _written(partial, b"".join([self._head, *lines]))
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.replace(partial, self._path)
            _sync_folder(self._path)
        except OSError as error:
            raise _unwritten(error, self._path.name) from None
        self.close()
        self._fd, self._count, self._end = fd, len(lines), len(self._head) + sum(map(len, lines))

    def _decrypted(self, lines: Iterable[bytes], name: str) -> Iterable[Record]:
        for number, line in enumerate(lines):
            try:
                sequence, record = json.loads(self._cipher.decrypt(line))
            except (InvalidToken, ValueError):
                if not number:
                    raise UsageError(f"the secret of the vault {name} is wrong, or it was changed") from None
                raise _damaged(name) from None
            if sequence != number:
                raise _damaged(name)
            yield record


def new_vault_file(path: Path, secret: Secret, records: Iterable[Record]) -> None:
    """Write a new vault file, readable by the owner only.

    Raises:
        UsageError: if the passphrase is too short, or there is such a file already.
        RefusedError: if it cannot be written.
    """
    if secret.passphrase is not None:
        check_passphrase(secret.passphrase)
    salt = os.urandom(SALT)
    cipher = secret.cipher(salt)
    lines = [_HEADER + secret.kind + b"\n", base64.urlsafe_b64encode(salt) + b"\n"]
    write_new(path, b"".join([*lines, *(_line(cipher, n, r) for n, r in enumerate(records))]))


def write_new(path: Path, data: bytes) -> None:
    """Write a secret file that is not there yet, whole or not at all.

    Raises:
        UsageError: if there is such a file already, or its folder is not there.
        RefusedError: if it cannot be written.
    """
    partial = _partial(path)
    try:
        os.close(_written(partial, data))
        os.link(partial, path)
        _sync_folder(path)
    except FileExistsError:
        raise UsageError(f"{path.name} exists; it is not written over") from None
    except FileNotFoundError:
        raise UsageError(f"there is no folder for {path.name}; make it, or choose another") from None
    except OSError as error:
        raise _unwritten(error, path.name) from None
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.partial")


def _written(path: Path, data: bytes) -> int:
    """Write a file of the owner's, sync it and return it open; what a crash left there goes first."""
    path.unlink(missing_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(os.dup(fd), "wb") as file:
            file.write(data)
            file.flush()
        os.fsync(fd)
    except BaseException:
        os.close(fd)
        path.unlink(missing_ok=True)
        raise
    return fd


def _sync_folder(path: Path) -> None:
    fd = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _unwritten(error: OSError, name: str) -> RefusedError:
    reason = (error.strerror or "failed").lower()
    return RefusedError(f"{name} could not be written: {reason}; it is as it was before")


def _locked(path: Path) -> int:
    try:
        fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        reason = (error.strerror or "not readable").lower()
        raise UnreadableError(f"the vault {path.name}: {reason}") from None
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise UnreadableError(f"the vault {path.name} is no file")
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(fd).st_ino != path.lstat().st_ino:
            raise BlockingIOError  # It was written anew between the two.
    except OSError:
        os.close(fd)
        raise UsageError(f"another run has the vault {path.name} open; wait for its end") from None
    except BaseException:
        os.close(fd)
        raise
    return fd


def _whole(fd: int) -> bytes:
    with os.fdopen(os.dup(fd), "rb") as file:
        return file.read()


def _cipher(lines: list[bytes], secret: Secret, name: str) -> Fernet:
    try:
        header, salt = lines[0], base64.b64decode(lines[1], b"-_", validate=True)
    except (IndexError, binascii.Error):
        raise _damaged(name) from None
    if header not in (_HEADER + b"passphrase", _HEADER + b"key") or len(salt) != SALT or len(lines) < 3:
        raise _damaged(name)
    if header != _HEADER + secret.kind:
        needs = "its key file" if secret.key is None else "its passphrase"
        raise UsageError(f"the vault {name} is opened with {needs}")
    return secret.cipher(salt)


def _line(cipher: Fernet, number: int, record: Record) -> bytes:
    """Return a record as a line; its time is always 1970: when it was written is nobody's business."""
    plain = json.dumps([number, record], separators=(",", ":")).encode("ascii")
    padded = plain + b" " * (-len(plain) % _PADDING)
    return cipher.encrypt_at_time(padded, 0) + b"\n"


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(f"{name} is no vault, or a damaged one; take a copy from a backup")
