"""How often somebody may try."""

import pytest
from limits.storage import MemoryStorage

from adapters.throttles import limits
from adapters.throttles.limits import LimitsThrottle
from domain.errors import TooMany
from services.ports.throttles import Limit, Window

TWICE = Limit("sign-in", (Window(2, 60),))


@pytest.fixture
def throttle() -> LimitsThrottle:
    return LimitsThrottle(MemoryStorage())


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


def test_keys_are_short_and_hold_no_address() -> None:
    storage = MemoryStorage()
    LimitsThrottle(storage).spend(TWICE, "ada@example.org" * 1_000)
    (key,) = storage.storage
    assert len(key) < 120
    assert "ada" not in key


def test_the_wait_is_at_least_a_second_and_ends_with_the_window(
    throttle: LimitsThrottle, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = Limit("sign-in", (Window(1, 10),))
    throttle.spend(once, "ada")
    now = limits.time.time()
    for later, least, most in ((0, 9, 10), (9.99, 1, 1), (-60, 10, 10), (60, 1, 1)):
        with monkeypatch.context() as patched:
            patched.setattr(limits.time, "time", lambda later=later: now + later)
            patched.setattr(throttle._limiter, "test", lambda *_: False)
            with pytest.raises(TooMany) as refusal:
                throttle.check(once, "ada")
            assert least <= refusal.value.retry_after <= most
