"""The whole path in a real browser: upload, decide by keyboard, second person, release, download, verify."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from desks import DRAFT

from redactor.review import service
from redactor.review.exports.log_file import check_desk
from redactor.review.records import DocumentState, ItemStatus
from redactor.review.service import Desk

PASSWORD = "four words are good"
pytestmark = [pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]

SELECT = """words => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def log_in(browser, address: str, name: str, **more):
    page = browser.new_context(**more).new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    return page


def upload(page, text: str = DRAFT, name: str = "draft.txt") -> None:
    with page.expect_navigation():
        page.set_input_files(
            "input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        )
        page.click("#upload button")
    page.click(f"table a:has-text('{name}')")
    page.wait_for_selector("mark.selected")


def clean(page) -> list[str]:
    """Errors of the page's own; answers that refuse are told by the browser, too."""
    return [error for error in page.errors if "Failed to load resource" not in error]


def test_the_whole_path_by_keyboard(browser, served: tuple[str, Desk], tmp_path: Path) -> None:
    address, desk = served
    anna = log_in(browser, address, "anna")
    upload(anna)
    (entry,) = service.queue(desk)
    document = entry.document_id
    # Keep the first name: it asks for a reason, and then for a second person.
    anna.click("mark:has-text('Zoran Babic')")
    anna.keyboard.press("e")
    anna.wait_for_selector("#reason[open]")
    anna.select_option("#code", "not-identifying")
    anna.fill("#sentence", "It is a very common name there.")
    anna.click("#reason-ok")
    anna.wait_for_selector("mark[data-status=needs_second]")
    anna.keyboard.press("j")
    for _ in range(60):
        if "open: 0" in anna.inner_text("#progress"):
            break
        anna.keyboard.press("Enter")
        anna.wait_for_timeout(120)
    statuses = {item.status for item in service.page(desk, document).items}
    assert statuses <= {ItemStatus.DECIDED, ItemStatus.NEEDS_SECOND}
    assert service.page(desk, document).draft.state is DocumentState.NEEDS_SECOND

    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.wait_for_selector("mark[data-status=needs_second]")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.click("#item button:has-text('send back')")
    bora.wait_for_selector("mark[data-status=open]")
    bora.locator("mark[data-status=open]").first.click()
    bora.keyboard.press("m")
    bora.wait_for_selector("mark[data-status=open]", state="detached")

    anna.reload()
    anna.wait_for_selector("mark")
    anna.check("#read")
    anna.click("#approve")
    anna.wait_for_selector("#state[data-state=approved]")
    anna.click("#release")
    anna.fill("#typed-name", "other.txt")
    anna.click("#release-ok")
    anna.wait_for_selector("#release-problem:not(:empty)")
    anna.fill("#typed-name", "draft.txt")
    anna.click("#release-ok")
    anna.wait_for_selector("#state[data-state=released]")
    with anna.expect_download() as download:
        anna.click("#files a >> nth=0")
    released = Path(download.value.path()).read_text("utf-8")
    assert "Babic" not in released
    assert "Rudnik" not in released
    assert check_desk(desk)[1] == []
    anna.goto(f"{address}/log")
    assert "none edited" in anna.inner_text("main")
    assert clean(anna) == clean(bora) == []


def test_the_second_of_two_is_told_and_nothing_is_lost(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    anna = log_in(browser, address, "anna")
    upload(anna)
    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.wait_for_selector("mark.selected")
    anna.keyboard.press("m")
    anna.wait_for_selector("mark.selected[data-status=decided]")
    bora.keyboard.press("u")
    bora.wait_for_selector("#status:has-text('changed by anna')")
    first = service.page(desk, service.queue(desk)[0].document_id).items[0]
    assert first.decided_by == "anna"
    assert first.status is ItemStatus.DECIDED


def test_undo_bulk_mark_and_search_by_keyboard(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page, DRAFT + "\nThe blue gate creaked.\n")
    document = service.queue(desk)[0].document_id
    page.keyboard.press("m")
    page.wait_for_selector("mark.selected[data-status=decided]")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#status:has-text('Undone')")
    assert all(item.decided_by in {None, "policy"} for item in service.page(desk, document).items)
    page.evaluate(SELECT, "blue gate")
    page.keyboard.press("n")
    page.wait_for_selector("#mark[open]")
    assert page.inner_text("#mark-quote") == "blue gate"
    page.select_option("#mark-type", "LOCATION")
    page.click("#mark-ok")
    page.wait_for_selector("#status:has-text('Marked')")
    assert "blue gate" in {item.quote for item in service.page(desk, document).items if item.is_marked}
    page.keyboard.press("/")
    page.keyboard.type("rudnik")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hits button")
    assert page.locator("#hits button").count() == 2
    page.click("#leftovers-panel summary")
    page.wait_for_selector("#leftovers li")
    page.click("#linkage-panel summary")
    page.wait_for_selector("#linkage li")
    page.click("#original")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    assert clean(page) == []


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(
    browser, served: tuple[str, Desk], lang: str, scheme: str
) -> None:
    address, _ = served
    options = {"color_scheme": scheme, "locale": lang, "viewport": {"width": 1280, "height": 900}}
    page = log_in(browser, address, "anna", bypass_csp=True, **options)
    upload(page)
    page.wait_for_timeout(300)
    found = {"document": faults(page)}
    page.keyboard.press("?")
    found["help"] = faults(page)
    for path in ("", "log", "nothing"):
        page.goto(f"{address}/{path}")
        found[path] = faults(page)
    other = browser.new_context(bypass_csp=True, **options).new_page()
    other.goto(f"{address}/login")
    found["login"] = faults(other)
    assert {where: told for where, told in found.items() if told} == {}


def faults(page) -> list[str]:
    told = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']}"
        for one in told
        if one["impact"] in {"serious", "critical"}
    ]


HOSTILE = [
    "<script>window.broken = 1</script>",
    "<img src=x onerror='window.broken=1'>",
    "[a](javascript:window.broken=1)",
    "<svg onload='window.broken=1'>",
    "\u202egnihtemos",
    "{{ 7*7 }} ${7*7} {% raw %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_document_text_is_inert_everywhere(browser, served: tuple[str, Desk], text: str) -> None:
    address, _ = served
    page = log_in(browser, address, "anna", bypass_csp=True)
    name = f"{text.replace('/', '_')}.txt"[:200]
    upload_named(page, f"Zoran Babic, 24, said: {text} and went to Rudnik.\n", name)
    page.wait_for_selector("mark.selected")
    page.keyboard.press("c")
    page.fill("#comment-text", text)
    page.click("#comment-ok")
    page.wait_for_timeout(1800)
    page.keyboard.press("/")
    page.keyboard.type(text[:50])
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    assert text in page.inner_text("#text") or text in page.text_content("#text")
    assert "49" not in page.inner_text("#text")
    page.goto(f"{address}/")
    assert page.evaluate("window.broken") is None
    assert page.locator("table a").count() == 1
    assert page.locator("table script, table img, table svg").count() == 0


def upload_named(page, text: str, name: str) -> None:
    with page.expect_navigation():
        page.set_input_files(
            "input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        )
        page.click("#upload button")
    page.click("table a")
