"""A whole place that counts tries in Redis: guessing is stopped whatever becomes of Redis."""

import http.client
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from services.accounts.guesses import FOR_ACCOUNT
from tests.integration.redis.conftest import PASSWORD, RunningRedis
from tests.integration.serving import RunningStoa
from tests.visitor import forms_in

ENOUGH = FOR_ACCOUNT.windows[0].amount


class Guesser:
    """A stranger with a list of passwords for one name."""

    def __init__(self, stoa: RunningStoa) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", stoa.port, timeout=15)
        self._connection.request("GET", "/sign-in")
        page = self._connection.getresponse()
        self._cookie = (page.headers["Set-Cookie"] or "").partition(";")[0]
        [form] = [form for form in forms_in(page.read().decode()) if form.action == "/sign-in"]
        self._values = form.values

    def guess(self, login: str) -> int:
        body = urlencode(self._values | {"login": login, "password": "four other words here"})
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", "/sign-in", body, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def guess_often(self, login: str) -> Counter[int]:
        return Counter(self.guess(login) for _ in range(2 * ENOUGH))

    def go(self) -> None:
        self._connection.close()


@pytest.fixture
def stoa(tmp_path: Path, own_redis: RunningRedis) -> Iterator[RunningStoa]:
    running = RunningStoa(tmp_path / "stoa", STOA_REDIS_URL=own_redis.url, STOA_LOG="warning").start()
    yield running
    running.stop()


@pytest.fixture
def guesser(stoa: RunningStoa) -> Iterator[Guesser]:
    guesser = Guesser(stoa)
    yield guesser
    guesser.go()


def test_guessing_is_stopped_whatever_becomes_of_redis(
    stoa: RunningStoa, guesser: Guesser, own_redis: RunningRedis
) -> None:
    assert guesser.guess_often("ada") == {422: ENOUGH, 429: ENOUGH}
    for login, happens in {"bo": own_redis.freeze, "cy": own_redis.stop}.items():
        happens()
        answers = guesser.guess_often(login)
        assert set(answers) == {422, 429}
        assert answers[422] <= ENOUGH
    own_redis.start()
    assert set(guesser.guess_often("di")) <= {422, 429}
    said = stoa.output.read_text()
    assert "throttle_away" in said
    assert PASSWORD not in said
    assert "Traceback" not in said


def test_a_restart_of_stoa_opens_no_window(
    stoa: RunningStoa, guesser: Guesser, own_redis: RunningRedis
) -> None:
    guesser.guess_often("ada")
    stoa.stop()
    again = Guesser(stoa.start())
    assert again.guess("ada") == 429
    again.go()


def test_check_says_how_redis_is(stoa: RunningStoa, own_redis: RunningRedis) -> None:
    well = stoa.run("check")
    assert f"Redis: 127.0.0.1:{own_redis.port} answers." in well
    assert PASSWORD not in well
    own_redis.stop()
    with pytest.raises(subprocess.CalledProcessError) as unwell:
        stoa.run("check")
    assert f"Redis: 127.0.0.1:{own_redis.port} can't be reached" in unwell.value.stdout
    assert PASSWORD not in unwell.value.stdout + unwell.value.stderr
