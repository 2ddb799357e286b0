"""Who a request comes from, and whether it may change something."""

from __future__ import annotations

import hmac
import secrets
import time
from threading import Lock

from fastapi import HTTPException, Request
from fastapi.responses import Response

from redactor.review import sessions
from redactor.review.records import DeskRole, Person
from redactor.review.service import Desk
from redactor.review.users import checked_user
from redactor.review.web.settings import Settings
from redactor.review.web.throttle import Throttle

CSRF_HEADER = "x-csrf-token"
_LOCAL = Person("local", frozenset({DeskRole.EDITOR, DeskRole.REVIEWER, DeskRole.SECOND, DeskRole.ADMIN}))


class Access:
    """Lets people in and asks who they are.

    Args:
        desk: with the accounts.
        settings: of the desk.
    """

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._settings = desk, settings
        self._throttle = Throttle(time.monotonic)
        self._token, self._lock = settings.one_time_token, Lock()
        sessions.end_old(desk, settings.idle_seconds, settings.longest_seconds)

    def session(self, request: Request) -> sessions.Session:
        """Return who asks.

        Raises:
            HTTPException: 401 if nobody is logged in.
        """
        value = request.cookies.get(self._settings.cookie, "")
        settings = self._settings
        found = sessions.find(self._desk, value, settings.idle_seconds, settings.longest_seconds)
        if found is None:
            raise HTTPException(401)
        return found

    def person(self, request: Request) -> Person:
        """Return who asks, and only looks."""
        return self.session(request).person

    def changer(self, request: Request) -> Person:
        """Return who asks, and changes something.

        Raises:
            HTTPException: 403 without the session's own token.
        """
        session = self.session(request)
        if not hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode(), session.csrf.encode()):
            raise HTTPException(403)
        return session.person

    def check_form(self, request: Request, token: str) -> sessions.Session:
        """Return who sends a form, which brings the token as a field.

        Raises:
            HTTPException: 403 without the session's own token.
        """
        session = self.session(request)
        if not hmac.compare_digest(token.encode(), session.csrf.encode()):
            raise HTTPException(403)
        return session

    def log_in(self, request: Request, name: str, password: str, code: str) -> str | None:
        """Return a new session's id; ``None`` if name, password or code is wrong.

        Raises:
            HTTPException: 429 after too many failures, of the account or from the address.
        """
        keys = (f"name {name[:100]}", f"from {request.client.host if request.client else ''}")
        if not self._throttle.is_open(*keys):
            raise HTTPException(429)
        person = checked_user(self._desk, name, password, code)
        if person is None:
            self._throttle.failed(*keys)
            return None
        self._throttle.forget(keys[0])
        return self._renewed(request, person)

    def enter(self, request: Request, token: str) -> str | None:
        """Return a new session's id for the one-time link; ``None`` if it is not the one, or was used."""
        with self._lock:
            known = self._token
            if known is None or not hmac.compare_digest(token.encode(), known.encode()):
                return None
            self._token = None
        return self._renewed(request, _LOCAL)

    def log_out(self, request: Request) -> None:
        """End the session of a request."""
        if value := request.cookies.get(self._settings.cookie):
            sessions.end(self._desk, value)

    def set_cookie(self, response: Response, value: str) -> None:
        """Give a session's id to the browser, and to no script."""
        response.set_cookie(
            self._settings.cookie,
            value,
            httponly=True,
            samesite="strict",
            secure=self._settings.tls,
            path="/",
        )

    def _renewed(self, request: Request, person: Person) -> str:
        # An id that somebody else may have planted does not survive the login.
        self.log_out(request)
        return sessions.begin(self._desk, person)


def one_time_token() -> str:
    """Return a token for a link that works once."""
    return secrets.token_urlsafe(32)
