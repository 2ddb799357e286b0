"""From a draft to its release: who may do what, and nothing is lost or done twice. On both databases."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from desks import ADAM, ANNA, BORA, DRAFT, EDDA

from redactor.errors import RedactorError
from redactor.model import Action
from redactor.review import approval, service
from redactor.review.desk import looking
from redactor.review.errors import Busy, Conflict, NotAllowed, NotThere
from redactor.review.exports.log_file import check_desk
from redactor.review.records import Bulk, Decision, DocumentState, Evidence, Item, ItemStatus, Person
from redactor.review.service import Desk
from redactor.review.store.log_rows import log_rows

MASK = Decision(Action.MASK)
KEEP = Decision(Action.KEEP, reason_code="not-identifying", sentence="It is only a common word here.")


def added(desk: Desk, text: str = DRAFT, name: str = "draft.txt", who: Person = ANNA) -> str:
    (one,) = service.add_documents(desk, who, [(name, text.encode())], "pow-families")
    assert one.document_id is not None, one.problem
    return one.document_id


def items(desk: Desk, document_id: str) -> dict[str, Item]:
    """The first item of each text."""
    found: dict[str, Item] = {}
    for item in service.page(desk, document_id).items:
        found.setdefault(item.quote, item)
    return found


def settle(desk: Desk, document_id: str, who: Person = ANNA) -> None:
    """Accept everything that is open."""
    for item in service.page(desk, document_id).items:
        if item.status in {ItemStatus.OPEN, ItemStatus.UNSURE}:
            service.decide(desk, who, item.id, item.version, item.proposed)
    for item in service.page(desk, document_id).items:
        if item.status is ItemStatus.NEEDS_SECOND:
            service.second(desk, BORA, item.id, item.version, confirms=True)


def approved(desk: Desk, document_id: str, who: Person = ANNA) -> None:
    service.tick_read(desk, who, document_id)
    service.approve(desk, who, document_id, service.page(desk, document_id).draft.version)


def state(desk: Desk, document_id: str) -> DocumentState:
    return service.page(desk, document_id).draft.state


def test_a_draft_goes_the_whole_way(desk: Desk) -> None:
    document = added(desk)
    assert state(desk, document) is DocumentState.NEW
    settle(desk, document)
    assert state(desk, document) is DocumentState.IN_REVIEW
    approved(desk, document)
    assert state(desk, document) is DocumentState.APPROVED
    done = service.release(desk, ANNA, document, "draft.txt")
    assert done.state is DocumentState.RELEASED
    assert b"Babic" not in done.files["draft.txt"]
    assert desk.out is not None
    assert (desk.out / "1" / "draft.txt").read_bytes() == done.files["draft.txt"]
    assert service.download(desk, BORA, document) == done.files


def test_the_released_text_is_what_is_released(desk: Desk) -> None:
    document = added(desk)
    settle(desk, document)
    approved(desk, document)
    (segment,) = service.released_text(desk, ANNA, document)
    done = service.release(desk, ANNA, document, "draft.txt")
    assert segment.text == done.files["draft.txt"].decode()


def test_a_text_is_made_once_for_a_version_and_nobody_waits_long_for_it(
    light: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = added(light)
    first = service.released_text(light, ANNA, document)
    assert service.released_text(light, BORA, document) is first
    item = items(light, document)["Rudnik"]
    service.decide(light, ANNA, item.id, item.version, KEEP)
    monkeypatch.setattr(approval, "_SECONDS_TO_WAIT", 0.01)
    with light.turn, pytest.raises(Busy):
        service.released_text(light, ANNA, document)
    assert service.released_text(light, ANNA, document) != first


def test_a_persons_own_words_are_released(desk: Desk) -> None:
    document = added(desk)
    rudnik = items(desk, document)["Rudnik"]
    own = Decision(
        Action.GENERALIZE,
        replacement="a village in the hills",
        reason_code="not-identifying",
        sentence="There are hundreds of villages in these hills.",
    )
    for item in service.alike(desk, rudnik.id):
        service.decide(desk, ANNA, item.id, item.version, own)
    settle(desk, document)
    approved(desk, document)
    text = service.release(desk, ANNA, document, "draft.txt").files["draft.txt"].decode()
    assert "a village in the hills" in text
    assert "Rudnik" not in text


def test_the_second_of_two_is_told_who_was_first_and_nothing_is_lost(desk: Desk) -> None:
    document = added(desk)
    item = items(desk, document)["Rudnik"]
    service.decide(desk, ANNA, item.id, item.version, MASK)
    with pytest.raises(Conflict, match="anna"):
        service.decide(desk, BORA, item.id, item.version, KEEP)
    now = service.page(desk, document).items
    assert next(i for i in now if i.id == item.id).decision == MASK


def test_a_kept_name_needs_another_person(desk: Desk) -> None:
    document = added(desk)
    item = items(desk, document)["Zoran Babic"]
    kept = service.decide(desk, BORA, item.id, item.version, KEEP)
    assert kept.status is ItemStatus.NEEDS_SECOND
    with pytest.raises(NotAllowed, match="yourself"):
        service.second(desk, BORA, item.id, kept.version, confirms=True)
    with pytest.raises(NotAllowed, match="second"):
        service.second(desk, ANNA, item.id, kept.version, confirms=True)
    other = Person("cora", BORA.roles)
    assert service.second(desk, other, item.id, kept.version, confirms=False).status is ItemStatus.OPEN


@pytest.mark.parametrize(
    ("decision", "missing"),
    [
        (Decision(Action.KEEP), "reason code"),
        (Decision(Action.KEEP, reason_code="made-up", sentence="Because I say so here."), "no such reason"),
        (Decision(Action.KEEP, reason_code="exact-place", sentence="Because I say so here."), "no reason"),
        (Decision(Action.KEEP, reason_code="consent", sentence="short"), "10 characters"),
        (Decision(Action.KEEP, reason_code="already-public", sentence="It was in the news."), "evidence"),
        (
            Decision(
                Action.KEEP,
                reason_code="already-public",
                sentence="It was in the news.",
                evidence=Evidence("A paper", " ", "2024"),
            ),
            "evidence",
        ),
        (Decision(Action.GENERALIZE), "rung"),
    ],
)
def test_to_protect_less_needs_a_reason(light: Desk, decision: Decision, missing: str) -> None:
    item = items(light, added(light))["Zoran Babic"]
    with pytest.raises(NotAllowed, match=missing):
        service.decide(light, ANNA, item.id, item.version, decision)
    assert service.alike(light, item.id)[0].decision is None


@pytest.mark.parametrize(
    ("quote", "decision"),
    [
        ("Rudnik", Decision(Action.GENERALIZE, rung="county")),
        ("24", Decision(Action.GENERALIZE, rung="band")),
        ("Rudnik", Decision(Action.GENERALIZE, replacement="a village near Rudnik")),
        ("Rudnik", Decision(Action.MASK, replacement="a village near Rudnik")),
        ("Zoran Babic", Decision(Action.MASK, replacement="Zoran B.")),
    ],
)
def test_a_finer_rung_and_own_words_need_a_reason_too(light: Desk, quote: str, decision: Decision) -> None:
    item = items(light, added(light))[quote]
    with pytest.raises(NotAllowed, match="reason code"):
        service.decide(light, ANNA, item.id, item.version, decision)
    reasoned = replace(decision, reason_code=KEEP.reason_code, sentence=KEEP.sentence)
    done = service.decide(light, ANNA, item.id, item.version, reasoned)
    is_name = quote == "Zoran Babic"
    assert done.status is (ItemStatus.NEEDS_SECOND if is_name else ItemStatus.DECIDED)


def test_a_vaguer_rung_and_the_proposed_words_need_none(light: Desk) -> None:
    item = items(light, added(light))["24"]
    done = service.decide(light, ANNA, item.id, item.version, Decision(Action.GENERALIZE, rung="life_stage"))
    assert done.status is ItemStatus.DECIDED
    same = replace(item.proposed, reason_code="", sentence="")
    assert service.decide(light, ANNA, item.id, done.version, same).status is ItemStatus.DECIDED


def test_a_rung_that_is_none_is_refused(light: Desk) -> None:
    item = items(light, added(light))["Rudnik"]
    with pytest.raises(NotAllowed, match="no such rung"):
        service.decide(light, ANNA, item.id, item.version, Decision(Action.GENERALIZE, rung="nonsense"))


def test_nothing_open_unread_or_waiting_is_approved(light: Desk) -> None:
    document = added(light)
    with pytest.raises(NotAllowed, match="items are open"):
        approved(light, document)
    item = items(light, document)["Zoran Babic"]
    service.decide(light, ANNA, item.id, item.version, KEEP)
    for other in service.page(light, document).items:
        if other.status is ItemStatus.OPEN:
            service.decide(light, ANNA, other.id, other.version, other.proposed)
    assert state(light, document) is DocumentState.NEEDS_SECOND
    with pytest.raises(NotAllowed, match="wait for a second person"):
        approved(light, document)
    settle(light, document)
    version = service.page(light, document).draft.version
    with pytest.raises(NotAllowed, match="read the document"):
        service.approve(light, BORA, document, version)


def test_only_what_is_approved_is_released_and_by_its_name(light: Desk) -> None:
    document = added(light)
    with pytest.raises(NotAllowed, match="approved"):
        service.release(light, ANNA, document, "draft.txt")
    settle(light, document)
    approved(light, document)
    with pytest.raises(NotAllowed, match="name"):
        service.release(light, ANNA, document, "other.txt")
    assert light.out is not None
    assert not light.out.exists()


def test_a_decision_after_the_approval_asks_for_another(desk: Desk) -> None:
    document = added(desk)
    settle(desk, document)
    approved(desk, document)
    item = items(desk, document)["Rudnik"]
    service.decide(desk, ANNA, item.id, item.version, MASK)
    assert state(desk, document) is DocumentState.CHANGED
    with pytest.raises(NotAllowed, match="approved"):
        service.release(desk, ANNA, document, "draft.txt")


def test_a_keep_that_leaks_holds_the_document(light: Desk) -> None:
    text = "He said: I am 24 years old. That was in 2025, and he was born in 2001.\n"
    document = added(light, text)
    for item in service.page(light, document).items:
        service.decide(light, ANNA, item.id, item.version, KEEP if item.quote != "2001" else MASK)
    settle(light, document)
    approved(light, document)
    done = service.release(light, ANNA, document, "draft.txt")
    if done.state is DocumentState.HELD:
        assert done.leaks
        assert not done.files
        assert light.out is not None
        assert not light.out.exists()


def test_undo_goes_back_over_everything_and_redo_forward(desk: Desk) -> None:
    document = added(desk)
    before = service.page(desk, document).items
    rudnik = items(desk, document)["Rudnik"]
    service.decide(desk, ANNA, rudnik.id, rudnik.version, MASK)
    hits = service.bulk_preview(desk, ANNA, Bulk(document_id=document))[document]
    service.bulk_decide(desk, ANNA, {hit.item_id: hit.version for hit in hits}, MASK)
    marked = service.mark_missed(desk, ANNA, document, "text", 0, 8, "MILITARY_ROLE")
    service.undo(desk, ANNA)
    assert marked.id not in {item.id for item in service.page(desk, document).items}
    assert len(service.undo(desk, ANNA)) == len(hits)
    assert len(service.redo(desk, ANNA)) == len(hits)
    service.undo(desk, ANNA)
    service.undo(desk, ANNA)
    after = service.page(desk, document).items
    assert [(i.id, i.status, i.decision) for i in after] == [(i.id, i.status, i.decision) for i in before]
    with pytest.raises(NotAllowed, match="nothing to undo"):
        service.undo(desk, ANNA)


def test_an_approval_and_a_tick_are_taken_back_first(desk: Desk) -> None:
    document = added(desk)
    settle(desk, document)
    approved(desk, document)
    service.undo(desk, ANNA)
    assert state(desk, document) is DocumentState.IN_REVIEW
    with pytest.raises(NotAllowed):
        service.redo(desk, ANNA)
    with pytest.raises(NotAllowed, match="only an approved"):
        service.release(desk, ANNA, document, "draft.txt")
    service.undo(desk, ANNA)
    assert service.page(desk, document).draft.read_by == ()
    service.undo(desk, ANNA)
    assert any(item.status is ItemStatus.OPEN for item in service.page(desk, document).items)
    assert check_desk(desk)[1] == []


def test_a_release_is_not_undone(desk: Desk) -> None:
    document = added(desk)
    settle(desk, document)
    approved(desk, document)
    service.release(desk, ANNA, document, "draft.txt")
    service.undo(desk, ANNA)  # the last decision: what was released is not as decided any more
    assert state(desk, document) is DocumentState.CHANGED


def test_another_persons_approval_is_not_taken_back(light: Desk) -> None:
    document = added(light)
    settle(light, document)
    service.tick_read(light, ANNA, document)
    approved(light, document, BORA)
    service.undo(light, ANNA)
    draft = service.page(light, document).draft
    assert (draft.state, draft.approved_by, draft.read_by) == (DocumentState.APPROVED, "bora", ("bora",))


def test_undo_takes_nothing_back_that_another_person_changed(light: Desk) -> None:
    document = added(light)
    item = items(light, document)["Rudnik"]
    item = service.decide(light, ANNA, item.id, item.version, MASK)
    service.decide(light, BORA, item.id, item.version, Decision(None))
    with pytest.raises(Conflict, match="bora"):
        service.undo(light, ANNA)


def test_a_bulk_decision_is_all_or_nothing(light: Desk) -> None:
    document = added(light)
    hits = service.bulk_preview(light, ANNA, Bulk(document_id=document))[document]
    service.decide(light, BORA, hits[0].item_id, hits[0].version, MASK)
    with pytest.raises(Conflict):
        service.bulk_decide(light, ANNA, {hit.item_id: hit.version for hit in hits}, MASK)
    decided = [i for i in service.page(light, document).items if i.decided_by == "anna"]
    assert not decided


def test_a_bulk_lists_its_hits_by_document(light: Desk) -> None:
    first, other = added(light), added(light, name="other.txt")
    item = items(light, first)["Rudnik"]
    hits = service.bulk_preview(light, ANNA, Bulk(same_words_as=item.id))
    assert set(hits) == {first, other}
    assert all(hit.quote == "Rudnik" for found in hits.values() for hit in found)
    with pytest.raises(NotAllowed):
        service.bulk_preview(light, ANNA, Bulk())


def test_a_bulk_accepts_what_is_proposed_for_each(light: Desk) -> None:
    document = added(light)
    found = [item for item in service.page(light, document).items if item.status is ItemStatus.OPEN]
    done = service.bulk_decide(light, ANNA, {item.id: item.version for item in found}, None)
    assert [item.decision for item in done] == [item.proposed for item in found]


def test_what_was_missed_is_marked_and_hidden(light: Desk) -> None:
    document = added(light, DRAFT + "\nThe blue gate creaked.\n")
    text = service.page(light, document).segments[0].text
    start = text.index("blue gate")
    service.mark_missed(light, EDDA, document, "text", start, start + 9, "LOCATION")
    settle(light, document)
    approved(light, document)
    done = service.release(light, ANNA, document, "draft.txt")
    assert b"blue gate" not in done.files["draft.txt"]


@pytest.mark.parametrize("place", [("text", 5, 5), ("text", 0, 10**6), ("text", -1, 3), ("none", 0, 3)])
def test_only_text_of_the_document_is_marked(light: Desk, place: tuple[str, int, int]) -> None:
    document = added(light)
    with pytest.raises(NotAllowed):
        service.mark_missed(light, ANNA, document, *place, "LOCATION")


def test_a_changed_draft_keeps_the_decisions_that_still_apply(light: Desk) -> None:
    document = added(light)
    settle(light, document)
    name = items(light, document)["Zoran Babic"]
    service.comment(light, BORA, name.id, "Ask the desk in the capital.")
    approved(light, document)
    changed = DRAFT.replace("waits for Babic", "writes to her son Babic") + "\nHis father Ante is 51.\n"
    service.replace_draft(light, ANNA, document, changed.encode())
    page = service.page(light, document)
    assert page.draft.state is DocumentState.CHANGED
    assert not page.draft.read_by
    now = {item.quote: item for item in page.items}
    assert now["Zoran Babic"].decision == name.decision
    assert now["51"].status is ItemStatus.OPEN
    assert [c.text for c in page.comments] == ["Ask the desk in the capital."]
    with pytest.raises(NotAllowed):
        service.approve(light, ANNA, document, page.draft.version)


def test_roles_are_kept_to(light: Desk) -> None:
    document = added(light)
    item = items(light, document)["Rudnik"]
    for call in (
        lambda who: service.decide(light, who, item.id, item.version, MASK),
        lambda who: service.bulk_preview(light, who, Bulk(document_id=document)),
        lambda who: service.bulk_decide(light, who, {item.id: item.version}, MASK),
        lambda who: service.tick_read(light, who, document),
        lambda who: service.approve(light, who, document, 1),
        lambda who: service.release(light, who, document, "draft.txt"),
        lambda who: service.second(light, who, item.id, item.version, confirms=True),
    ):
        for who in (EDDA, ADAM, Person("nobody", frozenset())):
            with pytest.raises(NotAllowed):
                call(who)
    with pytest.raises(NotAllowed):
        service.add_documents(light, ADAM, [("a.txt", b"x")], "pow-families")
    with pytest.raises(NotAllowed):
        service.download(light, ADAM, document)


def test_foreign_ids_lead_nowhere(light: Desk) -> None:
    added(light)
    for call in (
        lambda: service.page(light, "0" * 32),
        lambda: service.decide(light, ANNA, "' or 1=1 --", 0, MASK),
        lambda: service.rungs(light, "../../etc/passwd"),
        lambda: service.comment(light, ANNA, "", "hello there"),
    ):
        with pytest.raises(NotThere):
            call()


def test_search_sees_hidden_text_and_every_spelling(light: Desk) -> None:
    document = added(light, "<!-- Written for Zoran BABIC. -->\n\nIt rained on B\u00e1bic.\n", "draft.md")
    found = service.search(light, "babic")
    assert {place.is_hidden for place in found} == {True, False}
    assert {place.document_id for place in found} == {document}
    assert service.search(light, "  ") == ()


def test_leftovers_are_what_nobody_hid_or_looked_at(light: Desk) -> None:
    document = added(light, DRAFT + "\nThey met on the Bistrica bridge at 14:30 in Unit Seven.\n")
    left = {place.quote: place.kind for place in service.leftovers(light, ANNA, document)}
    assert "Zoran Babic" not in left
    assert any("14:30" in quote for quote in left)
    assert not any(quote == "They" for quote in left)


def test_linkage_names_who_can_still_be_told(light: Desk) -> None:
    document = added(light)
    told = service.linkage(light, ANNA, document)
    assert told
    assert [one.weight for one in told] == sorted((one.weight for one in told), reverse=True)
    for item in service.page(light, document).items:
        service.decide(light, ANNA, item.id, item.version, MASK)
    assert service.linkage(light, ANNA, document) == ()


def test_the_rungs_of_a_hierarchy_are_offered(light: Desk) -> None:
    document = added(light)
    age = next(i for i in service.page(light, document).items if i.entity_type == "AGE")
    offered = dict(service.rungs(light, age.id))
    assert "mask" in offered
    assert len(offered) >= 2
    assert not any("24" in words for words in offered.values())


def test_the_history_of_an_item_is_told_with_its_reasons(desk: Desk) -> None:
    document = added(desk)
    item = items(desk, document)["Rudnik"]
    item = service.decide(desk, ANNA, item.id, item.version, KEEP)
    service.undo(desk, ANNA)
    told = service.history(desk, item.id)
    assert [entry.what for entry in told] == ["decide", "undo"]
    assert told[0].sentence == KEEP.sentence
    assert told[0].reason_code == "not-identifying"


def test_a_draft_that_cannot_be_read_costs_itself_only(light: Desk) -> None:
    files = [("torn.docx", b"PK\x03\x04"), ("draft.txt", DRAFT.encode()), ("odd.bin", b"\x00")]
    told = service.add_documents(light, ANNA, files, "pow-families")
    assert [bool(one.document_id) for one in told] == [False, True, False]
    assert all("\n" not in one.problem for one in told)
    assert len(service.queue(light)) == 1


def test_a_file_that_cannot_be_written_is_said_and_the_record_stands(light: Desk) -> None:
    document = added(light)
    settle(light, document)
    approved(light, document)
    assert light.out is not None
    light.out.write_text("in the way")
    with pytest.raises(RedactorError):
        service.release(light, ANNA, document, "draft.txt")
    assert state(light, document) is DocumentState.RELEASED
    assert b"Babic" not in service.download(light, ANNA, document)["draft.txt"]


@pytest.mark.parametrize(
    "name",
    ["..", ".", ".txt", "-rf.txt", "a" * 251 + ".txt", "a\nb.txt", "\u202etxt.exe.txt", "Zoran Babic.txt"],
)
def test_no_name_of_a_draft_leads_out_of_the_folder(light: Desk, tmp_path: Path, name: str) -> None:
    (one,) = service.add_documents(light, ANNA, [(name, DRAFT.encode())], "pow-families")
    if one.document_id is None:
        return
    settle(light, one.document_id)
    approved(light, one.document_id)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with contextlib.suppress(RedactorError):
        service.release(light, ANNA, one.document_id, name)
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(tmp_path / "out" / "1") or path.name.startswith("review.") for path in new)
    assert not any("Babic" in path.name for path in new)


def test_nothing_of_a_draft_is_readable_on_the_disk(light: Desk, tmp_path: Path) -> None:
    document = added(light, name="Babic.txt")
    item = items(light, document)["Rudnik"]
    service.decide(
        light, ANNA, item.id, item.version,
        Decision(Action.KEEP, reason_code="consent", sentence="Ljuba said that Rudnik may stay."),
    )  # fmt: skip
    service.comment(light, ANNA, item.id, "Milica knows it too.")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path
            data = path.read_bytes().lower()
            assert not any(word in data for word in (b"babic", b"rudnik", b"ljuba", b"milica")), path


def test_the_log_holds_no_original_text(light: Desk) -> None:
    document = added(light)
    item = items(light, document)["Rudnik"]
    service.decide(light, ANNA, item.id, item.version, KEEP)
    with looking(light) as rows:
        bodies = [json.loads(row.body) for row in log_rows(rows.connection)]
    assert [body["what"] for body in bodies] == ["add", "decide"]
    assert "Rudnik" not in json.dumps(bodies)
    assert bodies[1]["before"] == "open"
    assert bodies[1]["after"] == "needs_second keep" or bodies[1]["after"] == "decided keep"
    assert {"who", "at", "model", "policy"} <= set(bodies[1])


def test_twenty_people_at_once_lose_and_double_nothing(desk: Desk) -> None:
    text = "\n\n".join(f"Sergeant Zoran Babic went to Rudnik on day {n}." for n in range(520))
    document = added(desk, text)
    open_items = [i for i in service.page(desk, document).items if i.status is ItemStatus.OPEN][:1000]
    assert len(open_items) == 1000
    failed: list[Exception] = []

    def work(number: int) -> None:
        who = Person(f"reviewer{number}", ANNA.roles)
        for item in open_items[number * 50 : number * 50 + 50]:
            try:
                service.decide(desk, who, item.id, item.version, MASK)
            except Exception as error:
                failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    after = {item.id: item for item in service.page(desk, document).items}
    for number, item in enumerate(open_items):
        assert after[item.id].decided_by == f"reviewer{number // 50}"
        assert after[item.id].version == item.version + 1
    with looking(desk) as rows:
        bodies = [json.loads(row.body) for row in log_rows(rows.connection)]
    decided = [body["item"] for body in bodies if body["what"] == "decide"]
    assert sorted(decided) == sorted(item.id for item in open_items)


def test_twenty_people_at_one_item_leave_one_decision(desk: Desk) -> None:
    document = added(desk)
    item = items(desk, document)["Rudnik"]
    done: list[str] = []
    told: list[str] = []

    def work(number: int) -> None:
        try:
            service.decide(desk, Person(f"reviewer{number}", ANNA.roles), item.id, item.version, MASK)
            done.append(f"reviewer{number}")
        except Conflict as conflict:
            told.append(conflict.who)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert told == done * 19
    assert items(desk, document)["Rudnik"].decided_by == done[0]
