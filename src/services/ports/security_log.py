"""The security log: written once, never changed, read by the person and by staff."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from domain.ids import AccountId, LogEntryId
from domain.security_log import Happening, LogEntry
from services.ports.paging import Page


class SecurityLogRepository(ABC):
    """There is no way to change an entry; the databases refuse it, too."""

    @abstractmethod
    def get(self, id: LogEntryId) -> LogEntry:
        """Raises NotFound."""

    @abstractmethod
    def add(self, entry: LogEntry) -> None: ...

    @abstractmethod
    def remove_all_of(self, account_id: AccountId) -> int:
        """When a person is erased. What they did as staff to others stays, without saying who it was."""

    @abstractmethod
    def remove_before(self, moment: datetime) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One entry as the person sees it. `actor` is the handle of the staff member, empty for oneself."""

    id: LogEntryId
    what: Happening
    at: datetime
    device: str
    network: str
    actor: str
    detail: str


class SecurityLogQueries(ABC):
    @abstractmethod
    def of(self, account_id: AccountId, *, before: str | None = None) -> Page[ActivityLine]:
        """An account's entries, the newest first."""
