"""The web process dies at any moment while posts are being sent: nothing acknowledged is lost or doubled."""

import http.client
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.integration.serving import RunningStoa
from tests.visitor import PASSWORD, forms_in

ROUNDS = 50
SENDERS = 3
GIVE_UP_AFTER = 60
"""Seconds that a sender goes on trying one post before the test is called lost."""


class Sender:
    """A signed-in program that sends each post with a key, and again until it gets an answer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._csrf = ""
        self.acknowledged: dict[str, str] = {}

    def sign_in(self, login: str) -> None:
        page = self._request("GET", "/sign-in")[1]
        form = next(form for form in forms_in(page) if form.action == "/sign-in")
        status, _, _ = self._request("POST", "/sign-in", form.values | {"login": login, "password": PASSWORD})
        assert status == 303
        page = self._request("GET", "/settings/profile")[1]
        self._csrf = next(form.values["csrf"] for form in forms_in(page) if "csrf" in form.values)

    def send(self, key: str) -> None:
        deadline = time.monotonic() + GIVE_UP_AFTER
        while time.monotonic() < deadline:
            try:
                status, _, location = self._request(
                    "POST", "/posts", {"csrf": self._csrf, "body": f"Written down once: {key}"}, key
                )
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            if status == 303:
                self.acknowledged[key] = location
                return
            assert status == 503, status
            time.sleep(0.1)
        raise AssertionError(f"{key} was never answered")

    def _request(
        self, method: str, path: str, values: dict[str, str] | None = None, key: str = ""
    ) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Idempotency-Key": key,
        }
        try:
            connection.request(method, path, urlencode(values or {}), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


@pytest.fixture
def stoa(tmp_path: Path) -> Iterator[RunningStoa]:
    running = RunningStoa(tmp_path, STOA_LOG="error")
    running.run("migrate")
    running.run("account", "create", "--handle", "ada", "--email", "ada@example.org", typed=PASSWORD + "\n")
    running.start()
    yield running
    running.stop()


def test_fifty_kills_of_the_web_process_lose_nothing_and_double_nothing(stoa: RunningStoa) -> None:
    chance = random.Random(20260101)
    senders = [Sender(stoa.port) for _ in range(SENDERS)]
    for sender in senders:
        sender.sign_in("ada")
    over = threading.Event()
    failures: list[BaseException] = []

    def keep_sending(number: int, sender: Sender) -> None:
        try:
            count = 0
            while not over.is_set():
                sender.send(f"post-{number}-{count}")
                count += 1
        except BaseException as failure:  # handed to the test below
            failures.append(failure)

    threads = [threading.Thread(target=keep_sending, args=pair) for pair in enumerate(senders)]
    for thread in threads:
        thread.start()
    kills = [_kill_once(stoa, chance) for _ in range(ROUNDS)]
    over.set()
    while any(thread.is_alive() for thread in threads):
        stoa.start_again_if_ended()
        time.sleep(0.05)

    assert failures == []
    assert len(set(kills)) == ROUNDS, "each round killed another process"
    acknowledged = {key for sender in senders for key in sender.acknowledged}
    kept = _bodies(stoa.folder / "var" / "stoa.sqlite3")
    assert len(acknowledged) > ROUNDS
    assert sorted(kept) == sorted(f"Written down once: {key}" for key in acknowledged)


def _kill_once(stoa: RunningStoa, chance: random.Random) -> int:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        stoa.start_again_if_ended()
        if (processes := stoa.web_processes()) and _answers(stoa):
            time.sleep(chance.uniform(0.0, 0.15))
            os.kill(processes[0], signal.SIGKILL)
            return processes[0]
        time.sleep(0.02)
    raise AssertionError("the web process did not come back")


def _answers(stoa: RunningStoa) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", stoa.port, timeout=2)
    try:
        connection.request("GET", "/livez")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _bodies(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT body FROM posts").fetchall()
    connection.close()
    return [body for (body,) in rows]
