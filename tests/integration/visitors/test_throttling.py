"""Too often is 429 with a time to wait, however the name is spelt; one's own device still gets in."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from services.accounts.guesses import (
    CODES,
    FOR_ACCOUNT,
    FROM_KNOWN_DEVICE,
    FROM_NETWORK,
    MAILS_TO_ONE,
    PROOFS,
)
from services.accounts.password_advice import JUDGEMENTS
from services.accounts.registration import REGISTRATIONS
from tests.unit.web.keys import give_app
from tests.visitor import HOST, PASSWORD, Visitor

WRONG = "four other words here"

SPELLINGS = (
    "ada",
    "ADA",
    " ada ",
    "@ada",
    "@ADA ",
    "\tada\n",
    "a\u202eda",
    "ada\x00",
    "\ufeffada",
    " @ada",
)

FORWARDING = (
    "X-Forwarded-For",
    "X-Real-Ip",
    "Forwarded",
    "X-Client-Ip",
    "True-Client-Ip",
    "Cf-Connecting-Ip",
    "X-Cluster-Client-Ip",
)


def tries(limit: Any) -> int:
    """How often one may try before the shortest window is full."""
    return int(limit.windows[0].amount)


def attempt(
    app: Flask, login: str, password: str = WRONG, *, address: str = "192.0.2.7", **headers: str
) -> Any:
    """From an address, by a browser that nobody has seen before."""
    client = app.test_client()
    page = client.get("/sign-in", base_url=HOST)
    token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    return client.post(
        "/sign-in",
        data={"csrf": token, "login": login, "password": password},
        headers={"Origin": HOST} | headers,
        base_url=HOST,
        environ_overrides={"REMOTE_ADDR": address},
    )


def exhaust(app: Flask, address: str = "192.0.2.7") -> None:
    for number in range(tries(FOR_ACCOUNT)):
        assert attempt(app, SPELLINGS[number % len(SPELLINGS)], address=address).status_code == 422


def assert_too_many(answer: Any, limit: Any) -> None:
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= limit.windows[-1].seconds


# Signing in


def test_one_try_too_many_is_told_when_to_come_back(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    exhaust(app)
    for login in SPELLINGS:
        answer = attempt(app, login, PASSWORD)
        assert_too_many(answer, FOR_ACCOUNT)
        assert WRONG not in answer.text


@pytest.mark.parametrize("header", FORWARDING)
def test_a_header_is_no_other_network(app: Flask, place: Any, header: str) -> None:
    for number in range(tries(FROM_NETWORK)):
        answer = attempt(app, f"name{number}", **{header: f"198.51.100.{number}"})
        assert answer.status_code == 422
    assert_too_many(attempt(app, "another", **{header: "203.0.113.9"}), FROM_NETWORK)


def test_another_network_guesses_at_the_same_account(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    for number in range(tries(FOR_ACCOUNT)):
        assert attempt(app, "ada", address=f"198.51.{number}.9").status_code == 422
    assert_too_many(attempt(app, "ada", PASSWORD, address="203.0.113.9"), FOR_ACCOUNT)


def test_a_victim_gets_in_on_their_own_device(app: Flask, join: Callable[..., None]) -> None:
    """Whoever guesses from elsewhere uses up the tries of strangers, not those of ada's browser."""
    join("ada")
    ada = Visitor(app).sign_in("ada")
    ada.post("/sign-out")
    exhaust(app)
    assert attempt(app, "ada", PASSWORD).status_code == 429
    assert ada.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD).status_code == 303


def test_a_device_is_known_to_its_own_account_only(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    join("eve")
    eve = Visitor(app).sign_in("eve")
    eve.post("/sign-out")
    exhaust(app)
    assert eve.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD).status_code == 429


def test_a_known_device_runs_out_of_tries_too(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    ada = Visitor(app).sign_in("ada")
    ada.post("/sign-out")
    form = ada.form("/sign-in", "/sign-in")
    for _ in range(tries(FROM_KNOWN_DEVICE)):
        assert ada.send("/sign-in", form.values | {"login": "ada", "password": WRONG}).status_code == 422
    answer = ada.send("/sign-in", form.values | {"login": "ada", "password": PASSWORD})
    assert_too_many(answer, FROM_KNOWN_DEVICE)


def test_a_device_cookie_of_ones_own_making_is_none(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    exhaust(app)
    for forged in ("x", "x" * 86, "a.b", ""):
        visitor = Visitor(app)
        visitor.client.set_cookie("stoa-device", forged, domain="127.0.0.1")
        assert visitor.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD).status_code == 429


def test_a_neighbour_in_the_same_network_is_the_same(app: Flask, place: Any) -> None:
    for number in range(tries(FROM_NETWORK)):
        assert attempt(app, f"name{number}", address=f"192.0.2.{number}").status_code == 422
    for address in ("192.0.2.200", "::ffff:192.0.2.200"):
        assert_too_many(attempt(app, "another", address=address), FROM_NETWORK)
    for address in ("198.51.100.9", "192.0.3.7", "2001:db8::1", "::ffff:198.51.100.9"):
        assert attempt(app, "another", address=address).status_code == 422, address


def test_getting_in_on_ones_own_device_makes_its_count_start_anew(
    app: Flask, join: Callable[..., None]
) -> None:
    join("ada")
    ada = Visitor(app).sign_in("ada")
    for _ in range(2):
        ada.post("/sign-out")
        form = ada.form("/sign-in", "/sign-in")
        for _ in range(tries(FROM_KNOWN_DEVICE) - 1):
            ada.send("/sign-in", form.values | {"login": "ada", "password": WRONG})
        ada.sign_in("ada")


def test_getting_in_does_not_wipe_out_what_strangers_tried(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    for _ in range(tries(FOR_ACCOUNT) - 1):
        attempt(app, "ada")
    assert attempt(app, "ada", PASSWORD).status_code == 303
    assert attempt(app, "ada").status_code == 422
    assert attempt(app, "ada").status_code == 429


# The other doors, each with a way to try too often: the first answers are not 429, the next one is.


@pytest.fixture
def doors(
    app: Flask, join: Callable[..., None], container: Container, clock: Any, request: pytest.FixtureRequest
) -> dict[str, tuple[Visitor, dict[str, str], Any]]:
    """By path: somebody before the door, what they send, and how often they may."""
    join("ada")
    join("tess")
    codes = give_app(container, "tess", clock)
    at_step = Visitor(app)
    at_step.fill("/sign-in", "/sign-in", login="tess", password=PASSWORD)
    stranger, ada = Visitor(app), Visitor(app).sign_in("ada")
    email = {"email": "ada@example.org"}
    return {
        "/sign-in": (stranger, {"login": "ada", "password": WRONG}, FOR_ACCOUNT),
        "/sign-in/second-step": (at_step, {"by": "code", "code": codes.wrong_code()}, CODES),
        "/password-resets": (stranger, email, MAILS_TO_ONE),
        "/confirmations": (stranger, email, MAILS_TO_ONE),
        "/prove": (ada, {"by": "password", "password": WRONG}, PROOFS),
        "/passwords/strength": (stranger, {"password": WRONG}, JUDGEMENTS),
        "/register": (stranger, {"password": WRONG}, REGISTRATIONS),
    }


PATHS: Sequence[str] = (
    "/sign-in",
    "/sign-in/second-step",
    "/password-resets",
    "/confirmations",
    "/prove",
    "/passwords/strength",
    "/register",
)


@pytest.fixture
def full(doors: dict[str, tuple[Visitor, dict[str, str], Any]]) -> Callable[[str], tuple[Visitor, Any]]:
    """Knock at a door as often as one may; gives the visitor, and what one more knock sends."""

    def full(path: str) -> tuple[Visitor, dict[str, str]]:
        visitor, values, limit = doors[path]
        sent = values | {"csrf": visitor.csrf()}
        for number in range(tries(limit)):
            if path == "/register":
                sent |= {"handle": f"eve{number}", "email": f"eve{number}@example.org"}
            status = visitor.send(path, sent).status_code
            assert status in (200, 303, 422), (path, number, status)
        if path == "/register":
            sent |= {"handle": "evelyn", "email": "evelyn@example.org"}
        return visitor, sent

    return full


@pytest.mark.parametrize("path", PATHS)
def test_one_knock_too_many_is_refused_however_it_is_made(
    full: Callable[[str], tuple[Visitor, Any]], doors: Any, path: str
) -> None:
    """CVE-2025-54879, CVE-2024-34451: a throttle was dodged by a suffix, a method or a header."""
    visitor, sent = full(path)
    assert_too_many(visitor.send(path, sent), doors[path][2])
    dodges = [{name: "198.51.100.9"} for name in FORWARDING]
    dodges += [{"X-HTTP-Method-Override": method} for method in ("PUT", "PATCH", "GET", "DELETE")]
    dodges += [{"X-Original-URL": "/other"}, {"User-Agent": "another"}, {"Accept": "application/json"}]
    for headers in dodges:
        answer = visitor.send(path, sent, headers={"Origin": HOST} | headers)
        assert_too_many(answer, doors[path][2])
    assert_too_many(visitor.send(f"{path}?x=1", sent), doors[path][2])


@pytest.mark.parametrize("path", PATHS)
def test_a_door_has_one_address_and_one_method(
    full: Callable[[str], tuple[Visitor, Any]], kept: Callable[[], Any], path: str
) -> None:
    visitor, sent = full(path)
    before = kept()
    for suffix in ("/", ".json", ".html", "//", "/.", "%2f", "%20", ";x", "%00"):
        assert visitor.send(f"{path}{suffix}", sent).status_code in (400, 404), suffix
    for other in (path.upper(), f"/{path}", path.replace("-", "_") + "_"):
        if other != path:
            assert visitor.send(other, sent).status_code in (404, 308), other
    for method in ("PUT", "PATCH", "DELETE"):
        answer = visitor.client.open(path, method=method, data=sent, headers={"Origin": HOST}, base_url=HOST)
        assert answer.status_code == 405
        assert visitor.send(f"{path}?_method={method}", sent).status_code in (405, 429)
    assert kept() == before


@pytest.mark.parametrize("path", ["/password-resets", "/confirmations"])
def test_an_address_in_other_letters_is_the_same(
    app: Flask, full: Callable[[str], tuple[Visitor, Any]], path: str
) -> None:
    full(path)
    for spelling in ("ADA@example.org", " ada@example.org\t", "ada@EXAMPLE.org", "Ada@Example.Org"):
        visitor = Visitor(app)
        assert_too_many(visitor.post(path, email=spelling), MAILS_TO_ONE)


def test_codes_are_counted_by_account_and_not_by_step(
    app: Flask, full: Callable[[str], tuple[Visitor, Any]]
) -> None:
    """Beginning anew, in another browser, brings no more tries."""
    _, sent = full("/sign-in/second-step")
    again = Visitor(app)
    again.fill("/sign-in", "/sign-in", login="tess", password=PASSWORD)
    assert_too_many(again.second_step(code=sent["code"]), CODES)
    assert_too_many(again.second_step(by="recovery", code="x"), CODES)
    assert_too_many(again.second_step(by="passkey", answer="{}"), CODES)


def test_joining_too_often_keeps_what_was_typed(full: Callable[[str], tuple[Visitor, Any]]) -> None:
    visitor, sent = full("/register")
    answer = visitor.send("/register", sent)
    assert "evelyn@example.org" in answer.text
    assert WRONG not in answer.text


def test_guessing_at_a_password_in_the_settings_is_stopped(ada: Visitor) -> None:
    token = ada.csrf()

    def guess(current: str) -> int:
        values = {"csrf": token, "current_password": current, "password": "five other words do it"}
        return ada.send("/settings/account/password", values).status_code

    assert {guess(WRONG) for _ in range(tries(PROOFS))} == {422}
    assert guess(PASSWORD) == 429
