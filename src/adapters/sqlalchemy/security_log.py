"""The security log. A trigger refuses to change an entry, except to forget an erased actor."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, insert, select, update

from adapters.sqlalchemy.cursors import id_in, page_of
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.handles import handle_of
from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.sign_in_tables import security_log
from adapters.sqlalchemy.versions import Collect
from domain.errors import NotFound
from domain.ids import AccountId, LogEntryId
from domain.security_log import Happening, LogEntry
from services.ports.paging import PAGE, Page
from services.ports.security_log import ActivityLine, SecurityLogQueries, SecurityLogRepository

_WRITTEN: Final = 1
"""The version of every entry: there is no second save."""


def to_entry(row: AnyRow) -> LogEntry:
    return LogEntry(
        id=LogEntryId(row.id),
        version=_WRITTEN,
        account_id=row.account_id,
        what=Happening(row.what),
        at=row.at,
        device=row.device,
        network=row.network,
        actor_id=row.actor_id,
        detail=row.detail,
    )


def to_row(entry: LogEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "account_id": entry.account_id,
        "what": entry.what.value,
        "at": entry.at,
        "device": entry.device,
        "network": entry.network,
        "actor_id": entry.actor_id,
        "detail": entry.detail,
    }


class SqlAlchemySecurityLog(SecurityLogRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: LogEntryId) -> LogEntry:
        row = self._connection.execute(select(security_log).where(security_log.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        return to_entry(row)

    def add(self, entry: LogEntry) -> None:
        self._connection.execute(insert(security_log).values(to_row(entry)))
        entry.version = _WRITTEN
        self._collect(entry)

    def remove_all_of(self, account_id: AccountId) -> int:
        removed = self._connection.execute(
            delete(security_log).where(security_log.c.account_id == account_id)
        ).rowcount
        self._connection.execute(
            update(security_log).where(security_log.c.actor_id == account_id).values(actor_id=None)
        )
        return removed

    def remove_before(self, moment: datetime) -> int:
        return self._connection.execute(delete(security_log).where(security_log.c.at < moment)).rowcount


class SqlAlchemySecurityLogQueries(SecurityLogQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, account_id: AccountId, *, before: str | None = None) -> Page[ActivityLine]:
        statement = (
            select(security_log, handle_of(security_log.c.actor_id).label("actor"))
            .where(security_log.c.account_id == account_id)
            .order_by(security_log.c.id.desc())
            .limit(PAGE + 1)
        )
        last = id_in(before)
        if last is not None:
            statement = statement.where(security_log.c.id < last)
        with reading(self._engine) as connection:
            return page_of(connection.execute(statement).all(), PAGE, _to_line)


def _to_line(row: AnyRow) -> ActivityLine:
    return ActivityLine(
        id=LogEntryId(row.id),
        what=Happening(row.what),
        at=row.at,
        device=row.device,
        network=row.network,
        actor="" if row.actor_id == row.account_id else row.actor,
        detail=row.detail,
    )
