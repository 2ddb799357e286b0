"""A desk as people get it: `redactor review serve` in a process of its own, and logins over HTTP."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PASSWORD = "four words are good"  # noqa: S105 - of accounts that live for minutes
_SECONDS_TO_START = 60


@dataclass(frozen=True)
class Served:
    """A desk that answers.

    Attributes:
        address: of its first page.
    """

    address: str

    @contextmanager
    def client(self, name: str) -> Iterator[httpx.Client]:
        """Yield somebody who is logged in and brings the page's token with each request."""
        origin = {"origin": self.address}
        with httpx.Client(base_url=self.address, headers=origin, timeout=120) as client:
            client.post("/login", data={"name": name, "password": PASSWORD})
            page = client.get("/").text
            found = re.search(r'data-csrf="([^"]+)"', page)
            if found is None:
                raise SystemExit(f"{name} could not log in")
            client.headers["x-csrf-token"] = found[1]
            yield client


@contextmanager
def served(database: str, key_file: Path) -> Iterator[Served]:
    """Yield a desk that is served until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = "from redactor.cli import main; main()"
    command = [sys.executable, "-c", start, "review", "serve", "--port", str(port)]
    process = subprocess.Popen([*command, "--db", database, "--key-file", str(key_file)])
    try:
        _wait(process, f"http://127.0.0.1:{port}")
        yield Served(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(f"{address}/login")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not start")
