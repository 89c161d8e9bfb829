"""What is fetched from a provider and good for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from services.ports.clock import Clock

LASTING = timedelta(hours=1)
"""Keys that were withdrawn are good for so long, and a moved endpoint is found after it."""

T = TypeVar("T")


class Cached(Generic[T]):
    """Fetched when it is first needed, and again once it is an hour old.

    Threads that find it old at the same moment all fetch it; whichever comes last is kept.
    """

    def __init__(self, fetch: Callable[[], T], clock: Clock) -> None:
        self._fetch, self._clock = fetch, clock
        self._kept: tuple[datetime, T] | None = None

    def get(self) -> T:
        kept = self._kept
        if kept is not None and self._clock.now() < kept[0] + LASTING:
            return kept[1]
        return self.fetch_again()

    def fetch_again(self) -> T:
        fetched = self._fetch()
        self._kept = self._clock.now(), fetched
        return fetched
