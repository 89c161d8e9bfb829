"""Connections: one engine for a database, set up so that both databases keep the same promises."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.pool import QueuePool

from adapters.sqlalchemy.failures import name_failure
from domain.errors import Unavailable

POOL_SIZE = 8
"""As many requests as one process answers at once; more would only queue inside the database."""

POOL_TIMEOUT = 2
"""Seconds to wait for a free connection before saying so."""

_WRITES = "stoa_writes"

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)

_POSTGRESQL_OPTIONS = " ".join(
    (
        "-c timezone=UTC",
        "-c lock_timeout=3000",
        "-c statement_timeout=15000",
        "-c idle_in_transaction_session_timeout=30000",
    )
)
"""Milliseconds: nobody waits for a page that long, and a forgotten transaction may not hold others up."""


class _DriverConnection(Protocol):
    def execute(self, statement: str, /) -> object: ...


def make_engine(url: str, *, pool_size: int = POOL_SIZE) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://...` (psycopg 3). Opens nothing yet."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, **_pool(pool_size))
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)
    else:
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"connect_timeout": 3, "options": _POSTGRESQL_OPTIONS},
            **_pool(pool_size),
        )
    event.listen(engine, "handle_error", name_failure)
    return engine


def _pool(size: int) -> dict[str, Any]:
    return {"poolclass": QueuePool, "pool_size": size, "max_overflow": 0, "pool_timeout": POOL_TIMEOUT}


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver would begin transactions by its own, later and deferred; begin_on_sqlite does it instead.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_on_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a reader that turns writer could fail without being made to wait."""
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _driver_of(connection).execute("BEGIN")


def _driver_of(connection: Connection) -> _DriverConnection:
    return connection.connection.driver_connection  # type: ignore[return-value]  # untyped


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for queries: one snapshot on SQLite. Raises Unavailable when none is free in time."""
    with _connected(engine) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: kept on a clean exit, dropped on an error. Raises Unavailable, TryAgain."""
    with _connected(engine.execution_options(**{_WRITES: True})) as connection, connection.begin():
        yield connection


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be made anew while others refer to them.

    SQLite can't do so with foreign keys on, nor turn them off within a transaction: they are off around it,
    and all rows are checked at its end (sqlite.org/lang_altertable.html, section 7).
    """
    if engine.dialect.name != "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with _connected(engine.execution_options(**{_WRITES: True})) as connection:
        driver = _driver_of(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise ValueError(f"{len(broken)} rows refer to rows that aren't there")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _connected(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except PoolExhausted as failure:
        raise Unavailable from failure
