"""Tries counted in Redis."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.redis.server import KEY_PREFIX, RedisServer
from adapters.throttles.limits import LimitsThrottle
from domain.errors import TooMany, Unavailable
from services.ports.throttles import Limit, Throttle, Window
from tests.contracts.throttles import GROWING, SHORT, ThrottleContract, ends, tries_left, wait
from tests.integration.redis.conftest import PASSWORD, RunningRedis
from tests.integration.serving import free_port


class TestRedisThrottle(ThrottleContract):
    @pytest.fixture
    def throttle(self, redis: RunningRedis) -> Throttle:
        return LimitsThrottle(redis.storage())


def test_a_restart_opens_no_window(redis: RunningRedis) -> None:
    before = LimitsThrottle(redis.storage())
    tries_left(before, GROWING, "ada")
    ends(before, SHORT)
    tries_left(before, GROWING, "ada")
    after = LimitsThrottle(redis.storage())
    assert wait(after, GROWING, "ada") > SHORT.seconds


def test_machines_count_together(redis: RunningRedis) -> None:
    one, other = LimitsThrottle(redis.storage()), LimitsThrottle(redis.storage())
    one.spend(GROWING, "ada")
    other.spend(GROWING, "ada")
    with pytest.raises(TooMany):
        one.check(GROWING, "ada")
    other.forgive(GROWING, "ada")
    one.check(GROWING, "ada")


def test_of_a_hundred_tries_at_once_as_many_pass_as_may(redis: RunningRedis) -> None:
    throttles = [LimitsThrottle(redis.storage()) for _ in range(2)]

    def passes(number: int) -> bool:
        try:
            throttles[number % 2].spend(GROWING, "ada")
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(passes, range(100))).count(True) == 2


def test_no_count_is_kept_for_good(redis: RunningRedis) -> None:
    storage = redis.storage()
    LimitsThrottle(storage).spend(GROWING, "ada")
    client = storage.get_connection()
    lives = sorted(client.ttl(key) for key in client.scan_iter())
    assert lives == sorted(window.seconds for window in GROWING.windows)


def test_keys_are_ours_and_hold_no_address(redis: RunningRedis) -> None:
    storage = redis.storage()
    LimitsThrottle(storage).spend(GROWING, "ada@example.org")
    keys = [key.decode() for key in storage.get_connection().scan_iter()]
    assert len(keys) == len(GROWING.windows)
    assert all(key.startswith(f"{KEY_PREFIX}:") and "ada" not in key for key in keys)


def test_what_others_keep_on_the_same_server_is_left_alone(redis: RunningRedis) -> None:
    client = redis.storage().get_connection()
    client.set("others", "words")
    throttle = LimitsThrottle(redis.storage())
    throttle.spend(GROWING, "ada")
    throttle.forgive(GROWING, "ada")
    throttle.forget_expired()
    assert client.getdel("others") == b"words"


@pytest.mark.parametrize("password", ["", ":wrong@"])
def test_a_wrong_password_makes_it_unavailable_and_is_not_repeated(
    redis: RunningRedis, password: str
) -> None:
    server = RedisServer.parse(f"redis://{password}127.0.0.1:{redis.port}")
    storage = server.storage()
    with pytest.raises(Unavailable) as failure:
        LimitsThrottle(storage).check(Limit("sign-in", (Window(1, 60),)), "ada")
    assert "wrong" not in repr(failure.value.__cause__)
    assert not storage.check()
    storage.get_connection().close()


def test_a_server_shows_its_name_and_not_its_password() -> None:
    server = RedisServer.parse(f"rediss://stoa:{PASSWORD}@[2001:db8::1]/1")
    assert server.name == "[2001:db8::1]:6379"
    assert PASSWORD not in repr(server)
    assert PASSWORD not in repr(server.storage().get_connection())


def test_where_nobody_listens_nothing_is_well() -> None:
    assert not RedisServer.parse(f"redis://127.0.0.1:{free_port()}").storage().check()
