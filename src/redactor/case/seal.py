"""Seals a case file with a passphrase.

The scheme is the one that the documentation of `cryptography` gives for passwords: a key
derived with scrypt (n = 2**17, r = 8, p = 1, a salt of 16 bytes; RFC 7914) for Fernet, an
authenticated format (AES-128-CBC and HMAC-SHA256). The age format was looked at first; its
Python binding sets the cost by the machine's speed at the moment and then refuses to open
what a busier moment finds too costly.
"""

from __future__ import annotations

import base64
import os

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from redactor.errors import UsageError

_HEADER = b"redactor sealed case 1\n"
_SALT = 16
_COST = 2**17
_LEAST_PASSPHRASE = 12


def is_sealed(data: bytes) -> bool:
    """Whether bytes are a sealed case file's."""
    return data.startswith(_HEADER)


def seal(data: bytes, passphrase: str) -> bytes:
    """Return the bytes sealed.

    Raises:
        UsageError: if the passphrase is too short to protect anything.
    """
    if len(passphrase) < _LEAST_PASSPHRASE:
        raise UsageError(
            f"a passphrase has at least {_LEAST_PASSPHRASE} characters; four or five words are good"
        )
    salt = os.urandom(_SALT)
    return (
        _HEADER
        + base64.urlsafe_b64encode(salt)
        + b"\n"
        + Fernet(_key(passphrase, salt)).encrypt(data)
        + b"\n"
    )


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises:
        UsageError: if the passphrase is wrong or the file was changed; the two cannot be told apart.
    """
    try:
        salt, token = sealed.removeprefix(_HEADER).split(b"\n", 1)
        key = _key(passphrase, base64.urlsafe_b64decode(salt))
        return Fernet(key).decrypt(token.strip())
    except (InvalidToken, ValueError):
        raise UsageError("the passphrase is wrong, or the sealed case file was changed") from None


def _key(passphrase: str, salt: bytes) -> bytes:
    derived = Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode("utf-8"))
    return base64.urlsafe_b64encode(derived)
