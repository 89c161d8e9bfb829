"""Where one-time links are kept."""

from abc import ABC, abstractmethod

from domain.sessions import OneTimeLink, Purpose


class OneTimeLinkRepository(ABC):
    @abstractmethod
    def by_digest(self, digest: str) -> OneTimeLink | None: ...

    @abstractmethod
    def add(self, link: OneTimeLink) -> None: ...

    @abstractmethod
    def save(self, link: OneTimeLink) -> None:
        """Raises EditedMeanwhile, so that of two who use it at once one fails; NotFound."""

    @abstractmethod
    def remove_all_for(self, purpose: Purpose) -> int: ...
