"""Fixed windows in the database, at a time that stands still."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Connection, Engine, event

from adapters.memory.clock import FrozenClock
from adapters.sqlalchemy.engine import make_engine
from adapters.sqlalchemy.throttles import SqlAlchemyStorage
from adapters.throttles.limits import LimitsThrottle
from domain.errors import TooMany
from services.ports.throttles import Limit, Throttle, Window
from tests.contracts.throttles import tries_left, wait

MINUTE, HOUR, DAY = 60, 3600, 86_400
GROWING = Limit("growing", (Window(2, MINUTE), Window(4, HOUR), Window(6, DAY)))


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def storage(engine: Engine, clock: FrozenClock) -> SqlAlchemyStorage:
    return SqlAlchemyStorage(engine, clock.now)


@pytest.fixture
def throttle(storage: SqlAlchemyStorage, clock: FrozenClock) -> Throttle:
    return at(storage, clock)


def at(storage: SqlAlchemyStorage, clock: FrozenClock) -> Throttle:
    return LimitsThrottle(storage, now=lambda: clock.now().timestamp())


def test_tries_add_up(storage: SqlAlchemyStorage) -> None:
    assert [storage.incr("a", MINUTE), storage.incr("a", MINUTE, amount=3)] == [1, 4]
    assert (storage.get("a"), storage.get("b")) == (4, 0)


def test_a_window_ends_at_its_time_and_not_later_for_more_tries(
    storage: SqlAlchemyStorage, clock: FrozenClock
) -> None:
    end = (clock.now() + timedelta(seconds=MINUTE)).timestamp()
    storage.incr("a", MINUTE)
    clock.advance(timedelta(seconds=59))
    assert storage.incr("a", MINUTE) == 2
    assert storage.get_expiry("a") == end
    clock.advance(timedelta(seconds=1))
    assert storage.get("a") == 0
    assert storage.incr("a", MINUTE) == 1
    assert storage.get_expiry("a") == end + MINUTE


def test_nothing_expires_where_nothing_was_counted(storage: SqlAlchemyStorage, clock: FrozenClock) -> None:
    assert storage.get_expiry("a") == clock.now().timestamp()


def test_cleared_tries_are_forgotten(storage: SqlAlchemyStorage) -> None:
    storage.incr("a", MINUTE)
    storage.incr("b", MINUTE)
    storage.clear("a")
    assert (storage.get("a"), storage.get("b")) == (0, 1)
    assert storage.reset() == 1
    assert storage.get("b") == 0


def test_windows_that_are_over_are_swept(storage: SqlAlchemyStorage, clock: FrozenClock) -> None:
    storage.incr("short", MINUTE)
    storage.incr("long", 2 * MINUTE)
    clock.advance(timedelta(seconds=MINUTE))
    assert storage.remove_expired() == 1
    assert storage.get("long") == 1


def test_it_is_well(storage: SqlAlchemyStorage) -> None:
    assert storage.check()


def test_counts_survive_a_restart(engine: Engine, clock: FrozenClock) -> None:
    SqlAlchemyStorage(engine, clock.now).incr("a", MINUTE)
    engine.dispose()
    assert SqlAlchemyStorage(engine, clock.now).get("a") == 1


@pytest.fixture
def reopened(sqlite_engine: Engine) -> Iterator[Engine]:
    """What another process makes of the same file."""
    engine = make_engine(f"sqlite:///{Path(sqlite_engine.url.database or '')}")
    yield engine
    engine.dispose()


def test_a_restart_opens_no_window(sqlite_engine: Engine, reopened: Engine, clock: FrozenClock) -> None:
    tries_left(at(SqlAlchemyStorage(sqlite_engine, clock.now), clock), GROWING, "ada")
    sqlite_engine.dispose()
    throttle = at(SqlAlchemyStorage(reopened, clock.now), clock)
    assert wait(throttle, GROWING, "ada") == MINUTE
    clock.advance(timedelta(seconds=MINUTE))
    assert tries_left(throttle, GROWING, "ada") == 2
    assert wait(throttle, GROWING, "ada") == HOUR - MINUTE


def test_waits_grow_and_end_to_the_second(throttle: Throttle, clock: FrozenClock) -> None:
    waits = []
    for _ in range(4):
        assert tries_left(throttle, GROWING, "ada") == 2
        waits.append(wait(throttle, GROWING, "ada"))
        clock.advance(timedelta(seconds=waits[-1] - 1))
        with pytest.raises(TooMany) as refusal:
            throttle.check(GROWING, "ada")
        assert refusal.value.retry_after == 1
        clock.advance(timedelta(seconds=1))
    assert waits == [MINUTE, HOUR - MINUTE, DAY - HOUR, MINUTE]


def test_knocking_at_a_closed_door_makes_no_wait_longer(throttle: Throttle, clock: FrozenClock) -> None:
    assert tries_left(throttle, GROWING, "ada") == 2
    for passed in range(MINUTE):
        assert wait(throttle, GROWING, "ada") == MINUTE - passed
        clock.advance(timedelta(seconds=1))
    assert tries_left(throttle, GROWING, "ada") == 2
    assert wait(throttle, GROWING, "ada") == HOUR - MINUTE


def test_the_windows_of_a_try_are_written_down_at_once(engine: Engine, throttle: Throttle) -> None:
    commits: list[Connection] = []
    note = commits.append
    event.listen(engine, "commit", note)
    throttle.spend(GROWING, "ada")
    assert len(commits) == 1
    throttle.forgive(GROWING, "ada")
    assert len(commits) == 2
    event.remove(engine, "commit", note)


class Hurried(SqlAlchemyStorage):
    """Whoever looks sees free places, and others take them."""

    def get(self, key: str) -> int:
        return 0


def test_a_try_that_came_too_late_is_counted_in_no_window(engine: Engine, clock: FrozenClock) -> None:
    wide, narrow = Window(9, MINUTE), Window(2, HOUR)
    assert tries_left(at(Hurried(engine, clock.now), clock), Limit("last", (wide, narrow)), "ada") == 2
    throttle = at(SqlAlchemyStorage(engine, clock.now), clock)
    assert tries_left(throttle, Limit("last", (wide,)), "ada") == 7


def test_of_a_hundred_tries_at_once_as_many_pass_as_may(throttle: Throttle) -> None:
    def passes(_: int) -> bool:
        try:
            throttle.spend(GROWING, "ada")
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(passes, range(100))).count(True) == 2


def test_tries_at_once_are_all_counted(storage: SqlAlchemyStorage) -> None:
    limiter = FixedWindowRateLimiter(storage)
    limit = RateLimitItemPerMinute(10)
    with ThreadPoolExecutor(4) as pool:
        passed = list(pool.map(lambda _: limiter.hit(limit, "ada"), range(40)))
    assert passed.count(True) == 10
