"""Work that nobody waits for. The job table is the outbox: see UnitOfWork."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.ids import JobId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """Work that an event asks for; the payload is the event's ids."""

    handler: str
    payload: Mapping[str, int]
    delay: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A handler's name and the ids that it needs. `attempts` counts this one, too."""

    id: JobId
    handler: str
    payload: Mapping[str, int] = field(default_factory=dict)
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedJob:
    """A job that kept failing, for the owner to look at."""

    id: JobId
    handler: str
    attempts: int
    error: str


class JobQueue(ABC):
    """Jobs as the worker sees them. A lease that runs out gives the job to the next who asks."""

    @abstractmethod
    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Job]:
        """Take up to `limit` due jobs that nobody holds, the longest due first.

        Two workers that ask at once never get the same job.
        """

    @abstractmethod
    def done(self, id: JobId) -> None: ...

    @abstractmethod
    def fail(self, id: JobId, error: str, *, again_at: datetime | None) -> None:
        """Try again at a time, or park it (None) where the owner sees it."""

    @abstractmethod
    def waiting(self) -> int:
        """How many jobs are neither done nor parked, scheduled ones included."""

    @abstractmethod
    def parked(self) -> Sequence[ParkedJob]: ...
