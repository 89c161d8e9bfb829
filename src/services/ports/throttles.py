"""How often somebody may try."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """At most `amount` tries in a fixed window of `seconds`."""

    amount: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Windows side by side, the shortest first: who goes on trying waits longer and longer.

    `name` keeps the counts of limits apart.
    """

    name: str
    windows: tuple[Window, ...]


class Throttle(ABC):
    """Counts that survive a restart and are shared by all processes."""

    @abstractmethod
    def spend(self, limit: Limit, *who: str) -> None:
        """Count one try in every window. Raises TooMany, with the seconds to wait, when one is used up.

        A refused try isn't counted in the windows after the one that refused it, so nobody who knocks
        at a closed door makes somebody else's wait longer.
        """

    @abstractmethod
    def check(self, limit: Limit, *who: str) -> None:
        """Raises TooMany as `spend` would, without counting."""

    @abstractmethod
    def forgive(self, limit: Limit, *who: str) -> None:
        """Forget the tries counted so far, in every window."""

    @abstractmethod
    def forget_expired(self) -> None:
        """Let go of windows that are over, where they are kept."""
