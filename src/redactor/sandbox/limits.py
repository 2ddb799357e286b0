"""What one file may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on the process that reads and writes a file.

    Attributes:
        memory: address space, in bytes.
        seconds: wall clock of one step: reading, or writing.
        reply: largest answer, in bytes.
        files: how many files one process serves before a fresh one takes over.
    """

    memory: int = 1024 * 2**20
    seconds: float = 60.0
    reply: int = 512 * 2**20
    files: int = 100


DEFAULT_LIMITS = Limits()
