"""Aggregates in their rows: saved only over the version that was loaded."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, insert, select, update

from domain.base import Aggregate
from domain.errors import EditedMeanwhile, NotFound

Collect = Callable[[Aggregate], None]
"""Takes the events of an aggregate that was written, for the unit of work to turn into jobs."""


def insert_first(connection: Connection, table: Table, row: Mapping[str, Any], aggregate: Aggregate) -> None:
    """Keep an aggregate for the first time, as version 1."""
    connection.execute(insert(table).values(**row, version=1))
    aggregate.version = 1


def update_loaded(
    connection: Connection, table: Table, id: int, row: Mapping[str, Any], aggregate: Aggregate
) -> None:
    """Write the next version over the loaded one. Raises EditedMeanwhile, NotFound."""
    next_version = aggregate.version + 1
    saved = connection.execute(
        update(table)
        .where(table.c.id == id, table.c.version == aggregate.version)
        .values(**row, version=next_version)
    )
    if saved.rowcount == 0:
        raise _missing(connection, table, id)
    aggregate.version = next_version


def delete_loaded(connection: Connection, table: Table, id: int, aggregate: Aggregate) -> None:
    """Delete the version that was loaded. Raises EditedMeanwhile, NotFound."""
    deleted = connection.execute(delete(table).where(table.c.id == id, table.c.version == aggregate.version))
    if deleted.rowcount == 0:
        raise _missing(connection, table, id)


def _missing(connection: Connection, table: Table, id: int) -> EditedMeanwhile | NotFound:
    is_there = connection.scalar(select(exists().where(table.c.id == id)))
    return EditedMeanwhile() if is_there else NotFound()
