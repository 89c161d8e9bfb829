"""Redis goes away and comes back: tries are counted all the while."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs
from structlog.typing import EventDict

from adapters.memory.clock import FrozenClock
from adapters.redis.server import TIMEOUT
from adapters.sqlalchemy.throttles import SqlAlchemyStorage
from adapters.throttles.limits import LimitsThrottle
from adapters.throttles.steady import REST, SteadyThrottle
from bootstrap import logs
from domain.errors import TooMany
from services.ports.throttles import Limit, Throttle, Window
from tests.contracts.throttles import ThrottleContract, tries_left
from tests.integration.redis.conftest import RunningRedis

THREE = Limit("sign-in", (Window(3, 600), Window(10, 7200)))

Away = Callable[[RunningRedis], None]
every_way = pytest.mark.parametrize(
    "away", [RunningRedis.stop, RunningRedis.freeze], ids=["stopped", "frozen"]
)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


def steady(redis: RunningRedis, engine: Engine, clock: FrozenClock) -> SteadyThrottle:
    return SteadyThrottle(LimitsThrottle(redis.storage()), LimitsThrottle(SqlAlchemyStorage(engine)), clock)


@pytest.fixture
def throttle(own_redis: RunningRedis, sqlite_engine: Engine, clock: FrozenClock) -> SteadyThrottle:
    return steady(own_redis, sqlite_engine, clock)


@pytest.fixture
def warnings() -> Iterator[list[EventDict]]:
    logs.configure("warning")
    with capture_logs() as entries:
        yield entries
    logs.configure("error")


class TestWithRedis(ThrottleContract):
    @pytest.fixture
    def throttle(self, redis: RunningRedis, sqlite_engine: Engine, clock: FrozenClock) -> Throttle:
        return steady(redis, sqlite_engine, clock)


class TestWithoutRedis(ThrottleContract):
    @pytest.fixture
    def throttle(self, sqlite_engine: Engine, clock: FrozenClock, tmp_path: Path) -> Throttle:
        return steady(RunningRedis(tmp_path), sqlite_engine, clock)


@every_way
def test_a_limit_holds_while_redis_is_away(
    throttle: SteadyThrottle,
    own_redis: RunningRedis,
    clock: FrozenClock,
    warnings: list[EventDict],
    away: Away,
) -> None:
    throttle.spend(THREE, "ada")
    away(own_redis)
    assert tries_left(throttle, THREE, "ada") == 3
    clock.advance(REST)
    with pytest.raises(TooMany):
        throttle.check(THREE, "ada")
    assert tries_left(throttle, THREE, "ada") == 0
    assert [entry["failure"] for entry in warnings] in (["ConnectionError"], ["TimeoutError"])


@every_way
def test_who_is_forgiven_while_redis_is_away_may_try_again(
    throttle: SteadyThrottle, own_redis: RunningRedis, away: Away
) -> None:
    away(own_redis)
    tries_left(throttle, THREE, "ada")
    throttle.forgive(THREE, "ada")
    assert tries_left(throttle, THREE, "ada") == 3


def test_a_thawed_redis_goes_on_counting_where_it_was(
    throttle: SteadyThrottle, own_redis: RunningRedis, clock: FrozenClock
) -> None:
    assert tries_left(throttle, THREE, "ada") == 3
    own_redis.freeze()
    throttle.check(THREE, "ada")
    own_redis.thaw()
    clock.advance(REST)
    with pytest.raises(TooMany):
        throttle.check(THREE, "ada")


def test_a_redis_that_was_started_again_counts_anew(
    throttle: SteadyThrottle, own_redis: RunningRedis, clock: FrozenClock
) -> None:
    tries_left(throttle, THREE, "ada")
    own_redis.stop()
    throttle.check(THREE, "ada")
    own_redis.start()
    clock.advance(REST)
    assert tries_left(throttle, THREE, "ada") == 3
    keys = list(own_redis.storage().get_connection().scan_iter())
    assert len(keys) == len(THREE.windows)


def test_connections_that_a_restart_cut_are_made_anew_unnoticed(
    throttle: SteadyThrottle, own_redis: RunningRedis, warnings: list[EventDict]
) -> None:
    throttle.spend(THREE, "ada")
    own_redis.stop()
    own_redis.start()
    assert tries_left(throttle, THREE, "ada") == 3
    assert warnings == []


def test_a_flushed_redis_holds_the_limit_from_then_on(
    throttle: SteadyThrottle, own_redis: RunningRedis
) -> None:
    tries_left(throttle, THREE, "ada")
    own_redis.storage().get_connection().flushall()
    assert tries_left(throttle, THREE, "ada") == 3
    assert tries_left(throttle, THREE, "ada") == 0


def test_a_redis_that_is_full_is_as_good_as_away(
    throttle: SteadyThrottle, own_redis: RunningRedis, warnings: list[EventDict]
) -> None:
    own_redis.storage().get_connection().config_set("maxmemory", 1)
    assert tries_left(throttle, THREE, "ada") == 3
    assert tries_left(throttle, THREE, "ada") == 0
    assert [entry["failure"] for entry in warnings] == ["OutOfMemoryError"]


def test_nobody_waits_for_redis_for_long_or_twice(own_redis: RunningRedis) -> None:
    options = own_redis.storage().get_connection().get_connection_kwargs()
    assert (options["socket_timeout"], options["socket_connect_timeout"]) == (TIMEOUT, TIMEOUT)
    assert options["retry"].get_retries() == 0
