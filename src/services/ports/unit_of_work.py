"""The unit of work: everything that one use case changes, kept or dropped together."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager

from domain.base import Event
from domain.errors import Unavailable
from services.ports.accounts import AccountRepository
from services.ports.drafts import DraftRepository
from services.ports.exports import ExportRepository
from services.ports.invitations import InvitationRepository
from services.ports.known_devices import KnownDeviceRepository
from services.ports.linked_logins import LinkedLoginRepository
from services.ports.one_time_tokens import OneTimeTokenRepository
from services.ports.passkeys import PasskeyRepository
from services.ports.place import PlaceRepository
from services.ports.posts import PostRepository
from services.ports.profiles import ProfileRepository
from services.ports.second_factors import SecondFactorRepository
from services.ports.security_log import SecurityLogRepository
from services.ports.sessions import LoginSessionRepository


class TryAgain(Unavailable):
    """The database let another unit of work pass first; the same work may succeed when run again."""

    code = "try_again"


class UnitOfWork(ABC):
    """Repositories over one transaction.

    They hand out copies: a change lasts only once saved. Events of whatever was added, saved
    or removed become jobs in the same transaction.
    """

    @property
    @abstractmethod
    def place(self) -> PlaceRepository: ...

    @property
    @abstractmethod
    def accounts(self) -> AccountRepository: ...

    @property
    @abstractmethod
    def profiles(self) -> ProfileRepository: ...

    @property
    @abstractmethod
    def sessions(self) -> LoginSessionRepository: ...

    @property
    @abstractmethod
    def tokens(self) -> OneTimeTokenRepository: ...

    @property
    @abstractmethod
    def second_factors(self) -> SecondFactorRepository: ...

    @property
    @abstractmethod
    def passkeys(self) -> PasskeyRepository: ...

    @property
    @abstractmethod
    def linked_logins(self) -> LinkedLoginRepository: ...

    @property
    @abstractmethod
    def known_devices(self) -> KnownDeviceRepository: ...

    @property
    @abstractmethod
    def security_log(self) -> SecurityLogRepository: ...

    @property
    @abstractmethod
    def invitations(self) -> InvitationRepository: ...

    @property
    @abstractmethod
    def exports(self) -> ExportRepository: ...

    @property
    @abstractmethod
    def drafts(self) -> DraftRepository: ...

    @property
    @abstractmethod
    def posts(self) -> PostRepository: ...

    @abstractmethod
    def tell(self, event: Event) -> None:
        """Have work done that belongs to no aggregate here, as if one had recorded the event."""


Begin = Callable[[], AbstractContextManager[UnitOfWork]]
"""Starts a unit of work: `with begin() as work:` commits on a clean exit and rolls back on an error.

Raises TryAgain when the database asks for the same work again (deadlock, serialization),
Unavailable when it does not answer in time.
"""
