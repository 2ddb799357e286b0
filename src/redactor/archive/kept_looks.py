"""Keeps what the first pass saw of each file until the second one, where nobody can read it.

It lies in a temporary file without a name, encrypted with a key that is nowhere but in this
process' memory: when the run ends, however it ends, nobody can read it again. What is not there,
because the disk was full or an earlier run had analyzed the file, the second pass looks at anew,
and comes to the same.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from io import RawIOBase

from cryptography.fernet import Fernet, InvalidToken

_MOST_BYTES = 8 * 2**30


class KeptLooks:
    """Looks by path; :meth:`close` lets go of them."""

    def __init__(self) -> None:
        self._cipher = Fernet(Fernet.generate_key())
        self._file = _unnamed_file()
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def keep(self, path: str, look: bytes) -> None:
        """Keep a file's look, if there is room."""
        sealed = self._cipher.encrypt(look)
        if self._file is None or self._end + len(sealed) > _MOST_BYTES:
            return
        with suppress(OSError):  # a full disk costs time, nothing else
            self._file.seek(self._end)
            if self._file.write(sealed) == len(sealed):
                self._places[path] = (self._end, len(sealed))
                self._end += len(sealed)

    def of(self, path: str) -> bytes | None:
        """Return a file's look, or ``None`` if none was kept or it was changed."""
        if self._file is None or path not in self._places:
            return None
        start, size = self._places[path]
        try:
            self._file.seek(start)
            return self._cipher.decrypt(self._file.read(size))
        except (OSError, InvalidToken):
            return None

    def close(self) -> None:
        """Let go of all of it."""
        self._places.clear()
        if self._file is not None:
            self._file.close()


def _unnamed_file() -> RawIOBase | None:
    try:
        return tempfile.TemporaryFile(buffering=0)  # what was not written must not be tried again later
    except OSError:  # no folder for temporary files: every look is done anew
        return None
