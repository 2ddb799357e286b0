"""The pages: login, queue, a document's desk, the log, help."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from redactor.model import EntityType
from redactor.policy import DEFAULT_POLICY, shipped_policies
from redactor.policy.vocabulary import reason_codes
from redactor.review import service
from redactor.review.exports.log_file import check_desk
from redactor.review.records import DocumentState
from redactor.review.service import Desk
from redactor.review.states import TO_LOOSEN, check_may, may
from redactor.review.web.access import Access
from redactor.review.web.rendering import LANGUAGE_COOKIE, LANGUAGES, Templates, language_of, words

_LONGEST_FORM = 8192
_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


def router(desk: Desk, access: Access, templates: Templates) -> APIRouter:
    """Return the pages of a desk."""
    pages = APIRouter(include_in_schema=False)
    _serve_login(pages, access, templates)

    @pages.post("/language")
    async def language(request: Request) -> Response:
        chosen = (await _form(request)).get("language", "")
        answer = RedirectResponse("/", 303)
        if chosen in LANGUAGES:
            answer.set_cookie(LANGUAGE_COOKIE, chosen, httponly=True, samesite="strict", path="/")
        return answer

    _serve_queue(pages, desk, access, templates)
    _serve_document(pages, desk, access, templates)
    _serve_log(pages, desk, access, templates)
    return pages


def _serve_login(pages: APIRouter, access: Access, templates: Templates) -> None:
    """The ways in, by password or by the one-time link, and the way out."""

    @pages.get("/login")
    def login(request: Request) -> HTMLResponse:
        return templates.page(request, "login.html", failed=False)

    @pages.post("/login")
    async def log_in(request: Request) -> Response:
        form = await _form(request)
        told = (form.get("name", ""), form.get("password", ""), form.get("code", ""))
        # The password's check takes long on purpose; others are served meanwhile.
        value = await run_in_threadpool(access.log_in, request, *told)
        if value is None:
            return templates.page(request, "login.html", status=403, failed=True)
        return _entered(access, value)

    @pages.get("/enter")
    def enter(request: Request, token: str = "") -> Response:
        value = access.enter(request, token)
        if value is None:
            return templates.page(request, "login.html", status=403, failed=True)
        return _entered(access, value)

    @pages.post("/logout")
    async def log_out(request: Request) -> Response:
        access.check_form(request, (await _form(request)).get("csrf", ""))
        access.log_out(request)
        return RedirectResponse("/login", 303)


def _serve_queue(pages: APIRouter, desk: Desk, access: Access, templates: Templates) -> None:
    """The first page: all documents, and a place to add one."""

    @pages.get("/")
    def queue(request: Request) -> HTMLResponse:
        session = access.session(request)
        # Names of drafts are as secret as their text: who may not look sees none.
        return templates.page(
            request,
            "queue.html",
            csrf=session.csrf,
            person=session.person,
            queue=service.queue(desk) if may(session.person, "look") else (),
            may_add=may(session.person, "add"),
            states=tuple(DocumentState),
            policies=sorted(shipped_policies()),
            default_policy=DEFAULT_POLICY,
        )


def _serve_document(pages: APIRouter, desk: Desk, access: Access, templates: Templates) -> None:
    """A document's desk, and the files of its release."""

    @pages.get("/documents/{document_id}")
    def document(request: Request, document_id: _Id) -> HTMLResponse:
        session = access.session(request)
        check_may(session.person, "look")
        return templates.page(
            request,
            "document.html",
            csrf=session.csrf,
            person=session.person,
            document_id=document_id,
            here=service.standing(desk, document_id),
            codes={code: reason_codes()[code] for code in TO_LOOSEN},
            types=sorted(EntityType),
            words=json.dumps(words(language_of(request))),
        )

    @pages.get("/documents/{document_id}/files/{number}")
    def download(request: Request, document_id: _Id, number: int) -> Response:
        files = list(service.download(desk, access.person(request), document_id).items())
        if not 0 <= number < len(files):
            raise HTTPException(404)
        name, content = files[number]
        disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        # Never shown within the desk's own origin, whatever it holds.
        return Response(
            content, media_type="application/octet-stream", headers={"content-disposition": disposition}
        )


def _serve_log(pages: APIRouter, desk: Desk, access: Access, templates: Templates) -> None:
    """The log, and whether somebody tampered with it."""

    @pages.get("/log")
    def log(request: Request) -> HTMLResponse:
        session = access.session(request)
        check_may(session.person, "log")
        rows, problems = check_desk(desk)
        entries = service.log_entries(desk)
        return templates.page(
            request, "log.html", csrf=session.csrf, person=session.person, rows=rows, problems=problems,
            entries=entries,
        )  # fmt: skip


def _entered(access: Access, value: str) -> Response:
    answer = RedirectResponse("/", 303)
    access.set_cookie(answer, value)
    return answer


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form; the last of a name counts, and there are few."""
    body = await request.body()
    if len(body) > _LONGEST_FORM:
        raise HTTPException(413)
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise HTTPException(400) from None
    return {name: values[-1] for name, values in fields.items()}
