"""Links in mails: a page with a button, good once, in time, for one purpose. Asking for one never tells."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Standing
from domain.one_time_tokens import GOOD_FOR, Purpose
from services.accounts.guesses import MAILS_TO_ONE
from services.ports.mail import Letter
from tests.unit.web.keys import HERE, account_of, give_app
from tests.visitor import PASSWORD, Visitor, forms_in, link_in

NEW_PASSWORD = "five other words do it"
KINDS = ("/confirm-email", "/reset-password", "/confirm-new-email")

Letters = Callable[[], Sequence[Letter]]


@pytest.fixture
def link(stranger: Visitor, join: Callable[..., None], container: Container, letters: Letters) -> Any:
    """A fresh link of a kind, from a mail; it is for ada, or for eve who has just registered."""
    join("ada")

    def link(kind: str) -> str:
        if kind == "/confirm-email":
            stranger.fill(
                "/register", "/register", handle="eve", email="eve@example.org", password=NEW_PASSWORD
            )
            return link_in(letters(), to="eve@example.org")
        if kind == "/reset-password":
            stranger.fill("/password-resets", "/password-resets", email="ada@example.org")
            return link_in(letters(), to="ada@example.org")
        ada = account_of(container, "ada")
        container.accounts.confirming().ask_for_change(ada.id, "ada@new.example", browser=HERE)
        return link_in(letters(), to="ada@new.example")

    return link


def use(visitor: Visitor, path: str) -> Any:
    """Open the link and press the button."""
    return visitor.fill(path, path.partition("?")[0], password=NEW_PASSWORD)


def has_been_used(container: Container, kind: str) -> bool:
    if kind == "/confirm-email":
        return account_of(container, "eve").standing is Standing.ACTIVE
    ada = account_of(container, "ada")
    if kind == "/confirm-new-email":
        return ada.email == "ada@new.example"
    return container.outside().hasher.verify(NEW_PASSWORD, ada.password_hash)


def assert_dead(answer: Any) -> None:
    assert answer.status_code == 403
    assert "This link is over" in answer.text
    assert "Ask for a new one" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_opening_a_link_changes_nothing_and_its_button_does(
    app: Flask, link: Any, container: Container, kept: Callable[[], Any], kind: str
) -> None:
    """Programs that look into mails open every link."""
    path = link(kind)
    assert path.startswith(f"{kind}?key=")
    before = kept()
    for _ in range(2):
        Visitor(app).fetch(path)
        Visitor(app).client.head(path)
    assert kept() == before
    assert not has_been_used(container, kind)
    answer = use(Visitor(app), path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in?done=")
    assert has_been_used(container, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_works_once(app: Flask, link: Any, kind: str) -> None:
    path = link(kind)
    first, second = Visitor(app), Visitor(app)
    forms = [visitor.form(path, kind) for visitor in (first, second)]
    filled = [form.values | {"password": NEW_PASSWORD} for form in forms]
    assert first.send(kind, filled[0]).status_code == 303
    assert_dead(second.send(kind, filled[1]))


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_runs_out(
    app: Flask, link: Any, clock: Any, container: Container, kept: Callable[[], Any], kind: str
) -> None:
    path = link(kind)
    purposes = (Purpose.CONFIRM_EMAIL, Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL)
    visitor = Visitor(app)
    form = visitor.form(path, kind)
    clock.advance(GOOD_FOR[purposes[KINDS.index(kind)]])
    before = kept()
    assert_dead(visitor.send(kind, form.values | {"password": NEW_PASSWORD}))
    assert kept() == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_link_of_one_kind_is_none_of_another(
    app: Flask, link: Any, kept: Callable[[], Any], kind: str, other: str
) -> None:
    if kind == other:
        return
    key = link(kind).partition("key=")[2]
    before = kept()
    assert_dead(Visitor(app).post(other, key=key, password=NEW_PASSWORD))
    assert kept() == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["", "x", "%00", "é", "x" * 10_000, "' OR 1=1--", "../../etc/passwd"])
def test_a_key_that_is_none_is_a_dead_link(stranger: Visitor, kept: Any, kind: str, key: str) -> None:
    before = kept()
    assert_dead(stranger.post(kind, key=key, password=NEW_PASSWORD))
    assert kept() == before


def test_a_dead_link_for_a_password_says_so_before_anything_is_typed(stranger: Visitor) -> None:
    for path in ("/reset-password", "/reset-password?key=", "/reset-password?key=x"):
        assert_dead(stranger.get(path))


def test_a_dead_link_leads_to_a_new_one(stranger: Visitor, join: Any, letters: Letters) -> None:
    join("ada")
    page = stranger.get("/reset-password?key=x").text
    assert 'href="/password-resets"' in page
    stranger.fill("/password-resets", "/password-resets", email="ada@example.org")
    assert use(stranger, link_in(letters(), to="ada@example.org")).status_code == 303


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_can_be_opened_without_a_visit_and_while_signed_in_as_somebody(
    app: Flask, link: Any, bo: Visitor, container: Container, kind: str
) -> None:
    """Mail programs open another browser; the link belongs to who has it."""
    path = link(kind)
    answer = use(bo, path)
    assert answer.status_code == 303
    assert has_been_used(container, kind)
    assert "@bo" in bo.fetch("/settings/profile")


@pytest.mark.parametrize("kind", KINDS)
def test_the_button_of_another_site_does_nothing(
    app: Flask, link: Any, kept: Callable[[], Any], kind: str
) -> None:
    key = link(kind).partition("key=")[2]
    visitor = Visitor(app)
    values = {"csrf": visitor.csrf(), "key": key, "password": NEW_PASSWORD}
    before = kept()
    assert visitor.send(kind, values, headers={"Origin": "https://evil.example"}).status_code == 403
    assert visitor.send(kind, values | {"csrf": "x"}).status_code == 403
    assert kept() == before


# What a new password does


def test_a_new_password_counts_and_the_old_one_does_not(app: Flask, link: Any) -> None:
    use(Visitor(app), link("/reset-password"))
    old = Visitor(app).fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    assert old.status_code == 422
    Visitor(app).sign_in("ada", NEW_PASSWORD)


def test_a_new_password_ends_every_session_and_link_and_signs_nobody_in(app: Flask, link: Any) -> None:
    ada = Visitor(app)
    path, spare = link("/reset-password"), link("/reset-password")
    ada.sign_in("ada")
    visitor = Visitor(app)
    use(visitor, path)
    assert ada.get("/settings/profile").status_code == 303
    assert visitor.get("/settings/profile").status_code == 303
    assert_dead(Visitor(app).get(spare))


def test_a_new_password_does_not_skip_the_second_step(
    app: Flask, link: Any, container: Container, clock: Any
) -> None:
    path = link("/reset-password")
    give_app(container, "ada", clock)
    # Setting the app up has ended that link, too.
    assert_dead(Visitor(app).get(path))
    use(Visitor(app), link("/reset-password"))
    answer = Visitor(app).fill("/sign-in", "/sign-in", login="ada", password=NEW_PASSWORD)
    assert answer.headers["Location"].startswith("/sign-in/second-step")


@pytest.mark.parametrize("password", ["short", "passwordpassword", "ada@example.org", "x" * 257, ""])
def test_a_weak_new_password_is_refused_and_the_link_stays_good(app: Flask, link: Any, password: str) -> None:
    visitor, path = Visitor(app), link("/reset-password")
    answer = visitor.fill(path, "/reset-password", password=password)
    assert answer.status_code == 422
    assert 'id="field-password-fault"' in answer.text
    assert not password or f'"{password}"' not in answer.text
    form = next(form for form in forms_in(answer.text) if form.action == "/reset-password")
    assert visitor.send("/reset-password", form.values | {"password": NEW_PASSWORD}).status_code == 303


def test_an_unconfirmed_address_is_confirmed_by_a_new_password(
    app: Flask, stranger: Visitor, letters: Letters, container: Container
) -> None:
    stranger.fill("/register", "/register", handle="eve", email="eve@example.org", password=PASSWORD)
    stranger.fill("/password-resets", "/password-resets", email="eve@example.org")
    reset = [letter for letter in letters() if "/reset-password" in letter.text]
    use(Visitor(app), link_in(reset, to="eve@example.org"))
    assert account_of(container, "eve").standing is Standing.ACTIVE


# What confirming does


def test_who_registers_and_confirms_is_in(app: Flask, place: Any, letters: Letters) -> None:
    eve = Visitor(app).register_and_confirm("eve", letters)
    assert eve.post("/posts", body="Hello.").status_code == 303


def test_who_has_not_confirmed_may_look_around_and_write_drafts(app: Flask, place: Any) -> None:
    eve = Visitor(app)
    eve.fill("/register", "/register", handle="eve", email="eve@example.org", password=PASSWORD)
    eve.sign_in("eve")
    assert eve.post("/drafts", title="T", body="B").status_code == 303
    answer = eve.post("/posts", body="Words that wait.")
    assert answer.status_code == 403
    assert "Words that wait." in answer.text
    assert "Please confirm your e-mail address" in eve.fetch("/")


def test_confirming_while_signed_in_leads_home(app: Flask, link: Any) -> None:
    path = link("/confirm-email")
    eve = Visitor(app).sign_in("eve", NEW_PASSWORD)
    assert use(eve, path).headers["Location"] == "/?done=confirmed"
    assert "is confirmed" in eve.fetch("/?done=confirmed")


def test_a_mail_that_did_not_come_is_sent_again(app: Flask, stranger: Visitor, letters: Letters) -> None:
    stranger.fill("/register", "/register", handle="eve", email="eve@example.org", password=PASSWORD)
    letters()
    stranger.fill("/confirmations", "/confirmations", email="EVE@example.org")
    assert use(stranger, link_in(letters(), to="eve@example.org")).status_code == 303


def test_nobody_else_gets_a_mail_about_confirming(stranger: Visitor, join: Any, letters: Letters) -> None:
    join("ada")
    letters()
    for email in ("ada@example.org", "nobody@example.org"):
        stranger.fill("/confirmations", "/confirmations", email=email)
    assert letters() == []


def test_a_new_address_ends_the_other_sessions_and_tells_the_old_one(
    app: Flask, link: Any, letters: Letters
) -> None:
    ada, other = Visitor(app).sign_in("ada"), Visitor(app).sign_in("ada")
    path = link("/confirm-new-email")
    letters()
    assert use(ada, path).headers["Location"] == "/settings/account?done=email-changed"
    assert ada.get("/settings/profile").status_code == 200
    assert other.get("/settings/profile").status_code == 303
    assert "ada@example.org" in [letter.to for letter in letters()]


# What people are told of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_a_sign_in_on_a_new_device_is_told_in_words(app: Flask, join: Any, letters: Letters) -> None:
    join("ada")
    Visitor(app).sign_in("ada")
    letters()
    visitor = Visitor(app)
    form = visitor.form("/sign-in", "/sign-in")
    signed_in = {"User-Agent": FIREFOX, "Origin": "http://127.0.0.1:8000"}
    visitor.send("/sign-in", form.values | {"login": "ada", "password": PASSWORD}, headers=signed_in)
    (letter,) = letters()
    assert "You signed in on a new device." in letter.text
    assert "With: Firefox on Linux\n" in letter.text
    assert "From the network: 127.0.0.0/24\n" in letter.text
    assert "Mozilla" not in letter.text + letter.html
    visitor.post("/sign-out")
    visitor.sign_in("ada")
    assert letters() == []


# Asking


@pytest.mark.parametrize("page", ["/password-resets", "/confirmations"])
def test_what_can_be_no_address_comes_back(stranger: Visitor, page: str) -> None:
    answer = stranger.fill(page, page, email="nowhere at all")
    assert answer.status_code == 422
    form = next(form for form in forms_in(answer.text) if form.action == page)
    assert form.values["email"] == "nowhere at all"


@pytest.mark.parametrize(
    "email",
    [
        "ada@example.org,eve@evil.example",
        "ada@example.org\nCc: eve@evil.example",
        "ada@example.org%0d%0aBcc:eve@evil.example",
        '"ada@example.org"@evil.example',
        "eve@evil.example (ada@example.org)",
        "ada@example.org\u202eelpmaxe.live",
    ],
)
def test_a_mail_goes_to_the_kept_address_or_nowhere(
    stranger: Visitor, join: Any, letters: Letters, email: str
) -> None:
    """CVE-2023-7028: a crafted address never receives somebody's link."""
    join("ada")
    letters()
    stranger.post("/password-resets", email=email)
    assert {letter.to for letter in letters()} <= {"ada@example.org"}


def test_an_address_sent_twice_is_one(stranger: Visitor, join: Any, letters: Letters) -> None:
    join("ada")
    letters()
    others = "email=eve%40evil.example&email%5B%5D=eve%40evil.example"
    body = f"csrf={stranger.csrf()}&email=ada%40example.org&{others}"
    stranger.client.post(
        "/password-resets",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "http://127.0.0.1:8000"},
        base_url="http://127.0.0.1:8000",
    )
    assert [letter.to for letter in letters()] == ["ada@example.org"]


@pytest.mark.parametrize("page", ["/password-resets", "/confirmations"])
def test_nobodys_letter_box_is_filled(app: Flask, join: Any, page: str) -> None:
    """Counted by address, whoever asks and from where, and whether anybody has it."""
    join("ada")
    for email in ("ada@example.org", "nobody@example.org"):
        spellings = (email, email.upper(), f" {email} ")
        for number in range(MAILS_TO_ONE.windows[0].amount):
            assert Visitor(app).post(page, email=spellings[number % 3]).status_code == 303
        for spelling in spellings:
            answer = Visitor(app).post(page, email=spelling)
            assert answer.status_code == 429
            assert int(answer.headers["Retry-After"]) > 0
