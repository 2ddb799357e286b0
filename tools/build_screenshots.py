"""Takes the pictures of the review desk for the documentation, with samples and Debian's Chromium.

python tools/build_screenshots.py docs/pictures
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from redactor.review.records import DeskRole, Person
from redactor.review.service import opened_desk
from redactor.review.users import add_user
from redactor.review.web.app import web_app
from redactor.review.web.settings import Settings

SAMPLES = Path(__file__).parents[1] / "samples"
PASSWORD = "four words are good"  # noqa: S105 - of a desk that is thrown away
ROOT = Person("root", frozenset({DeskRole.ADMIN}))


def serve(folder: Path) -> str:
    """Serve a desk with two accounts; return its address."""
    key = folder / "key" / "review.key"
    desk = opened_desk(f"sqlite:///{folder / 'review.db'}", key_file=key, out=folder / "out")
    add_user(desk, ROOT, "anna", {DeskRole.EDITOR, DeskRole.REVIEWER}, PASSWORD, with_totp=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = web_app(desk, Settings(hosts=frozenset({f"127.0.0.1:{port}"})))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def log_in(page: Page, address: str) -> None:
    """Log in as the reviewer."""
    page.goto(f"{address}/login")
    page.fill("input[name=name]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")


def main() -> None:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        address = serve(Path(work))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        log_in(page, address)
        for name in ("interview.md", "notes.txt", "draft.docx"):
            with page.expect_navigation(timeout=120_000):
                page.set_input_files("input[type=file]", SAMPLES / name)
                page.click("#upload button")
        page.click("table a:has-text('interview.md')")
        page.wait_for_selector("mark.selected")
        for _ in range(6):
            page.keyboard.press("Enter")
            page.wait_for_timeout(400)
        page.wait_for_selector("#released-note", state="hidden", timeout=120_000)
        page.locator("#groups summary").first.click()
        page.screenshot(path=folder / "desk.png")
        page.click("mark[data-action=mask]")
        page.keyboard.press("e")
        page.wait_for_selector("#reason[open]")
        page.screenshot(path=folder / "desk-reason.png")
        page.keyboard.press("Escape")
        page.goto(address)
        page.screenshot(path=folder / "desk-queue.png")
        other = browser.new_page(viewport={"width": 1180, "height": 820}, color_scheme="dark", locale="ko")
        log_in(other, address)
        other.click("table a:has-text('notes.txt')")
        other.wait_for_selector("mark.selected")
        other.click("#view")
        other.wait_for_timeout(500)
        other.screenshot(path=folder / "desk-korean-dark.png")
        browser.close()


if __name__ == "__main__":
    main()
