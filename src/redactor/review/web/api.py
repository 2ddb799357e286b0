"""What the page's script asks for and sends. JSON in, JSON out; every change brings the session's token."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from redactor.model import Action
from redactor.policy import DEFAULT_POLICY, shipped_policies
from redactor.review import service
from redactor.review.records import Bulk, Decision, Evidence, Person
from redactor.review.service import Desk
from redactor.review.states import check_may
from redactor.review.web.access import Access
from redactor.review.web.shown import Shown

_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_Words = Annotated[str, Field(max_length=4000)]
_Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
"""No NUL in it: PostgreSQL has no text with one."""
_Count = Annotated[int, Field(ge=0, le=2**31 - 2)]
"""A whole number that a column can hold, and the next one, too."""


def _looker(request: Request) -> Person:
    access: Access = request.app.state.access
    person = access.person(request)
    check_may(person, "look")
    return person


def _changer(request: Request) -> Person:
    access: Access = request.app.state.access
    return access.changer(request)


_Looks = Annotated[Person, Depends(_looker)]
_Changes = Annotated[Person, Depends(_changer)]
_FileName = Annotated[str, Query(min_length=1, max_length=255)]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class EvidenceTold(_Told):
    """Where something was published already."""

    who: _Words
    where: _Words
    when: _Words


class DecisionTold(_Told):
    """What a person decides; ``unsure`` is no action."""

    action: Literal["mask", "generalize", "keep", "unsure"]
    rung: _Name | None = None
    replacement: _Words | None = None
    reason_code: Annotated[str, Field(max_length=60)] = ""
    sentence: _Words = ""
    evidence: EvidenceTold | None = None

    def decision(self) -> Decision:
        """Return it in the desk's words."""
        action = None if self.action == "unsure" else Action.from_label(self.action)
        evidence = Evidence(**self.evidence.model_dump()) if self.evidence else None
        return Decision(action, self.rung, self.replacement, self.reason_code, self.sentence, evidence)


class Decided(_Told):
    """A decision on the version of an item that the person saw; no decision accepts the policy's."""

    version: _Count
    decision: DecisionTold | None = None


class Seconded(_Told):
    """What the second person says; where that person is blind, what he or she would do."""

    version: _Count
    confirms: bool = False
    own: Literal["mask", "generalize", "keep"] | None = None
    sentence: _Words = ""


class Written(_Told):
    """A comment, or what is searched for."""

    text: _Words


class Marked(_Told):
    """What was missed, in code points of a segment."""

    segment: _Name
    start: _Count
    end: _Count
    type: Annotated[str, Field(pattern=r"^[A-Z][A-Z_]{1,58}$")]
    subject: _Name = "unknown"


class BulkTold(_Told):
    """Which open items a bulk decision is about."""

    same_words_as: _Id | None = None
    document_id: _Id | None = None
    entity_type: _Name | None = None
    rule: _Name | None = None
    subject_id: _Name | None = None


class BulkDecided(_Told):
    """A bulk decision on the versions of the preview; no decision accepts what is proposed for each."""

    seen: Annotated[dict[_Id, _Count], Field(min_length=1, max_length=20_000)]
    decision: DecisionTold | None = None


class Version(_Told):
    """The version of a document that a person saw."""

    version: _Count


class Typed(_Told):
    """The document's name, typed by the person who releases."""

    name: Annotated[str, Field(max_length=1000)]


def router(desk: Desk) -> APIRouter:
    """Return the API of a desk; the application's state holds its access."""
    api = APIRouter(prefix="/api")
    shown = Shown(desk)

    @api.get("/session", status_code=204)
    def session(request: Request) -> None:
        """Say that somebody is there and reads."""
        access: Access = request.app.state.access
        access.person(request)

    _serve_drafts(api, desk, shown)
    _serve_reading(api, desk, shown)
    _serve_steps(api, desk, shown)
    _serve_items(api, desk, shown)
    _serve_across(api, desk, shown)
    return api


def _serve_drafts(api: APIRouter, desk: Desk, shown: Shown) -> None:
    """The queue, and drafts as they come in."""

    @api.get("/documents")
    def documents(_: _Looks) -> Any:
        return JSONResponse(shown.queue())

    @api.post("/documents", status_code=201)
    async def add(request: Request, who: _Changes, name: _FileName, policy: _Name = DEFAULT_POLICY) -> Any:
        return await _added(desk, who, name, policy, await request.body())

    @api.put("/documents/{document_id}/draft")
    async def replace(request: Request, who: _Changes, document_id: _Id) -> Any:
        await run_in_threadpool(service.replace_draft, desk, who, document_id, await request.body())
        return shown.document(document_id, who)


def _serve_reading(api: APIRouter, desk: Desk, shown: Shown) -> None:
    """What a document says, before and after, and what its release would still give away."""

    @api.get("/documents/{document_id}")
    def document(who: _Looks, document_id: _Id) -> Any:
        return JSONResponse(shown.document(document_id, who))

    @api.get("/documents/{document_id}/released")
    def released(who: _Looks, document_id: _Id) -> Any:
        return JSONResponse(shown.segments(service.released_text(desk, who, document_id)))

    @api.get("/documents/{document_id}/leftovers")
    def leftovers(who: _Looks, document_id: _Id) -> Any:
        return JSONResponse(shown.places(service.leftovers(desk, who, document_id)))

    @api.get("/documents/{document_id}/linkage")
    def linkage(who: _Looks, document_id: _Id) -> Any:
        return shown.linkage(service.linkage(desk, who, document_id))


def _serve_steps(api: APIRouter, desk: Desk, shown: Shown) -> None:
    """What people do with a document on its way to the release."""

    @api.post("/documents/{document_id}/mark", status_code=201)
    def mark(who: _Changes, document_id: _Id, told: Marked) -> Any:
        place = (told.segment, told.start, told.end, told.type, told.subject)
        return shown.item(service.mark_missed(desk, who, document_id, *place), who)

    @api.post("/documents/{document_id}/read")
    def read(who: _Changes, document_id: _Id) -> Any:
        return shown.draft(service.tick_read(desk, who, document_id))

    @api.post("/documents/{document_id}/approve")
    def approve(who: _Changes, document_id: _Id, told: Version) -> Any:
        return shown.draft(service.approve(desk, who, document_id, told.version))

    @api.post("/documents/{document_id}/release")
    def release(who: _Changes, document_id: _Id, told: Typed) -> Any:
        return shown.released(service.release(desk, who, document_id, told.name))


def _serve_items(api: APIRouter, desk: Desk, shown: Shown) -> None:
    """One item: what stands beside it, what is decided on it and what is said about it."""

    @api.get("/items/{item_id}")
    def item(who: _Looks, item_id: _Id) -> Any:
        return shown.details(item_id, who)

    @api.post("/items/{item_id}/decide")
    def decide(who: _Changes, item_id: _Id, told: Decided) -> Any:
        decision = told.decision.decision() if told.decision else _proposed(desk, item_id)
        return shown.item(service.decide(desk, who, item_id, told.version, decision), who)

    @api.post("/items/{item_id}/second")
    def second(who: _Changes, item_id: _Id, told: Seconded) -> Any:
        own = Action.from_label(told.own) if told.own else None
        done = service.second(
            desk, who, item_id, told.version, confirms=told.confirms, own=own, sentence=told.sentence
        )
        return shown.item(done, who)

    @api.post("/items/{item_id}/comment", status_code=204)
    def comment(who: _Changes, item_id: _Id, told: Written) -> None:
        service.comment(desk, who, item_id, told.text)


def _serve_across(api: APIRouter, desk: Desk, shown: Shown) -> None:
    """What is about no single document: many items decided as one, the way back, the search."""

    @api.post("/bulk/preview")
    def preview(who: _Changes, told: BulkTold) -> Any:
        return shown.hits(service.bulk_preview(desk, who, Bulk(**told.model_dump())))

    @api.post("/bulk/decide")
    def bulk(who: _Changes, told: BulkDecided) -> Any:
        decision = told.decision.decision() if told.decision else None
        return JSONResponse(shown.items(service.bulk_decide(desk, who, told.seen, decision), who))

    @api.post("/undo")
    def undo(who: _Changes) -> Any:
        return shown.items(service.undo(desk, who), who)

    @api.post("/redo")
    def redo(who: _Changes) -> Any:
        return shown.items(service.redo(desk, who), who)

    @api.post("/search")
    def search(who: _Changes, told: Written) -> Any:
        # Asked with POST, so that the words stand in no history and no log.
        check_may(who, "look")
        return shown.places(service.search(desk, told.text))


async def _added(desk: Desk, who: Person, name: str, policy: str, data: bytes) -> Any:
    if policy not in shipped_policies():
        # A path from a request would touch the disk; other policies come by the command line.
        return JSONResponse({"error": "There is no shipped policy of that name."}, status_code=422)
    plain = PurePosixPath(name.replace("\\", "/")).name or "draft.txt"
    (added,) = await run_in_threadpool(service.add_documents, desk, who, [(plain, data)], policy)
    if added.document_id is None:
        return JSONResponse({"error": added.problem}, status_code=422)
    return {"document_id": added.document_id}


def _proposed(desk: Desk, item_id: str) -> Decision:
    return service.item(desk, item_id).proposed
