"""What a Dask cluster is told for one file.

The scheduler reads it on its way to a worker, and loads what it names. So a function goes by its
name only, and the task is a record of a module that imports nothing.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any

from distributed import get_worker


def do(plugin: str, work: str, task: Any) -> Any:
    """Have a worker do a task.

    Args:
        plugin: the name under which the worker keeps what it loaded.
        work: name of a function, ``module:function``.
        task: for that function.
    """
    prepared: Any = get_worker().plugins[plugin]
    return prepared.do(resolve_name(work), task)
