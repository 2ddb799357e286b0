"""Who is logged in. A session's id is random, kept as a digest only, and new at each login."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, or_, select, update

from redactor.review.desk import Desk
from redactor.review.records import DeskRole, Person
from redactor.review.store import schema
from redactor.review.store.connect import reading, writing

_SECONDS_BETWEEN = 20.0
"""How often it is noted that somebody is there, so that looking does not write all the time."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session.

    Attributes:
        person: who is logged in.
        csrf: token that every request which changes something has to bring.
    """

    person: Person
    csrf: str = field(repr=False)


def begin(desk: Desk, person: Person) -> str:
    """Begin a session and return its id, for the cookie."""
    value, now = secrets.token_urlsafe(32), time.time()
    with writing(desk.database) as connection:
        connection.execute(
            insert(schema.sessions).values(
                digest=_digest(value),
                who=person.name,
                roles=" ".join(sorted(person.roles)),
                csrf=secrets.token_urlsafe(32),
                began=now,
                seen=now,
            )
        )
    return value


def find(desk: Desk, value: str, idle_seconds: int, longest_seconds: int) -> Session | None:
    """Return the session of a cookie; ``None`` if there is none or it ended.

    Args:
        desk: it is of.
        value: of the cookie.
        idle_seconds: it ends so long after the person last did something.
        longest_seconds: it ends so long after its login.
    """
    row, now = schema.sessions.c, time.time()
    with reading(desk.database) as connection:
        found = connection.execute(select(schema.sessions).where(row.digest == _digest(value))).one_or_none()
    if found is None:
        return None
    if now - found.seen > idle_seconds or now - found.began > longest_seconds:
        end(desk, value)
        return None
    if now - found.seen > _SECONDS_BETWEEN:
        with writing(desk.database) as connection:
            connection.execute(update(schema.sessions).where(row.digest == _digest(value)).values(seen=now))
    roles = frozenset(DeskRole(role) for role in found.roles.split())
    return Session(Person(found.who, roles), found.csrf)


def end(desk: Desk, value: str) -> None:
    """End a session."""
    with writing(desk.database) as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.digest == _digest(value)))


def end_old(desk: Desk, idle_seconds: int, longest_seconds: int) -> None:
    """Forget sessions that are over."""
    row, now = schema.sessions.c, time.time()
    over = or_(row.seen < now - idle_seconds, row.began < now - longest_seconds)
    with writing(desk.database) as connection:
        connection.execute(delete(schema.sessions).where(over))


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
