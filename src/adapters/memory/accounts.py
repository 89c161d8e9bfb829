"""Accounts in a dictionary, unique by address without regard to case."""

from collections.abc import Sequence

from adapters.memory.store import Changes, MemoryStore, Tables, kept
from domain.accounts import Account, EmailTaken, Standing, email_key
from domain.errors import NotFound
from domain.ids import AccountId
from services.ports.accounts import AccountLine, AccountQueries, AccountRepository


class InMemoryAccounts(AccountRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._accounts = changes, changes.tables.accounts

    def get(self, id: AccountId) -> Account:
        if id not in self._accounts:
            raise NotFound
        return kept(self._accounts[id])

    def by_email(self, email: str) -> Account | None:
        for account in self._accounts.values():
            if email_key(account.email) == email_key(email):
                return kept(account)
        return None

    def by_handle(self, handle: str) -> Account | None:
        for profile in self._changes.tables.profiles.values():
            if profile.handle == handle:
                return self.get(profile.account_id)
        return None

    def any(self) -> bool:
        return bool(self._accounts)

    def add(self, account: Account) -> None:
        self._check_unique(account)
        self._changes.put_new(self._accounts, account.id, account)

    def save(self, account: Account) -> None:
        self._check_unique(account)
        self._changes.put_again(self._accounts, account.id, account)

    def _check_unique(self, account: Account) -> None:
        holder = self.by_email(account.email)
        if holder is not None and holder.id != account.id:
            raise EmailTaken


class InMemoryAccountQueries(AccountQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def one(self, id: AccountId) -> AccountLine:
        tables = self._store.tables
        if id not in tables.accounts:
            raise NotFound
        return _line(tables.accounts[id], tables)

    def all(self, *, after: AccountId | None = None, limit: int = 100) -> Sequence[AccountLine]:
        tables = self._store.tables
        ids = sorted(id for id in tables.accounts if after is None or id > after)[:limit]
        return [_line(tables.accounts[id], tables) for id in ids]

    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        tables = self._store.tables
        waiting = [a for a in tables.accounts.values() if a.standing is Standing.AWAITING_APPROVAL]
        return [_line(account, tables) for account in sorted(waiting, key=lambda a: a.id)[:limit]]


def _line(account: Account, tables: Tables) -> AccountLine:
    profile = min(
        (profile for profile in tables.profiles.values() if profile.account_id == account.id),
        key=lambda profile: profile.id,
    )
    return AccountLine(
        id=account.id,
        handle=profile.handle,
        display_name=profile.display_name,
        email=account.email,
        phone=account.phone,
        role=account.role,
        standing=account.standing,
        registered_at=account.registered_at,
        confirmed_at=account.confirmed_at,
    )
