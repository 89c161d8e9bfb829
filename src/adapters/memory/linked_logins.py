"""Linked logins in a dictionary, each person elsewhere once."""

from collections.abc import Sequence

from adapters.memory.store import Changes, kept
from domain.errors import NotFound
from domain.ids import AccountId, LinkedLoginId
from domain.linked_logins import LinkedLogin, LoginTaken
from services.ports.linked_logins import LinkedLoginRepository


class InMemoryLinkedLogins(LinkedLoginRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._logins = changes, changes.tables.linked_logins

    def get(self, id: LinkedLoginId, *, owner: AccountId) -> LinkedLogin:
        login = self._logins.get(id)
        if login is None or login.account_id != owner:
            raise NotFound
        return kept(login)

    def by_subject(self, provider: str, subject: str) -> LinkedLogin | None:
        for login in self._logins.values():
            if (login.provider, login.subject) == (provider, subject):
                return kept(login)
        return None

    def all_of(self, account_id: AccountId) -> Sequence[LinkedLogin]:
        own = [kept(login) for login in self._logins.values() if login.account_id == account_id]
        return sorted(own, key=lambda login: login.id)

    def add(self, login: LinkedLogin) -> None:
        if self.by_subject(login.provider, login.subject) is not None:
            raise LoginTaken
        self._changes.put_new(self._logins, login.id, login)

    def save(self, login: LinkedLogin) -> None:
        self._changes.put_again(self._logins, login.id, login)

    def remove(self, login: LinkedLogin) -> None:
        self._changes.take_out(self._logins, login.id, login)

    def remove_all_of(self, account_id: AccountId) -> int:
        own = self.all_of(account_id)
        for login in own:
            del self._logins[login.id]
        return len(own)
