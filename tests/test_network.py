"""Nothing contacts a network.

``--disable-socket`` in ``pyproject.toml`` blocks sockets over the whole suite; here that is
checked, and the command line is run in a process of its own in which to connect is an error.
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
        log.write("a network was asked for\\n")
    raise OSError("no network here")

class _Deaf(socket.socket):
    connect = connect_ex = sendto = sendmsg = listen = _refuse

socket.socket = _Deaf
for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"):
    setattr(socket, name, _refuse)
"""
# Making a socket is allowed: urllib3, which Presidio imports, makes one to see whether the kernel
# knows IPv6, and closes it. Nothing can be sent or looked up without one of the calls above.


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which every attempt to reach a network fails and leaves a trace."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_NO_SOCKETS, "utf-8")
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TLDEXTRACT")}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "SOCKET_LOG": str(tmp_path / "sockets.log")}


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_suite_runs_without_sockets() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET)


@pytest.mark.parametrize(
    "call",
    [
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 9)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_the_trap_works(environment: dict[str, str], call: str) -> None:
    """A test that cannot fail is none."""
    code = f"import socket; {call}"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert Path(environment["SOCKET_LOG"]).exists()


def test_redacting_asks_for_no_network(environment: dict[str, str], tmp_path: Path) -> None:
    """With an e-mail address and a link, which Presidio passes to a library that would look online."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "I am Jang Min-ho. Write to me: jang@mail.example.com or https://example.org/a.\n", "utf-8"
    )
    command = [sys.executable, "-m", "redactor", "redact", str(draft), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path(environment["SOCKET_LOG"]).exists()


def test_redacting_a_sample_asks_for_no_network(
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
