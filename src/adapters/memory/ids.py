"""Ids that count up from a clock, the same in every run."""

from threading import Lock

from domain.ids import make_id, milliseconds_of
from services.ports.clock import Clock, Ids


class CountingIds(Ids):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._lock = Lock()

    def next(self) -> int:
        with self._lock:
            self._last = max(self._last + 1, make_id(milliseconds_of(self._clock.now()), 0))
            return self._last
