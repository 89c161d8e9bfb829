"""The migrations make exactly the tables that the code knows."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from adapters.sqlalchemy.engine import make_engine, reading
from adapters.sqlalchemy.migrating import HEAD, SCRIPTS, is_up_to_date, migrate
from adapters.sqlalchemy.tables import metadata
from tests.integration.databases import new_database
from tests.integration.statements import recorded


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator
    """A database without any table."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield engine
        engine.dispose()
        return
    with new_database(request.getfixturevalue("postgresql_server")) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def test_migrating_an_empty_database_makes_every_table(empty_engine: Engine) -> None:
    assert not is_up_to_date(empty_engine)
    migrate(empty_engine)
    assert is_up_to_date(empty_engine)
    assert set(metadata.tables) <= set(inspect(empty_engine).get_table_names())


def test_the_migrated_tables_are_those_that_the_code_knows(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with reading(empty_engine) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_migrated_constraints_have_the_names_that_errors_are_told_by(empty_engine: Engine) -> None:
    migrate(empty_engine)
    found = inspect(empty_engine)
    for table in metadata.tables.values():
        names = {constraint["name"] for constraint in found.get_unique_constraints(table.name)}
        names.add(found.get_pk_constraint(table.name)["name"])
        expected = {str(c.name) for c in table.constraints if str(c.name).startswith(("uq_", "pk_"))}
        assert names == expected


def test_migrating_twice_changes_nothing(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with recorded(empty_engine) as statements:
        migrate(empty_engine)
    assert not [statement for statement in statements if "CREATE" in statement or "ALTER" in statement]
    assert len(statements) <= 3


def test_paths_sort_by_their_bytes_on_both_databases(engine: Engine) -> None:
    [column] = [c for c in inspect(engine).get_columns("posts") if c["name"] == "thread_path"]
    collation = getattr(column["type"], "collation", None)
    assert collation == ("C" if engine.dialect.name == "postgresql" else None)


def test_the_newest_migration_is_the_one_written_down() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
