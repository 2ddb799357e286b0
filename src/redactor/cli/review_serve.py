"""``review serve`` and ``review user``: commands of the page."""

from __future__ import annotations

from pathlib import Path

import click

from redactor.cli.review_commands import DB, KEY_FILE
from redactor.review.web.settings import Listening

_PATH = click.Path(path_type=Path)
_ROLES = ("editor", "reviewer", "second", "admin")


@click.command()
@DB
@KEY_FILE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--name", "public_name", help="Name under which people reach it, for another --host.")
@click.option("--tls-certificate", type=_PATH, metavar="FILE", help="Needed for another --host.")
@click.option("--tls-key", type=_PATH, metavar="FILE", help="Of the certificate.")
@click.option("-o", "--out", type=_PATH, metavar="DIR", help="Also write released files there.")
@click.option("--blind", is_flag=True, help="Second persons do not see what the first one decided.")
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, a larger one say.")
def serve(
    *,
    database: str,
    key_file: Path | None,
    host: str,
    port: int,
    public_name: str | None,
    tls_certificate: Path | None,
    tls_key: Path | None,
    out: Path | None,
    blind: bool,
    pipeline: str | None,
) -> None:
    """Open the desk in a browser.

    On this machine, without accounts, by a link that works once; with accounts by name and
    password. Another address is refused without accounts and TLS.
    """
    from redactor.cli.serving import serve_desk  # noqa: PLC0415 - loads the web server

    listening = Listening(host, port, public_name, tls_certificate, tls_key)
    serve_desk(database, key_file, listening, out=out, is_blind=blind, pipeline=pipeline)


@click.group()
def user() -> None:
    """Make and list accounts of a desk."""


@user.command("add")
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(_ROLES), help="One or more.")
@click.option("--totp", is_flag=True, help="Ask for a one-time code at login, too.")
@click.option(
    "--passphrase-fd", "fd", type=click.IntRange(min=0), metavar="N", help="Read the password there."
)
@DB
@KEY_FILE
def add_user(
    *, name: str, roles: tuple[str, ...], totp: bool, fd: int | None, database: str, key_file: Path | None
) -> None:
    """Make an account NAME, or give it another password and other roles."""
    from redactor.cli.serving import make_account  # noqa: PLC0415 - loads the database

    make_account(database, key_file, name, roles, fd, with_totp=totp)


@user.command("remove")
@click.argument("name")
@DB
@KEY_FILE
def remove_user(*, name: str, database: str, key_file: Path | None) -> None:
    """Remove account NAME; what that person did stays in the log."""
    from redactor.cli.serving import remove_account  # noqa: PLC0415 - loads the database

    remove_account(database, key_file, name)


@user.command("list")
@DB
@KEY_FILE
def list_users(*, database: str, key_file: Path | None) -> None:
    """List accounts and their roles."""
    from redactor.cli.serving import show_accounts  # noqa: PLC0415 - loads the database

    show_accounts(database, key_file)
