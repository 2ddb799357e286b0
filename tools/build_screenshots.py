"""Takes the pictures of the review desk for the documentation, with samples and Debian's Chromium.

Hangul in them needs a font that the browser finds.

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
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from redactor.review.records import DeskRole, Person
from redactor.review.service import opened_desk
from redactor.review.users import add_user
from redactor.review.web.app import web_app
from redactor.review.web.settings import Settings

SAMPLES = Path(__file__).parents[1] / "samples"
PASSWORD = "four words are good"  # noqa: S105 - of a desk that is thrown away
ROOT = Person("root", frozenset({DeskRole.ADMIN}))
PEOPLE = {
    "anna": {DeskRole.EDITOR, DeskRole.REVIEWER},
    "bora": {DeskRole.REVIEWER, DeskRole.SECOND},
}
LAPTOP, TABLET = {"width": 1280, "height": 800}, {"width": 820, "height": 1180}
SHORT = """Sergeant Zoran Babic, 24, was born in the village of Rudnik.

His mother is a teacher. She waits for Babic in Rudnik.
"""


def serve(folder: Path) -> str:
    """Serve a desk with two accounts; return its address."""
    key = folder / "key" / "review.key"
    desk = opened_desk(f"sqlite:///{folder / 'review.db'}", key_file=key, out=folder / "out")
    for name, roles in PEOPLE.items():
        add_user(desk, ROOT, name, roles, PASSWORD, with_totp=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = web_app(desk, Settings(hosts=frozenset({f"127.0.0.1:{port}"})))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def visitor(browser: Browser, address: str, name: str, **more: Any) -> Page:
    """Return a page on which somebody is logged in."""
    page = browser.new_page(**{"viewport": LAPTOP, **more})
    page.goto(f"{address}/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    return page


def add(page: Page, name: str, data: bytes) -> None:
    """Put a draft into the queue."""
    with page.expect_navigation(timeout=120_000):
        page.set_input_files(
            "#upload input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": data}
        )
        page.click("#upload button")


def open_draft(page: Page, name: str) -> None:
    """Open a document and wait for both texts."""
    page.click(f"table a:has-text('{name}')")
    page.wait_for_selector("mark.selected")
    page.wait_for_selector("#released-note", state="hidden", timeout=120_000)
    page.wait_for_timeout(300)


def decisions(page: Page, folder: Path) -> None:
    """A draft in review; a reason that is asked for; many at once."""
    open_draft(page, "interview.md")
    for _ in range(6):
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
    page.wait_for_selector("#released-note", state="hidden", timeout=120_000)
    page.locator("#groups summary").nth(1).click()
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "desk.png")
    page.click("mark[data-action=mask]")
    page.keyboard.press("e")
    page.wait_for_selector("#reason[open]")
    page.screenshot(path=folder / "desk-reason.png")
    page.keyboard.press("Escape")
    page.click("#item button:has-text('Decide on many')")
    page.wait_for_selector("#bulk[open]")
    page.select_option("#bulk-scope", "kind")
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "desk-many.png")
    page.keyboard.press("Escape")


def release(anna: Page, bora: Page, folder: Path) -> None:
    """A second person's turn, and the release."""
    open_draft(anna, "short.txt")
    anna.click("mark:has-text('Zoran Babic')")
    anna.keyboard.press("e")
    anna.select_option("#code", "not-identifying")
    anna.fill("#sentence", "It is a very common name there.")
    anna.click("#reason-ok")
    anna.wait_for_selector("mark[data-status=needs_second]")
    open_draft(bora, "short.txt")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.wait_for_selector("#item button:has-text('send back')")
    bora.wait_for_timeout(500)
    bora.screenshot(path=folder / "desk-second.png")
    bora.keyboard.press("m")
    while "open: 0" not in bora.inner_text("#progress"):
        bora.keyboard.press("Enter")
        bora.wait_for_timeout(500)
    bora.check("#read")
    bora.click("#approve")
    bora.wait_for_selector("#state[data-state=approved]")
    bora.click("#release")
    bora.fill("#typed-name", "short.txt")
    bora.screenshot(path=folder / "desk-release.png")
    bora.click("#release-ok")
    bora.wait_for_selector("#state[data-state=released]", timeout=120_000)


def main() -> None:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        address = serve(Path(work))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        anna, bora = visitor(browser, address, "anna"), visitor(browser, address, "bora")
        for name in ("interview.md", "notes.txt", "draft.docx"):
            add(anna, name, (SAMPLES / name).read_bytes())
        add(anna, "short.txt", SHORT.encode())
        bora.reload()
        decisions(anna, folder)
        anna.goto(address)
        release(anna, bora, folder)
        for page, name in ((anna, "queue"), (bora, "log")):
            page.goto(f"{address}/log" if name == "log" else address)
            page.screenshot(path=folder / f"desk-{name}.png")
        tablet = visitor(browser, address, "anna", viewport=TABLET)
        open_draft(tablet, "interview.md")
        tablet.screenshot(path=folder / "desk-tablet.png")
        dark = visitor(browser, address, "anna", color_scheme="dark", locale="ko")
        open_draft(dark, "notes.txt")
        dark.click("#view")
        dark.wait_for_timeout(500)
        dark.screenshot(path=folder / "desk-korean-dark.png")
        browser.close()


if __name__ == "__main__":
    main()
