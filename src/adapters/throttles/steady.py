"""A throttle that still counts while the quicker one is away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from domain.errors import Unavailable
from services.ports.clock import Clock
from services.ports.throttles import Limit, Throttle

log = structlog.get_logger("throttle")

REST = timedelta(seconds=5)
"""What was away isn't asked again for so long: it may take its time to fail, and a page is waiting."""

WARN_EVERY = timedelta(minutes=1)


class SteadyThrottle(Throttle):
    """Asks `first`; while that is away, `then` counts on its own.

    Neither knows the other's counts, so who tries while `first` goes away and comes back has at most
    twice as many tries as the limit says, and never a door without a limit.
    """

    def __init__(self, first: Throttle, then: Throttle, clock: Clock) -> None:
        self._first, self._then, self._clock = first, then, clock
        self._rests_until: datetime | None = None
        self._warned_at: datetime | None = None

    def spend(self, limit: Limit, *who: str) -> None:
        if not self._answers(lambda: self._first.spend(limit, *who)):
            self._then.spend(limit, *who)

    def check(self, limit: Limit, *who: str) -> None:
        if not self._answers(lambda: self._first.check(limit, *who)):
            self._then.check(limit, *who)

    def forgive(self, limit: Limit, *who: str) -> None:
        """In both: tries that were counted while `first` was away are forgiven, too."""
        self._answers(lambda: self._first.forgive(limit, *who))
        self._then.forgive(limit, *who)

    def forget_expired(self) -> None:
        self._answers(self._first.forget_expired)
        self._then.forget_expired()

    def _answers(self, ask: Callable[[], None]) -> bool:
        """Whether `first` was there to be asked. Its refusals pass through."""
        now = self._clock.now()
        if self._rests_until is not None and now < self._rests_until:
            return False
        try:
            ask()
        except Unavailable as failure:
            self._rests_until = now + REST
            self._warn(failure, now)
            return False
        self._rests_until = None
        return True

    def _warn(self, failure: Unavailable, now: datetime) -> None:
        if self._warned_at is None or now - self._warned_at >= WARN_EVERY:
            self._warned_at = now
            # Only the kind: a server's own words may repeat what it was told, a password too.
            log.warning("throttle_away", failure=type(failure.__cause__).__name__)
