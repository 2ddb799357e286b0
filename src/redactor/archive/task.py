"""A file to redact, as workers are told of it. Imports nothing heavy: see ``cluster_task``."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Task:
    """A file to redact.

    Attributes:
        path: in the archive.
        digest: of the bytes that the first pass read.
        number: that a name gets which must not tell, or would be another's.
        is_shared: whether its name, or that of its report, could be another file's.
        look: what the first pass saw of it, if that was kept; see :mod:`redactor.detect.kept`.
    """

    path: str = field(repr=False)
    digest: str
    number: int
    is_shared: bool
    look: bytes | None = field(repr=False, default=None)
