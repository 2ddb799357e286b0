"""Nothing contacts a network.

``--disable-socket`` in ``pyproject.toml`` blocks sockets over the whole suite; here that is
checked, and the command line is run in a process of its own in which a socket is an error.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

_NO_SOCKETS = """
import os, socket

def _refuse(*_, **__):
    with open(os.environ["SOCKET_LOG"], "a") as log:
        log.write("socket\\n")
    raise OSError("a socket was asked for")

class _Refused(socket.socket):
    __init__ = _refuse

socket.socket = _Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = _refuse
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which every attempt to use a socket fails and leaves a trace."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_NO_SOCKETS, "utf-8")
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TLDEXTRACT")}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "SOCKET_LOG": str(tmp_path / "sockets.log")}


def test_the_suite_runs_without_sockets() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET)


def test_the_trap_works(environment: dict[str, str]) -> None:
    """A test that cannot fail is none."""
    code = "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert Path(environment["SOCKET_LOG"]).exists()


def test_redacting_asks_for_no_socket(environment: dict[str, str], tmp_path: Path) -> None:
    """With an e-mail address and a link, which Presidio passes to a library that would look online."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "I am Jang Min-ho. Write to me: jang@mail.example.com or https://example.org/a.\n", "utf-8"
    )
    command = [sys.executable, "-m", "redactor", "redact", str(draft), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path(environment["SOCKET_LOG"]).exists()


def test_redacting_a_sample_asks_for_no_socket(
    environment: dict[str, str], root: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "redactor",
        "redact",
        str(root / "samples" / "interview.md"),
        "-o",
        str(tmp_path),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path(environment["SOCKET_LOG"]).exists()
