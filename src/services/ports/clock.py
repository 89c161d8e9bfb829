"""Time and ids from outside, so that tests can hold them still."""

from abc import ABC, abstractmethod
from datetime import datetime


class Clock(ABC):
    @abstractmethod
    def now(self) -> datetime:
        """The present moment in UTC, with its time zone."""


class Ids(ABC):
    @abstractmethod
    def next(self) -> int:
        """A new time-ordered id (domain.ids), larger than any that this object gave before."""
