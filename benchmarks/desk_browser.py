"""How long a reviewer waits, in a real browser: until a document's page is usable, and for each decision."""

from __future__ import annotations

import shutil
import statistics
import time
from dataclasses import dataclass
from typing import Any

from desk_served import PASSWORD, Served
from playwright.sync_api import sync_playwright

DECISIONS = 40
VISITS = 5
# From the key to the next picture that shows the mark's new state, and to the server's word.
_WATCH = """() => {
  window.shown = []; window.taken = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "m") return;
    const began = performance.now(), mark = document.querySelector("mark.selected");
    const look = () => {
      if (mark.dataset.action === "mask" && mark.dataset.status !== "open")
        requestAnimationFrame(() => setTimeout(() => window.shown.push(performance.now() - began)));
      else requestAnimationFrame(look);
    };
    look();
    const status = document.getElementById("status"), before = new MutationObserver(() => {
      before.disconnect(); window.taken.push(performance.now() - began);
    });
    status.textContent = "";
    before.observe(status, { childList: true });
  }, true);
}"""
_USABLE = "() => document.querySelector('mark.selected') && document.querySelector('#groups details')"

# Where findings lie over one another, the mark goes on showing the one that is still open.
_IS_OPEN = """() => {
  const { status, items } = document.querySelector("mark.selected").dataset;
  return status === "open" && !items.includes(" ");
}"""


@dataclass(frozen=True)
class Waits:
    """Milliseconds.

    Attributes:
        usable: from asking for the page to the first finding being selected, each visit.
        shown: from a key to its effect on the screen, each decision.
        taken: from a key to the server's word, each decision.
    """

    usable: list[float]
    shown: list[float]
    taken: list[float]

    @property
    def told(self) -> tuple[str, str, str]:
        """Median and worst of each."""
        return tuple(  # type: ignore[return-value]
            f"{statistics.median(one):,.0f} ms (worst {max(one):,.0f})"
            for one in (self.usable, self.shown, self.taken)
        )


def waits(served: Served, document: str) -> Waits:
    """Open a document several times and decide on findings by keyboard."""
    with sync_playwright() as playwright:
        # Its own sandbox needs rights that a container does not give; only our own pages are opened.
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True).new_page()
        page.goto(f"{served.address}/login")
        page.fill("input[name=name]", "reviewer0")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url(f"{served.address}/")
        usable = [_usable(page, f"{served.address}/documents/{document}") for _ in range(VISITS)]
        page.evaluate(_WATCH)
        for number in range(DECISIONS):
            while not page.evaluate(_IS_OPEN):
                page.keyboard.press("j")
            page.keyboard.press("m")
            page.wait_for_function("n => shown.length > n && taken.length > n", arg=number, timeout=60_000)
        found = Waits(usable, page.evaluate("window.shown"), page.evaluate("window.taken"))
        browser.close()
    return found


def _usable(page: Any, address: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_USABLE, timeout=120_000)
    return 1000 * (time.perf_counter() - began)
