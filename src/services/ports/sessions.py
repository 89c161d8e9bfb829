"""Where login sessions are kept."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ids import AccountId, SessionId
from domain.sessions import LoginSession
from domain.viewers import Viewer


class LoginSessionRepository(ABC):
    @abstractmethod
    def by_digest(self, digest: str) -> LoginSession | None: ...

    @abstractmethod
    def get(self, id: SessionId, *, owner: AccountId) -> LoginSession:
        """Raises NotFound, also for somebody else's."""

    @abstractmethod
    def add(self, session: LoginSession) -> None: ...

    @abstractmethod
    def save(self, session: LoginSession) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove(self, id: SessionId) -> None:
        """A session that is gone already is no error."""

    @abstractmethod
    def remove_all_of(self, account_id: AccountId, *, but: SessionId | None = None) -> int:
        """End an account's sessions, all or all but one. Returns how many ended."""

    @abstractmethod
    def remove_expired(self, now: datetime) -> int:
        """Those past their end, and those idle for too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A browser that is signed in: who looks, and when it was last noted (see SEEN_EVERY)."""

    viewer: Viewer
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """A browser in the list of where somebody is signed in."""

    id: SessionId
    device: str
    network: str
    started_at: datetime
    last_seen_at: datetime
    remembered: bool


class SessionQueries(ABC):
    @abstractmethod
    def visit(self, digest: str, now: datetime) -> Visit | None:
        """Who holds the token with this digest, in one statement.

        None when there is no such session, when it has expired or idled too long, or when the account may
        not sign in. The viewer's `other_handles` are in the order of the alphabet.
        """

    @abstractmethod
    def of(self, account_id: AccountId, now: datetime) -> Sequence[SessionLine]:
        """An account's living sessions, the last seen first."""
