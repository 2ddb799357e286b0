"""Numbers that stand for files and folders whose names must not tell."""

from __future__ import annotations

import hashlib

_NUMBERS = 1_000_000, 9_999_999
"""All of one length, so many that files of one archive rarely meet."""


def number_of(what: str, secret: str, attempt: int = 0) -> int:
    """Return a number that tells nothing of what it stands for, not even its place in the alphabet.

    Args:
        what: a path.
        secret: without which nobody can tell what a number stands for.
        attempt: another one gives another number, where one is given out already.
    """
    digest = hashlib.sha256("\n".join((secret, str(attempt), what)).encode()).digest()
    first, last = _NUMBERS
    return first + int.from_bytes(digest[:8]) % (last - first + 1)
