"""Where exports and their archives are kept."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import IO

from domain.exports import Export
from domain.ids import AccountId, ExportId, ProfileId
from domain.posts import Post
from domain.revisions import Revision


class ExportRepository(ABC):
    @abstractmethod
    def get(self, id: ExportId) -> Export:
        """Raises NotFound."""

    @abstractmethod
    def newest_of(self, account_id: AccountId) -> Export | None: ...

    @abstractmethod
    def add(self, export: Export) -> None: ...

    @abstractmethod
    def save(self, export: Export) -> None:
        """Raises EditedMeanwhile, NotFound."""

    @abstractmethod
    def all_of(self, account_id: AccountId) -> Sequence[Export]: ...

    @abstractmethod
    def expired(self, now: datetime) -> Sequence[Export]:
        """Those whose archive is to be let go: DOWNLOADABLE_FOR after it was ready, or else asked for."""

    @abstractmethod
    def remove(self, export: Export) -> None:
        """Raises EditedMeanwhile, NotFound."""


class ArchiveStore(ABC):
    """Files for their owner only, under names that we make (`[0-9a-f]{64}`)."""

    @abstractmethod
    def write(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A seekable file to fill; it is there once the block is left cleanly, whole or not at all."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """Raises NotFound."""

    @abstractmethod
    def size(self, name: str) -> int:
        """In bytes. Raises NotFound."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """One that isn't there is no error."""

    @abstractmethod
    def names(self) -> Sequence[str]: ...


class OwnWorkQueries(ABC):
    """All that a profile ever wrote and still has, for an export: batches, so that memory stays bounded."""

    @abstractmethod
    def count(self, profile_id: ProfileId) -> int:
        """Posts, withdrawn and deleted ones included, until they are erased."""

    @abstractmethod
    def posts(self, profile_id: ProfileId) -> Iterator[tuple[Post, Sequence[Revision]]]:
        """Each post with its earlier editions, the oldest post first."""
