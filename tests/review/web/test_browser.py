"""The whole path in a real browser: upload, decide by keyboard, second person, release, download, verify."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from desks import ANNA, BORA, DRAFT

from redactor.cli import main
from redactor.model import Action
from redactor.review import service
from redactor.review.records import DocumentState, ItemStatus
from redactor.review.service import Desk

PASSWORD = "four words are good"
pytestmark = [pytest.mark.enable_socket, pytest.mark.filterwarnings("ignore")]

# The mark shows a decision at once; this is there when the server has taken it.
TAKEN = "#status:has-text('decided:')"
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
    keep_by_keyboard(anna)
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
    send_back_and_mask(bora)

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
    anna.goto(f"{address}/log")
    assert "none edited" in anna.inner_text("main")
    assert "sent back" in anna.inner_text("table")
    options = [
        "--db",
        f"sqlite:///{tmp_path / 'review.db'}",
        "--key-file",
        str(desk.head_file.with_suffix(".key")),
    ]
    assert "none edited" in CliRunner().invoke(main, ["review", "verify-log", *options]).stdout
    assert clean(anna) == clean(bora) == []


def send_back_and_mask(bora) -> None:
    bora.click("table a:has-text('draft.txt')")
    bora.wait_for_selector("mark[data-status=needs_second]")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.click("#item button:has-text('send back')")
    bora.fill("#comment-text", "It is not that common.")
    bora.click("#comment-ok")
    bora.wait_for_selector("mark[data-status=open]")
    bora.locator("mark[data-status=open]").first.click()
    bora.keyboard.press("m")
    bora.wait_for_selector(TAKEN)


def test_a_second_person_confirms_with_enter_and_anna_cannot(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    anna = log_in(browser, address, "anna")
    upload(anna)
    document = service.queue(desk)[0].document_id
    keep_by_keyboard(anna)
    assert anna.locator("#item button:has-text('confirm')").count() == 0
    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.keyboard.press("Enter")
    bora.wait_for_selector("mark[data-status=confirmed]")
    item = next(i for i in service.page(desk, document).items if i.quote == "Zoran Babic")
    assert (item.status, item.decided_by, item.confirmed_by) == (ItemStatus.CONFIRMED, "anna", "bora")


def test_a_second_person_sees_the_evidence_of_what_is_public(browser, served: tuple[str, Desk]) -> None:
    address, _ = served
    anna = log_in(browser, address, "anna")
    upload(anna)
    anna.click("mark:has-text('Zoran Babic')")
    anna.keyboard.press("e")
    anna.select_option("#code", "already-public")
    anna.fill("#sentence", "He said it on television.")
    anna.click("#reason-ok")
    anna.wait_for_selector("#reason-problem:not(:empty)")
    for name, told in (("who", "A paper"), ("where", "page 7"), ("when", "2024")):
        anna.fill(f"#evidence-{name}", told)
    anna.click("#reason-ok")
    anna.wait_for_selector("mark[data-status=needs_second]")
    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.wait_for_selector("#item:has-text('A paper · page 7 · 2024')")


def test_a_blind_second_person_does_not_see_and_agrees_by_doing_the_same(
    browser, served: tuple[str, Desk]
) -> None:
    address, desk = served
    object.__setattr__(desk, "is_blind", True)
    anna = log_in(browser, address, "anna")
    upload(anna)
    keep_by_keyboard(anna)
    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.locator("mark[data-status=needs_second]").first.click()
    bora.wait_for_selector("#item:has-text('what you would do')")
    assert "very common name" not in bora.inner_text("#item")
    bora.keyboard.press("e")
    bora.wait_for_selector("mark[data-status=confirmed]")


def keep_by_keyboard(page) -> None:
    page.click("mark:has-text('Zoran Babic')")
    page.keyboard.press("e")
    page.wait_for_selector("#reason[open]")
    page.select_option("#code", "not-identifying")
    page.fill("#sentence", "It is a very common name there.")
    page.click("#reason-ok")
    page.wait_for_selector("mark[data-status=needs_second]")


def test_a_finer_rung_asks_for_a_reason_and_a_vaguer_one_does_not(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page)
    document = service.queue(desk)[0].document_id
    age = lambda: next(i for i in service.page(desk, document).items if i.quote == "24")  # noqa: E731
    page.click("mark:has-text('24')")
    page.wait_for_selector(".rungs button")
    page.keyboard.press("g")
    page.wait_for_selector(TAKEN)
    page.wait_for_function("() => document.querySelectorAll('.rungs button').length > 1")
    assert age().decision.rung == "decade"
    page.keyboard.press("g")
    page.wait_for_selector(".now:has-text('an adult')")
    assert age().decision.rung == "life_stage"
    page.wait_for_selector(".rungs button")
    page.locator(".rungs li:has-text('tells more') button").first.click()
    page.wait_for_selector("#reason[open]")
    page.keyboard.press("Escape")
    assert age().decision.rung == "life_stage"


def test_many_are_decided_at_once_and_undone_as_one(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page)
    document = service.queue(desk)[0].document_id
    page.click("mark:has-text('Rudnik')")
    page.click("#item button:has-text('Decide on many')")
    page.wait_for_selector("#bulk[open]")
    assert "draft.txt: 2" in page.inner_text("#bulk-hits").replace("\u2068", "").replace("\u2069", "")
    page.click("#bulk-keep")
    page.fill("#sentence", "It is a common name of villages.")
    page.click("#reason-ok")
    page.wait_for_selector("#reason-problem:has-text('Choose')")
    page.select_option("#code", "not-identifying")
    page.click("#reason-ok")
    page.wait_for_selector("#status:has-text('decided: 2')")
    kept = [i for i in service.page(desk, document).items if i.quote == "Rudnik"]
    assert {i.decision.action for i in kept} == {Action.KEEP}
    page.keyboard.press("Control+z")
    page.wait_for_selector("#status:has-text('Undone')")
    assert {i.decision for i in service.page(desk, document).items if i.quote == "Rudnik"} == {None}


def test_what_changed_meanwhile_is_not_approved_unseen(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page, "It rained. The blue gate creaked in Rudnik.\n")
    document = service.queue(desk)[0].document_id
    for item in service.page(desk, document).items:
        service.decide(desk, BORA, item.id, item.version, item.proposed)
    page.check("#read")
    page.wait_for_timeout(300)
    page.click("#approve")
    page.wait_for_selector("#status:has-text('Somebody changed')")
    assert service.page(desk, document).draft.state is not DocumentState.APPROVED
    page.click("#approve")
    page.wait_for_selector("#state[data-state=approved]")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#state[data-state=in_review]")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#read:not(:checked)")


def test_a_changed_draft_is_brought_in_the_page(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page)
    document = service.queue(desk)[0].document_id
    page.keyboard.press("m")
    page.wait_for_selector(TAKEN)
    page.click("#replace-panel summary")
    changed = (DRAFT + "\nHer brother lives in Zrinj.\n").encode()
    page.set_input_files("#replace-file", {"name": "new.txt", "mimeType": "text/plain", "buffer": changed})
    page.click("#replace button")
    page.wait_for_selector("#text:has-text('Zrinj')")
    assert sum(i.decided_by == "anna" for i in service.page(desk, document).items) == 1


def test_a_page_that_was_left_shows_nothing(browser, served: tuple[str, Desk]) -> None:
    address, _ = served
    page = log_in(browser, address, "anna")
    page.clock.install()
    upload(page)
    assert "Babic" in page.inner_text("main")
    page.clock.fast_forward("14:00")
    page.keyboard.press("j")
    page.clock.fast_forward("14:00")
    assert "Babic" in page.inner_text("main")
    page.clock.fast_forward("02:00")
    page.wait_for_url(f"{address}/login")
    assert "Babic" not in page.content()


def test_documents_are_reached_by_keyboard_and_from_the_left(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    page = log_in(browser, address, "anna")
    upload(page)
    service.add_documents(desk, ANNA, [("other.txt", DRAFT.encode())], "pow-families")
    page.reload()
    page.wait_for_selector("mark.selected")
    page.keyboard.press("]")
    page.wait_for_selector("#name:has-text('other.txt')")
    page.wait_for_selector("mark.selected")
    page.keyboard.press("[")
    page.wait_for_selector("#name:has-text('draft.txt')")
    page.click("#documents-panel summary")
    page.click("#documents a:has-text('other.txt')")
    page.wait_for_selector("#name:has-text('other.txt')")


def test_the_second_of_two_is_told_and_nothing_is_lost(browser, served: tuple[str, Desk]) -> None:
    address, desk = served
    anna = log_in(browser, address, "anna")
    upload(anna)
    bora = log_in(browser, address, "bora")
    bora.click("table a:has-text('draft.txt')")
    bora.wait_for_selector("mark.selected")
    anna.keyboard.press("m")
    anna.wait_for_selector(TAKEN)
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
    page.wait_for_selector(TAKEN)
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


DIALOGS = ("reason", "mark", "comment", "bulk", "release-dialog", "help")
SIZES = {"light": {"width": 1280, "height": 800}, "dark": {"width": 820, "height": 1180}}


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility(
    browser, served: tuple[str, Desk], lang: str, scheme: str
) -> None:
    address, _ = served
    options = {"color_scheme": scheme, "locale": lang, "viewport": SIZES[scheme]}
    page = log_in(browser, address, "anna", bypass_csp=True, **options)
    upload(page, DRAFT + "\nThe blue gate creaked.\n")
    page.wait_for_selector("#released-note", state="hidden")
    page.wait_for_selector(".rungs button")
    found = {"document": faults(page)}
    for _ in range(2):  # what is within is there when it was opened
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.wait_for_timeout(300)
    page.wait_for_selector("#linkage strong")
    page.wait_for_selector("#groups li")
    found["panels"] = faults(page)
    page.click("#view")
    found["one pane"] = faults(page)
    for dialog in DIALOGS:
        page.evaluate(f"document.getElementById('{dialog}').showModal()")
        found[dialog] = faults(page)
        page.evaluate(f"document.getElementById('{dialog}').close()")
    for path in ("", "log", "nothing"):
        page.goto(f"{address}/{path}")
        found[path] = faults(page)
        assert "built-in" not in page.content()
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
