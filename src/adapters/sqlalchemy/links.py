"""One-time links."""

from typing import Any

from sqlalchemy import Connection, delete, select

from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.tables import one_time_links
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.ids import LinkId
from domain.sessions import OneTimeLink, Purpose
from services.ports.links import OneTimeLinkRepository


def to_link(row: AnyRow) -> OneTimeLink:
    return OneTimeLink(
        id=LinkId(row.id),
        version=row.version,
        purpose=Purpose(row.purpose),
        digest=row.digest,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )


def to_row(link: OneTimeLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "purpose": link.purpose.value,
        "digest": link.digest,
        "expires_at": link.expires_at,
        "used_at": link.used_at,
    }


class SqlAlchemyOneTimeLinks(OneTimeLinkRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def by_digest(self, digest: str) -> OneTimeLink | None:
        statement = select(one_time_links).where(one_time_links.c.digest == digest)
        row = self._connection.execute(statement).one_or_none()
        return to_link(row) if row else None

    def add(self, link: OneTimeLink) -> None:
        insert_first(self._connection, one_time_links, to_row(link), link)
        self._collect(link)

    def save(self, link: OneTimeLink) -> None:
        update_loaded(self._connection, one_time_links, link.id, to_row(link), link)
        self._collect(link)

    def remove_all_for(self, purpose: Purpose) -> int:
        return self._connection.execute(
            delete(one_time_links).where(one_time_links.c.purpose == purpose.value)
        ).rowcount
