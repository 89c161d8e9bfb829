"""Where accounts are kept."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.accounts import Account, Role, Standing
from domain.ids import AccountId
from services.ports.paging import Page
from services.ports.profiles import ProfileCard


class AccountRepository(ABC):
    @abstractmethod
    def get(self, id: AccountId) -> Account:
        """Raises NotFound."""

    @abstractmethod
    def by_email(self, email: str) -> Account | None:
        """The account with this address, without regard to case."""

    @abstractmethod
    def by_handle(self, handle: str) -> Account | None:
        """The account that owns the profile with exactly this handle."""

    @abstractmethod
    def count_owners(self) -> int:
        """Owners who may sign in: neither suspended nor closed."""

    @abstractmethod
    def remove(self, account: Account) -> None:
        """Erase the row; whoever they invited stays, invited by nobody. Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def any(self) -> bool:
        """Whether anybody has an account yet."""

    @abstractmethod
    def add(self, account: Account) -> None:
        """Raises EmailTaken when another account has the address, without regard to case."""

    @abstractmethod
    def save(self, account: Account) -> None:
        """Raises EditedMeanwhile, EmailTaken, NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as its owner and the staff see it. Holds private data: never for other eyes."""

    id: AccountId
    handle: str
    display_name: str
    email: str
    phone: str | None
    role: Role
    standing: Standing
    registered_at: datetime
    confirmed_at: datetime | None
    has_password: bool
    has_second_factor: bool
    reason: str
    wanted_email: str | None
    closed_at: datetime | None
    invited_by: str
    """The handle of who invited them, empty for nobody."""


class AccountQueries(ABC):
    @abstractmethod
    def one(self, id: AccountId) -> AccountLine:
        """The person's own account. Raises NotFound."""

    @abstractmethod
    def all(self, *, after: AccountId | None = None, limit: int = 100) -> Sequence[AccountLine]:
        """Accounts, the oldest first, with the handle of their first profile."""

    @abstractmethod
    def found(
        self,
        *,
        words: str = "",
        standing: Standing | None = None,
        role: Role | None = None,
        before: str | None = None,
    ) -> Page[AccountLine]:
        """Accounts for staff, the newest first: with a handle (of any of their profiles) or an address
        that begins with `words`, without regard to case; of this standing; of this role."""

    @abstractmethod
    def profiles_of(self, id: AccountId) -> Sequence[ProfileCard]:
        """All profiles of an account, the oldest first, hidden ones included. For its owner and staff."""

    @abstractmethod
    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        """Those who wait to be let in, the longest waiting first."""
