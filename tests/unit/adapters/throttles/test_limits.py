"""How often somebody may try."""

import time
from collections.abc import Callable

import pytest
from limits.storage import MemoryStorage

from adapters.throttles.limits import LimitsThrottle
from domain.errors import TooMany, Unavailable
from services.ports.throttles import Limit, Window

TWICE = Limit("sign-in", (Window(2, 60),))
GROWING = Limit("growing", (Window(2, 60), Window(4, 3600)))


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def throttle(storage: MemoryStorage) -> LimitsThrottle:
    return LimitsThrottle(storage)


def test_tries_are_counted_until_they_are_used_up(throttle: LimitsThrottle) -> None:
    throttle.spend(TWICE, "ada")
    throttle.spend(TWICE, "ada")
    with pytest.raises(TooMany) as refusal:
        throttle.spend(TWICE, "ada")
    assert 1 <= refusal.value.retry_after <= 60


def test_checking_counts_nothing(throttle: LimitsThrottle) -> None:
    for _ in range(5):
        throttle.check(TWICE, "ada")
    throttle.spend(TWICE, "ada")
    throttle.spend(TWICE, "ada")
    with pytest.raises(TooMany) as refusal:
        throttle.check(TWICE, "ada")
    assert 1 <= refusal.value.retry_after <= 60


def test_forgiven_tries_are_forgotten(throttle: LimitsThrottle) -> None:
    throttle.spend(TWICE, "ada")
    throttle.spend(TWICE, "ada")
    throttle.forgive(TWICE, "ada")
    throttle.spend(TWICE, "ada")


def test_people_and_limits_have_their_own_buckets(throttle: LimitsThrottle) -> None:
    once = Limit("sign-in", (Window(1, 60),))
    throttle.spend(once, "ada")
    throttle.spend(once, "grace")
    throttle.spend(Limit("register", (Window(1, 60),)), "ada")
    with pytest.raises(TooMany):
        throttle.spend(once, "ada")


@pytest.mark.parametrize(
    "who",
    [
        ("a", "b/c"),
        ("a/b", "c"),
        ("a/b/c",),
        ("a", "b", "c", ""),
        ("c", "b", "a"),
        ('a","b', "c"),
        ("a", "b", "c/1/60/second"),
        ("a\x00b", "c"),
        ("\ud800",),
        ("a" * 100_000,),
    ],
)
def test_no_value_reaches_into_anothers_bucket(throttle: LimitsThrottle, who: tuple[str, ...]) -> None:
    once = Limit("sign-in", (Window(1, 60),))
    throttle.spend(once, "a", "b", "c")
    throttle.spend(once, *who)
    with pytest.raises(TooMany):
        throttle.spend(once, *who)


def test_keys_are_short_and_hold_no_address(storage: MemoryStorage) -> None:
    LimitsThrottle(storage).spend(TWICE, "ada@example.org" * 1_000)
    (key,) = storage.storage
    assert len(key) < 120
    assert "ada" not in key


def test_every_window_has_a_key_of_its_own(throttle: LimitsThrottle, storage: MemoryStorage) -> None:
    throttle.spend(GROWING, "ada")
    assert list(storage.storage.values()) == [1, 1]


def test_refused_tries_are_looked_at_and_not_written_down(
    throttle: LimitsThrottle, storage: MemoryStorage
) -> None:
    throttle.spend(GROWING, "ada")
    throttle.spend(GROWING, "ada")
    before = dict(storage.storage), dict(storage.expirations)
    for _ in range(10):
        with pytest.raises(TooMany):
            throttle.spend(GROWING, "ada")
    assert (storage.storage, storage.expirations) == before


@pytest.mark.parametrize(("later", "least", "most"), [(0, 9, 10), (9.99, 1, 1), (-60, 10, 10), (60, 1, 1)])
def test_the_wait_is_at_least_a_second_and_ends_with_the_window(
    storage: MemoryStorage, later: float, least: int, most: int
) -> None:
    """Also where the clocks of two machines disagree."""
    throttle = LimitsThrottle(storage, now=lambda: time.time() + later)
    once = Limit("sign-in", (Window(1, 10),))
    throttle.spend(once, "ada")
    with pytest.raises(TooMany) as refusal:
        throttle.check(once, "ada")
    assert least <= refusal.value.retry_after <= most


class OverWhenAskedAgain(MemoryStorage):
    """Its windows are full at the first look and over at the second."""

    looks = 0

    def get(self, key: str) -> int:
        self.looks += 1
        return 2 if self.looks == 1 else 0


def test_a_window_that_ends_while_it_refuses_asks_for_a_second() -> None:
    with pytest.raises(TooMany) as refusal:
        LimitsThrottle(OverWhenAskedAgain()).check(TWICE, "ada")
    assert refusal.value.retry_after == 1


class TakenMeanwhile(MemoryStorage):
    """Lets everybody look at free places, and finds the last of them taken."""

    def get(self, key: str) -> int:
        return 0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        return 3


def test_who_comes_second_to_the_last_place_is_refused() -> None:
    with pytest.raises(TooMany):
        LimitsThrottle(TakenMeanwhile()).spend(TWICE, "ada")


class Broken(MemoryStorage):
    def __init__(self) -> None:
        super().__init__(wrap_exceptions=True)

    def get(self, key: str) -> int:
        raise ValueError("gone")

    def clear(self, key: str) -> None:
        raise ValueError("gone")


@pytest.mark.parametrize("use", [LimitsThrottle.spend, LimitsThrottle.check, LimitsThrottle.forgive])
def test_a_storage_that_fails_makes_the_throttle_unavailable(use: Callable[..., None]) -> None:
    with pytest.raises(Unavailable) as failure:
        use(LimitsThrottle(Broken()), TWICE, "ada")
    assert isinstance(failure.value.__cause__, ValueError)
