"""A crowd at the doors where a password is hashed keeps no page waiting."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from structlog.testing import capture_logs
from werkzeug.test import Client, EnvironBuilder, TestResponse, run_wsgi_app

from bootstrap import logs
from bootstrap.serving import PAGE_THREADS
from tests.visitor import Visitor
from web.turnstile import DOORS, PLACES, RETRY_AFTER, WAITING, Turnstile

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST = 1000
"""Characters of the longest body that the applications below take."""

SOON = 10
"""Seconds after which a thread that should have come so far is lost."""


class Inside:
    """An application whose visitors stay until they are let go."""

    def __init__(self) -> None:
        self.arrived, self.may_go = threading.Semaphore(0), threading.Event()
        self.asked = 0

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        self.asked += 1
        self.arrived.release()
        if environ["REQUEST_METHOD"] == "POST":
            assert self.may_go.wait(SOON)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"inside"]


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
def client(inside: Inside) -> Client:
    return Client(turnstile(inside))


def turnstile(app: "WSGIApplication") -> Turnstile:
    """One before which nobody waits: a test has no time."""
    return Turnstile(app, longest_body=LONGEST, patience=0)


def send(client: Client, path: str = "/sign-in") -> TestResponse:
    return client.post(path, data={"login": "ada"})


@contextmanager
def crowd(inside: Inside, client: Client, path: str = "/sign-in") -> Iterator[list[int]]:
    """As many inside as there is room for; gives their answers, once they were let go."""
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(send(client, path).status_code)) for _ in range(PLACES)
    ]
    for thread in threads:
        thread.start()
    assert all(inside.arrived.acquire(timeout=SOON) for _ in threads)
    yield answers
    inside.may_go.set()
    for thread in threads:
        thread.join(SOON)


@pytest.mark.parametrize("door", sorted(DOORS))
def test_who_finds_a_door_crowded_is_told_at_once_to_come_back(
    inside: Inside, client: Client, door: str
) -> None:
    with crowd(inside, client) as answers:
        for path in (door, f"{door}?next=/about", f"/%{ord(door[1]):x}{door[2:]}"):
            answer = send(client, path)
            assert answer.status_code == 503
            assert answer.headers["Retry-After"] == RETRY_AFTER
        assert inside.asked == PLACES
    assert answers == [200] * PLACES


def test_whoever_comes_once_there_is_room_gets_in(inside: Inside, client: Client) -> None:
    with crowd(inside, client):
        assert send(client).status_code == 503
    for _ in range(3 * PLACES):
        assert send(client).status_code == 200


def test_of_a_crowd_a_few_wait_and_the_others_are_told_at_once(inside: Inside) -> None:
    client = Client(Turnstile(inside, longest_body=LONGEST, patience=SOON))
    answers: SimpleQueue[int] = SimpleQueue()
    with crowd(inside, client):
        threads = [
            threading.Thread(target=lambda: answers.put(send(client).status_code)) for _ in range(WAITING + 3)
        ]
        for thread in threads:
            thread.start()
        assert [answers.get(timeout=SOON) for _ in range(3)] == [503] * 3
    assert [answers.get(timeout=SOON) for _ in range(WAITING)] == [200] * WAITING


def test_never_are_more_inside_than_there_are_places() -> None:
    within, most = threading.Semaphore(PLACES), []

    def counts(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        most.append(within.acquire(blocking=False))
        start_response("200 OK", [])
        within.release()
        return []

    client = Client(Turnstile(counts, longest_body=LONGEST, patience=SOON))
    threads = [threading.Thread(target=send, args=(client,)) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SOON)
    assert most
    assert all(most)


def test_all_doors_together_have_these_places(inside: Inside, client: Client) -> None:
    with crowd(inside, client, "/register"):
        assert send(client).status_code == 503


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/local"),
        ("GET", "/sign-in"),
        ("HEAD", "/sign-in"),
        ("GET", "/settings/account/password"),
    ],
)
def test_pages_pass_by_a_crowd(inside: Inside, client: Client, method: str, path: str) -> None:
    with crowd(inside, client):
        assert client.open(path, method=method, data={"a": "body"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/posts", "/sign-out", "/sign-ins", "/sign-in/with/example", "/prove/with/example"]
)
def test_what_is_posted_elsewhere_passes_by_a_crowd(inside: Inside, client: Client, path: str) -> None:
    with crowd(inside, client):
        inside.may_go.set()
        assert send(client, path).status_code == 200


def test_a_failure_inside_leaves_its_place(inside: Inside) -> None:
    def fails(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        raise RuntimeError

    client = Client(turnstile(fails))
    for _ in range(2 * PLACES):
        with pytest.raises(RuntimeError):
            send(client)


def test_who_is_turned_away_leaves_nothing_unread(inside: Inside, client: Client) -> None:
    """What is left of a body would be taken for the next request, or cut the connection."""
    environ = EnvironBuilder("/sign-in", method="POST", data={"login": "ada"}).get_environ()
    body = environ["wsgi.input"]
    with crowd(inside, client):
        _, status, _ = run_wsgi_app(client.application, environ)
    assert status.startswith("503")
    assert body.read() == b""


class Endless:
    """A body that keeps coming, a little at a time."""

    def __init__(self) -> None:
        self.asked_for, self.may_end = threading.Semaphore(0), threading.Event()

    def read(self, size: int) -> bytes:
        self.asked_for.release()
        assert self.may_end.wait(SOON)
        return b"x" * size


def test_who_sends_slowly_holds_no_place(inside: Inside, client: Client) -> None:
    slow = Endless()
    environ = EnvironBuilder("/sign-in", method="POST", data={"login": "eve"}).get_environ()
    environ["wsgi.input"] = slow
    sender = threading.Thread(target=run_wsgi_app, args=(client.application, environ))
    sender.start()
    assert slow.asked_for.acquire(timeout=SOON)
    inside.may_go.set()
    assert send(client).status_code == 200
    assert inside.asked == 1
    slow.may_end.set()
    sender.join(SOON)


def test_what_was_sent_arrives_whole() -> None:
    def echoes(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]

    sent = b"x" * LONGEST
    assert Client(turnstile(echoes)).post("/sign-in", data=sent).data == sent


@pytest.mark.parametrize("length", ["", "many", "-1", "²", str(LONGEST + 1), "9" * 40])
def test_a_body_that_the_application_refuses_for_its_length_is_not_read_before(length: str) -> None:
    def refuses(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        assert environ["wsgi.input"] is unread
        start_response("413 Content Too Large", [])
        return []

    unread = object()
    environ = EnvironBuilder("/sign-in", method="POST").get_environ()
    environ |= {"wsgi.input": unread, "CONTENT_LENGTH": length}
    assert run_wsgi_app(turnstile(refuses), environ)[1].startswith("413")


def test_the_answer_is_a_whole_page_that_may_do_nothing(inside: Inside, client: Client) -> None:
    with crowd(inside, client):
        answer = send(client)
    assert answer.content_type == "text/html; charset=utf-8"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "Set-Cookie" not in answer.headers
    assert answer.text.startswith("<!doctype html>\n<html lang=")
    assert answer.text.rstrip().endswith("</html>")
    assert "<title>One moment, please</title>" in answer.text
    for word in ("<script", "<style", "style=", "<link", "http:", "https:", "!</"):
        assert word not in answer.text


def test_a_flood_is_told_in_the_log_once(inside: Inside, client: Client) -> None:
    logs.configure("warning")
    with capture_logs() as entries, crowd(inside, client):
        for _ in range(10):
            send(client)
    logs.configure("error")
    assert entries == [{"event": "doors_crowded", "log_level": "warning"}]


def test_one_answer_can_not_spoil_the_next(inside: Inside, client: Client) -> None:
    with crowd(inside, client):
        send(client).headers["X-Spoilt"] = "yes"
        assert "X-Spoilt" not in send(client).headers


def test_half_of_the_threads_are_left_to_pages() -> None:
    assert PLACES + WAITING <= PAGE_THREADS // 2


def test_every_door_is_one(app: Flask) -> None:
    posted = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert posted >= DOORS


def test_it_stands_before_everything_else(
    app: Flask, stranger: Visitor, container: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flood is told to come back before a session or a template is looked for."""
    hasher = container.outside().hasher
    hashing, may_go = threading.Semaphore(0), threading.Event()

    def slow(self: object, *given: str) -> bool:
        hashing.release()
        return not may_go.wait(SOON)

    monkeypatch.setattr(type(hasher), "verify", slow)
    form = stranger.form("/sign-in", "/sign-in")
    sent = form.values | {"login": "nobody", "password": "four other words here"}
    threads = [threading.Thread(target=stranger.send, args=("/sign-in", sent)) for _ in range(PLACES)]
    for thread in threads:
        thread.start()
    assert all(hashing.acquire(timeout=SOON) for _ in threads)
    answer = stranger.send("/sign-in", sent)
    may_go.set()
    for thread in threads:
        thread.join(SOON)
    assert answer.status_code == 503
    assert "X-Request-Id" not in answer.headers
    assert stranger.send("/sign-in", sent).status_code == 422
