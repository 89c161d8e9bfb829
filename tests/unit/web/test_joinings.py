"""Becoming a member by a login elsewhere: a handle is chosen, and nothing told of who is here."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from adapters.memory.identities import InMemoryProvider
from bootstrap.container import Container
from domain.accounts import Standing
from domain.place import Registration
from services.accounts.registration import Registering
from services.ports.mail import Letter
from tests.integration.visitors.markup import masked
from tests.unit.web.keys import account_of, an_identity, link_login
from tests.unit.web.rounds import BEGIN, come_back, set_out, state_in
from tests.visitor import PASSWORD, Visitor, forms_in, link_in

JOIN = "/register/with"


def sign_in(visitor: Visitor, provider: InMemoryProvider, **values: str) -> Any:
    return come_back(visitor, provider, set_out(visitor, **values))


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/settings/profile").status_code == 200


@pytest.fixture
def linked(join: Callable[..., None], container: Container, provider: InMemoryProvider) -> None:
    """Ada's account, opened by her login at the provider."""
    join("ada")
    link_login(container, "ada", an_identity())


@pytest.fixture
def registration(container: Container) -> Callable[[Registration], None]:
    """Change who may join."""

    def registration(mode: Registration) -> None:
        with container.gateways().begin() as work:
            place = work.place.get()
            place.registration = mode
            work.place.save(place)

    return registration


@pytest.fixture
def newcomer(stranger: Visitor, provider: InMemoryProvider) -> Visitor:
    """Somebody whom the provider vouches for, and nobody knows yet."""
    answer = sign_in(stranger, provider, next="/about")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{JOIN}?next=/about")
    return stranger


def test_a_newcomer_chooses_a_handle_and_is_in(newcomer: Visitor) -> None:
    page = newcomer.fetch(f"{JOIN}?next=/about")
    assert "Eve at Example" in page
    form = newcomer.form(f"{JOIN}?next=/about", JOIN)
    assert form.values["email"] == "eve@example.org"
    answer = newcomer.send(JOIN, form.values | {"handle": "eve"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/about")
    assert "@eve" in newcomer.fetch("/settings/profile")


def test_who_joined_that_way_comes_back_that_way(newcomer: Visitor, provider: InMemoryProvider) -> None:
    newcomer.fill(JOIN, JOIN, handle="eve")
    newcomer.post("/sign-out")
    assert sign_in(newcomer, provider).headers["Location"] == "/"
    assert "@eve" in newcomer.fetch("/settings/profile")


def test_what_a_newcomer_typed_comes_back(newcomer: Visitor) -> None:
    typed = {"handle": "no good!", "email": "nowhere", "phone": "12", "next": "/about"}
    answer = newcomer.fill(JOIN, JOIN, **typed)
    assert answer.status_code == 422
    form = next(form for form in forms_in(answer.text) if form.action == JOIN)
    assert {name: form.values[name] for name in typed} == typed
    mended = form.values | {"handle": "eve", "email": "e@example.org", "phone": ""}
    assert newcomer.send(JOIN, mended).status_code == 303


def test_an_address_that_was_not_checked_has_to_be_confirmed(
    newcomer: Visitor, letters: Callable[[], Sequence[Letter]]
) -> None:
    answer = newcomer.fill(JOIN, JOIN, handle="eve", email="another@example.org")
    assert answer.headers["Location"] == "/register/sent?next=/"
    assert not is_signed_in(newcomer)
    assert link_in(letters(), to="another@example.org").startswith("/confirm-email")


def test_a_known_address_answers_as_a_new_one(
    app: Flask, provider: InMemoryProvider, join: Callable[..., None], letters: Any
) -> None:
    join("ada")
    letters()
    answers = []
    for number, email in enumerate(("new@example.org", "ada@example.org", "ADA@example.org")):
        visitor = Visitor(app)
        come_back(visitor, provider, set_out(visitor), an_identity(f"subject {number}"))
        answer = visitor.fill(JOIN, JOIN, handle=f"eve{number}", email=email)
        answers.append((answer.status_code, answer.headers["Location"], masked(answer.text)))
        assert not is_signed_in(visitor)
    assert answers[0] == answers[1] == answers[2]
    assert [letter.to for letter in letters()] == ["new@example.org", "ada@example.org", "ada@example.org"]


def test_an_address_that_was_taken_a_moment_ago_is_a_known_one(
    newcomer: Visitor, join: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two look whether it is free at once; the second finds it taken and starts over."""
    join("ada")
    looks = [False]
    was_repeated = Registering._was_repeated
    monkeypatch.setattr(
        Registering, "_was_repeated", lambda *given: looks.pop() if looks else was_repeated(*given)
    )
    answer = newcomer.fill(JOIN, JOIN, handle="eve", email="ada@example.org")
    assert answer.headers["Location"] == "/register/sent?next=/"
    assert looks == []


def test_a_newcomer_in_another_browser_is_nobody(app: Flask, newcomer: Visitor) -> None:
    step = newcomer.client.get_cookie("stoa-step", domain="127.0.0.1").value
    thief = Visitor(app)
    thief.fetch("/sign-in")
    thief.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    for answer in (thief.get(JOIN), thief.post(JOIN, handle="eve", email="eve@example.org")):
        assert answer.headers["Location"].startswith("/sign-in?done=step-over")


def test_a_newcomer_joins_once(newcomer: Visitor) -> None:
    step = newcomer.client.get_cookie("stoa-step", domain="127.0.0.1").value
    newcomer.fill(JOIN, JOIN, handle="eve")
    newcomer.post("/sign-out")
    newcomer.client.set_cookie("stoa-step", step, domain="127.0.0.1")
    answer = newcomer.post(JOIN, handle="eva", email="eva@example.org")
    assert answer.headers["Location"].startswith("/sign-in?done=step-over")


def test_nobody_joins_without_a_round(stranger: Visitor, provider: InMemoryProvider) -> None:
    assert stranger.get(JOIN).headers["Location"].startswith("/sign-in?done=step-over")
    answer = stranger.post(JOIN, handle="eve", email="eve@example.org")
    assert answer.headers["Location"].startswith("/sign-in?done=step-over")


def test_a_place_that_weighs_newcomers_asks_why(
    newcomer: Visitor, registration: Callable[[Registration], None], container: Container
) -> None:
    registration(Registration.APPROVAL)
    assert "Why would you like to join?" in newcomer.fetch(JOIN)
    newcomer.fill(JOIN, JOIN, handle="eve", reason="To read along.")
    account = account_of(container, "eve")
    assert (account.standing, account.reason) == (Standing.AWAITING_APPROVAL, "To read along.")


@pytest.mark.parametrize("mode", [Registration.CLOSED, Registration.INVITE])
def test_a_closed_door_is_closed_for_them_too(
    newcomer: Visitor, registration: Callable[[Registration], None], kept: Any, mode: Registration
) -> None:
    registration(mode)
    page = newcomer.fetch(JOIN)
    assert 'name="handle"' not in page
    before = len(kept()["accounts"])
    assert newcomer.post(JOIN, handle="eve", email="eve@example.org").status_code == 403
    assert len(kept()["accounts"]) == before


def test_an_invitation_goes_along_to_the_provider_and_back(
    stranger: Visitor,
    provider: InMemoryProvider,
    registration: Callable[[Registration], None],
    container: Container,
    invitation: str,
) -> None:
    registration(Registration.INVITE)
    form = stranger.form(f"/register?invitation={invitation}&next=/about", BEGIN)
    page = stranger.send(BEGIN, form.values)
    state = state_in(page)
    answer = come_back(stranger, provider, state)
    joining = answer.headers["Location"]
    assert joining.startswith(f"{JOIN}?invitation={invitation}")
    done = stranger.fill(joining, JOIN, handle="eve")
    assert (done.status_code, done.headers["Location"]) == (303, "/about")
    assert account_of(container, "eve").invited_by == account_of(container, "ida").id


def test_whoever_is_here_already_needs_no_joining(
    stranger: Visitor, provider: InMemoryProvider, linked: None, invitation: str
) -> None:
    form = stranger.form(f"/register?invitation={invitation}&next=/about", BEGIN)
    page = stranger.send(BEGIN, form.values)
    state = state_in(page)
    answer = come_back(stranger, provider, state)
    assert stranger.get(answer.headers["Location"]).headers["Location"] == "/about"
    assert PASSWORD not in answer.text
