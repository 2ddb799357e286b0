"""The side of the sandbox that the product sees: a format whose work is done elsewhere."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from redactor.errors import HeldError, ParsingFailedError, UnreadableError, UnwritableError
from redactor.formats import Format
from redactor.formats.tracking import Redaction, Tracked
from redactor.handling import DEFAULT_HANDLING, Handling, Limits
from redactor.model import Document, Edit
from redactor.sandbox.wire import (
    Frame,
    document_of,
    packed_document,
    packed_edits,
    packed_handling,
    packed_redactions,
    receive,
    send,
    tracked_of,
)

_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TESSDATA_PREFIX")
_REPLY = 512 * 2**20
"""Largest answer, in bytes."""
_FILES = 100
"""How many files one process serves before a fresh one takes over."""


class Sandbox:
    """A process that parses, started when it is first needed and again after it died.

    Not for several threads at once.

    Args:
        limits: what one file may cost.
    """

    def __init__(self, limits: Limits = DEFAULT_HANDLING.limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        atexit.register(self.close)

    def confine(self, file_format: Format) -> Format:
        """Return a format that does the same in the sandbox; plain text needs none."""
        return Confined(self, file_format) if file_format.is_container else file_format

    def ask(self, says: dict[str, Any], data: bytes) -> Frame:
        """Have something done; see :mod:`redactor.sandbox.wire`.

        Raises:
            ParsingFailedError: if the file cost too much, or its reader failed.
            UnreadableError: if the format refuses it.
            ValueError: if the format says that the document is not its to write.
        """
        process = self._running()
        clock = threading.Timer(self.limits.seconds, process.kill)
        clock.start()
        try:
            send(_pipe(process.stdin), Frame(says, data))
            answer = receive(_pipe(process.stdout), _REPLY)
        except (OSError, ValueError):
            answer = None
        finally:
            late = not clock.is_alive()
            clock.cancel()
        if answer is None:
            self.close()
            raise ParsingFailedError(self._why(late))
        self._served += 1
        if "error" in answer.says:
            self._raise(str(answer.says["error"]), str(answer.says.get("message", "")))
        return answer

    def close(self) -> None:
        """End the process; the next file starts another."""
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                _pipe(pipe).close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._served >= _FILES:
            self.close()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "redactor.sandbox.worker",
                    str(self.limits.memory_megabytes * 2**20),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={k: v for k in _ENVIRONMENT if (v := os.environ.get(k)) is not None},
            )
        return self._process

    def _why(self, late: bool) -> str:
        if late:
            return f"it took longer than {self.limits.seconds} seconds to parse; it counts as unread"
        return "the process that parsed it ended (it may have needed too much memory); it counts as unread"

    def _raise(self, kind: str, message: str) -> None:
        if kind == "held":
            raise HeldError(message)
        if kind == "unreadable":
            raise UnreadableError(message)
        if kind == "unwritable":
            raise UnwritableError(message)
        if kind == "value":
            raise ValueError("the document does not fit the file that it was read from")
        self.close()
        if kind == "memory":
            most = self.limits.memory_megabytes
            raise ParsingFailedError(f"it needs more than {most} MiB of memory; it counts as unread")
        raise ParsingFailedError(f"its reader failed with {message}; it counts as unread")


@dataclass(frozen=True, slots=True)
class Confined:
    """A format whose reading and writing happen in a sandbox.

    Attributes:
        sandbox: where.
        inner: which.
    """

    sandbox: Sandbox
    inner: Format

    @property
    def name(self) -> str:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.name

    @property
    def title(self) -> str:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.title

    @property
    def suffixes(self) -> tuple[str, ...]:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.suffixes

    @property
    def is_container(self) -> bool:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.is_container

    def recognizes(self, data: bytes) -> bool:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.recognizes(data)

    def released_suffix(self, handling: Handling) -> str | None:
        """See :class:`redactor.formats.base.Format`."""
        return self.inner.released_suffix(handling)

    def read(
        self, name: str, data: bytes, language: str = "en", handling: Handling = DEFAULT_HANDLING
    ) -> Document:
        """See :meth:`redactor.formats.base.Format.read`."""
        says = {"do": "read", "name": name, "language": language}
        answer = self.sandbox.ask({**says, **self._which(handling)}, data)
        try:
            return document_of(answer.says["document"])
        except (KeyError, ValueError):
            self.sandbox.close()
            raise UnreadableError("its reader answered nonsense; it counts as unread") from None

    def write(
        self,
        document: Document,
        edits: Sequence[Edit],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.base.Format.write`."""
        says = {"do": "write", "document": packed_document(document), "edits": packed_edits(edits)}
        return self.sandbox.ask({**says, **self._which(handling)}, original).data

    def write_tracked(
        self,
        document: Document,
        redactions: Sequence[Redaction],
        original: bytes,
        handling: Handling = DEFAULT_HANDLING,
    ) -> bytes:
        """See :meth:`redactor.formats.tracking.TracksChanges.write_tracked`."""
        told = {"document": packed_document(document), "redactions": packed_redactions(redactions)}
        return self.sandbox.ask({"do": "write tracked", **told, **self._which(handling)}, original).data

    def read_tracked(self, data: bytes, handling: Handling = DEFAULT_HANDLING) -> Tracked:
        """See :meth:`redactor.formats.tracking.TracksChanges.read_tracked`."""
        answer = self.sandbox.ask({"do": "read tracked", **self._which(handling)}, data)
        try:
            return tracked_of(answer.says["tracked"], answer.data)
        except (KeyError, ValueError):
            self.sandbox.close()
            raise UnreadableError("its reader answered nonsense; it counts as unread") from None

    def _which(self, handling: Handling) -> dict[str, Any]:
        return {"format": self.inner.name, "handling": packed_handling(handling)}


def _pipe(stream: IO[bytes] | None) -> Any:
    assert stream is not None  # noqa: S101 - both ends were asked for
    return stream
