"""Where one-time tokens are kept."""

from abc import ABC, abstractmethod
from datetime import datetime

from domain.ids import AccountId
from domain.one_time_tokens import OneTimeToken, Purpose


class OneTimeTokenRepository(ABC):
    @abstractmethod
    def by_digest(self, digest: str) -> OneTimeToken | None: ...

    @abstractmethod
    def add(self, token: OneTimeToken) -> None: ...

    @abstractmethod
    def save(self, token: OneTimeToken) -> None:
        """Raises EditedMeanwhile, so that of two who use it at once one fails; NotFound."""

    @abstractmethod
    def remove_all_for(self, purpose: Purpose) -> int: ...

    @abstractmethod
    def remove_all_of(self, account_id: AccountId) -> int:
        """End every token of an account, whatever for."""

    @abstractmethod
    def remove_expired(self, now: datetime) -> int: ...
