"""Where accounts are kept."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.accounts import Account, Role, Standing
from domain.ids import AccountId


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


class AccountQueries(ABC):
    @abstractmethod
    def one(self, id: AccountId) -> AccountLine:
        """The person's own account. Raises NotFound."""

    @abstractmethod
    def all(self, *, after: AccountId | None = None, limit: int = 100) -> Sequence[AccountLine]:
        """Accounts, the oldest first, with the handle of their first profile."""

    @abstractmethod
    def awaiting_approval(self, *, limit: int = 100) -> Sequence[AccountLine]:
        """Those who wait to be let in, the longest waiting first."""
