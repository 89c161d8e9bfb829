"""Showing once more who one is: by password, passkey or a linked login, in this session, for a while."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.one_time_tokens import GOOD_FOR, Purpose
from domain.sessions import FRESH_FOR
from services.accounts.guesses import PROOFS
from tests.authenticator import Lies, SoftAuthenticator
from tests.integration.visitors.markup import elements_of
from tests.unit.web.keys import an_identity, give_passkey, link_login
from tests.visitor import HOST, PASSWORD, Visitor, forms_in

WRONG = "four other words here"
GUARDED = "/settings/logins/new"
"""A page that only opens to who has shown a moment ago who they are."""


@pytest.fixture
def device(join: Callable[..., None], container: Container) -> SoftAuthenticator:
    join("ada")
    return give_passkey(container, "ada")


@pytest.fixture
def stale(ada: Visitor, clock: Any) -> Visitor:
    """Ada, who signed in a while ago."""
    clock.advance(FRESH_FOR)
    return ada


def request_in(html: str) -> str:
    return next(e.attributes["data-request"] for e in elements_of(html) if "data-request" in e.attributes)


def test_who_was_sent_here_shows_it_and_goes_on(stale: Visitor, provider: Any) -> None:
    sent_to = stale.get(GUARDED).headers["Location"]
    assert sent_to == f"/prove?next={GUARDED}"
    answer = stale.fill(sent_to, "/prove", password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, GUARDED)
    assert stale.get(GUARDED).status_code == 200


def test_it_holds_for_a_while(stale: Visitor, provider: Any, clock: Any) -> None:
    stale.fill("/prove", "/prove", password=PASSWORD)
    clock.advance(FRESH_FOR * 0.9)
    assert stale.get(GUARDED).status_code == 200
    clock.advance(FRESH_FOR * 0.2)
    assert stale.get(GUARDED).status_code == 303


def test_a_wrong_password_proves_nothing(stale: Visitor, provider: Any) -> None:
    answer = stale.fill(f"/prove?next={GUARDED}", "/prove", password=WRONG)
    assert answer.status_code == 422
    assert 'id="field-password-fault"' in answer.text
    assert WRONG not in answer.text
    form = next(form for form in forms_in(answer.text) if form.action == "/prove")
    assert form.values["next"] == GUARDED
    assert stale.get(GUARDED).status_code == 303


def test_another_browser_of_the_same_person_shows_it_itself(
    app: Flask, stale: Visitor, provider: Any, clock: Any
) -> None:
    other = Visitor(app).sign_in("ada")
    clock.advance(FRESH_FOR)
    other.fill("/prove", "/prove", password=PASSWORD)
    assert other.get(GUARDED).status_code == 200
    assert stale.get(GUARDED).status_code == 303


def test_only_the_ways_that_one_has_are_shown(ada: Visitor, provider: Any, container: Container) -> None:
    page = ada.fetch("/prove")
    assert "Your password" in page
    assert "data-request" not in page
    assert "/prove/with/" not in page
    link_login(container, "ada", an_identity())
    assert 'action="/prove/with/example"' in ada.fetch("/prove")


def test_who_has_no_password_is_asked_for_none(
    app: Flask, ada: Visitor, provider: Any, container: Container
) -> None:
    link_login(container, "ada", an_identity())
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("ada")
        account.password_hash = None
        work.accounts.save(account)
    page = ada.fetch("/prove")
    assert "Your password" not in page
    assert "Show it with Example" in page
    assert ada.post("/prove", by="password", password=PASSWORD).status_code == 422


def at_the_door(app: Flask, device: SoftAuthenticator) -> Visitor:
    """Ada, signed in with her passkey."""
    visitor = Visitor(app)
    asked = visitor.post("/sign-in/passkey/request").text
    assert visitor.post("/sign-in/passkey", answer=device.get(asked, HOST)).status_code == 303
    return visitor


def test_a_passkey_proves_it(app: Flask, device: SoftAuthenticator, provider: Any, clock: Any) -> None:
    ada = at_the_door(app, device)
    clock.advance(FRESH_FOR)
    assert ada.get(GUARDED).status_code == 303
    answer = device.get(request_in(ada.fetch("/prove")), HOST)
    done = ada.post("/prove", by="passkey", answer=answer, next=GUARDED)
    assert (done.status_code, done.headers["Location"]) == (303, GUARDED)
    assert ada.get(GUARDED).status_code == 200


def test_a_passkeys_answer_is_good_once_in_time_and_here(
    app: Flask, device: SoftAuthenticator, provider: Any, clock: Any
) -> None:
    ada, other = at_the_door(app, device), at_the_door(app, device)
    clock.advance(FRESH_FOR)
    elsewhere = device.get(request_in(other.fetch("/prove")), HOST)
    assert ada.post("/prove", by="passkey", answer=elsewhere).status_code == 403
    late = device.get(request_in(ada.fetch("/prove")), HOST)
    clock.advance(GOOD_FOR[Purpose.PROVE_BY_PASSKEY])
    assert ada.post("/prove", by="passkey", answer=late).status_code == 403
    assert ada.get(GUARDED).status_code == 303
    once = device.get(request_in(ada.fetch("/prove")), HOST)
    assert ada.post("/prove", by="passkey", answer=once).status_code == 303
    assert ada.post("/prove", by="passkey", answer=once).status_code == 403


def test_a_passkey_that_asked_nobody_proves_nothing(
    app: Flask, device: SoftAuthenticator, provider: Any, clock: Any
) -> None:
    ada = at_the_door(app, device)
    clock.advance(FRESH_FOR)
    asked = request_in(ada.fetch("/prove"))
    refused = ada.post("/prove", by="passkey", answer=device.get(asked, HOST, Lies(user_verified=False)))
    assert refused.status_code == 422
    assert "That passkey didn" in refused.text
    assert ada.get(GUARDED).status_code == 303


def test_an_answer_for_signing_in_is_no_proof(
    app: Flask, device: SoftAuthenticator, provider: Any, clock: Any
) -> None:
    ada = at_the_door(app, device)
    clock.advance(FRESH_FOR)
    asked = ada.post("/sign-in/passkey/request").text
    assert ada.post("/prove", by="passkey", answer=device.get(asked, HOST)).status_code == 403
    assert ada.get(GUARDED).status_code == 303


def test_guesses_run_out(stale: Visitor, provider: Any) -> None:
    token, amount = stale.csrf(), PROOFS.windows[0].amount
    guess = {"csrf": token, "by": "password", "password": WRONG}
    assert {stale.send("/prove", guess).status_code for _ in range(amount)} == {422}
    answer = stale.send("/prove", guess | {"password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= PROOFS.windows[0].seconds
    assert PASSWORD not in answer.text
    assert stale.get(GUARDED).status_code == 303


def test_a_stranger_signs_in_first(stranger: Visitor) -> None:
    assert stranger.get("/prove").headers["Location"] == "/sign-in?next=/prove"
    assert stranger.post("/prove", by="password", password=PASSWORD).status_code == 401
    assert stranger.post("/prove/with/example").status_code == 401
