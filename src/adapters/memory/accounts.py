"""Accounts in a dictionary, unique by address without regard to case."""

from collections.abc import Sequence

from adapters.memory.handles import handle_of
from adapters.memory.paging import newest_first
from adapters.memory.profiles import to_card
from adapters.memory.store import Changes, MemoryStore, Tables, kept
from domain.accounts import Account, EmailTaken, Role, Standing, email_key
from domain.errors import NotFound
from domain.ids import AccountId
from domain.profiles import Profile
from services.ports.accounts import AccountLine, AccountQueries, AccountRepository
from services.ports.paging import PAGE, Page
from services.ports.profiles import ProfileCard


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

    def count_owners(self) -> int:
        return sum(
            account.role is Role.OWNER and account.standing.may_sign_in for account in self._accounts.values()
        )

    def any(self) -> bool:
        return bool(self._accounts)

    def add(self, account: Account) -> None:
        self._check_unique(account)
        self._changes.put_new(self._accounts, account.id, account)

    def save(self, account: Account) -> None:
        self._check_unique(account)
        self._changes.put_again(self._accounts, account.id, account)

    def remove(self, account: Account) -> None:
        self._changes.take_out(self._accounts, account.id, account)
        tokens = self._changes.tables.tokens
        for token in [token for token in tokens.values() if token.account_id == account.id]:
            del tokens[token.id]
        for other in [other for other in self._accounts.values() if other.invited_by == account.id]:
            guest = kept(other)
            guest.invited_by = None
            self._accounts[guest.id] = guest

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

    def found(
        self,
        *,
        words: str = "",
        standing: Standing | None = None,
        role: Role | None = None,
        before: str | None = None,
    ) -> Page[AccountLine]:
        tables, beginning = self._store.tables, words.strip().casefold()
        found = [
            account
            for account in tables.accounts.values()
            if standing in (None, account.standing)
            and role in (None, account.role)
            and any(name.startswith(beginning) for name in _names_of(account, tables))
        ]
        return newest_first(
            found,
            id_of=lambda account: account.id,
            before=before,
            limit=PAGE,
            view=lambda account: _line(account, tables),
        )

    def profiles_of(self, id: AccountId) -> Sequence[ProfileCard]:
        return [to_card(profile) for profile in _profiles_of(id, self._store.tables)]

    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        tables = self._store.tables
        waiting = [a for a in tables.accounts.values() if a.standing is Standing.AWAITING_APPROVAL]
        return [_line(account, tables) for account in sorted(waiting, key=lambda a: a.id)[:limit]]


def _profiles_of(id: AccountId, tables: Tables) -> list[Profile]:
    own = [profile for profile in tables.profiles.values() if profile.account_id == id]
    return sorted(own, key=lambda profile: profile.id)


def _names_of(account: Account, tables: Tables) -> list[str]:
    handles = [profile.handle for profile in _profiles_of(account.id, tables)]
    return [email_key(account.email), *handles]


def _line(account: Account, tables: Tables) -> AccountLine:
    own = _profiles_of(account.id, tables)
    return AccountLine(
        id=account.id,
        handle=own[0].handle if own else "",
        display_name=own[0].display_name if own else "",
        email=account.email,
        phone=account.phone,
        role=account.role,
        standing=account.standing,
        registered_at=account.registered_at,
        confirmed_at=account.confirmed_at,
        has_password=account.password_hash is not None,
        has_second_factor=account.has_second_factor,
        reason=account.reason,
        wanted_email=account.wanted_email,
        closed_at=account.closed_at,
        invited_by=handle_of(account.invited_by, tables),
    )
