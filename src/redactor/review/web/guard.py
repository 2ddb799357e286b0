"""The outermost layer: what is asked of every request and said with every answer.

It is plain ASGI, so that it also stands around what the framework itself answers. Nothing
passes it outwards that raised: a server's own log would print the exception with its text.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redactor.review.web.settings import Settings

ACCESS = logging.getLogger("redactor.review.access")
"""One line a request: method, the route's pattern, status, time. Never a path or an address."""

_SAFE = frozenset({"GET", "HEAD"})
_ALLOWED = _SAFE | {"POST", "PUT"}
_UPLOADS = re.compile(r"POST /api/documents|PUT /api/documents/[0-9a-f]{32}/draft")
"""What may be as large as a draft."""

_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
_HEADERS: Mapping[bytes, bytes] = {
    b"content-security-policy": _CONTENT_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"cache-control": b"no-store",
    # Not "no-referrer": browsers would then send "Origin: null" with forms.
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), clipboard-read=(), browsing-topics=()",
    b"x-robots-tag": b"noindex",
}
_STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    sentence: str


class Guard:
    """Checks where a request comes from and how large it is; adds the headers; lets no error out.

    Args:
        inner: the application.
        settings: of the desk.
    """

    def __init__(self, inner: ASGIApp, settings: Settings) -> None:
        self._inner = inner
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything but HTTP (and the server's own start and stop) is closed."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.monotonic(), 0

        async def guarded_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": self._headers(message.get("headers", ()))}
            await send(message)

        refusal = self._refusal(scope)
        try:
            if refusal is None:
                await self._inner(scope, self._limited(scope, receive), guarded_send)
        except asyncio.CancelledError:
            # The desk is being ended; the server's own log would tell of it with a traceback.
            refusal = _Refusal(503, "The desk is being ended.")
        except Exception as error:
            ACCESS.error("internal error: %s in %s", type(error).__name__, _stage(error))
            refusal = _Refusal(500, "Something went wrong inside; nothing was released.")
        if refusal is not None and not status:
            await _plain(guarded_send, refusal)
        ACCESS.info(
            "%s %s %d %.0f ms", _method(scope), _pattern(scope), status, 1000 * (time.monotonic() - began)
        )

    def _refusal(self, scope: Scope) -> _Refusal | None:
        headers = _only(scope)
        if headers is None:
            return _Refusal(400, "A header came twice.")
        method = scope["method"]
        if method not in _ALLOWED:
            return _Refusal(405, "This is not how the desk is asked.")
        if headers.get(b"host", "").lower() not in self._settings.hosts:
            return _Refusal(421, "This desk does not go by that name.")
        if method not in _SAFE and not self._is_own_origin(headers):
            return _Refusal(403, "The request came from another site.")
        if headers.get(b"content-type", "").lower().startswith("multipart/"):
            # Its parser would put parts of a draft into a temporary file.
            return _Refusal(415, "The desk takes no multipart forms.")
        length = headers.get(b"content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return _Refusal(400, "The length of the request is no number.")
        return _Refusal(413, "The request is too large.") if int(length) > self._limit(scope) else None

    def _is_own_origin(self, headers: Mapping[bytes, str]) -> bool:
        site = headers.get(b"sec-fetch-site")
        return headers.get(b"origin") in self._settings.origins and site in {None, "same-origin"}

    def _limit(self, scope: Scope) -> int:
        is_upload = _UPLOADS.fullmatch(f"{scope['method']} {scope['path']}")
        return self._settings.largest_upload if is_upload else self._settings.largest_request

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        left = self._limit(scope)

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        return limited

    def _headers(self, given: object) -> list[tuple[bytes, bytes]]:
        own = dict(_HEADERS)
        kept = [(name, value) for name, value in given if name.lower() not in own]  # type: ignore[attr-defined]
        strict = [_STRICT_TRANSPORT] if self._settings.tls else []
        return [*kept, *own.items(), *strict]


def _only(scope: Scope) -> dict[bytes, str] | None:
    """Return the headers that decide, or ``None`` where one of them came twice."""
    wanted = {b"host", b"origin", b"sec-fetch-site", b"content-type", b"content-length"}
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name in wanted:
            if name in found:
                return None
            found[name] = value.decode("latin-1")
    return found


async def _plain(send: Send, refusal: _Refusal) -> None:
    body = refusal.sentence.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in _ALLOWED else "?"


def _pattern(scope: Scope) -> str:
    """Return the route's pattern: a path itself may hold anything that somebody typed."""
    return getattr(scope.get("route"), "path", "-")


def _stage(error: BaseException) -> str:
    modules = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)]
    return next((name for name in reversed(modules) if name.startswith("redactor.")), "redactor")
