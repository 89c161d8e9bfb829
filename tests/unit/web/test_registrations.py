"""Becoming a member: open, weighed, by invitation or not at all; and the first visit of all."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Role, Standing
from domain.place import Registration
from services.ports.mail import Letter
from tests.unit.web.keys import account_of
from tests.visitor import PASSWORD, Visitor, forms_in, link_in

EVE = {"handle": "eve", "email": "eve@example.org", "password": PASSWORD}
SENT = "/register/sent?next=/"


@pytest.fixture
def takes(container: Container, place: Any) -> Callable[..., None]:
    """Say who may join."""

    def takes(mode: Registration, *, members_may_invite: bool = True) -> None:
        with container.gateways().begin() as work:
            kept = work.place.get()
            kept.registration, kept.members_may_invite = mode, members_may_invite
            work.place.save(kept)

    return takes


def form_in(answer: Any) -> dict[str, str]:
    return next(form.values for form in forms_in(answer.text) if form.action == "/register")


def test_an_open_place_asks_for_nothing_but_what_it_needs(stranger: Visitor, container: Container) -> None:
    form = stranger.form("/register?next=/about", "/register")
    assert "reason" not in form.values
    answer = stranger.send("/register", form.values | EVE | {"phone": "+43 660 1234567"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/register/sent?next=/about")
    account = account_of(container, "eve")
    assert (account.standing, account.phone) == (Standing.UNCONFIRMED, "+436601234567")


def test_the_page_after_it_leads_on(stranger: Visitor) -> None:
    page = stranger.fetch("/register/sent?next=/about")
    assert "Look into your mail" in page
    assert 'href="/sign-in?next=/about"' in page
    assert 'href="/confirmations"' in page


def test_who_is_signed_in_has_no_need_to_join(ada: Visitor) -> None:
    assert ada.get("/register?next=/about").headers["Location"] == "/about"


def test_a_member_may_sign_up_somebody_else(ada: Visitor, container: Container) -> None:
    assert ada.post("/register", **EVE).headers["Location"] == SENT
    assert account_of(container, "eve").invited_by is None


def test_joining_without_a_visit_cookie_is_asked_once_more(stranger: Visitor, kept: Any) -> None:
    form = stranger.form("/register", "/register")
    stranger.client.delete_cookie("stoa-visit", domain="127.0.0.1")
    before = kept()
    assert stranger.send("/register", form.values | EVE).status_code == 403
    assert kept() == before


def test_a_place_that_weighs_newcomers_asks_why(
    stranger: Visitor, takes: Callable[..., None], container: Container
) -> None:
    takes(Registration.APPROVAL)
    form = stranger.form("/register", "/register")
    assert form.values["reason"] == ""
    stranger.send("/register", form.values | EVE | {"reason": "I bake,\r\nand write about it."})
    account = account_of(container, "eve")
    assert account.reason == "I bake,\nand write about it."
    assert account.needs_approval


def test_a_long_reason_comes_back(stranger: Visitor, takes: Callable[..., None]) -> None:
    takes(Registration.APPROVAL)
    answer = stranger.fill("/register", "/register", **EVE, reason="why " * 200)
    assert answer.status_code == 422
    assert form_in(answer)["reason"] == "why " * 200
    assert 'id="field-reason-fault"' in answer.text


def test_who_waits_is_in_once_approved(
    app: Flask,
    takes: Callable[..., None],
    letters: Callable[[], Sequence[Letter]],
    container: Container,
) -> None:
    takes(Registration.APPROVAL)
    eve = Visitor(app).register_and_confirm("eve", letters)
    account = account_of(container, "eve")
    assert account.standing is Standing.AWAITING_APPROVAL
    with container.gateways().begin() as work:
        kept = work.accounts.get(account.id)
        kept.approve()
        work.accounts.save(kept)
    assert [letter.to for letter in letters()] == ["eve@example.org"]
    assert eve.post("/posts", body="Hello.").status_code == 303


@pytest.mark.parametrize(
    ("mode", "members", "words"),
    [
        (Registration.CLOSED, True, "No new members at present"),
        (Registration.INVITE, True, "when somebody who is here invites them"),
        (Registration.INVITE, False, "when those who run it invite them"),
    ],
)
def test_a_closed_door_says_how_it_opens(
    stranger: Visitor, takes: Callable[..., None], kept: Any, mode: Registration, members: bool, words: str
) -> None:
    takes(mode, members_may_invite=members)
    page = stranger.fetch("/register")
    assert words in page
    assert 'name="handle"' not in page
    before = kept()
    answer = stranger.post("/register", **EVE)
    assert answer.status_code == 403
    assert words in answer.text
    assert kept() == before


def test_an_invitation_opens_the_door_and_saves_the_approval(
    stranger: Visitor, takes: Callable[..., None], invitation: str, container: Container
) -> None:
    for mode, handle in ((Registration.INVITE, "eve"), (Registration.APPROVAL, "eva")):
        takes(mode)
        form = stranger.form(f"/register?invitation={invitation}", "/register")
        assert form.values["invitation"] == invitation
        assert "reason" not in form.values
        sent = form.values | EVE | {"handle": handle, "email": f"{handle}@example.org"}
        assert stranger.send("/register", sent).headers["Location"] == SENT
        account = account_of(container, handle)
        assert not account.needs_approval
        assert account.invited_by == account_of(container, "ida").id


def test_an_invitation_lets_in_as_many_as_it_says(
    stranger: Visitor, takes: Callable[..., None], invitation: str, kept: Any
) -> None:
    takes(Registration.INVITE)
    for number in range(4):
        sent = EVE | {"handle": f"eve{number}", "email": f"eve{number}@example.org", "invitation": invitation}
        answer = stranger.post("/register", **sent)
        assert answer.status_code == (303 if number < 3 else 403)
    assert "has been used up or has ended" in answer.text
    assert len(kept()["accounts"]) == 4


def test_an_invitation_that_has_ended_is_a_closed_door(
    stranger: Visitor, takes: Callable[..., None], invitation: str, clock: Any
) -> None:
    takes(Registration.INVITE)
    clock.advance(timedelta(days=7))
    for key in (invitation, "x", "é", "x" * 5_000, "../x"):
        page = stranger.fetch(f"/register?invitation={key}")
        assert "has been used up or has ended" in page
        assert 'name="handle"' not in page


def test_where_nobody_needs_one_a_spent_invitation_costs_no_words(
    stranger: Visitor, takes: Callable[..., None], container: Container
) -> None:
    takes(Registration.APPROVAL)
    answer = stranger.post("/register", **EVE, invitation="spent", reason="")
    assert answer.status_code == 403
    held = form_in(answer)
    assert (held["handle"], held["email"], held["invitation"]) == ("eve", "eve@example.org", "")
    assert "reason" in held
    assert stranger.send("/register", held | {"password": PASSWORD}).headers["Location"] == SENT


def test_a_known_address_uses_no_place_of_an_invitation(
    stranger: Visitor, takes: Callable[..., None], invitation: str, join: Callable[..., None], kept: Any
) -> None:
    takes(Registration.INVITE)
    join("ada")
    sent = EVE | {"email": "ada@example.org", "invitation": invitation}
    assert stranger.post("/register", **sent).headers["Location"] == SENT
    (invited,) = kept()["invitations"].values()
    assert invited.used == 0


# The first visit


SETUP = EVE | {"place_name": "My place", "registration": "open"}


def test_the_first_visit_opens_the_place_and_signs_the_owner_in(app: Flask, container: Container) -> None:
    visitor = Visitor(app)
    key = container.accounts.opening().invite_owner()
    form = visitor.form(f"/setup?key={key}", "/setup")
    answer = visitor.send("/setup", form.values | SETUP)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/?done=opened")
    cookies = " ".join(answer.headers.getlist("Set-Cookie"))
    assert "stoa=" in cookies
    assert "stoa-device=" in cookies
    account = account_of(container, "eve")
    assert (account.role, account.standing) == (Role.OWNER, Standing.ACTIVE)
    assert visitor.post("/posts", body="Hello.").status_code == 303


def test_the_owner_of_a_new_place_gets_no_mail_to_confirm(
    app: Flask, container: Container, letters: Callable[[], Sequence[Letter]]
) -> None:
    visitor = Visitor(app)
    key = container.accounts.opening().invite_owner()
    visitor.fill(f"/setup?key={key}", "/setup", **SETUP)
    assert letters() == []
    with pytest.raises(StopIteration):
        link_in([], to="eve@example.org")
