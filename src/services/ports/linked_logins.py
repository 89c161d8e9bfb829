"""Where linked logins are kept."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from domain.ids import AccountId, LinkedLoginId
from domain.linked_logins import LinkedLogin


class LinkedLoginRepository(ABC):
    @abstractmethod
    def get(self, id: LinkedLoginId, *, owner: AccountId) -> LinkedLogin:
        """Raises NotFound, also for somebody else's."""

    @abstractmethod
    def by_subject(self, provider: str, subject: str) -> LinkedLogin | None:
        """Exactly this person at this provider; case counts."""

    @abstractmethod
    def all_of(self, account_id: AccountId) -> Sequence[LinkedLogin]:
        """An account's, the oldest first."""

    @abstractmethod
    def add(self, login: LinkedLogin) -> None:
        """Raises LoginTaken when this person at this provider is linked already, to whomever."""

    @abstractmethod
    def save(self, login: LinkedLogin) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove(self, login: LinkedLogin) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove_all_of(self, account_id: AccountId) -> int: ...
