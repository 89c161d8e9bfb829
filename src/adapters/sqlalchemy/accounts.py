"""Accounts, and the lists of them that staff see."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from adapters.sqlalchemy.cursors import id_in, page_of
from adapters.sqlalchemy.engine import reading
from adapters.sqlalchemy.handles import handle_of
from adapters.sqlalchemy.profiles import CARD_COLUMNS, to_card
from adapters.sqlalchemy.rows import AnyRow, AnySelect
from adapters.sqlalchemy.tables import accounts, profiles
from adapters.sqlalchemy.versions import Collect, delete_loaded, insert_first, update_loaded
from domain.accounts import MAX_EMAIL, Account, Role, Standing, email_key
from domain.errors import NotFound
from domain.ids import AccountId
from services.ports.accounts import AccountLine, AccountQueries, AccountRepository
from services.ports.paging import PAGE, Page
from services.ports.profiles import ProfileCard


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
        needs_approval=row.needs_approval,
        reason=row.reason,
        invited_by=row.invited_by,
        wanted_email=row.wanted_email,
        former_email=row.former_email,
        has_second_factor=row.has_second_factor,
        is_limited=row.is_limited,
        closed_at=row.closed_at,
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
        "needs_approval": account.needs_approval,
        "reason": account.reason,
        "invited_by": account.invited_by,
        "wanted_email": account.wanted_email,
        "former_email": account.former_email,
        "has_second_factor": account.has_second_factor,
        "is_limited": account.is_limited,
        "closed_at": account.closed_at,
    }


_MAY_SIGN_IN: Final = [standing.value for standing in Standing if standing.may_sign_in]


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

    def count_owners(self) -> int:
        # Held until the work ends: of two last owners who leave at once, the second counts anew.
        statement = (
            select(accounts.c.id)
            .where(accounts.c.role == Role.OWNER.value, accounts.c.standing.in_(_MAY_SIGN_IN))
            .order_by(accounts.c.id)
            .with_for_update()
        )
        return len(self._connection.execute(statement).all())

    def any(self) -> bool:
        return bool(self._connection.scalar(select(exists(select(accounts.c.id)))))

    def add(self, account: Account) -> None:
        insert_first(self._connection, accounts, to_row(account), account)
        self._collect(account)

    def save(self, account: Account) -> None:
        update_loaded(self._connection, accounts, account.id, to_row(account), account)
        self._collect(account)

    def remove(self, account: Account) -> None:
        # Its tokens go with it, and whoever it invited stays: ON DELETE CASCADE, ON DELETE SET NULL.
        delete_loaded(self._connection, accounts, account.id, account)
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
        has_password=row.password_hash is not None,
        has_second_factor=row.has_second_factor,
        reason=row.reason,
        wanted_email=row.wanted_email,
        closed_at=row.closed_at,
        invited_by=row.inviter,
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

    def found(
        self,
        *,
        words: str = "",
        standing: Standing | None = None,
        role: Role | None = None,
        before: str | None = None,
    ) -> Page[AccountLine]:
        last, beginning = id_in(before), words.strip()
        if len(beginning) > MAX_EMAIL:
            # No name is as long, and SQLite wouldn't look for one (sqlite.org/limits.html, LIKE patterns).
            return Page(())
        statement = _select_lines().where(_is_called(beginning.casefold())).order_by(accounts.c.id.desc())
        if standing is not None:
            statement = statement.where(accounts.c.standing == standing.value)
        if role is not None:
            statement = statement.where(accounts.c.role == role.value)
        if last is not None:
            statement = statement.where(accounts.c.id < last)
        with reading(self._engine) as connection:
            return page_of(connection.execute(statement.limit(PAGE + 1)).all(), PAGE, _to_line)

    def profiles_of(self, id: AccountId) -> Sequence[ProfileCard]:
        statement = select(*CARD_COLUMNS).where(profiles.c.account_id == id).order_by(profiles.c.id)
        with reading(self._engine) as connection:
            return [to_card(row) for row in connection.execute(statement)]

    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        waiting = accounts.c.standing == Standing.AWAITING_APPROVAL.value
        return self._lines(_select_lines().where(waiting).order_by(accounts.c.id).limit(limit))

    def _lines(self, statement: AnySelect) -> Sequence[AccountLine]:
        with reading(self._engine) as connection:
            return [_to_line(row) for row in connection.execute(statement)]


_owned = profiles.alias("owned")


def _is_called(beginning: str) -> ColumnElement[bool]:
    """The address or a handle begins so. Keys and handles are in lower case already."""
    handle = exists().where(
        _owned.c.account_id == accounts.c.id, _owned.c.handle.startswith(beginning, autoescape=True)
    )
    return or_(accounts.c.email_key.startswith(beginning, autoescape=True), handle)


def _select_lines() -> AnySelect:
    first = (
        select(func.min(_owned.c.id))
        .where(_owned.c.account_id == accounts.c.id)
        .correlate(accounts)
        .scalar_subquery()
    )
    inviter = handle_of(accounts.c.invited_by).label("inviter")
    return select(accounts, profiles.c.handle, profiles.c.display_name, inviter).select_from(
        accounts.outerjoin(profiles, profiles.c.id == first)
    )
