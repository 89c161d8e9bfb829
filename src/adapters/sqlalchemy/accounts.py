"""Accounts, and the lists of them that staff see."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, exists, func, select

from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import accounts, profiles
from adapters.sqlalchemy.versions import Collect, insert_first, update_loaded
from domain.accounts import Account, Role, Standing, email_key
from domain.errors import NotFound
from domain.ids import AccountId
from services.ports.accounts import AccountLine, AccountQueries, AccountRepository


def to_account(row: AnyRow) -> Account:
    return Account(
        id=AccountId(row.id),
        version=row.version,
        email=row.email,
        phone=row.phone,
        password_hash=row.password_hash,
        role=Role(row.role),
        standing=Standing(row.standing),
        registered_at=row.registered_at,
        confirmed_at=row.confirmed_at,
    )


def to_row(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "email": account.email,
        "email_key": email_key(account.email),
        "phone": account.phone,
        "password_hash": account.password_hash,
        "role": account.role.value,
        "standing": account.standing.value,
        "registered_at": account.registered_at,
        "confirmed_at": account.confirmed_at,
    }


class SqlAlchemyAccounts(AccountRepository):
    def __init__(self, connection: Connection, collect: Collect) -> None:
        self._connection, self._collect = connection, collect

    def get(self, id: AccountId) -> Account:
        row = self._connection.execute(select(accounts).where(accounts.c.id == id)).one_or_none()
        if row is None:
            raise NotFound
        return to_account(row)

    def by_email(self, email: str) -> Account | None:
        return self._found(select(accounts).where(accounts.c.email_key == email_key(email)))

    def by_handle(self, handle: str) -> Account | None:
        owner = select(profiles.c.account_id).where(profiles.c.handle == handle).scalar_subquery()
        return self._found(select(accounts).where(accounts.c.id == owner))

    def _found(self, statement: AnySelect) -> Account | None:
        row = self._connection.execute(statement).one_or_none()
        return to_account(row) if row else None

    def any(self) -> bool:
        return bool(self._connection.scalar(select(exists(select(accounts.c.id)))))

    def add(self, account: Account) -> None:
        insert_first(self._connection, accounts, to_row(account), account)
        self._collect(account)

    def save(self, account: Account) -> None:
        update_loaded(self._connection, accounts, account.id, to_row(account), account)
        self._collect(account)


def _to_line(row: AnyRow) -> AccountLine:
    return AccountLine(
        id=AccountId(row.id),
        handle=row.handle or "",
        display_name=row.display_name or "",
        email=row.email,
        phone=row.phone,
        role=Role(row.role),
        standing=Standing(row.standing),
        registered_at=row.registered_at,
        confirmed_at=row.confirmed_at,
    )


class SqlAlchemyAccountQueries(AccountQueries):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def one(self, id: AccountId) -> AccountLine:
        lines = self._lines(_select_lines().where(accounts.c.id == id))
        if not lines:
            raise NotFound
        return lines[0]

    def all(self, *, after: AccountId | None = None, limit: int = 100) -> Sequence[AccountLine]:
        statement = _select_lines().order_by(accounts.c.id).limit(limit)
        return self._lines(statement if after is None else statement.where(accounts.c.id > after))

    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        waiting = accounts.c.standing == Standing.AWAITING_APPROVAL.value
        return self._lines(_select_lines().where(waiting).order_by(accounts.c.id).limit(limit))

    def _lines(self, statement: AnySelect) -> Sequence[AccountLine]:
        with reading(self._engine) as connection:
            return [_to_line(row) for row in connection.execute(statement)]


def _select_lines() -> AnySelect:
    owned = profiles.alias("owned")
    first = (
        select(func.min(owned.c.id))
        .where(owned.c.account_id == accounts.c.id)
        .correlate(accounts)
        .scalar_subquery()
    )
    return select(accounts, profiles.c.handle, profiles.c.display_name).select_from(
        accounts.outerjoin(profiles, profiles.c.id == first)
    )
