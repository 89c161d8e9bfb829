"""Throttles over the `limits` library, in whatever storage it is given."""

import hashlib
import json
import math
import time

from limits import RateLimitItemPerSecond
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from domain.errors import TooMany
from services.ports.throttles import Limit, Throttle


class LimitsThrottle(Throttle):
    """Fixed windows: simple to explain, one number to keep, and nobody can extend another's wait."""

    def __init__(self, storage: Storage) -> None:
        self._limiter = FixedWindowRateLimiter(storage)

    def spend(self, limit: Limit, *who: str) -> None:
        item, key = _item(limit), _key(who)
        if not self._limiter.hit(item, key):
            raise TooMany(self._seconds_left(item, key))

    def check(self, limit: Limit, *who: str) -> None:
        item, key = _item(limit), _key(who)
        if not self._limiter.test(item, key):
            raise TooMany(self._seconds_left(item, key))

    def forgive(self, limit: Limit, *who: str) -> None:
        self._limiter.clear(_item(limit), _key(who))

    def forget_expired(self) -> None:
        """A storage that keeps windows for good offers `remove_expired`; the others forget by themselves."""
        remove_expired = getattr(self._limiter.storage, "remove_expired", None)
        if remove_expired is not None:
            remove_expired()

    def _seconds_left(self, item: RateLimitItemPerSecond, key: str) -> int:
        ends_at = self._limiter.get_window_stats(item, key).reset_time
        return min(max(1, math.ceil(ends_at - time.time())), item.get_expiry())


def _item(limit: Limit) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(limit.amount, limit.seconds, namespace=limit.name)


def _key(who: tuple[str, ...]) -> str:
    """Of one length whatever was sent, different for different parts, and telling nobody's address.

    JSON keeps the parts apart: ("a/b",) and ("a", "b") are two people.
    """
    return hashlib.sha256(json.dumps(who).encode()).hexdigest()
