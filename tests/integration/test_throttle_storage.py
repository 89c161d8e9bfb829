"""Fixed windows in the database, at a time that stands still."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine

from adapters.memory.clock import FrozenClock
from adapters.sqlalchemy.throttles import SqlAlchemyStorage

MINUTE = 60


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def storage(engine: Engine, clock: FrozenClock) -> SqlAlchemyStorage:
    return SqlAlchemyStorage(engine, clock.now)


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


def test_tries_at_once_are_all_counted(storage: SqlAlchemyStorage) -> None:
    limiter = FixedWindowRateLimiter(storage)
    limit = RateLimitItemPerMinute(10)
    with ThreadPoolExecutor(4) as pool:
        passed = list(pool.map(lambda _: limiter.hit(limit, "ada"), range(40)))
    assert passed.count(True) == 10
