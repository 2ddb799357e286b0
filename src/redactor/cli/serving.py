"""Serving the desk, and its accounts."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

import click

from redactor.cli.console import escape
from redactor.cli.passphrase import Asked, passphrase
from redactor.review.opening import opened_desk
from redactor.review.records import DeskRole, Person
from redactor.review.users import add_user, remove_user, users
from redactor.review.web.settings import Listening, Settings, answered_hosts, check_exposure

_PASSWORD = Asked("Password", "REDACTOR_REVIEW_PASSWORD", "--passphrase-fd")


def serve_desk(
    database: str,
    key_file: Path | None,
    listening: Listening,
    *,
    out: Path | None,
    is_blind: bool,
    pipeline: str | None,
) -> None:
    """Serve a desk until somebody ends it.

    Raises:
        RedactorError: if it cannot be opened, or others could reach it without accounts and TLS.
    """
    from redactor.review.web.access import one_time_token  # noqa: PLC0415 - loads the web server
    from redactor.review.web.server import run_server  # noqa: PLC0415 - the same

    desk = opened_desk(database, key_file=key_file, out=out, is_blind=is_blind, pipeline=pipeline)
    accounts = users(desk)
    check_exposure(listening.host, tls=listening.tls, accounts=len(accounts))
    hosts = answered_hosts(
        listening.host, listening.port, public_name=listening.public_name, tls=listening.tls
    )
    token = None if accounts else one_time_token()
    settings = Settings(hosts=hosts, tls=listening.tls, one_time_token=token)
    address = f"{settings.scheme}://{listening.public_name or listening.host}:{listening.port}"
    click.echo(f"{address}/enter?token={token}" if token else address)
    click.echo("The link works once. Ctrl+C ends the desk." if token else "Ctrl+C ends the desk.", err=True)
    run_server(desk, settings, listening)


def make_account(
    database: str, key_file: Path | None, name: str, roles: Sequence[str], fd: int | None, *, with_totp: bool
) -> None:
    """Make an account and say how its authenticator is set up.

    Raises:
        RedactorError: if the name or the password will not do.
    """
    desk = opened_desk(database, key_file=key_file)
    wanted = {DeskRole(role) for role in roles}
    told = passphrase(fd, twice=True, asked=_PASSWORD)
    uri = add_user(desk, _me(), name, wanted, told, with_totp=with_totp)
    click.echo(f"{escape(name)}: {', '.join(sorted(wanted))}")
    if uri:
        click.echo(f"For the authenticator, shown this once: {uri}")


def remove_account(database: str, key_file: Path | None, name: str) -> None:
    """Remove an account.

    Raises:
        RedactorError: if there is none, or it is the last one.
    """
    remove_user(opened_desk(database, key_file=key_file), _me(), name)
    click.echo(f"{escape(name)}: removed")


def show_accounts(database: str, key_file: Path | None) -> None:
    """List accounts and their roles."""
    for person in users(opened_desk(database, key_file=key_file)):
        click.echo(f"{person.name}: {', '.join(sorted(person.roles))}")


def _me() -> Person:
    return Person(f"local:{getpass.getuser()}", frozenset({DeskRole.ADMIN}))
