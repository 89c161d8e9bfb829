"""A closed account can be opened again in its days of grace, by who can still sign in to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import GRACE, Standing
from domain.one_time_tokens import GOOD_FOR, Purpose
from tests.unit.web.keys import HERE, account_of, give_app
from tests.visitor import PASSWORD, Visitor

REOPEN = "/sign-in/reopening"


@pytest.fixture
def closed(join: Callable[..., None], container: Container) -> None:
    """Ada has left."""
    join("ada")
    container.accounts.closing().close(account_of(container, "ada").id, browser=HERE)


@pytest.fixture
def at_the_door(app: Flask, closed: None) -> Visitor:
    """Ada, who gave her password again."""
    visitor = Visitor(app)
    answer = visitor.fill("/sign-in?next=/about", "/sign-in", login="ada", password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{REOPEN}?next=/about")
    return visitor


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/settings/profile").status_code == 200


def assert_sent_back(answer: Any) -> None:
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?done=step-over")


def test_who_comes_back_is_asked_first(at_the_door: Visitor, container: Container, kept: Any) -> None:
    before = kept()
    page = at_the_door.fetch(f"{REOPEN}?next=/about")
    assert "15 January 2026" in page
    assert kept() == before
    assert not is_signed_in(at_the_door)
    assert account_of(container, "ada").standing is Standing.CLOSED


def test_one_press_opens_the_account_and_leads_on(at_the_door: Visitor, container: Container) -> None:
    answer = at_the_door.fill(f"{REOPEN}?next=/about", REOPEN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert is_signed_in(at_the_door)
    assert account_of(container, "ada").standing is Standing.ACTIVE


def test_the_question_is_good_once_here_and_for_a_while(app: Flask, at_the_door: Visitor, clock: Any) -> None:
    step = at_the_door.client.get_cookie("stoa-step", domain="127.0.0.1").value
    thief = Visitor(app)
    thief.fetch("/sign-in")
    thief.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    assert_sent_back(thief.get(REOPEN))
    assert_sent_back(thief.post(REOPEN))
    clock.advance(GOOD_FOR[Purpose.REOPEN])
    assert_sent_back(at_the_door.get(REOPEN))
    assert_sent_back(at_the_door.post(REOPEN))
    at_the_door.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    step = at_the_door.client.get_cookie("stoa-step", domain="127.0.0.1").value
    assert at_the_door.post(REOPEN).status_code == 303
    at_the_door.post("/sign-out")
    at_the_door.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    assert_sent_back(at_the_door.post(REOPEN))


def test_without_the_visit_cookie_nothing_opens(at_the_door: Visitor, container: Container) -> None:
    at_the_door.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    assert_sent_back(at_the_door.post(REOPEN))
    assert account_of(container, "ada").standing is Standing.CLOSED


def test_the_second_step_comes_before_the_question(
    app: Flask, join: Callable[..., None], container: Container, clock: Any
) -> None:
    join("ada")
    factor = give_app(container, "ada", clock)
    container.accounts.closing().close(account_of(container, "ada").id, browser=HERE)
    clock.advance(timedelta(seconds=30))
    ada = Visitor(app)
    answer = ada.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    assert answer.headers["Location"].startswith("/sign-in/second-step")
    # The token of one step is none for the other.
    assert_sent_back(ada.get(REOPEN))
    assert_sent_back(ada.post(REOPEN))
    assert ada.second_step(code=factor.code()).headers["Location"].startswith(REOPEN)
    assert ada.post(REOPEN).status_code == 303
    assert is_signed_in(ada)


def test_after_the_days_of_grace_the_account_is_gone(at_the_door: Visitor, clock: Any, app: Flask) -> None:
    clock.advance(GRACE)
    answer = Visitor(app).fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    assert answer.status_code == 403
    assert "This account is closed." in answer.text


def test_a_stranger_has_nothing_to_open(stranger: Visitor) -> None:
    assert_sent_back(stranger.get(REOPEN))
    assert_sent_back(stranger.post(REOPEN))
