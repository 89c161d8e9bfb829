"""Throttles over the `limits` library, in whatever storage it is given."""

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from limits import RateLimitItemPerSecond
from limits.errors import StorageError
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from domain.errors import TooMany, Unavailable
from services.ports.throttles import Limit, Throttle


class LimitsThrottle(Throttle):
    """Fixed windows: simple to explain, one number to keep, and nobody can extend another's wait.

    `now` is the storage's own time, in seconds since 1970. Raises Unavailable when the storage fails.
    """

    def __init__(self, storage: Storage, now: Callable[[], float] = time.time) -> None:
        self._limiter, self._now = FixedWindowRateLimiter(storage), now

    def spend(self, limit: Limit, *who: str) -> None:
        """Looks before it counts: a flood of refused tries reads, and writes nothing."""
        self.check(limit, *who)
        items, key = _items(limit), _key(who)
        with _named_failures(), self._together():
            for number, item in enumerate(items):
                if not self._limiter.hit(item, key):
                    self._refuse(items[number:], key)

    def check(self, limit: Limit, *who: str) -> None:
        items, key = _items(limit), _key(who)
        with _named_failures():
            if not all(self._limiter.test(item, key) for item in items):
                self._refuse(items, key)

    def forgive(self, limit: Limit, *who: str) -> None:
        key = _key(who)
        with _named_failures(), self._together():
            for item in _items(limit):
                self._limiter.clear(item, key)

    def forget_expired(self) -> None:
        """A storage that keeps windows for good offers `remove_expired`; the others forget by themselves."""
        remove_expired = getattr(self._limiter.storage, "remove_expired", None)
        if remove_expired is not None:
            remove_expired()

    def _together(self) -> AbstractContextManager[None]:
        """A storage that has to wait for a disk offers `together`, and waits once for all windows."""
        together: Callable[[], AbstractContextManager[None]] = getattr(
            self._limiter.storage, "together", nullcontext
        )
        return together()

    def _refuse(self, items: Sequence[RateLimitItemPerSecond], key: str) -> None:
        """The wait ends when the last of the windows opens that are full."""
        full = (item for item in items if not self._limiter.test(item, key))
        raise TooMany(max((self._seconds_left(item, key) for item in full), default=1))

    def _seconds_left(self, item: RateLimitItemPerSecond, key: str) -> int:
        ends_at = self._limiter.storage.get_expiry(item.key_for(key))
        return min(max(1, math.ceil(ends_at - self._now())), item.get_expiry())


def _items(limit: Limit) -> Sequence[RateLimitItemPerSecond]:
    """One for each window, with a key of its own: it holds the window's amount and its seconds."""
    return [
        RateLimitItemPerSecond(window.amount, window.seconds, namespace=limit.name)
        for window in limit.windows
    ]


def _key(who: tuple[str, ...]) -> str:
    """Of one length whatever was sent, different for different parts, and telling nobody's address.

    JSON keeps the parts apart: ("a/b",) and ("a", "b") are two people.
    """
    return hashlib.sha256(json.dumps(who).encode()).hexdigest()


@contextmanager
def _named_failures() -> Iterator[None]:
    try:
        yield
    except StorageError as failure:
        raise Unavailable from failure.storage_error
