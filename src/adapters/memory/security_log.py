"""The security log in a dictionary."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from adapters.memory.handles import handle_of
from adapters.memory.paging import newest_first
from adapters.memory.store import Changes, MemoryStore, Tables, kept
from domain.errors import NotFound
from domain.ids import AccountId, LogEntryId
from domain.security_log import LogEntry
from services.ports.paging import PAGE, Page
from services.ports.security_log import ActivityLine, SecurityLogQueries, SecurityLogRepository


class InMemorySecurityLog(SecurityLogRepository):
    def __init__(self, changes: Changes) -> None:
        self._changes, self._entries = changes, changes.tables.security_log

    def get(self, id: LogEntryId) -> LogEntry:
        if id not in self._entries:
            raise NotFound
        return kept(self._entries[id])

    def add(self, entry: LogEntry) -> None:
        self._changes.put_new(self._entries, entry.id, entry)

    def remove_all_of(self, account_id: AccountId) -> int:
        removed = self._remove([e.id for e in self._entries.values() if e.account_id == account_id])
        for entry in [e for e in self._entries.values() if e.actor_id == account_id]:
            self._entries[entry.id] = replace(entry, actor_id=None)
        return removed

    def remove_before(self, moment: datetime) -> int:
        return self._remove([entry.id for entry in self._entries.values() if entry.at < moment])

    def _remove(self, ids: Collection[LogEntryId]) -> int:
        for id in ids:
            del self._entries[id]
        return len(ids)


class InMemorySecurityLogQueries(SecurityLogQueries):
    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def of(self, account_id: AccountId, *, before: str | None = None) -> Page[ActivityLine]:
        tables = self._store.tables
        return newest_first(
            [entry for entry in tables.security_log.values() if entry.account_id == account_id],
            id_of=lambda entry: entry.id,
            before=before,
            limit=PAGE,
            view=lambda entry: _line(entry, tables),
        )


def _line(entry: LogEntry, tables: Tables) -> ActivityLine:
    is_own = entry.actor_id is None or entry.actor_id == entry.account_id
    return ActivityLine(
        id=entry.id,
        what=entry.what,
        at=entry.at,
        device=entry.device,
        network=entry.network,
        actor="" if is_own else handle_of(entry.actor_id, tables),
        detail=entry.detail,
    )
