"""Opens a database, and lets one change happen after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from redactor.errors import RefusedError, UsageError
from redactor.review.store import schema

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
_LOCK = 0x7265646163746F72
"""One number for all desks of a PostgreSQL database: changes of the log wait for each other."""
_SECONDS_TO_WAIT = 30
_MOST_CONNECTIONS = 40
"""As many as requests are answered at once, so that none waits for a connection in vain."""


def opened_database(address: str) -> Engine:
    """Open a database and make its tables where there are none.

    Args:
        address: ``sqlite:///review.db`` or ``postgresql://user@host/name``.

    Raises:
        UsageError: if the address is no such one, nobody answers there, or the tables are of
            another version.
    """
    try:
        url = make_url(address)
        driver = _DRIVERS[url.drivername]
    except (ArgumentError, KeyError):
        raise UsageError("a database's address is sqlite:///FILE or postgresql://...") from None
    more: dict[str, Any] = {"timeout": _SECONDS_TO_WAIT} if url.drivername == "sqlite" else {}
    try:
        # hide_parameters: an error of the database must not carry what was to be written.
        engine = create_engine(
            url.set(drivername=driver),
            connect_args=more,
            hide_parameters=True,
            max_overflow=_MOST_CONNECTIONS,
        )
        if url.drivername == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        with writing(engine) as connection:
            schema.metadata.create_all(connection)
            _check_version(connection)
    except (DBAPIError, NoSuchModuleError) as error:
        raise UsageError(f"the database cannot be opened ({type(error).__name__})") from None
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the database."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.execution_options(**level).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection whose changes happen all or not at all, and after everybody else's.

    Raises:
        RefusedError: if the database could not be written to; nothing was changed.
    """
    try:
        with engine.execution_options(redactor_writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
    except OperationalError as error:
        raise RefusedError(
            f"the desk's database failed ({type(error).__name__}); nothing was changed"
        ) from None


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late for a change that reads first.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma synchronous = full")
    cursor.execute("pragma foreign_keys = on")
    cursor.execute("pragma secure_delete = on")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("redactor_writes")
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _check_version(connection: Connection) -> None:
    known = connection.execute(select(schema.about.c.value).where(schema.about.c.name == "version")).scalar()
    if known is None:
        connection.execute(insert(schema.about).values(name="version", value=schema.VERSION))
    elif known != schema.VERSION:
        raise UsageError("the desk's database was made by another version of this program")
