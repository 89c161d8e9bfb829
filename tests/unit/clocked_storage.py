"""Counts of tries that follow a clock which the test moves."""

from limits.storage import Storage

from services.ports.clock import Clock


class ClockedStorage(Storage):
    """Fixed windows in a dictionary, each until its time is over by the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._counts: dict[str, tuple[int, float]] = {}

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        count = self.get(key)
        ends_at = self._counts[key][1] if count else self._now + expiry
        self._counts[key] = count + amount, ends_at
        return count + amount

    def get(self, key: str) -> int:
        count, ends_at = self._counts.get(key, (0, 0.0))
        return count if self._now < ends_at else 0

    def get_expiry(self, key: str) -> float:
        return self._counts.get(key, (0, self._now))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        counted = len(self._counts)
        self._counts.clear()
        return counted

    def clear(self, key: str) -> None:
        self._counts.pop(key, None)

    @property
    def _now(self) -> float:
        return self._clock.now().timestamp()
