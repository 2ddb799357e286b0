"""How often somebody may try to log in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

_WINDOW_SECONDS = 300.0
_TRIES = 5
_MOST_KEYS = 10_000


class Throttle:
    """Counts failures by account and by address, in memory.

    Args:
        clock: seconds that only grow.
        tries: failures that are let through in the window.
        window: seconds.
    """

    def __init__(
        self, clock: Callable[[], float], tries: int = _TRIES, window: float = _WINDOW_SECONDS
    ) -> None:
        self._clock, self._tries, self._window = clock, tries, window
        self._failures: dict[str, deque[float]] = {}
        self._lock = Lock()

    def is_open(self, *keys: str) -> bool:
        """Whether none of the keys has failed too often."""
        with self._lock:
            return all(len(self._recent(key)) < self._tries for key in keys)

    def failed(self, *keys: str) -> None:
        """Count a failure for each key."""
        with self._lock:
            for key in keys:
                self._recent(key)
                if key not in self._failures and len(self._failures) >= _MOST_KEYS:
                    # A flood of made-up names must not fill the memory; the oldest goes.
                    del self._failures[next(iter(self._failures))]
                self._failures.setdefault(key, deque()).append(self._clock())

    def forget(self, *keys: str) -> None:
        """Start anew for keys that got in."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        failures = self._failures.get(key, deque())
        while failures and failures[0] <= self._clock() - self._window:
            failures.popleft()
        if not failures:
            self._failures.pop(key, None)
        return failures
