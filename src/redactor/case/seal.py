"""Seals a case file with a passphrase.

How a key is made is told in :mod:`redactor.sealing`. The age format was looked at first; its
Python binding sets the cost by the machine's speed at the moment and then refuses to open what
a busier moment finds too costly.

A sealed file is three lines: what it is, the salt, the Fernet token, both in base64.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.fernet import Fernet, InvalidToken

from redactor.errors import UnreadableError, UsageError
from redactor.sealing import SALT, check_passphrase, derive_key

_HEADER = b"redactor sealed case 1\n"
_LEAST_TOKEN = 73
"""Bytes of a token around the shortest secret: version, time, vector, one block, signature."""


def is_sealed(data: bytes) -> bool:
    """Whether bytes are a sealed case file's."""
    return data.startswith(_HEADER.rstrip())


def seal(data: bytes, passphrase: str) -> bytes:
    """Return the bytes sealed. The token's time is always 1970: when it was sealed is nobody's business.

    Raises:
        UsageError: if the passphrase is too short to protect anything.
    """
    check_passphrase(passphrase)
    salt = os.urandom(SALT)
    token = Fernet(derive_key(passphrase, salt)).encrypt_at_time(data, 0)
    return b"".join([_HEADER, base64.urlsafe_b64encode(salt), b"\n", token, b"\n"])


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises:
        UnreadableError: if the file is damaged: a part is missing, or was never written so.
        UsageError: if the passphrase is wrong or a letter was changed; the two cannot be told apart.
    """
    salt, token = _parts(sealed)
    try:
        return Fernet(derive_key(passphrase, salt)).decrypt(token)
    except InvalidToken:
        raise UsageError("the passphrase is wrong, or the sealed case file was changed") from None


def _parts(sealed: bytes) -> tuple[bytes, bytes]:
    lines = sealed.replace(b"\r\n", b"\n").split(b"\n")
    try:
        header, salt, token, rest = lines
        decoded = base64.b64decode(salt, b"-_", validate=True)
        length = len(base64.b64decode(token, b"-_", validate=True))
    except (ValueError, binascii.Error):
        raise _damaged() from None
    if header + b"\n" != _HEADER or rest or len(decoded) != SALT or length < _LEAST_TOKEN:
        raise _damaged()
    return decoded, token


def _damaged() -> UnreadableError:
    return UnreadableError("the sealed case file is damaged; take a copy from a backup")
