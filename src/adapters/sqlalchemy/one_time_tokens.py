"""One-time tokens."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.rows import AnyRow
from adapters.sqlalchemy.sign_in_tables import one_time_tokens
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.ids import AccountId, TokenId
from domain.one_time_tokens import OneTimeToken, Purpose
from services.ports.one_time_tokens import OneTimeTokenRepository


def to_token(row: AnyRow) -> OneTimeToken:
    return OneTimeToken(
        id=TokenId(row.id),
        version=row.version,
        purpose=Purpose(row.purpose),
        digest=row.digest,
        account_id=row.account_id,
        bound_to=row.bound_to,
        carries=row.carries,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )


def to_row(token: OneTimeToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "purpose": token.purpose.value,
        "digest": token.digest,
        "account_id": token.account_id,
        "bound_to": token.bound_to,
        "carries": token.carries,
        "expires_at": token.expires_at,
        "used_at": token.used_at,
    }


class SqlAlchemyOneTimeTokens(OneTimeTokenRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def by_digest(self, digest: str) -> OneTimeToken | None:
        statement = select(one_time_tokens).where(one_time_tokens.c.digest == digest)
        row = self._connection.execute(statement).one_or_none()
        return to_token(row) if row else None

    def add(self, token: OneTimeToken) -> None:
        insert_first(self._connection, one_time_tokens, to_row(token), token)
        self._collect(token)

    def save(self, token: OneTimeToken) -> None:
        update_loaded(self._connection, one_time_tokens, token.id, to_row(token), token)
        self._collect(token)

    def remove_all_for(self, purpose: Purpose) -> int:
        return self._remove(one_time_tokens.c.purpose == purpose.value)

    def remove_all_of(self, account_id: AccountId) -> int:
        return self._remove(one_time_tokens.c.account_id == account_id)

    def remove_expired(self, now: datetime) -> int:
        return self._remove(one_time_tokens.c.expires_at <= now)

    def _remove(self, which: ColumnElement[bool]) -> int:
        return self._connection.execute(delete(one_time_tokens).where(which)).rowcount
