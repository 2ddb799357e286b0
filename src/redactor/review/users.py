"""Accounts: names, roles, passwords (Argon2id) and one-time passwords (TOTP, RFC 6238)."""

from __future__ import annotations

import re
import time
from collections.abc import Collection

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select, update

from redactor.errors import UsageError
from redactor.review.desk import Desk, changing
from redactor.review.records import DeskRole, Person
from redactor.review.store import schema
from redactor.review.store.connect import reading, writing
from redactor.sealing import check_passphrase

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_HASHER = PasswordHasher()
_STEP = 30
"""Seconds that a one-time password is good for."""
_NOBODY = _HASHER.hash("nobody has this password")
"""Checked where there is no such account, so that its absence takes as long to tell."""


def add_user(
    desk: Desk, by: Person, name: str, roles: Collection[DeskRole], password: str, *, with_totp: bool
) -> str | None:
    """Make an account, or give one another password and other roles; its sessions end.

    Args:
        desk: whose account.
        by: whom the log names for it.
        name: small letters, digits, dots and hyphens.
        roles: at least one.
        password: at least twelve characters.
        with_totp: whether a one-time password is asked for too.

    Returns:
        The URI to show to an authenticator, once; ``None`` without.

    Raises:
        UsageError: if the name, the roles or the password will not do.
    """
    if not _NAME.fullmatch(name):
        raise UsageError("an account's name has small letters, digits, dots and hyphens, at most forty")
    if not roles:
        raise UsageError("an account needs a role")
    check_passphrase(password)
    secret = pyotp.random_base32() if with_totp else None
    values = {
        "password": _HASHER.hash(password),
        "roles": " ".join(sorted(roles)),
        "totp": desk.cipher.seal(secret) if secret else None,
        "last_code": 0,
    }
    with changing(desk, by) as change:
        row, connection = schema.accounts.c, change.rows.connection
        known = connection.execute(select(row.name).where(row.name == name)).scalar()
        if known is None:
            connection.execute(insert(schema.accounts).values(name=name, **values))
        else:
            connection.execute(update(schema.accounts).where(row.name == name).values(**values))
        connection.execute(delete(schema.sessions).where(schema.sessions.c.who == name))
        change.log("account", account=name, roles=values["roles"], totp=with_totp)
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="redactor") if secret else None


def remove_user(desk: Desk, by: Person, name: str) -> None:
    """Remove an account; its sessions end. What that person did stays in the record.

    Raises:
        UsageError: if there is no such account, or it is the last one: a desk without accounts
            lets in whoever has its link.
    """
    row = schema.accounts.c
    with changing(desk, by) as change:
        connection = change.rows.connection
        known = set(connection.execute(select(row.name)).scalars())
        if name not in known:
            raise UsageError("there is no such account")
        if known == {name}:
            raise UsageError("this is the last account: make another one first")
        connection.execute(delete(schema.accounts).where(row.name == name))
        connection.execute(delete(schema.sessions).where(schema.sessions.c.who == name))
        change.log("account removed", account=name)


def users(desk: Desk) -> tuple[Person, ...]:
    """Return all accounts."""
    with reading(desk.database) as connection:
        found = connection.execute(select(schema.accounts.c.name, schema.accounts.c.roles))
        return tuple(_person(name, roles) for name, roles in sorted(map(tuple, found)))


def checked_user(desk: Desk, name: str, password: str, code: str) -> Person | None:
    """Return who has a name, password and one-time password; ``None`` if nobody has.

    It takes the same time whether the account exists or not.
    """
    row = schema.accounts.c
    # What can be no account's name is not asked for: PostgreSQL takes no text with a NUL.
    asked = name if _NAME.fullmatch(name) else ""
    with reading(desk.database) as connection:
        found = connection.execute(select(schema.accounts).where(row.name == asked)).mappings().one_or_none()
    try:
        _HASHER.verify(found["password"] if found is not None else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    if found is None:
        return None
    if found["totp"] is not None and not _is_code(desk, name, desk.cipher.open(found["totp"]), code):
        return None
    return _person(found["name"], found["roles"])


def _is_code(desk: Desk, name: str, secret: str, code: str) -> bool:
    """Whether a one-time password is the present one or the one before, and was not used yet."""
    now, totp, row = int(time.time()), pyotp.TOTP(secret), schema.accounts.c
    for step in (now // _STEP, now // _STEP - 1):
        if totp.verify(code, for_time=step * _STEP):
            with writing(desk.database) as connection:
                used = connection.execute(
                    update(schema.accounts)
                    .where(row.name == name, row.last_code < step)
                    .values(last_code=step)
                )
                return used.rowcount == 1
    return False


def _person(name: str, roles: str) -> Person:
    return Person(name, frozenset(DeskRole(role) for role in roles.split()))
