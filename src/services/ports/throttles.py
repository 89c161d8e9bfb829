"""How often somebody may try."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `amount` tries in a fixed window of `seconds`; `name` keeps buckets of limits apart."""

    name: str
    amount: int
    seconds: int


class Throttle(ABC):
    """Counts that survive a restart and are shared by all processes."""

    @abstractmethod
    def spend(self, limit: Limit, *who: str) -> None:
        """Count one try. Raises TooMany, with the seconds to wait, when they are used up."""

    @abstractmethod
    def check(self, limit: Limit, *who: str) -> None:
        """Raises TooMany as `spend` would, without counting."""

    @abstractmethod
    def forgive(self, limit: Limit, *who: str) -> None:
        """Forget the tries counted so far."""

    @abstractmethod
    def forget_expired(self) -> None:
        """Let go of windows that are over, where they are kept."""
