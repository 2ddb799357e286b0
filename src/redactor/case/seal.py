"""Seals a case file with a passphrase.

The scheme is the one that the documentation of `cryptography` gives for passwords: a key
derived with scrypt (n = 2**17, r = 8, p = 1, a salt of 16 bytes; RFC 7914) for Fernet, an
authenticated format (AES-128-CBC and HMAC-SHA256; github.com/fernet/spec). The age format was
looked at first; its Python binding sets the cost by the machine's speed at the moment and
then refuses to open what a busier moment finds too costly.

A sealed file is three lines: what it is, the salt, the Fernet token, both in base64.
"""

from __future__ import annotations

import base64
import binascii
import os
import unicodedata

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from redactor.errors import UnreadableError, UsageError

LEAST_PASSPHRASE = 12
"""Characters; the cost of a guess does the rest."""

_HEADER = b"redactor sealed case 1\n"
_SALT = 16
_COST = 2**17
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
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UsageError(
            f"a passphrase has at least {LEAST_PASSPHRASE} characters; four or five words are good"
        )
    salt = os.urandom(_SALT)
    token = Fernet(_key(passphrase, salt)).encrypt_at_time(data, 0)
    return b"".join([_HEADER, base64.urlsafe_b64encode(salt), b"\n", token, b"\n"])


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises:
        UnreadableError: if the file is damaged: a part is missing, or was never written so.
        UsageError: if the passphrase is wrong or a letter was changed; the two cannot be told apart.
    """
    salt, token = _parts(sealed)
    try:
        return Fernet(_key(passphrase, salt)).decrypt(token)
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
    if header + b"\n" != _HEADER or rest or len(decoded) != _SALT or length < _LEAST_TOKEN:
        raise _damaged()
    return decoded, token


def _damaged() -> UnreadableError:
    return UnreadableError("the sealed case file is damaged; take a copy from a backup")


def _key(passphrase: str, salt: bytes) -> bytes:
    """Derive the key; two keyboards that compose a letter in two ways give the same one."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return base64.urlsafe_b64encode(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(secret))
