"""Files from outside: read whole, or refused with one sentence."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from redactor.errors import UnreadableError
from redactor.formats import DEFAULT_MAX_BYTES


def read_file(path: Path, max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
    """Return a regular file's bytes. A pipe or a device is refused and never waited for.

    Args:
        path: where it is; links are followed.
        max_bytes: largest size read, in bytes.

    Raises:
        UnreadableError: if there is no such file, it is no regular file, it is too large or
            the system does not let it be read.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(fd).st_mode):
                raise UnreadableError("it is not a regular file")
            with os.fdopen(fd, "rb", closefd=False) as file:
                data = file.read(max_bytes + 1)
        finally:
            os.close(fd)
    except OSError as error:
        raise UnreadableError((error.strerror or "the system does not let it be read").lower()) from None
    except ValueError:
        raise UnreadableError("its name is not a path") from None
    if len(data) > max_bytes:
        raise UnreadableError(f"it is larger than the limit of {max_bytes} bytes")
    return data
