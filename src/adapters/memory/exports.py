"""Exports in a dictionary, and everything that a profile wrote."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from adapters.memory.store import Changes, MemoryStore, kept
from domain.errors import NotFound
from domain.exports import Export
from domain.ids import AccountId, ExportId, ProfileId
from domain.posts import Post
from domain.revisions import Revision
from services.ports.exports import ExportRepository, OwnWorkQueries


class InMemoryExports(ExportRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._exports = changes, changes.tables.exports

    def get(self, id: ExportId) -> Export:
        if id not in self._exports:
            raise NotFound
        return kept(self._exports[id])

    def newest_of(self, account_id: AccountId) -> Export | None:
        own = self.all_of(account_id)
        return own[-1] if own else None

    def add(self, export: Export) -> None:
        self._changes.put_new(self._exports, export.id, export)

    def save(self, export: Export) -> None:
        self._changes.put_again(self._exports, export.id, export)

    def all_of(self, account_id: AccountId) -> Sequence[Export]:
        own = [kept(export) for export in self._exports.values() if export.account_id == account_id]
        return sorted(own, key=lambda export: export.id)

    def expired(self, now: datetime) -> Sequence[Export]:
        old = [kept(export) for export in self._exports.values() if export.expires_at <= now]
        return sorted(old, key=lambda export: export.id)

    def remove(self, export: Export) -> None:
        self._changes.take_out(self._exports, export.id, export)


class InMemoryOwnWork(OwnWorkQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def count(self, profile_id: ProfileId) -> int:
        return sum(post.author_id == profile_id for post in self._store.tables.posts.values())

    def posts(self, profile_id: ProfileId) -> Iterator[tuple[Post, Sequence[Revision]]]:
        tables = self._store.tables
        own = [post for post in tables.posts.values() if post.author_id == profile_id]
        for post in sorted(own, key=lambda post: post.id):
            editions = sorted(key for key in tables.revisions if key[0] == post.id)
            yield kept(post), [tables.revisions[key] for key in editions]
