"""Ids that grow with time."""

import secrets
import threading

from domain.ids import SEQUENCE_BITS, make_id, milliseconds_of
from services.ports.clock import Clock, Ids


class TimeOrderedIds(Ids):
    """One for a process, shared by its threads.

    Each millisecond starts at a random sequence number, so that processes rarely meet; a database's key
    decides where they do. Within a millisecond, and while the clock stands or has been set back, ids
    count on from the last one: a full sequence runs over into the next millisecond, never into a repeat.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        now = milliseconds_of(self._clock.now())
        fresh = make_id(now, secrets.randbelow(1 << SEQUENCE_BITS))
        with self._lock:
            in_the_same_millisecond = now <= self._last >> SEQUENCE_BITS
            self._last = self._last + 1 if in_the_same_millisecond else fresh
            return self._last
