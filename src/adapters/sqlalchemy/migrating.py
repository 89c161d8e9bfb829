"""Bringing a database's tables up to date."""

from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, func, inspect, select, text

from adapters.sqlalchemy.engine import reading, rebuilding

HEAD: Final = "0002"
"""The newest migration. Written down, so that a start needn't read them all; a test keeps it true."""

SCRIPTS: Final = Path(__file__).parent / "migrations"

_LOCK: Final = 0x53746F61
"""Any number, the same for every process that migrates."""

_versions = Table("alembic_version", MetaData(), Column("version_num", Text))


def is_up_to_date(engine: Engine) -> bool:
    """Whether the tables are those that this version of Stoa wants."""
    with reading(engine) as connection:
        return _version(connection) == HEAD


def migrate(engine: Engine) -> None:
    """Upgrade to the newest tables, in one transaction; others that try at once wait and find it done."""
    if is_up_to_date(engine):
        return
    with rebuilding(engine) as connection:
        if connection.dialect.name == "postgresql":
            _wait_for_turn(connection)
        if _version(connection) != HEAD:
            _upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_versions.name):
        return None
    return connection.scalar(select(_versions.c.version_num))


def _wait_for_turn(connection: Connection) -> None:
    # A large table takes longer to change than any page may.
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL lock_timeout = '60s'"))
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _upgrade(connection: Connection) -> None:
    # Alembic takes a third of a second to import, and most starts don't need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
