"""An invalid form comes back with 422, a sentence beside the field, and everything that was typed."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Standing
from domain.place import Registration
from tests.integration.visitors.belongings import post_id_at
from tests.visitor import PASSWORD, Visitor, forms_in
from web.forms.form import Form

SECRET_WORDS = "these words are a password"


def values_in(html: str, names: Iterable[str] = ("body",)) -> dict[str, str]:
    """What the form holds that has most of these fields."""
    return max(forms_in(html), key=lambda form: len(form.values.keys() & set(names))).values


def assert_returned(answer: Any, typed: dict[str, str], *faults: str) -> None:
    assert answer.status_code == 422
    held = values_in(answer.text, typed)
    for name, value in typed.items():
        if "password" in name:
            assert held[name] == ""
            assert value not in answer.text
        else:
            assert held[name] == value, name
    for name in faults:
        assert f'id="field-{name}-fault"' in answer.text


def test_joining(stranger: Visitor) -> None:
    typed = {
        "handle": "no good!",
        "email": "nowhere",
        "phone": "12",
        "password": "short",
        "next": "/about",
    }
    answer = stranger.fill("/register", "/register", **typed)
    assert_returned(answer, typed | {"password": ">short<"}, "handle", "email", "phone", "password")


def test_a_taken_handle(stranger: Visitor, ada: Visitor) -> None:
    typed = {"handle": "ADA", "email": "b@example.org", "phone": "+436601234567", "password": SECRET_WORDS}
    assert_returned(stranger.fill("/register", "/register", **typed), typed, "handle")


def test_signing_in(stranger: Visitor) -> None:
    typed = {"login": "nobody at all", "password": SECRET_WORDS, "remember": "yes", "next": "/about"}
    assert_returned(stranger.fill("/sign-in", "/sign-in", **typed), typed | {"remember": "yes"}, "login")


@pytest.mark.parametrize("wrong", ["key", "place_name", "handle", "password", "registration"])
def test_opening_a_place(app: Flask, container: Container, wrong: str) -> None:
    key = container.accounts.opening().invite_owner()
    typed = {
        "key": key,
        "place_name": "My place",
        "tagline": "Where we talk.",
        "registration": Registration.INVITE.value,
        "handle": "ada",
        "email": "ada@example.org",
        "phone": "+436601234567",
        "password": SECRET_WORDS,
    }
    spoilt = {"key": "old", "place_name": "", "handle": "?", "password": "123", "registration": "odd"}
    typed[wrong] = spoilt[wrong]
    answer = Visitor(app).fill("/setup", "/setup", **typed)
    if wrong == "password":
        typed["password"] = 'value="123"'
    if wrong == "registration":
        del typed["registration"]
    assert_returned(answer, typed, wrong)
    assert container.gateways().place_queries.card().is_set_up is False


def test_a_place_is_opened_once(stranger: Visitor) -> None:
    nothing = stranger.get("/setup?key=x")
    assert nothing.status_code == 404
    assert stranger.post("/setup", key="x", place_name="Mine").status_code == 404


def test_writing_a_draft(ada: Visitor) -> None:
    typed = {
        "title": "A title " * 40,
        "body": "My words.",
        "summary": "S" * 600,
        "tags": "good, b@d",
        "audience": "unlisted",
        "key": "a-key",
    }
    assert_returned(ada.post("/drafts", **typed), typed, "title", "summary", "tags")
    draft = ada.post("/drafts", title="T", body="B").headers["Location"].split("/")[2]
    for action in (f"/drafts/{draft}", f"/drafts/{draft}/publication"):
        assert_returned(ada.post(action, **typed, version="1"), typed | {"version": "1"}, "title")


def test_publishing_nothing(ada: Visitor) -> None:
    typed = {"title": "A title", "body": " ", "summary": "About it", "tags": "good"}
    assert_returned(ada.post("/drafts", **typed, then="publish"), typed, "body")
    draft = ada.post("/drafts", **typed).headers["Location"].split("/")[2]
    answer = ada.post(f"/drafts/{draft}/publication", **typed, version="1")
    assert_returned(answer, typed | {"version": "2"}, "body")
    assert_returned(ada.post(f"/drafts/{draft}/publication"), {}, "body")


def test_a_long_note_and_a_long_reply(ada: Visitor) -> None:
    typed = {"body": "Word " * 300, "key": "a-key"}
    assert_returned(ada.post("/posts", **typed, audience="mentioned"), typed, "body")
    note = post_id_at(ada, ada.post("/posts", body="A note.").headers["Location"])
    assert_returned(ada.post(f"/posts/{note}/replies", **typed), typed, "body")


def test_revising(ada: Visitor) -> None:
    location = ada.post("/drafts", title="T", body="B", then="publish").headers["Location"]
    post = post_id_at(ada, location)
    typed = {"title": "T" * 300, "body": "My words.", "summary": "S", "tags": "b@d", "slug": "mine"}
    assert_returned(ada.post(f"/posts/{post}", **typed, version="1"), typed, "title", "tags")
    typed = {"title": "T", "body": "My words.", "summary": "S", "tags": "good", "slug": "No Good!"}
    assert_returned(ada.post(f"/posts/{post}", **typed, version="1"), typed | {"version": "1"}, "slug")


def test_publishing_while_waiting_to_be_let_in(ada: Visitor, container: Container) -> None:
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("ada")
        account.standing = Standing.AWAITING_APPROVAL
        work.accounts.save(account)
    for action in ("/posts", "/drafts"):
        answer = ada.post(action, body="My words.\nAnd more.", then="publish")
        assert answer.status_code == 403
        assert values_in(answer.text)["body"] == "My words.\nAnd more."
    assert container.gateways().place_queries.numbers().posts == 0


def test_settings(ada: Visitor) -> None:
    typed = {"display_name": "N" * 61, "bio": "B" * 501, "version": "1"}
    assert_returned(ada.post("/settings/profile", **typed), typed, "display_name", "bio")
    assert_returned(ada.post("/settings/account/phone", phone="12"), {"phone": "12"}, "phone")
    typed = {"current_password": SECRET_WORDS, "password": "another one that is long"}
    assert_returned(ada.post("/settings/account/password", **typed), typed, "current_password")
    typed = {"current_password": PASSWORD, "password": "abcd123"}
    assert_returned(ada.post("/settings/account/password", **typed), typed, "password")


@pytest.mark.parametrize(
    ("action", "odd"),
    [
        ("/drafts", {"version": "one"}),
        ("/drafts", {"version": "9" * 5000}),
        ("/drafts", {"version": "1.5"}),
        ("/drafts", {"then": "explode"}),
        ("/posts", {"version": "NaN"}),
        ("/posts/7", {"version": ""}),
        ("/posts/7/replies", {"version": "-"}),
        ("/drafts/7", {"version": "0x1"}),
        ("/drafts/7/publication", {"version": "null"}),
    ],
)
def test_a_field_of_the_wrong_type_loses_no_words(ada: Visitor, action: str, odd: dict[str, str]) -> None:
    typed = {"title": "My title", "body": "My words.\nAnd more of them.", "summary": "In short"}
    answer = ada.post(action, **typed, **odd)
    assert answer.status_code == 422
    held = values_in(answer.text)
    assert {name: held[name] for name in typed} == typed


def test_a_box_of_the_wrong_type_shows_no_password(stranger: Visitor) -> None:
    answer = stranger.post("/sign-in", login="ada", password=SECRET_WORDS, remember="perhaps")
    assert_returned(answer, {"login": "ada", "password": SECRET_WORDS})


def test_a_form_never_gives_a_password_back() -> None:
    """Whatever a template asks of it."""
    form = Form({"password": SECRET_WORDS, "current_password": SECRET_WORDS, "login": "ada"})
    assert [form.value(name) for name in ("password", "current_password", "login")] == ["", "", "ada"]


def test_no_refusal_at_the_door_shows_a_password(
    stranger: Visitor, join: Callable[..., None], kept: Callable[[], Any]
) -> None:
    """Not when the form is stale, nor when it came too often, nor when it leads nowhere."""
    join("ada")
    typed = {"login": "ada", "password": SECRET_WORDS, "current_password": SECRET_WORDS}
    answers = [
        stranger.send(path, typed) for path in ("/sign-in", "/register", "/setup", "/nowhere", "/posts")
    ]
    answers += [stranger.post("/settings/account/password", **typed)]
    answers += [stranger.post("/sign-in", **typed) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {401, 403, 422, 429}
    assert not any(SECRET_WORDS in answer.text for answer in answers)
    assert SECRET_WORDS not in repr(kept())
