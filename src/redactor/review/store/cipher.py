"""Encryption of what the desk keeps, with a key file that lies beside no copy of the database."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from redactor.errors import UnreadableError, UsageError

_LONGEST_KEY = 4096


class Cipher:
    """Encrypts values and makes keyed digests.

    Args:
        key: of a key file.

    Raises:
        UsageError: if it is no key.
    """

    def __init__(self, key: bytes) -> None:
        try:
            self._fernet = Fernet(key)
        except ValueError:
            raise UsageError("the key file holds no key") from None
        self._digest_key = hashlib.sha256(b"redactor review digests" + key).digest()

    def seal(self, value: Any) -> bytes:
        """Encrypt a value that JSON can hold."""
        return self.seal_bytes(
            json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        )

    def open(self, sealed: bytes) -> Any:
        """Return a value.

        Raises:
            UnreadableError: if it was changed, or another key sealed it.
        """
        return json.loads(self.open_bytes(sealed).decode("utf-8", "surrogatepass"))

    def seal_bytes(self, value: bytes) -> bytes:
        """Encrypt bytes; the token's time is 1970."""
        return self._fernet.encrypt_at_time(value, 0)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Return bytes, see :meth:`open`."""
        try:
            return self._fernet.decrypt(bytes(sealed))
        except InvalidToken:
            raise UnreadableError("the desk's database was changed, or this is not its key file") from None

    def digest(self, value: bytes) -> str:
        """Return a digest that only the key's owner can make."""
        return hmac.new(self._digest_key, value, hashlib.sha256).hexdigest()


def opened_cipher(key_file: Path) -> Cipher:
    """Open a key file; make it, for its owner alone, if it is not there.

    Raises:
        UsageError: if others can read it, or it cannot be made.
        UnreadableError: if it cannot be read.
    """
    try:
        key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fd = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    except OSError:
        raise UsageError(f"the key file {key_file.name} cannot be made") from None
    try:
        if key_file.stat().st_mode & 0o077:
            raise UsageError(f"others on this machine can read the key file {key_file.name}: chmod 600")
        with key_file.open("rb") as opened:
            return Cipher(opened.read(_LONGEST_KEY).strip())
    except OSError:
        raise UnreadableError(f"the key file {key_file.name} cannot be read") from None
