"""Where known devices are kept."""

from abc import ABC, abstractmethod
from datetime import datetime

from domain.ids import AccountId
from domain.known_devices import KnownDevice


class KnownDeviceRepository(ABC):
    @abstractmethod
    def find(self, account_id: AccountId, digest: str) -> KnownDevice | None:
        """The device if it is one of this account's; several accounts may share one."""

    @abstractmethod
    def any_of(self, account_id: AccountId) -> bool: ...

    @abstractmethod
    def add(self, device: KnownDevice) -> None:
        """Past MAX_KNOWN_DEVICES of the account the longest unseen are let go."""

    @abstractmethod
    def save(self, device: KnownDevice) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def remove_all_of(self, account_id: AccountId, *, but_digest: str | None = None) -> int: ...

    @abstractmethod
    def remove_unseen_since(self, moment: datetime) -> int: ...
