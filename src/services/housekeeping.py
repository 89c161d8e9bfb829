"""Letting go of what is over."""

from datetime import datetime, timedelta

from domain.known_devices import KNOWN_FOR
from services.ports.clock import Clock
from services.ports.exports import ArchiveStore
from services.ports.throttles import Throttle
from services.ports.unit_of_work import Begin
from services.retrying import retried

LOG_KEPT_FOR = timedelta(days=365)
"""Long enough to look into a break-in that was noticed late."""


class Housekeeping:
    """Run every now and then by the worker; missing a turn harms nobody."""

    def __init__(self, begin: Begin, clock: Clock, throttle: Throttle, archives: ArchiveStore) -> None:
        self._begin, self._clock, self._throttle, self._archives = begin, clock, throttle, archives

    def tidy(self) -> None:
        """Forget what is over: sessions, tokens, devices, old entries, exports, throttle windows.

        Any number may do so at once.
        """
        now = self._clock.now()
        with self._begin() as work:
            work.sessions.remove_expired(now)
            work.tokens.remove_expired(now)
            work.known_devices.remove_unseen_since(now - KNOWN_FOR)
            work.security_log.remove_before(now - LOG_KEPT_FOR)
        self._let_go_of_exports(now)
        self._throttle.forget_expired()

    @retried
    def _let_go_of_exports(self, now: datetime) -> None:
        """Files first: should the work be cut off, the next turn finds the exports still there."""
        with self._begin() as work:
            for export in work.exports.expired(now):
                self._archives.remove(export.file)
                work.exports.remove(export)
