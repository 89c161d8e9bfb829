"""Databases that tests may fill as they like."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from adapters.sqlalchemy.engine import make_engine
from adapters.sqlalchemy.migrating import migrate
from tests.integration.databases import empty, make_sqlite_template, new_database, postgresql_url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A migrated, empty database in a file of its own."""
    file = tmp_path / "stoa.sqlite"
    shutil.copyfile(sqlite_template, file)
    engine = make_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with postgresql_url() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[Engine]:
    with new_database(postgresql_server) as url:
        engine = make_engine(url)
        migrate(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def postgresql_engine(migrated_postgresql: Engine) -> Engine:
    """A migrated, empty database."""
    empty(migrated_postgresql)
    return migrated_postgresql


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated, empty database of each sort in turn."""
    chosen: Engine = request.getfixturevalue(f"{request.param}_engine")
    return chosen
