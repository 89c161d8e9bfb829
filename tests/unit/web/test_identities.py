"""Signing in with a login elsewhere: out by a button, back into the same browser, once."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from adapters.memory.identities import ADDRESS, InMemoryProvider
from bootstrap.container import Container
from domain.accounts import Standing
from domain.one_time_tokens import GOOD_FOR, Purpose
from services.accounts.guesses import ROUNDS_FROM_NETWORK
from tests.unit.web.keys import account_of, an_identity, give_app, link_login
from tests.unit.web.rounds import ANSWER, BEGIN, come_back, set_out
from tests.visitor import Visitor


def sign_in(visitor: Visitor, provider: InMemoryProvider, **values: str) -> Any:
    return come_back(visitor, provider, set_out(visitor, **values))


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/settings/profile").status_code == 200


@pytest.fixture
def linked(join: Callable[..., None], container: Container, provider: InMemoryProvider) -> None:
    """Ada's account, opened by her login at the provider."""
    join("ada")
    link_login(container, "ada", an_identity())


# Out


def test_a_provider_that_is_on_has_its_buttons(stranger: Visitor, provider: InMemoryProvider) -> None:
    assert "Sign in with Example" in stranger.fetch("/sign-in")
    assert "Join with Example" in stranger.fetch("/register")


def test_a_provider_that_is_off_has_none_and_leads_nowhere(stranger: Visitor) -> None:
    assert "/sign-in/with/" not in stranger.fetch("/sign-in") + stranger.fetch("/register")
    assert stranger.post(BEGIN).status_code == 404
    assert stranger.get(f"{ANSWER}?state=x").status_code == 404


def test_the_button_leads_to_the_provider_by_a_page_of_ours(
    stranger: Visitor, provider: InMemoryProvider
) -> None:
    """A redirect would be stopped by the policy's form-action; this works without script."""
    page = stranger.fill("/sign-in?next=/about", BEGIN)
    assert page.status_code == 200
    assert page.headers["Refresh"].startswith(f"0;url={ADDRESS}?state=")
    assert f'href="{ADDRESS}?state=' in page.text
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    assert set(page.headers["Cache-Control"].split(", ")) == {"no-store", "private"}


def test_a_link_alone_sets_nobody_out(stranger: Visitor, provider: InMemoryProvider, kept: Any) -> None:
    before = kept()
    assert stranger.get(BEGIN).status_code == 405
    assert kept() == before


def test_a_provider_that_is_away_is_a_page_with_a_time(stranger: Visitor, provider: InMemoryProvider) -> None:
    provider.is_down = True
    answer = stranger.post(BEGIN)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


def test_setting_out_too_often_is_refused(stranger: Visitor, provider: InMemoryProvider) -> None:
    token = stranger.csrf()
    for _ in range(ROUNDS_FROM_NETWORK.windows[0].amount):
        assert stranger.send(BEGIN, {"csrf": token}).status_code == 200
    assert stranger.send(BEGIN, {"csrf": token}).status_code == 429


# Back


def test_a_linked_login_signs_in_and_leads_on(
    stranger: Visitor, provider: InMemoryProvider, linked: None
) -> None:
    answer = sign_in(stranger, provider, next="/about")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert "@ada" in stranger.fetch("/settings/profile")


@pytest.mark.parametrize("remember", ["yes", "no"])
def test_the_wish_to_stay_signed_in_survives_the_round(
    stranger: Visitor, provider: InMemoryProvider, linked: None, remember: str
) -> None:
    form = stranger.form("/sign-in", BEGIN)
    assert form.values["remember"] == "no"
    answer = sign_in(stranger, provider, remember=remember)
    session = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("stoa="))
    assert ("Max-Age" in session) == (remember == "yes")


def test_a_second_factor_is_asked_for_as_after_a_password(
    stranger: Visitor, provider: InMemoryProvider, linked: None, container: Container, clock: Any
) -> None:
    give_app(container, "ada", clock)
    answer = sign_in(stranger, provider, next="/about")
    assert answer.headers["Location"] == "/sign-in/second-step?next=/about"
    assert not is_signed_in(stranger)


def test_a_closed_account_asks_whether_to_open(
    stranger: Visitor, provider: InMemoryProvider, linked: None, container: Container, clock: Any
) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.get(account_of(container, "ada").id)
        account.close(clock.now())
        work.accounts.save(account)
    assert sign_in(stranger, provider).headers["Location"].startswith("/sign-in/reopening")


def assert_refused(answer: Any, status: int = 403) -> None:
    assert answer.status_code == status
    assert "<h1>Sign in</h1>" in answer.text
    assert 'role="alert"' in answer.text


def test_an_answer_works_once(stranger: Visitor, provider: InMemoryProvider, linked: None) -> None:
    state = set_out(stranger)
    assert come_back(stranger, provider, state).status_code == 303
    stranger.post("/sign-out")
    assert_refused(come_back(stranger, provider, state))
    assert not is_signed_in(stranger)


def test_an_answer_in_another_browser_is_refused(
    app: Flask, stranger: Visitor, provider: InMemoryProvider, linked: None
) -> None:
    """Nobody is signed in to an attacker's account by a link (CVE-2026-41425: unbound state)."""
    state = set_out(Visitor(app))
    assert_refused(come_back(stranger, provider, state))
    stranger.fetch("/sign-in")
    assert_refused(come_back(stranger, provider, state))
    assert not is_signed_in(stranger)


def test_an_answer_without_the_visit_cookie_is_refused(
    stranger: Visitor, provider: InMemoryProvider, linked: None
) -> None:
    state = set_out(stranger)
    stranger.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    assert_refused(come_back(stranger, provider, state))


def test_an_answer_that_comes_late_is_refused(
    stranger: Visitor, provider: InMemoryProvider, linked: None, clock: Any
) -> None:
    state = set_out(stranger)
    clock.advance(GOOD_FOR[Purpose.SIGN_IN_BY_PROVIDER])
    assert_refused(come_back(stranger, provider, state))


def test_an_answer_of_another_provider_is_refused(
    stranger: Visitor, provider: InMemoryProvider, linked: None, container: Container
) -> None:
    container.outside().identity_providers["other"] = InMemoryProvider("other", "Other")
    state = set_out(stranger)
    assert_refused(stranger.get(f"/sign-in/with/other/answer?state={state}&code=x"))


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?code=x",
        "?state=",
        "?state=x&code=x",
        "?error=access_denied",
        "?state=" + "x" * 10_000,
        "?state=%00%ff&code=%0d%0a",
        "?state[]=x",
    ],
)
def test_an_answer_to_no_question_is_refused(
    stranger: Visitor, provider: InMemoryProvider, kept: Callable[[], Any], query: str
) -> None:
    before = kept()
    assert_refused(stranger.get(ANSWER + query))
    assert kept() == before


def test_who_says_no_at_the_provider_is_back_at_the_door(
    stranger: Visitor, provider: InMemoryProvider, linked: None
) -> None:
    state = set_out(stranger)
    assert_refused(stranger.get(f"{ANSWER}?state={state}&error=access_denied"))
    assert_refused(come_back(stranger, provider, state))


def test_somebody_suspended_hears_so(
    stranger: Visitor, provider: InMemoryProvider, linked: None, container: Container
) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.get(account_of(container, "ada").id)
        account.standing = Standing.SUSPENDED
        work.accounts.save(account)
    answer = sign_in(stranger, provider)
    assert_refused(answer)
    assert "suspended" in answer.text


def test_an_address_alone_is_never_taken_for_an_account(
    stranger: Visitor, provider: InMemoryProvider, join: Callable[..., None]
) -> None:
    """Whatever a provider says about whose address it is."""
    join("ada")
    identity = an_identity("another", email="ada@example.org", verified=True)
    answer = come_back(stranger, provider, set_out(stranger), identity)
    assert answer.headers["Location"].startswith("/register/with")
    assert not is_signed_in(stranger)


# Proving and linking


def test_a_linked_login_proves_who_one_is(
    app: Flask, provider: InMemoryProvider, linked: None, clock: Any
) -> None:
    ada = Visitor(app).sign_in("ada")
    state = set_out(ada, "/prove/with/example", next="/settings/email")
    answer = come_back(ada, provider, state)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/settings/email")


def test_anothers_login_proves_nothing(app: Flask, provider: InMemoryProvider, linked: None) -> None:
    ada = Visitor(app).sign_in("ada")
    state = set_out(ada, "/prove/with/example")
    answer = come_back(ada, provider, state, an_identity("somebody else"))
    assert answer.status_code == 403
    assert "That didn" in answer.text
    assert "/settings/security" in answer.text


def test_a_proof_begun_in_one_session_is_none_in_the_next(
    app: Flask, provider: InMemoryProvider, linked: None
) -> None:
    ada = Visitor(app).sign_in("ada")
    state = set_out(ada, "/prove/with/example")
    ada.post("/sign-out")
    ada.sign_in("ada")
    assert come_back(ada, provider, state).status_code == 403


def test_a_login_of_another_account_is_not_linked(
    provider: InMemoryProvider, linked: None, bo: Visitor
) -> None:
    state = set_out(bo, "/settings/logins/example")
    answer = come_back(bo, provider, state)
    assert answer.status_code == 409
    assert "linked to another account" in answer.text


def test_a_login_that_was_linked_leads_back_to_the_settings(provider: InMemoryProvider, bo: Visitor) -> None:
    state = set_out(bo, "/settings/logins/example")
    answer = come_back(bo, provider, state)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/settings/security?done=")
