"""A passkey is a whole sign-in: asked for by script, bound to the browser, good once."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Standing
from domain.one_time_tokens import GOOD_FOR, Purpose
from services.accounts.guesses import ROUNDS_FROM_NETWORK
from tests.authenticator import Lies, SoftAuthenticator
from tests.integration.visitors.markup import elements_of
from tests.unit.web.keys import account_of, give_app, give_passkey
from tests.visitor import HOST, Visitor, forms_in

HERE, ASK = "/sign-in/passkey", "/sign-in/passkey/request"


@pytest.fixture
def device(join: Callable[..., None], container: Container) -> SoftAuthenticator:
    """Ada's, with a passkey for this place."""
    join("ada")
    return give_passkey(container, "ada")


def asked(visitor: Visitor) -> str:
    """What the script fetches."""
    answer = visitor.post(ASK)
    assert answer.status_code == 200
    return answer.text


def sign_in(visitor: Visitor, device: SoftAuthenticator, **values: str) -> Any:
    return visitor.post(HERE, answer=device.get(asked(visitor), HOST), **values)


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/settings/profile").status_code == 200


def test_the_request_is_json_for_this_visit_and_no_cache(stranger: Visitor) -> None:
    answer = stranger.post(ASK)
    assert answer.mimetype == "application/json"
    assert set(answer.headers["Cache-Control"].split(", ")) == {"no-store", "private"}
    request = json.loads(answer.text)
    assert request["userVerification"] == "required"
    assert not request.get("allowCredentials")


def test_a_passkey_signs_in_and_leads_on(stranger: Visitor, device: SoftAuthenticator) -> None:
    answer = sign_in(stranger, device, next="/about", remember="yes")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    session = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("stoa="))
    assert "Max-Age" in session
    assert "@ada" in stranger.fetch("/settings/profile")


def test_a_passkey_is_asked_for_no_code(
    stranger: Visitor, device: SoftAuthenticator, container: Container, clock: Any
) -> None:
    give_app(container, "ada", clock)
    assert sign_in(stranger, device).headers["Location"] == "/"
    assert is_signed_in(stranger)


def test_without_script_there_is_no_button_that_leads_nowhere(stranger: Visitor) -> None:
    page = stranger.fetch("/sign-in")
    (form,) = [e for e in elements_of(page) if e.tag == "form" and e.attributes.get("action") == HERE]
    assert "hidden" in form.attributes
    login = next(e for e in elements_of(page) if e.attributes.get("name") == "login")
    assert login.attributes["autocomplete"] == "username webauthn"


def test_opening_the_page_writes_nothing(stranger: Visitor, kept: Callable[[], Any]) -> None:
    before = kept()
    stranger.fetch("/sign-in")
    assert kept() == before


def assert_refused(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert "<h1>Sign in</h1>" in answer.text
    assert 'role="alert"' in answer.text


def test_an_answer_works_once(app: Flask, stranger: Visitor, device: SoftAuthenticator) -> None:
    answer = device.get(asked(stranger), HOST)
    assert stranger.post(HERE, answer=answer).status_code == 303
    stranger.post("/sign-out")
    assert_refused(stranger.post(HERE, answer=answer), 403)
    assert not is_signed_in(stranger)


def test_an_answer_for_another_browser_is_refused(
    app: Flask, stranger: Visitor, device: SoftAuthenticator
) -> None:
    """Nobody is signed in by a challenge that somebody else began (login CSRF)."""
    answer = device.get(asked(Visitor(app)), HOST)
    assert_refused(stranger.post(HERE, answer=answer), 403)
    assert not is_signed_in(stranger)


def test_an_answer_that_comes_late_is_refused(
    stranger: Visitor, device: SoftAuthenticator, clock: Any
) -> None:
    answer = device.get(asked(stranger), HOST)
    clock.advance(GOOD_FOR[Purpose.SIGN_IN_BY_PASSKEY])
    assert_refused(stranger.post(HERE, answer=answer), 403)


def test_an_answer_without_the_visit_cookie_is_refused(stranger: Visitor, device: SoftAuthenticator) -> None:
    answer = device.get(asked(stranger), HOST)
    stranger.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    assert_refused(stranger.post(HERE, answer=answer), 403)


@pytest.mark.parametrize(
    ("origin", "lies"),
    [
        ("https://evil.example", Lies()),
        ("http://127.0.0.1:8001", Lies()),
        (HOST, Lies(user_verified=False)),
        (HOST, Lies(user_present=False)),
        (HOST, Lies(rp_id="evil.example")),
        (HOST, Lies(other_key=True)),
        (HOST, Lies(type="webauthn.create")),
        (HOST, Lies(user_handle="1")),
        (HOST, Lies(cross_origin=True)),
    ],
    ids=str,
)
def test_an_answer_that_lies_is_refused(
    stranger: Visitor, device: SoftAuthenticator, origin: str, lies: Lies
) -> None:
    answer = device.get(asked(stranger), origin, lies)
    assert_refused(stranger.post(HERE, answer=answer, next="/about"), 422)
    assert not is_signed_in(stranger)


def test_a_passkey_that_is_nobodys_answers_as_any_other_that_fails(
    app: Flask, stranger: Visitor, device: SoftAuthenticator
) -> None:
    unknown = device.get(asked(stranger), HOST, Lies(credential_id="AAAA"))
    wrong_key = device.get(asked(stranger), HOST, Lies(other_key=True))
    answers = [stranger.post(HERE, answer=answer) for answer in (unknown, wrong_key)]
    assert [answer.status_code for answer in answers] == [422, 422]
    sentences = [answer.text.partition('role="alert">')[2].partition("<")[0] for answer in answers]
    assert sentences[0] == sentences[1] != ""


@pytest.mark.parametrize("answer", ["", "{}", "null", "[1]", "x" * 20_000, '{"response": {}}'])
def test_an_answer_of_garbage_is_refused_in_words(stranger: Visitor, answer: str) -> None:
    refused = stranger.post(HERE, answer=answer, next="/about")
    assert_refused(refused, 422)
    form = next(form for form in forms_in(refused.text) if form.action == "/sign-in")
    assert form.values["next"] == "/about"


def test_somebody_suspended_hears_so(
    stranger: Visitor, device: SoftAuthenticator, container: Container
) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.get(account_of(container, "ada").id)
        account.standing = Standing.SUSPENDED
        work.accounts.save(account)
    assert sign_in(stranger, device).status_code == 403
    assert not is_signed_in(stranger)


def test_somebody_signed_in_may_become_somebody_else(bo: Visitor, device: SoftAuthenticator) -> None:
    assert sign_in(bo, device).status_code == 303
    assert "@ada" in bo.fetch("/settings/profile")


def test_asking_too_often_is_refused(stranger: Visitor, clock: Any) -> None:
    token = stranger.csrf()
    amount = ROUNDS_FROM_NETWORK.windows[0].amount
    assert {stranger.send(ASK, {"csrf": token}).status_code for _ in range(amount)} == {200}
    answer = stranger.send(ASK, {"csrf": token}, headers={"X-Forwarded-For": "198.51.100.9"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_challenges_that_nobody_answered_are_swept_out(
    stranger: Visitor, container: Container, clock: Any, kept: Callable[[], Any]
) -> None:
    asked(stranger)
    assert len(kept()["tokens"]) == 1
    clock.advance(timedelta(days=1))
    container.housekeeping().tidy()
    assert len(kept()["tokens"]) == 0
