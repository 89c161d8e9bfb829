"""The unit of work over dictionaries."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.memory.accounts import InMemoryAccounts
from adapters.memory.drafts import InMemoryDrafts
from adapters.memory.exports import InMemoryExports
from adapters.memory.invitations import InMemoryInvitations
from adapters.memory.known_devices import InMemoryKnownDevices
from adapters.memory.linked_logins import InMemoryLinkedLogins
from adapters.memory.one_time_tokens import InMemoryOneTimeTokens
from adapters.memory.passkeys import InMemoryPasskeys
from adapters.memory.place import InMemoryPlace
from adapters.memory.posts import InMemoryPosts
from adapters.memory.profiles import InMemoryProfiles
from adapters.memory.second_factors import InMemorySecondFactors
from adapters.memory.security_log import InMemorySecurityLog
from adapters.memory.sessions import InMemoryLoginSessions
from adapters.memory.store import Changes, MemoryStore
from domain.base import Event
from services.ports.unit_of_work import UnitOfWork


class InMemoryUnitOfWork(UnitOfWork):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    @property
    def place(self) -> InMemoryPlace:
        return InMemoryPlace(self._changes)

    @property
    def accounts(self) -> InMemoryAccounts:
        return InMemoryAccounts(self._changes)

    @property
    def profiles(self) -> InMemoryProfiles:
        return InMemoryProfiles(self._changes)

    @property
    def sessions(self) -> InMemoryLoginSessions:
        return InMemoryLoginSessions(self._changes)

    @property
    def tokens(self) -> InMemoryOneTimeTokens:
        return InMemoryOneTimeTokens(self._changes)

    @property
    def second_factors(self) -> InMemorySecondFactors:
        return InMemorySecondFactors(self._changes)

    @property
    def passkeys(self) -> InMemoryPasskeys:
        return InMemoryPasskeys(self._changes)

    @property
    def linked_logins(self) -> InMemoryLinkedLogins:
        return InMemoryLinkedLogins(self._changes)

    @property
    def known_devices(self) -> InMemoryKnownDevices:
        return InMemoryKnownDevices(self._changes)

    @property
    def security_log(self) -> InMemorySecurityLog:
        return InMemorySecurityLog(self._changes)

    @property
    def invitations(self) -> InMemoryInvitations:
        return InMemoryInvitations(self._changes)

    @property
    def exports(self) -> InMemoryExports:
        return InMemoryExports(self._changes)

    @property
    def drafts(self) -> InMemoryDrafts:
        return InMemoryDrafts(self._changes)

    @property
    def posts(self) -> InMemoryPosts:
        return InMemoryPosts(self._changes)

    def tell(self, event: Event) -> None:
        self._changes.events.append(event)


class InMemoryWork:
    """Begins units of work on one store (see services.ports.unit_of_work.Begin)."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    @contextmanager
    def __call__(self) -> Iterator[UnitOfWork]:
        with self._store.change() as changes:
            yield InMemoryUnitOfWork(changes)
