"""A served desk, and a browser to look at it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_socket
from starlette.testclient import TestClient

from redactor.pipeline import Engine
from redactor.review.records import DeskRole, Person
from redactor.review.service import Desk, opened_desk
from redactor.review.users import add_user
from redactor.review.web.app import web_app
from redactor.review.web.settings import Settings

PASSWORD = "four words are good"
HOST = "127.0.0.1:8765"
ROOT = Person("root", frozenset({DeskRole.ADMIN}))
PEOPLE = {
    "anna": {DeskRole.EDITOR, DeskRole.REVIEWER},
    "bora": {DeskRole.REVIEWER, DeskRole.SECOND},
    "edda": {DeskRole.EDITOR},
    "adam": {DeskRole.ADMIN},
}


@pytest.fixture
def staffed(light: Desk) -> Desk:
    """A desk with an account for each role."""
    for name, roles in PEOPLE.items():
        add_user(light, ROOT, name, roles, PASSWORD, with_totp=False)
    return light


@dataclass
class Visitor:
    """A browser's side of the wire: keeps cookies and the page's token."""

    client: TestClient
    csrf: str = ""

    def log_in(self, name: str, password: str = PASSWORD, code: str = "") -> int:
        """Log in as the form does; return the last status."""
        fields = {"name": name, "password": password, "code": code}
        answer = self.client.post("/login", data=fields, headers=self.origin)
        if answer.status_code == 303:
            answer = self.client.get("/")
            self.csrf = re.search(r'data-csrf="([^"]*)"', answer.text)[1]  # type: ignore[index]
        return answer.status_code

    @property
    def origin(self) -> dict[str, str]:
        return {"origin": f"http://{HOST}"}

    def ask(self, method: str, path: str, json: object = None, **more: object):  # type: ignore[no-untyped-def]
        """Send a request as the page's script does."""
        headers = {**self.origin, "x-csrf-token": self.csrf, **more.pop("headers", {})}  # type: ignore[dict-item]
        return self.client.request(method, path, json=json, headers=headers, **more)  # type: ignore[arg-type]


@pytest.fixture
def visitor(staffed: Desk) -> Callable[..., Visitor]:
    """Return a function from settings to somebody at the door."""

    def visit(**settings: object) -> Visitor:
        app = web_app(staffed, Settings(hosts=frozenset({HOST}), **settings))  # type: ignore[arg-type]
        client = TestClient(
            app, base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=False
        )
        return Visitor(client)

    return visit


@pytest.fixture
def served(tmp_path: Path, loader: Callable[[str, bytes | None], Engine]) -> Iterator[tuple[str, Desk]]:
    """A desk on a real port, with its accounts."""
    import uvicorn

    pytest_socket.enable_socket()
    key, out = tmp_path / "key" / "review.key", tmp_path / "out"
    desk = opened_desk(f"sqlite:///{tmp_path / 'review.db'}", key_file=key, out=out, engine=loader)
    for name, roles in PEOPLE.items():
        add_user(desk, ROOT, name, roles, PASSWORD, with_totp=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(hosts=frozenset({f"127.0.0.1:{port}"}))
    config = uvicorn.Config(web_app(desk, settings), port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", desk
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def browser() -> Iterator[object]:
    """Debian's Chromium; skipped with a line where there is none."""
    path = shutil.which("chromium")
    if path is None:
        says = pytest.fail if os.environ.get("REDACTOR_TEST_PROGRAMS") == "required" else pytest.skip
        says("chromium is not installed")
    from playwright.sync_api import sync_playwright

    pytest_socket.enable_socket()
    with sync_playwright() as playwright:
        # Its own sandbox needs rights that a container does not give; only our own pages are opened.
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
