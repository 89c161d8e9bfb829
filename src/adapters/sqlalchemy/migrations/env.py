"""Where Alembic finds the database: a connection that it is given, or STOA_DATABASE_URL from a terminal."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection

import adapters.sqlalchemy.sign_in_tables  # noqa: F401  # brings its tables into the metadata
from adapters.sqlalchemy.engine import make_engine, rebuilding
from adapters.sqlalchemy.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
        compare_type=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Any = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with rebuilding(make_engine(os.environ["STOA_DATABASE_URL"])) as own:
        run(own)
