"""The application: pages and the API over one desk, behind the guard."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from redactor.errors import RedactorError
from redactor.review.errors import Busy, Conflict, NotAllowed, NotThere
from redactor.review.service import Desk
from redactor.review.web import api, pages
from redactor.review.web.access import Access
from redactor.review.web.guard import Guard
from redactor.review.web.rendering import Templates, in_language, language_of
from redactor.review.web.settings import Settings

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_STATIC = (
    "desk.css", "desk.js", "dialogs.js", "groups.js", "icon.svg", "item.js", "panes.js", "queue.js",
    "release.js", "small.js", "text.js",
)  # fmt: skip


def web_app(desk: Desk, settings: Settings) -> ASGIApp:
    """Return the application.

    Args:
        desk: from :func:`redactor.review.service.opened_desk`.
        settings: how it is served.
    """
    # No interactive documentation: it would load scripts from elsewhere.
    app = FastAPI(title="redactor review", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    access, templates = Access(desk, settings), Templates(settings.idle_seconds)
    app.include_router(pages.router(desk, access, templates))
    app.state.access = access
    app.include_router(api.router(desk))
    _serve_static(app)
    _answer_errors(app, templates)
    return Guard(app, settings)


def _serve_static(app: FastAPI) -> None:
    """Styles, scripts and the icon, which are read once."""
    content = {name: (files("redactor.review.web") / "static" / name).read_bytes() for name in _STATIC}

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        """Files of the package by name: nothing of a request becomes a path."""
        if name not in content:
            raise HTTPException(404)
        return Response(content[name], media_type=_TYPES[name.rpartition(".")[2]])


def _answer_errors(app: FastAPI, templates: Templates) -> None:
    """What is said when something cannot be done: a sentence, on a page or as JSON."""

    @app.exception_handler(RedactorError)
    def told(request: Request, error: RedactorError) -> Response:
        return _answer(request, templates, _status(error), str(error))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 401 and not _is_api(request):
            return Response(status_code=303, headers={"location": "/login"})
        # What came in is never said back.
        return _answer(
            request, templates, error.status_code, _SENTENCES.get(error.status_code, "It cannot be done.")
        )

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, _: RequestValidationError) -> Response:
        if not _is_api(request):
            return _answer(request, templates, 404, _SENTENCES[404])
        return _answer(request, templates, 422, "The request is not what the desk understands.")


_SENTENCES = {
    401: "Log in first.",
    403: "This is not allowed.",
    404: "There is no such page.",
    413: "The request is too large.",
    405: "This is not how the desk is asked.",
    429: "Too many tries. Wait some minutes.",
}


def _status(error: RedactorError) -> int:
    kinds = ((Conflict, 409), (NotAllowed, 403), (NotThere, 404), (Busy, 503))
    return next((status for kind, status in kinds if isinstance(error, kind)), 400)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answer(request: Request, templates: Templates, status: int, sentence: str) -> Response:
    sentence = in_language(language_of(request), sentence)
    if _is_api(request):
        return JSONResponse({"error": sentence}, status_code=status)
    return templates.page(request, "message.html", status=status, sentence=sentence)
