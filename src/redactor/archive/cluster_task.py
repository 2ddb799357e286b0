"""What travels to a Dask cluster for one file.

The scheduler reads it on its way, and would load all the models' libraries if it were told what to
call and with what. So it imports nothing but Dask, and the rest is sealed until it reaches a worker.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from distributed import get_worker


@dataclass(frozen=True, slots=True)
class Sealed:
    """A function and its task; what Dask logs of it shows neither.

    Attributes:
        content: both, pickled.
    """

    content: bytes = field(repr=False)

    @classmethod
    def of(cls, work: Callable[[Any, Any], Any], task: Any) -> Sealed:
        """Seal what a worker has to do."""
        return cls(pickle.dumps((work, task)))

    def opened(self) -> tuple[Callable[[Any, Any], Any], Any]:
        """Return the function and its task."""
        # It comes as all that Dask brings does: from the coordinator, over TLS or this machine's loopback.
        work, task = pickle.loads(self.content)  # noqa: S301
        return work, task


def do(plugin: str, sealed: Sealed) -> Any:
    """Have a worker do a task with what it loaded.

    Args:
        plugin: the name under which it keeps that.
        sealed: the task.
    """
    prepared: Any = get_worker().plugins[plugin]
    return prepared.do(sealed)
