"""When the place itself is unwell: a page that says so, a time to wait, never a stack trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.errors import Unavailable
from tests.integration.visitors.markup import dangers_in
from tests.unit.web.conftest import app_at
from tests.visitor import HOST, Visitor, forms_in
from web.access import anyone

SECRET_DETAIL = "a detail that only the log may have"
READABLE = ("/", "/local", "/about", "/@ada", "/drafts", "/trash", "/sign-in", "/register", "/setup")


class Down:
    """Gateways of which nothing answers."""

    def __init__(self, error: type[Exception]) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *given: Any, **named: Any) -> Any:
        raise self._error(*(() if self._error is Unavailable else (SECRET_DETAIL,)))


def take_down(container: Container, error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    gateways = container.gateways()
    for name in vars(gateways):
        if name not in ("clock", "ids"):
            monkeypatch.setattr(gateways, name, Down(error))
    container.reset_singletons()


@pytest.fixture
def failing(container: Container) -> Flask:
    """An application with a view that fails, as a fault of ours would."""
    app = app_at(HOST, container)

    def fail() -> str:
        raise RuntimeError(SECRET_DETAIL)

    app.add_url_rule("/fail", "fail", anyone(fail), methods=["GET", "POST"])
    return app


def test_a_fault_of_ours_is_a_page_without_its_details(failing: Flask, place: Any) -> None:
    visitor = Visitor(failing)
    answers = [visitor.get("/fail"), visitor.post("/fail", body="Words.")]
    for answer in answers:
        assert answer.status_code == 500
        assert answer.mimetype == "text/html"
        assert "Something went wrong on our side" in answer.text
        assert not any(
            trace in answer.text for trace in (SECRET_DETAIL, "RuntimeError", "Traceback", "/src/")
        )
        assert dangers_in(answer.text) == []
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("error", [Unavailable, RuntimeError, OSError])
def test_a_database_that_is_away_is_a_page_with_a_time_to_wait(
    container: Container,
    ada: Visitor,
    stranger: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    ada.fetch("/")
    take_down(container, error, monkeypatch)
    for visitor in (ada, stranger):
        for path in READABLE:
            answer = visitor.get(path)
            if answer.status_code == 303:
                assert path in ("/drafts", "/trash")
                continue
            assert answer.status_code == (503 if error is Unavailable else 500), path
            assert "<h1>" in answer.text
            assert SECRET_DETAIL not in answer.text
            if answer.status_code == 503:
                assert int(answer.headers["Retry-After"]) > 0


def test_words_sent_to_a_database_that_is_away_come_back(
    container: Container, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = ada.csrf()
    take_down(container, Unavailable, monkeypatch)
    sent = {"csrf": token, "title": "T", "body": "Words that took an evening."}
    for path in ("/drafts", "/posts", "/settings/profile", "/sign-in"):
        answer = ada.send(path, sent)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"
        form = next(form for form in forms_in(answer.text) if form.action == path)
        assert form.values["body"] == sent["body"]
    monkeypatch.undo()
    container.reset_singletons()
    assert ada.send("/drafts", form.values).status_code == 303


def test_being_alive_touches_no_gateway(
    container: Container, ada: Visitor, stranger: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_down(container, RuntimeError, monkeypatch)
    for visitor in (ada, stranger):
        for headers in ({}, {"Host": "anything.example"}, {"Host": ""}):
            answer = visitor.get("/livez", headers=headers)
            assert (answer.status_code, answer.data) == (200, b"ok\n")


def test_a_style_sheet_touches_no_gateway(
    container: Container, ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_down(container, RuntimeError, monkeypatch)
    assert ada.get("/static/x/css/stoa.css").status_code == 200


def test_reading_goes_on_while_nothing_can_be_written(
    container: Container, ada: Visitor, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.advance(timedelta(hours=1))
    monkeypatch.setattr(container.gateways(), "begin", Down(Unavailable))
    container.reset_singletons()
    assert ada.get("/drafts").status_code == 200


def test_a_half_done_change_is_not_kept(
    container: Container, ada: Visitor, kept: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in the middle of a unit of work leaves everything as it was."""
    draft = ada.post("/drafts", title="T", body="B").headers["Location"].split("/")[2]
    before = kept()
    # Publishing takes the draft away first; what comes after fails.
    monkeypatch.setattr("adapters.memory.posts.InMemoryPosts.add", Down(RuntimeError))
    assert ada.post(f"/drafts/{draft}/publication").status_code == 500
    assert kept() == before
