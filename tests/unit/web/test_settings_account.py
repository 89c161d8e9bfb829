"""The private side of an account: handle, address, number, password."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from domain.accounts import Standing
from domain.profiles import RENAME_EVERY
from domain.sessions import FRESH_FOR
from services.ports.mail import Letter
from tests.unit.web.keys import account_of
from tests.visitor import PASSWORD, Visitor, forms_in, link_in

BANNER = "Please confirm your e-mail address."
NEW_PASSWORD = "five other words do it"


def stand(container: Container, handle: str, standing: Standing) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.by_handle(handle)
        account.standing = standing
        work.accounts.save(account)


def forget_password(container: Container, handle: str) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.by_handle(handle)
        account.password_hash = None
        work.accounts.save(account)


# Handles


def test_a_changed_handle_leads_from_the_old_address_to_the_new_one(ada: Visitor, stranger: Visitor) -> None:
    article = ada.post("/drafts", title="On walking", body="B", then="publish").headers["Location"]
    article = article.partition("?")[0]
    note = ada.post("/posts", body="A note.").headers["Location"].partition("?")[0]
    answer = ada.fill("/settings/profile", "/settings/profile/handle", handle="@Ada_Byron")
    assert answer.headers["Location"] == "/settings/profile?done=handle-changed"
    for path in ("/@ada", "/@ADA", article, note):
        moved = stranger.get(path)
        assert moved.status_code == 301
        there = moved.headers["Location"]
        assert there.startswith("/@ada_byron")
        assert stranger.get(there).status_code == 200
    assert stranger.get("/@ada?shows=articles").headers["Location"] == "/@ada_byron?shows=articles"


def test_a_former_handle_leads_nowhere_but_here(ada: Visitor, stranger: Visitor) -> None:
    """What stands in the query is carried along as text, and names no other host or scheme."""
    ada.fill("/settings/profile", "/settings/profile/handle", handle="ada_byron")
    for query in ("_external=1&_scheme=javascript", "handle=bo", "_anchor=x", "a=%0d%0aSet-Cookie:x", "%ff"):
        moved = stranger.get(f"/@ada?{query}")
        assert moved.status_code == 301
        assert moved.headers["Location"].startswith("/@ada_byron?")
        assert "Set-Cookie: x" not in str(moved.headers)


def test_a_handle_that_nobody_had_is_not_there(stranger: Visitor, ada: Visitor) -> None:
    for path in ("/@nobody", "/@nobody/x", "/@nobody/7", "/@ada/not-there"):
        assert stranger.get(path).status_code == 404


def test_somebody_who_cannot_be_seen_is_not_found_by_a_former_handle(
    ada: Visitor, stranger: Visitor, container: Container
) -> None:
    ada.fill("/settings/profile", "/settings/profile/handle", handle="ada_byron")
    with container.gateways().begin() as work:
        profile = work.profiles.by_handle("ada_byron")
        profile.stand(Standing.SUSPENDED)
        work.profiles.save(profile)
    assert stranger.get("/@ada").status_code == 404


def test_a_handle_changes_once_in_thirty_days(ada: Visitor, clock: FrozenClock) -> None:
    form = ("/settings/profile", "/settings/profile/handle")
    assert ada.fill(*form, handle="ada_byron").status_code == 303
    again = ada.fill(*form, handle="countess")
    assert again.status_code == 422
    assert "once in 30 days" in again.text
    assert 'value="countess"' in again.text
    clock.advance(RENAME_EVERY)
    ada.sign_in("ada_byron")
    assert ada.fill(*form, handle="countess").status_code == 303


@pytest.mark.parametrize("handle", ["", "b", "B0", "no good", "admin", "x" * 31])
def test_an_unfit_or_taken_handle_comes_back(ada: Visitor, join: Callable[..., None], handle: str) -> None:
    join("b")
    join("bo")
    answer = ada.fill("/settings/profile", "/settings/profile/handle", handle=handle)
    assert answer.status_code == 422
    assert 'id="field-handle-fault"' in answer.text
    assert ada.get("/@ada").status_code == 200


# E-mail addresses


def test_another_address_counts_once_it_answered(
    ada: Visitor, letters: Callable[[], Sequence[Letter]], container: Container
) -> None:
    letters()
    answer = ada.fill("/settings/email", "/settings/email", email="ada@new.example")
    assert answer.headers["Location"] == "/settings/account?done=email-asked"
    page = ada.fetch("/settings/account")
    assert "ada@new.example" in page
    assert "ada@example.org" in page
    sent = letters()
    assert {letter.to for letter in sent} == {"ada@new.example", "ada@example.org"}
    link = link_in(sent, to="ada@new.example")
    assert ada.fill(link, link.partition("?")[0]).status_code == 303
    assert account_of(container, "ada").email == "ada@new.example"


def test_a_wanted_address_can_be_forgotten(
    ada: Visitor, letters: Callable[[], Sequence[Letter]], container: Container
) -> None:
    ada.fill("/settings/email", "/settings/email", email="ada@new.example")
    link = link_in(letters(), to="ada@new.example")
    answer = ada.fill("/settings/account", "/settings/email?_method=DELETE")
    assert answer.headers["Location"] == "/settings/account?done=email-forgotten"
    assert "ada@new.example" not in ada.fetch("/settings/account")
    ada.fill(link, link.partition("?")[0])
    assert account_of(container, "ada").email == "ada@example.org"


@pytest.mark.parametrize("email", ["", "nowhere", "ADA@example.org"])
def test_an_unfit_address_comes_back(ada: Visitor, email: str) -> None:
    answer = ada.fill("/settings/email", "/settings/email", email=email)
    assert answer.status_code == 422
    assert f'value="{email}"' in answer.text
    assert 'id="field-email-fault"' in answer.text


# An address that nobody has confirmed yet


def test_the_unconfirmed_read_so_on_every_page_and_can_have_the_mail_again(
    ada: Visitor, container: Container, letters: Callable[[], Sequence[Letter]]
) -> None:
    stand(container, "ada", Standing.UNCONFIRMED)
    letters()
    for path in ("/", "/local", "/drafts", "/settings/account", "/nowhere"):
        page = ada.get(path).text
        assert BANNER in page
        assert any(form.action == "/settings/email/confirmation" for form in forms_in(page))
    answer = ada.fill("/", "/settings/email/confirmation")
    assert answer.headers["Location"] == "/settings/account?done=confirmation-sent"
    assert [letter.to for letter in letters()] == ["ada@example.org"]


def test_nobody_else_reads_that(ada: Visitor, stranger: Visitor, container: Container) -> None:
    assert BANNER not in ada.fetch("/")
    assert BANNER not in stranger.fetch("/")
    stand(container, "ada", Standing.AWAITING_APPROVAL)
    page = ada.fetch("/")
    assert BANNER not in page
    assert "waiting to be let in" in page


def test_the_mail_can_be_had_again_a_few_times_only(ada: Visitor, container: Container) -> None:
    stand(container, "ada", Standing.UNCONFIRMED)
    answers = [ada.post("/settings/email/confirmation").status_code for _ in range(5)]
    assert answers == [303, 303, 303, 429, 429]


# Passwords


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(ada: Visitor, app: Flask) -> None:
    elsewhere = Visitor(app).sign_in("ada")
    answer = ada.fill(
        "/settings/account", "/settings/account/password", current_password=PASSWORD, password=NEW_PASSWORD
    )
    assert answer.headers["Location"] == "/settings/account?done=password-changed"
    assert ada.get("/drafts").status_code == 200
    assert elsewhere.get("/drafts").status_code == 303
    Visitor(app).sign_in("ada", NEW_PASSWORD)


def test_the_first_password_takes_a_proof(
    ada: Visitor, container: Container, clock: FrozenClock, app: Flask
) -> None:
    token = ada.csrf()
    forget_password(container, "ada")
    clock.advance(FRESH_FOR)
    page = ada.fetch("/settings/account")
    assert "/prove?next=/settings/account" in page.replace("%2F", "/")
    assert not any(form.action == "/settings/account/password" for form in forms_in(page))
    refused = ada.send("/settings/account/password", {"csrf": token, "password": NEW_PASSWORD})
    assert refused.status_code == 403
    assert NEW_PASSWORD not in refused.text
    assert account_of(container, "ada").password_hash is None


def test_the_first_password_needs_no_present_one(ada: Visitor, container: Container, app: Flask) -> None:
    forget_password(container, "ada")
    form = ada.form("/settings/account", "/settings/account/password")
    assert "current_password" not in form.values
    assert ada.send(form.action, form.values | {"password": "short"}).status_code == 422
    assert ada.send(form.action, form.values | {"password": NEW_PASSWORD}).status_code == 303
    Visitor(app).sign_in("ada", NEW_PASSWORD)


def test_a_shorter_password_will_do_beside_a_second_factor(ada: Visitor, container: Container) -> None:
    assert "At least 15 characters" in ada.fetch("/settings/account")
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("ada")
        account.has_second_factor = True
        work.accounts.save(account)
    assert "At least 8 characters" in ada.fetch("/settings/account")
    answer = ada.post("/settings/account/password", current_password=PASSWORD, password="lanterns")
    assert answer.status_code == 303


def test_a_phone_number_is_noted_in_the_log(ada: Visitor, kept: Callable[[], Any]) -> None:
    assert ada.post("/settings/account/phone", phone="+43 660 1234567").status_code == 303
    assert "Your phone number was changed." in ada.fetch("/settings/activity")
    assert 'value="+436601234567"' in ada.fetch("/settings/account")


def test_a_proof_runs_out(ada: Visitor, clock: FrozenClock) -> None:
    clock.advance(FRESH_FOR - timedelta(seconds=1))
    assert ada.get("/settings/email").status_code == 200
    clock.advance(timedelta(seconds=1))
    assert ada.get("/settings/email").headers["Location"].replace("%2F", "/") == "/prove?next=/settings/email"
