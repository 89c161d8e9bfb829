"""INSERT ... ON CONFLICT: the same clause in both databases, under two names in SQLAlchemy."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what to do when the row is there already."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
