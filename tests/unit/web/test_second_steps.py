"""After the password comes the second step: in the same browser, in time, each code once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.one_time_tokens import GOOD_FOR, Purpose
from services.accounts.guesses import CODES
from tests.authenticator import SoftAuthenticator
from tests.integration.visitors.markup import elements_of
from tests.unit.web.keys import App, give_app, give_passkey
from tests.visitor import HOST, PASSWORD, Visitor, forms_in

STEP = "/sign-in/second-step"
A_STEP_LATER = timedelta(seconds=30)


@pytest.fixture
def ada_app(join: Callable[..., None], container: Container, clock: Any) -> App:
    """The app of a member who has one; the code of the moment is new."""
    join("ada")
    app = give_app(container, "ada", clock)
    clock.advance(A_STEP_LATER)
    return app


@pytest.fixture
def at_the_step(app: Flask, ada_app: App) -> Visitor:
    """Somebody who gave the right password."""
    visitor = Visitor(app)
    answer = visitor.fill("/sign-in?next=/about", "/sign-in", login="ada", password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{STEP}?next=/about")
    return visitor


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/settings/profile").status_code == 200


def request_in(html: str) -> str:
    """What a passkey is asked on a page."""
    return next(e.attributes["data-request"] for e in elements_of(html) if "data-request" in e.attributes)


def test_a_right_password_alone_opens_nothing(at_the_step: Visitor) -> None:
    assert not is_signed_in(at_the_step)
    held = [at_the_step.client.get_cookie(name, "127.0.0.1") for name in ("stoa", "stoa-device")]
    assert held == [None, None]


def test_a_code_of_the_app_signs_in_and_leads_on(at_the_step: Visitor, ada_app: App) -> None:
    answer = at_the_step.fill(f"{STEP}?next=/about", STEP, code=ada_app.code())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert is_signed_in(at_the_step)
    assert at_the_step.client.get_cookie("stoa-step", domain="127.0.0.1") is None


def test_the_wish_to_stay_signed_in_survives_the_step(app: Flask, ada_app: App) -> None:
    visitor = Visitor(app)
    visitor.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD, remember="yes")
    answer = visitor.second_step(code=ada_app.code())
    session = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("stoa="))
    assert "Max-Age" in session


def test_the_page_says_what_to_type(at_the_step: Visitor) -> None:
    page = at_the_step.fetch(STEP)
    code = next(e for e in elements_of(page) if e.attributes.get("name") == "code")
    assert code.attributes["autocomplete"] == "one-time-code"
    assert code.attributes["inputmode"] == "numeric"
    assert "Use a recovery code" in page
    assert "passkey" not in page.partition("<main")[2]


def test_a_wrong_code_can_be_followed_by_the_right_one(at_the_step: Visitor, ada_app: App) -> None:
    wrong = at_the_step.fill(f"{STEP}?next=/about", STEP, code=ada_app.wrong_code())
    assert wrong.status_code == 422
    assert 'id="field-code-fault"' in wrong.text
    form = next(form for form in forms_in(wrong.text) if form.action == STEP)
    answer = at_the_step.send(STEP, form.values | {"code": ada_app.code()})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")


def test_a_code_works_once(app: Flask, at_the_step: Visitor, ada_app: App) -> None:
    code = ada_app.code()
    assert at_the_step.second_step(code=code).status_code == 303
    again = Visitor(app)
    again.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    assert again.second_step(code=code).status_code == 422
    assert not is_signed_in(again)


def test_a_recovery_code_signs_in_once_however_it_is_typed(
    app: Flask, at_the_step: Visitor, ada_app: App
) -> None:
    code = ada_app.slip[3].lower().replace("-", " ")
    page = at_the_step.fetch(f"{STEP}?by=recovery&next=/about")
    assert "Use a code of your app" in page
    answer = at_the_step.fill(f"{STEP}?by=recovery&next=/about", STEP, code=code)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    again = Visitor(app)
    again.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    wrong = again.second_step(by="recovery", code=code)
    assert wrong.status_code == 422
    assert "Recovery code" in wrong.text
    assert not is_signed_in(again)


def test_a_code_of_one_kind_is_none_of_the_other(at_the_step: Visitor, ada_app: App) -> None:
    assert at_the_step.second_step(by="recovery", code=ada_app.code()).status_code == 422
    assert at_the_step.second_step(by="code", code=ada_app.slip[0]).status_code == 422
    assert not is_signed_in(at_the_step)


def test_a_passkey_is_a_second_step(at_the_step: Visitor, container: Container) -> None:
    device = give_passkey(container, "ada")
    # A new key ends what was on its way.
    at_the_step.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    page = at_the_step.fetch(f"{STEP}?next=/about")
    answer = device.get(request_in(page), HOST)
    done = at_the_step.post(STEP, by="passkey", answer=answer, next="/about")
    assert (done.status_code, done.headers["Location"]) == (303, "/about")
    assert is_signed_in(at_the_step)


def test_who_has_passkeys_only_may_use_the_slip(
    app: Flask, join: Callable[..., None], container: Container
) -> None:
    """So that there is a way without JavaScript."""
    join("ada")
    give_passkey(container, "ada")
    visitor = Visitor(app)
    visitor.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    page = visitor.fetch(STEP)
    assert "Six-digit code" not in page
    assert "Recovery code" in page
    assert request_in(page)


@pytest.mark.parametrize("answer", ["", "{}", "null", "[]", '{"id": "x"}', "x" * 20_000])
def test_a_passkeys_answer_that_holds_nothing_is_refused_in_words(
    at_the_step: Visitor, container: Container, answer: str
) -> None:
    give_passkey(container, "ada")
    at_the_step.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    refused = at_the_step.second_step(by="passkey", answer=answer)
    assert refused.status_code == 422
    assert "That passkey didn" in refused.text
    assert not is_signed_in(at_the_step)


def test_anothers_passkey_is_no_second_step(
    at_the_step: Visitor, container: Container, join: Callable[..., None]
) -> None:
    join("eve")
    stranger: SoftAuthenticator = give_passkey(container, "eve")
    give_passkey(container, "ada")
    at_the_step.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    asked = request_in(at_the_step.fetch(STEP)).replace('"allowCredentials"', '"ignored"')
    assert at_the_step.second_step(by="passkey", answer=stranger.get(asked, HOST)).status_code == 422
    assert not is_signed_in(at_the_step)


def assert_sent_back(answer: Any) -> None:
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?done=step-over")


def test_a_step_that_took_too_long_begins_anew(at_the_step: Visitor, ada_app: App, clock: Any) -> None:
    clock.advance(GOOD_FOR[Purpose.SECOND_STEP])
    assert_sent_back(at_the_step.get(f"{STEP}?next=/about"))
    answer = at_the_step.post(STEP, by="code", code=ada_app.code(), next="/about")
    assert_sent_back(answer)
    page = at_the_step.fetch(answer.headers["Location"])
    assert "Please sign in once more" in page
    form = next(form for form in forms_in(page) if form.action == "/sign-in")
    assert form.values["next"] == "/about"


def test_a_step_is_good_in_its_own_browser_only(app: Flask, at_the_step: Visitor, ada_app: App) -> None:
    """Not in one that holds the cookie of the step (CVE-2026-29784: a code in another session)."""
    step = at_the_step.client.get_cookie("stoa-step", domain="127.0.0.1").value
    thief = Visitor(app)
    thief.fetch("/sign-in")
    thief.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    assert_sent_back(thief.get(STEP))
    assert_sent_back(thief.second_step(code=ada_app.code()))
    assert not is_signed_in(thief)
    assert at_the_step.second_step(code=ada_app.code()).status_code == 303


def test_a_code_in_a_browser_that_gave_no_password_opens_nothing(app: Flask, ada_app: App) -> None:
    visitor = Visitor(app)
    assert_sent_back(visitor.get(STEP))
    assert_sent_back(visitor.second_step(code=ada_app.code()))
    assert_sent_back(Visitor(app).second_step(by="recovery", code=ada_app.slip[0]))
    assert not is_signed_in(visitor)


def test_a_step_without_the_visit_cookie_is_nobodys(at_the_step: Visitor, ada_app: App) -> None:
    at_the_step.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    assert_sent_back(at_the_step.get(STEP))
    assert_sent_back(at_the_step.second_step(code=ada_app.code()))


def test_codes_run_out_of_tries(at_the_step: Visitor, ada_app: App) -> None:
    wrong, amount = ada_app.wrong_code(), CODES.windows[0].amount
    assert {at_the_step.second_step(code=wrong).status_code for _ in range(amount)} == {422}
    answer = at_the_step.second_step(code=ada_app.code())
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= CODES.windows[0].seconds
    assert not is_signed_in(at_the_step)
    assert ada_app.code() not in answer.text
    assert "Too many attempts" in answer.text
    assert any(form.action == STEP for form in forms_in(answer.text))


def test_signing_in_as_somebody_else_has_a_second_step_too(bo: Visitor, ada_app: App) -> None:
    assert bo.post("/sign-in", login="ada", password=PASSWORD).headers["Location"].startswith(STEP)
    assert "@bo" in bo.fetch("/settings/profile")
    assert bo.second_step(code=ada_app.code()).status_code == 303
    assert "@ada" in bo.fetch("/settings/profile")


def test_a_step_begun_while_signed_in_is_bound_to_that_session(
    app: Flask, bo: Visitor, ada_app: App, join: Callable[..., None]
) -> None:
    join("eve")
    bo.post("/sign-in", login="ada", password=PASSWORD)
    step = bo.client.get_cookie("stoa-step", domain="127.0.0.1").value
    thief = Visitor(app).sign_in("eve")
    thief.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    assert thief.second_step(code=ada_app.code()).headers["Location"].startswith("/sign-in?done=step-over")
    assert "@eve" in thief.fetch("/settings/profile")


def test_a_kind_of_answer_that_there_is_not_is_unreadable(at_the_step: Visitor, ada_app: App) -> None:
    assert at_the_step.second_step(by="nothing", code=ada_app.code()).status_code == 422
    assert not is_signed_in(at_the_step)
