"""What piles up by itself, thrown away."""

from services.ports.clock import Clock
from services.ports.throttles import Throttle
from services.ports.unit_of_work import Begin


class Housekeeping:
    """Run every now and then by the worker; missing a turn harms nobody."""

    def __init__(self, begin: Begin, clock: Clock, throttle: Throttle) -> None:
        self._begin, self._clock, self._throttle = begin, clock, throttle

    def tidy(self) -> None:
        """Forget sessions and throttle windows that are over. Any number may do so at once."""
        with self._begin() as work:
            work.sessions.remove_expired(self._clock.now())
        self._throttle.forget_expired()
