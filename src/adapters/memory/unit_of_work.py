"""The unit of work over dictionaries."""

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.memory.accounts import InMemoryAccounts
from adapters.memory.drafts import InMemoryDrafts
from adapters.memory.links import InMemoryOneTimeLinks
from adapters.memory.place import InMemoryPlace
from adapters.memory.posts import InMemoryPosts
from adapters.memory.profiles import InMemoryProfiles
from adapters.memory.sessions import InMemoryLoginSessions
from adapters.memory.store import Changes, MemoryStore
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
    def links(self) -> InMemoryOneTimeLinks:
        return InMemoryOneTimeLinks(self._changes)

    @property
    def drafts(self) -> InMemoryDrafts:
        return InMemoryDrafts(self._changes)

    @property
    def posts(self) -> InMemoryPosts:
        return InMemoryPosts(self._changes)


class InMemoryWork:
    """Begins units of work on one store (see services.ports.unit_of_work.Begin)."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    @contextmanager
    def __call__(self) -> Iterator[UnitOfWork]:
        with self._store.change() as changes:
            yield InMemoryUnitOfWork(changes)
