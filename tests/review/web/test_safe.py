"""Who gets in, what may be asked, and what is never said back."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner
from conftest import HOST, PASSWORD, ROOT, Visitor
from desks import DRAFT

from redactor.cli import main
from redactor.errors import UsageError
from redactor.review import service, sessions
from redactor.review.desk import looking
from redactor.review.records import DeskRole, Person
from redactor.review.service import Desk
from redactor.review.store import schema
from redactor.review.users import add_user, remove_user
from redactor.review.web import app
from redactor.review.web.rendering import in_language
from redactor.review.web.settings import answered_hosts, check_exposure

Visit = Callable[..., Visitor]
PAGES = ("/", "/log", "/documents/" + "0" * 32, "/documents/" + "0" * 32 + "/files/0")
CHANGES = (
    ("POST", "/api/documents?name=a.txt"),
    ("PUT", "/api/documents/{document}/draft"),
    ("POST", "/api/documents/{document}/mark"),
    ("POST", "/api/documents/{document}/read"),
    ("POST", "/api/documents/{document}/approve"),
    ("POST", "/api/documents/{document}/release"),
    ("POST", "/api/items/{item}/decide"),
    ("POST", "/api/items/{item}/second"),
    ("POST", "/api/items/{item}/comment"),
    ("POST", "/api/bulk/preview"),
    ("POST", "/api/bulk/decide"),
    ("POST", "/api/undo"),
    ("POST", "/api/redo"),
    ("POST", "/api/search"),
)


MODULES = ("approval", "bulk", "decisions", "marking", "states", "undoing")
EDITS = {"add", "mark", "comment", "undo"}
LOOKS = {"look", "queue", "released text", "leftovers", "linkage", "item", "page", "search"}
DECIDES = {"decide", "bulk", "read"}


@pytest.fixture
def anna(visitor: Visit) -> Visitor:
    """A reviewer who is logged in, with a draft at the desk."""
    anna = visitor()
    assert anna.log_in("anna") == 200
    answer = anna.ask("POST", "/api/documents?name=draft.txt", content=DRAFT.encode())
    assert answer.status_code == 201, answer.text
    return anna


def ids(desk: Desk) -> dict[str, str]:
    document = service.queue(desk)[0].document_id
    return {"document": document, "item": service.page(desk, document).items[0].id}


@pytest.mark.parametrize(
    "path", ["/login", "/static/desk.css", "/static/desk.js", "/nothing", "/api/nothing", "/"]
)
def test_every_answer_has_the_headers(visitor: Visit, path: str) -> None:
    headers = visitor().client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_without_a_login(visitor: Visit, path: str) -> None:
    answer = visitor().client.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login"


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_nothing_is_changed_without_a_login_or_the_pages_token(
    anna: Visitor, staffed: Desk, visitor: Visit, method: str, path: str
) -> None:
    path = path.format(**ids(staffed))
    assert visitor().ask(method, path, json={}).status_code == 401
    stranger = Visitor(anna.client, "0" * 43)
    assert stranger.ask(method, path, json={}).status_code == 403
    assert anna.client.request(method, path, json={}, headers=anna.origin).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": f"http://{HOST}.evil.example"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
    ],
)
def test_other_sites_and_names_are_refused(anna: Visitor, headers: dict[str, str]) -> None:
    answer = anna.ask("POST", "/api/undo", headers=headers)
    assert answer.status_code in {403, 421}


def test_a_request_without_an_origin_changes_nothing(anna: Visitor) -> None:
    answer = anna.client.post("/api/undo", headers={"x-csrf-token": anna.csrf})
    assert answer.status_code == 403


def test_a_session_is_new_at_each_login_and_ends_at_logout(visitor: Visit) -> None:
    login = {"name": "anna", "password": PASSWORD}
    seen = ["planted-by-somebody"]
    for _ in range(2):
        anna = visitor()
        headers = {**anna.origin, "cookie": f"redactor={seen[-1]}"}
        answer = anna.client.post("/login", data=login, headers=headers)
        seen.append(answer.cookies["redactor"])
    assert len(set(seen)) == 3
    opened = [
        visitor().client.get("/", headers={"cookie": f"redactor={value}"}).status_code for value in seen
    ]
    assert opened == [303, 303, 200]


def test_a_logged_out_session_is_over(visitor: Visit) -> None:
    anna = visitor()
    anna.log_in("anna")
    value = anna.client.cookies["redactor"]
    assert anna.client.post("/logout", data={"csrf": "x"}, headers=anna.origin).status_code == 403
    assert anna.client.post("/logout", data={"csrf": anna.csrf}, headers=anna.origin).status_code == 303
    anna.client.cookies.set("redactor", value)
    assert anna.client.get("/").status_code == 303


def test_the_cookie_is_for_no_script_and_no_other_site(visitor: Visit) -> None:
    anna = visitor()
    answer = anna.client.post("/login", data={"name": "anna", "password": PASSWORD}, headers=anna.origin)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    secure = visitor(tls=True)
    headers = {"origin": f"https://{HOST}"}
    answer = secure.client.post("/login", data={"name": "anna", "password": PASSWORD}, headers=headers)
    assert answer.headers["set-cookie"].startswith("__Host-redactor=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize(("idle", "longest"), [(-1, 1000), (1000, -1)])
def test_a_session_ends_by_itself(visitor: Visit, idle: int, longest: int) -> None:
    anna = visitor(idle_seconds=idle, longest_seconds=longest)
    answer = anna.client.post("/login", data={"name": "anna", "password": PASSWORD}, headers=anna.origin)
    assert answer.status_code == 303
    assert anna.client.get("/").status_code == 303


def test_wrong_passwords_are_let_through_a_few_times_only(visitor: Visit) -> None:
    visit = visitor()
    tried = [visit.log_in("anna", "a wrong password") for _ in range(6)]
    assert tried[:5] == [403] * 5
    assert tried[5] == 429
    assert visit.log_in("anna") == 429


@pytest.mark.parametrize("name", ["nobody", "", "anna' --", "x" * 5000])
def test_a_name_that_is_none_is_answered_like_a_wrong_password(visitor: Visit, name: str) -> None:
    wrong = visitor().client.post(
        "/login", data={"name": "anna", "password": "wrong words here"}, headers={"origin": f"http://{HOST}"}
    )
    other = visitor().client.post(
        "/login", data={"name": name, "password": "wrong words here"}, headers={"origin": f"http://{HOST}"}
    )
    assert (wrong.status_code, wrong.text) == (other.status_code, other.text)


def test_a_one_time_code_is_asked_for_and_good_once(staffed: Desk, visitor: Visit) -> None:
    uri = add_user(staffed, ROOT, "tova", {DeskRole.REVIEWER}, PASSWORD, with_totp=True)
    assert uri is not None
    code = pyotp.parse_uri(uri).at(int(time.time()))  # type: ignore[attr-defined]
    assert visitor().log_in("tova") == 403
    assert visitor().log_in("tova", code="000000" if code != "000000" else "000001") == 403
    assert visitor().log_in("tova", code=code) == 200
    assert visitor().log_in("tova", code=code) == 403


def test_the_link_for_one_person_works_once(visitor: Visit) -> None:
    visit = visitor(one_time_token="a-token")
    assert visit.client.get("/enter?token=another").status_code == 403
    assert visit.client.get("/enter?token=a-token").status_code == 303
    assert visit.client.get("/").status_code == 200
    visit.client.cookies.clear()
    assert visit.client.get("/enter?token=a-token").status_code == 403


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("anna", EDITS | LOOKS | DECIDES | {"log"}),
        ("bora", EDITS | LOOKS | DECIDES | {"log", "second"}),
        ("edda", EDITS | LOOKS),
        ("adam", {"log"}),
    ],
)
def test_roles_are_kept_to_on_the_wire(
    anna: Visitor, staffed: Desk, visitor: Visit, name: str, allowed: set[str]
) -> None:
    known = ids(staffed)
    version = service.item(staffed, known["item"]).version
    who = visitor()
    who.log_in(name)
    document, item = f"/api/documents/{known['document']}", f"/api/items/{known['item']}"
    kept = {"action": "keep", "reason_code": "not-identifying", "sentence": "A very common name there."}
    waiting = next(i for i in service.page(staffed, known["document"]).items if i.quote == "Zoran Babic")
    anna.ask("POST", f"/api/items/{waiting.id}/decide", {"version": waiting.version, "decision": kept})
    told = {"version": waiting.version + 1, "confirms": True}
    place = {"segment": "text", "start": 0, "end": 3, "type": "DATE"}
    asked = {
        "look": who.ask("GET", document),
        "queue": who.ask("GET", "/api/documents"),
        "released text": who.ask("GET", f"{document}/released"),
        "leftovers": who.ask("GET", f"{document}/leftovers"),
        "linkage": who.ask("GET", f"{document}/linkage"),
        "item": who.ask("GET", item),
        "page": who.client.get(f"/documents/{known['document']}"),
        "search": who.ask("POST", "/api/search", {"text": "Rudnik"}),
        "add": who.ask("POST", "/api/documents?name=b.txt", content=b"It rained.\n"),
        "mark": who.ask("POST", f"{document}/mark", place),
        "undo": who.ask("POST", "/api/undo"),
        "comment": who.ask("POST", f"{item}/comment", {"text": "hello"}),
        "log": who.client.get("/log"),
        "second": who.ask("POST", f"/api/items/{waiting.id}/second", told),
        "decide": who.ask("POST", f"{item}/decide", {"version": version}),
        "bulk": who.ask("POST", "/api/bulk/preview", {"same_words_as": known["item"]}),
        "read": who.ask("POST", f"{document}/read"),
    }
    # What is refused for another reason than the role says so.
    asked_too = {
        "approve": who.ask("POST", f"{document}/approve", {"version": 10**6}),
        "release": who.ask("POST", f"{document}/release", {"name": "draft.txt"}),
        "download": who.client.get(f"/documents/{known['document']}/files/0"),
    }
    got = {what for what, answer in asked.items() if answer.status_code < 300}
    assert got == allowed
    assert all(answer.status_code in {200, 201, 204, 403} for answer in asked.values())
    assert all(answer.status_code in {403, 409} for answer in asked_too.values())
    if name == "adam":
        assert "draft.txt" not in who.client.get("/").text
        assert "draft.txt" not in asked["log"].text


@pytest.mark.parametrize("one", ["0" * 32, "0", "%00", "9" * 400, "' or 1=1 --", "%2e%2e", "%ed%a0%80"])
def test_foreign_ids_are_answered_with_not_there(anna: Visitor, one: str) -> None:
    asked = [
        anna.client.get(f"/documents/{one}"),
        anna.client.get(f"/documents/{one}/files/0"),
        anna.ask("GET", f"/api/documents/{one}"),
        anna.ask("GET", f"/api/documents/{one}/released"),
        anna.ask("GET", f"/api/items/{one}"),
        anna.ask("POST", f"/api/items/{one}/decide", {"version": 0}),
        anna.ask("POST", f"/api/documents/{one}/read"),
    ]
    assert {answer.status_code for answer in asked} <= {404, 405, 422}


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**63, 2**64, -1, 10**400])
def test_numbers_that_no_column_holds_are_refused(anna: Visitor, staffed: Desk, number: int) -> None:
    known = ids(staffed)
    mask = {"action": "mask"}
    place = {"segment": "text", "start": number, "end": number, "type": "LOCATION"}
    asked = [
        anna.ask("POST", f"/api/items/{known['item']}/decide", {"version": number}),
        anna.ask("POST", f"/api/items/{known['item']}/second", {"version": number, "confirms": True}),
        anna.ask("POST", f"/api/documents/{known['document']}/approve", {"version": number}),
        anna.ask("POST", f"/api/documents/{known['document']}/mark", place),
        anna.ask("POST", "/api/bulk/decide", {"seen": {known["item"]: number}, "decision": mask}),
        anna.client.get(f"/documents/{known['document']}/files/{number}"),
    ]
    assert {answer.status_code for answer in asked} <= {403, 404, 422}


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/documents/..%2f..%2fetc%2fpasswd",
     "/documents/%00", "/api/documents/..", "/api/items/' or 1=1"],
)  # fmt: skip
def test_no_path_leads_out(anna: Visitor, path: str) -> None:
    answer = anna.client.get(path)
    assert answer.status_code in {404, 303, 422, 405}
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.txt", "..\\..\\x.txt", "/etc/passwd.txt", "a\nb.txt", "\u202etxt.txt"]
)
def test_a_file_name_is_a_label_and_no_path(anna: Visitor, staffed: Desk, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    answer = anna.ask("POST", "/api/documents", params={"name": name}, content=b"It rained.\n")
    assert answer.status_code == 201
    shown = service.queue(staffed)[-1].name
    assert "/" not in shown
    assert "\\" not in shown
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.name.startswith("review.db") for path in new)


def test_what_is_too_large_is_refused(anna: Visitor, visitor: Visit) -> None:
    small = visitor(largest_upload=1000, largest_request=500)
    small.log_in("anna")
    assert small.ask("POST", "/api/documents?name=a.txt", content=b"x" * 1001).status_code == 413
    assert small.ask("POST", "/api/search", {"text": "x" * 600}).status_code == 413
    chunks = iter([b"x" * 600, b"y" * 600])
    assert small.ask("POST", "/api/documents?name=a.txt", content=chunks).status_code == 413


@pytest.mark.parametrize("policy", ["/etc/passwd", "../policies/strict.yaml", "nothing"])
def test_a_policy_from_a_request_is_a_shipped_one(anna: Visitor, policy: str) -> None:
    answer = anna.ask("POST", "/api/documents", params={"name": "a.txt", "policy": policy}, content=b"x\n")
    assert answer.status_code == 422
    assert "passwd" not in answer.text


def test_an_error_tells_nothing_of_the_document(
    anna: Visitor, staffed: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Zoran Babic was here")

    monkeypatch.setattr(app.api.service, "page", broken)
    with caplog.at_level(logging.DEBUG):
        answer = anna.ask("GET", f"/api/documents/{ids_of(staffed)}")
    assert answer.status_code == 500
    assert "Babic" not in answer.text
    assert "Babic" not in caplog.text


def ids_of(desk: Desk) -> str:
    return service.queue(desk)[0].document_id


def test_no_log_line_holds_a_path_a_name_or_a_word(
    anna: Visitor, staffed: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        anna.ask("POST", "/api/search", {"text": "Rudnik"})
        anna.ask("GET", f"/api/documents/{ids_of(staffed)}")
        anna.client.get("/documents/Zoran-Babic")
    # The test's own client logs what it asks for; the server is what counts.
    told = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore", "asyncio"))]
    assert told
    for secret in ("Rudnik", "Babic", ids_of(staffed), "draft.txt"):
        assert not any(secret in line for line in told)


def test_a_bad_request_is_not_said_back(anna: Visitor, staffed: Desk) -> None:
    known = ids(staffed)
    for told in ({"version": "<script>", "decision": {"action": "Babic"}}, {"odd": "Babic"}, [], None):
        answer = anna.ask("POST", f"/api/items/{known['item']}/decide", told)
        assert answer.status_code == 422
        assert "script" not in answer.text
        assert "Babic" not in answer.text


def test_a_blind_second_person_is_not_shown_the_first_decision(
    anna: Visitor, staffed: Desk, visitor: Visit
) -> None:
    object.__setattr__(staffed, "is_blind", True)
    document = ids(staffed)["document"]
    item = next(i for i in service.page(staffed, document).items if i.quote == "Zoran Babic")
    kept = {"action": "keep", "reason_code": "not-identifying", "sentence": "A very common name there."}
    anna.ask("POST", f"/api/items/{item.id}/decide", {"version": item.version, "decision": kept})
    bora = visitor()
    bora.log_in("bora")
    for path in (f"/api/documents/{document}", f"/api/items/{item.id}"):
        text = bora.ask("GET", path).text
        assert "common name" not in text
    details = bora.ask("GET", f"/api/items/{item.id}").json()
    assert details["item"]["blind"]
    assert details["item"]["decision"] is None
    assert details["history"] == []
    assert "Zoran" in anna.ask("GET", f"/api/documents/{document}/released").text
    assert "Zoran" not in bora.ask("GET", f"/api/documents/{document}/released").text
    log = bora.client.get("/log").text
    assert "keep" not in log
    assert "not-identifying" not in log


@pytest.mark.parametrize(("own", "status"), [("keep", "confirmed"), ("mask", "open"), (None, None)])
def test_a_blind_second_person_says_what_he_would_do(
    anna: Visitor, staffed: Desk, visitor: Visit, own: str | None, status: str | None
) -> None:
    object.__setattr__(staffed, "is_blind", True)
    document = ids(staffed)["document"]
    item = next(i for i in service.page(staffed, document).items if i.quote == "Zoran Babic")
    kept = {"action": "keep", "reason_code": "not-identifying", "sentence": "A very common name there."}
    anna.ask("POST", f"/api/items/{item.id}/decide", {"version": item.version, "decision": kept})
    bora = visitor()
    bora.log_in("bora")
    told = {"version": item.version + 1, "confirms": True, "own": own}
    answer = bora.ask("POST", f"/api/items/{item.id}/second", told)
    assert answer.status_code == (200 if status else 403)
    assert service.item(staffed, item.id).status == (status or "needs_second")


def test_a_changed_draft_may_be_as_large_as_a_new_one(anna: Visitor, staffed: Desk) -> None:
    document = ids(staffed)["document"]
    large = DRAFT + "It rained for most of the morning.\n" * 9000
    assert len(large) > 256 * 1024
    answer = anna.ask("PUT", f"/api/documents/{document}/draft", content=large.encode())
    assert answer.status_code == 200, answer.text
    assert any(item["quote"] == "Zoran Babic" for item in answer.json()["items"])


@pytest.mark.parametrize(
    ("host", "tls", "accounts", "fine"),
    [("127.0.0.1", False, 0, True), ("::1", False, 0, True), ("192.0.2.7", False, 3, False),
     ("192.0.2.7", True, 0, False), ("192.0.2.7", True, 3, True), ("desk.example", True, 3, False)],
)  # fmt: skip
def test_other_machines_need_accounts_and_tls(host: str, *, tls: bool, accounts: int, fine: bool) -> None:
    if fine:
        check_exposure(host, tls=tls, accounts=accounts)
        assert answered_hosts(host, 8765)
    else:
        with pytest.raises(UsageError):
            check_exposure(host, tls=tls, accounts=accounts)


def test_serving_strangers_is_refused_by_the_command(tmp_path: Path) -> None:
    options = ["--db", f"sqlite:///{tmp_path / 'a.db'}", "--key-file", str(tmp_path / "a.key")]
    done = CliRunner().invoke(main, ["review", "serve", "--host", "0.0.0.0", *options])  # noqa: S104 - refused
    assert done.exit_code == 2
    assert "TLS" in done.output or "tls" in done.output


def test_accounts_are_made_and_listed_by_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDACTOR_REVIEW_PASSWORD", PASSWORD)
    options = ["--db", f"sqlite:///{tmp_path / 'a.db'}", "--key-file", str(tmp_path / "a.key")]
    run = CliRunner()
    made = run.invoke(main, ["review", "user", "add", "anna", "--role", "reviewer", "--totp", *options])
    assert made.exit_code == 0, made.output
    assert "otpauth://" in made.output
    assert run.invoke(main, ["review", "user", "list", *options]).stdout == "anna: reviewer\n"
    assert run.invoke(main, ["review", "user", "remove", "anna", *options]).exit_code == 2
    assert run.invoke(main, ["review", "user", "add", "bora", "--role", "second", *options]).exit_code == 0
    assert run.invoke(main, ["review", "user", "remove", "anna", *options]).exit_code == 0
    assert run.invoke(main, ["review", "user", "list", *options]).stdout == "bora: second\n"
    monkeypatch.setenv("REDACTOR_REVIEW_PASSWORD", "short")
    assert run.invoke(main, ["review", "user", "add", "b", "--role", "editor", *options]).exit_code == 2
    assert run.invoke(main, ["review", "user", "add", "B!", "--role", "editor", *options]).exit_code == 2


def test_a_password_and_a_session_are_kept_as_digests_only(
    staffed: Desk, anna: Visitor, tmp_path: Path
) -> None:
    value = anna.client.cookies["redactor"]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert PASSWORD.encode() not in data
            assert value.encode() not in data
    with looking(staffed) as rows:
        stored = rows.connection.execute(schema.accounts.select()).first()
    assert stored is not None
    assert stored.password.startswith("$argon2id$")


def test_a_new_password_ends_the_sessions(staffed: Desk, anna: Visitor) -> None:
    add_user(staffed, ROOT, "anna", {DeskRole.EDITOR}, "another four words", with_totp=False)
    assert anna.client.get("/").status_code == 303


def test_a_removed_account_is_out_at_once(staffed: Desk, anna: Visitor, visitor: Visit) -> None:
    remove_user(staffed, ROOT, "anna")
    assert anna.client.get("/").status_code == 303
    assert visitor().log_in("anna") == 403


def test_both_languages_say_the_same_things() -> None:
    from redactor.review.web.rendering import words

    assert words("en").keys() == words("ko").keys()
    assert all(isinstance(value, str) and value for value in [*words("en").values(), *words("ko").values()])
    static = Path(app.__file__).parent / "static"
    used = set(re.findall(r"\bwords\.(\w+)", "".join(p.read_text("utf-8") for p in static.glob("*.js"))))
    assert used <= words("en").keys()


def test_a_refusal_is_told_in_the_readers_language(anna: Visitor, staffed: Desk) -> None:
    item = ids(staffed)["item"]
    asked = {"version": 0, "decision": {"action": "generalize"}}
    korean = anna.ask("POST", f"/api/items/{item}/decide", asked, headers={"accept-language": "ko"})
    assert korean.json()["error"] == "흐리게 하려면 단계나 대신할 말이 필요합니다."
    english = anna.ask("POST", f"/api/items/{item}/decide", asked)
    assert english.json()["error"] == "to generalize needs a rung or your own words"
    told = in_language("ko", "changed by anna meanwhile; look at it again")
    assert told == "그사이 anna님이 변경했습니다. 다시 살펴보십시오."
    assert in_language("ko", "something else") == "something else"


def test_every_refusal_of_the_desk_has_its_korean() -> None:
    package = Path(app.__file__).parents[1]
    source = "".join((package / f"{name}.py").read_text("utf-8") for name in MODULES)
    said = re.findall(r'NotAllowed\(\s*f?"([^"]+)"', source)
    assert len(said) > 20
    for sentence in said:
        plain = re.sub(r"\{.*\}", "7", sentence)
        assert in_language("ko", plain) != plain, plain


def test_the_language_is_the_browsers_or_the_chosen_one(visitor: Visit) -> None:
    visit = visitor()
    assert "검토 화면" in visit.client.get("/login", headers={"accept-language": "ko-KR,ko;q=0.9"}).text
    visit.client.post("/language", data={"language": "ko"}, headers=visit.origin)
    assert "검토 화면" in visit.client.get("/login").text
    assert 'lang="en"' in visitor().client.get("/login", headers={"accept-language": "xx, ../.."}).text


def test_no_asset_comes_from_elsewhere() -> None:
    folder = Path(app.__file__).parent
    for path in [*folder.rglob("*.js"), *folder.rglob("*.css"), *folder.rglob("*.html")]:
        text = path.read_text("utf-8")
        assert not re.search(r"https?://|//cdn|@import|url\(", text), path
        assert "innerHTML" not in text
        assert " on" + "click=" not in text
        assert " style=" not in text


def test_a_session_of_nobody_is_none(staffed: Desk) -> None:
    assert sessions.find(staffed, "nothing", 10, 10) is None
    value = sessions.begin(staffed, Person("anna", frozenset({DeskRole.EDITOR})))
    found = sessions.find(staffed, value, 10, 10)
    assert found is not None
    assert found.person.name == "anna"
    sessions.end(staffed, value)
    assert sessions.find(staffed, value, 10, 10) is None
