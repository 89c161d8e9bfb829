"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

from services.ports.clock import Clock

A_DAY_IN_JANUARY = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


class FrozenClock(Clock):
    def __init__(self, now: datetime = A_DAY_IN_JANUARY) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by
