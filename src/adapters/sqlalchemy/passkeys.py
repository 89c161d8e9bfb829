"""Passkeys. What a person asks for by its id is looked up together with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.sign_in_tables import passkeys
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from domain.errors import NotFound
from domain.ids import AccountId, PasskeyId
from domain.passkeys import Passkey
from services.ports.passkeys import PasskeyRepository


def to_passkey(row: AnyRow) -> Passkey:
    return Passkey(
        id=PasskeyId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        credential_id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        transports=row.transports,
        is_synced=row.is_synced,
        name=row.name,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )


def to_row(passkey: Passkey) -> dict[str, Any]:
    return {
        "id": passkey.id,
        "account_id": passkey.account_id,
        "credential_id": passkey.credential_id,
        "public_key": passkey.public_key,
        "sign_count": passkey.sign_count,
        "transports": passkey.transports,
        "is_synced": passkey.is_synced,
        "name": passkey.name,
        "created_at": passkey.created_at,
        "last_used_at": passkey.last_used_at,
    }


class SqlAlchemyPasskeys(PasskeyRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: PasskeyId, *, owner: AccountId) -> Passkey:
        passkey = self._found(_owned_by(owner).where(passkeys.c.id == id))
        if passkey is None:
            raise NotFound
        return passkey

    def by_credential(self, credential_id: str) -> Passkey | None:
        return self._found(select(passkeys).where(passkeys.c.credential_id == credential_id))

    def _found(self, statement: AnySelect) -> Passkey | None:
        row = self._connection.execute(statement).one_or_none()
        return to_passkey(row) if row else None

    def all_of(self, account_id: AccountId) -> Sequence[Passkey]:
        rows = self._connection.execute(_owned_by(account_id).order_by(passkeys.c.id))
        return [to_passkey(row) for row in rows]

    def add(self, passkey: Passkey) -> None:
        insert_first(self._connection, passkeys, to_row(passkey), passkey)
        self._collect(passkey)

    def save(self, passkey: Passkey) -> None:
        update_loaded(self._connection, passkeys, passkey.id, to_row(passkey), passkey)
        self._collect(passkey)

    def remove(self, passkey: Passkey) -> None:
        delete_loaded(self._connection, passkeys, passkey.id, passkey)
        self._collect(passkey)

    def remove_all_of(self, account_id: AccountId) -> int:
        return self._connection.execute(delete(passkeys).where(passkeys.c.account_id == account_id)).rowcount


def _owned_by(owner: AccountId) -> AnySelect:
    return select(passkeys).where(passkeys.c.account_id == owner)
