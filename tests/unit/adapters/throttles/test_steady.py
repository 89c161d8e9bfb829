"""Somebody counts, whoever is away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from limits.storage import MemoryStorage
from structlog.testing import capture_logs
from structlog.typing import EventDict

from adapters.memory.clock import FrozenClock
from adapters.throttles.limits import LimitsThrottle
from adapters.throttles.steady import REST, WARN_EVERY, SteadyThrottle
from bootstrap import logs
from domain.errors import TooMany
from services.ports.throttles import Limit, Window
from tests.contracts.throttles import ThrottleContract, tries_left

TWICE = Limit("sign-in", (Window(2, 600),))
MOMENT = timedelta(milliseconds=1)


class Moody(MemoryStorage):
    """Counts while it is there."""

    def __init__(self) -> None:
        super().__init__(wrap_exceptions=True)
        self.is_there, self.asked = True, 0

    def get(self, key: str) -> int:
        self.asked += 1
        if not self.is_there:
            raise ValueError("password: hunter2")
        return super().get(key)

    def clear(self, key: str) -> None:
        self.asked += 1
        if not self.is_there:
            raise ValueError("password: hunter2")
        super().clear(key)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.fixture
def then() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def throttle(moody: Moody, then: MemoryStorage, clock: FrozenClock) -> SteadyThrottle:
    return SteadyThrottle(LimitsThrottle(moody), LimitsThrottle(then), clock)


class TestWithBoth(ThrottleContract):
    """Both are there."""


class TestWithTheSecondAlone(ThrottleContract):
    @pytest.fixture
    def moody(self) -> Moody:
        moody = Moody()
        moody.is_there = False
        return moody


def test_the_second_is_left_in_peace_while_the_first_is_there(
    throttle: SteadyThrottle, then: MemoryStorage
) -> None:
    assert tries_left(throttle, TWICE, "ada") == 2
    throttle.check(TWICE, "grace")
    assert not then.storage


def test_a_limit_holds_while_the_first_is_away(
    throttle: SteadyThrottle, moody: Moody, clock: FrozenClock
) -> None:
    moody.is_there = False
    assert tries_left(throttle, TWICE, "ada") == 2
    for _ in range(5):
        clock.advance(REST)
        with pytest.raises(TooMany):
            throttle.spend(TWICE, "ada")
        with pytest.raises(TooMany):
            throttle.check(TWICE, "ada")


def test_coming_and_going_gives_twice_the_tries_and_no_more(
    throttle: SteadyThrottle, moody: Moody, clock: FrozenClock
) -> None:
    passed = 0
    for _ in range(10):
        passed += tries_left(throttle, TWICE, "ada")
        moody.is_there = not moody.is_there
        clock.advance(REST)
    assert passed == 4


def test_a_refusal_of_the_first_is_final(throttle: SteadyThrottle, then: MemoryStorage) -> None:
    tries_left(throttle, TWICE, "ada")
    with pytest.raises(TooMany):
        throttle.check(TWICE, "ada")
    assert not then.storage


def test_what_is_away_is_not_asked_again_for_a_while(
    throttle: SteadyThrottle, moody: Moody, clock: FrozenClock
) -> None:
    moody.is_there = False
    throttle.check(TWICE, "ada")
    assert moody.asked == 1
    clock.advance(REST - MOMENT)
    throttle.check(TWICE, "ada")
    throttle.spend(TWICE, "ada")
    throttle.forgive(TWICE, "ada")
    throttle.forget_expired()
    assert moody.asked == 1
    clock.advance(MOMENT)
    throttle.check(TWICE, "ada")
    assert moody.asked == 2


def test_what_comes_back_counts_again(throttle: SteadyThrottle, moody: Moody, clock: FrozenClock) -> None:
    throttle.spend(TWICE, "ada")
    moody.is_there = False
    throttle.spend(TWICE, "ada")
    moody.is_there = True
    clock.advance(REST)
    assert tries_left(throttle, TWICE, "ada") == 1
    throttle.spend(TWICE, "grace")
    assert moody.storage.total() == 3


def test_what_the_second_counted_is_forgiven_too(
    throttle: SteadyThrottle, moody: Moody, clock: FrozenClock
) -> None:
    moody.is_there = False
    tries_left(throttle, TWICE, "ada")
    moody.is_there = True
    clock.advance(REST)
    throttle.forgive(TWICE, "ada")
    moody.is_there = False
    assert tries_left(throttle, TWICE, "ada") == 2


@pytest.fixture
def warnings() -> Iterator[list[EventDict]]:
    logs.configure("warning")
    with capture_logs() as entries:
        yield entries
    logs.configure("error")


@pytest.mark.parametrize("ask", ["check", "forgive"])
def test_that_somebody_is_away_is_said_once_a_minute_and_without_its_words(
    throttle: SteadyThrottle, moody: Moody, clock: FrozenClock, warnings: list[EventDict], ask: str
) -> None:
    moody.is_there = False
    for _ in range(int(WARN_EVERY / REST) * 10):
        getattr(throttle, ask)(TWICE, "ada")
        clock.advance(REST / 10)
    assert warnings == [{"event": "throttle_away", "failure": "ValueError", "log_level": "warning"}]
    getattr(throttle, ask)(TWICE, "ada")
    assert len(warnings) == 2
