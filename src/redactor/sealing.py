"""Keys out of passphrases, for everything that is encrypted at rest.

The scheme is the one that the documentation of `cryptography` gives for passwords: a key
derived with scrypt (n = 2**17, r = 8, p = 1, a salt of 16 bytes; RFC 7914) for Fernet, an
authenticated format (AES-128-CBC and HMAC-SHA256; github.com/fernet/spec).
"""

from __future__ import annotations

import base64
import unicodedata

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from redactor.errors import UsageError

LEAST_PASSPHRASE = 12
"""Characters; the cost of a guess does the rest."""

SALT = 16
"""Bytes."""

_COST = 2**17


def derive_key(passphrase: str, salt: bytes) -> bytes:
    """Derive the key; two keyboards that compose a letter in two ways give the same one.

    Args:
        passphrase: as it was typed.
        salt: of the file, random.
    """
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return base64.urlsafe_b64encode(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(secret))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        UsageError: if it is too short.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UsageError(
            f"a passphrase has at least {LEAST_PASSPHRASE} characters; four or five words are good"
        )
