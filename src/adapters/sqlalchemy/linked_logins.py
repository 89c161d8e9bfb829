"""Linked logins. What a person asks for by its id is looked up together with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.sign_in_tables import linked_logins
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from domain.errors import NotFound
from domain.ids import AccountId, LinkedLoginId
from domain.linked_logins import LinkedLogin
from services.ports.linked_logins import LinkedLoginRepository


def to_login(row: AnyRow) -> LinkedLogin:
    return LinkedLogin(
        id=LinkedLoginId(row.id),
        version=row.version,
        account_id=AccountId(row.account_id),
        provider=row.provider,
        subject=row.subject,
        label=row.label,
        linked_at=row.linked_at,
        last_used_at=row.last_used_at,
    )


def to_row(login: LinkedLogin) -> dict[str, Any]:
    return {
        "id": login.id,
        "account_id": login.account_id,
        "provider": login.provider,
        "subject": login.subject,
        "label": login.label,
        "linked_at": login.linked_at,
        "last_used_at": login.last_used_at,
    }


class SqlAlchemyLinkedLogins(LinkedLoginRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: LinkedLoginId, *, owner: AccountId) -> LinkedLogin:
        login = self._found(_owned_by(owner).where(linked_logins.c.id == id))
        if login is None:
            raise NotFound
        return login

    def by_subject(self, provider: str, subject: str) -> LinkedLogin | None:
        return self._found(
            select(linked_logins).where(
                linked_logins.c.provider == provider, linked_logins.c.subject == subject
            )
        )

    def _found(self, statement: AnySelect) -> LinkedLogin | None:
        row = self._connection.execute(statement).one_or_none()
        return to_login(row) if row else None

    def all_of(self, account_id: AccountId) -> Sequence[LinkedLogin]:
        rows = self._connection.execute(_owned_by(account_id).order_by(linked_logins.c.id))
        return [to_login(row) for row in rows]

    def add(self, login: LinkedLogin) -> None:
        insert_first(self._connection, linked_logins, to_row(login), login)
        self._collect(login)

    def save(self, login: LinkedLogin) -> None:
        update_loaded(self._connection, linked_logins, login.id, to_row(login), login)
        self._collect(login)

    def remove(self, login: LinkedLogin) -> None:
        delete_loaded(self._connection, linked_logins, login.id, login)
        self._collect(login)

    def remove_all_of(self, account_id: AccountId) -> int:
        return self._connection.execute(
            delete(linked_logins).where(linked_logins.c.account_id == account_id)
        ).rowcount


def _owned_by(owner: AccountId) -> AnySelect:
    return select(linked_logins).where(linked_logins.c.account_id == owner)
