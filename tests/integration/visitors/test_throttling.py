"""Too often is 429 with a time to wait, however the name is spelt; others still get in."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from services.accounts.account_settings import PASSWORD_CHECKS
from services.accounts.registration import REGISTRATIONS
from services.accounts.sign_in import TRIES_FOR_ONE, TRIES_FROM_NETWORK
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
    for number in range(TRIES_FOR_ONE.amount):
        assert attempt(app, SPELLINGS[number % len(SPELLINGS)], address=address).status_code == 422


def test_one_try_too_many_is_told_when_to_come_back(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    exhaust(app)
    for login in SPELLINGS:
        answer = attempt(app, login, PASSWORD)
        assert answer.status_code == 429, login
        assert 0 < int(answer.headers["Retry-After"]) <= TRIES_FOR_ONE.seconds
        assert WRONG not in answer.text


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "X-Real-Ip",
        "Forwarded",
        "X-Client-Ip",
        "True-Client-Ip",
        "Cf-Connecting-Ip",
        "X-Cluster-Client-Ip",
    ],
)
def test_a_header_is_no_other_network(app: Flask, join: Callable[..., None], header: str) -> None:
    join("ada")
    exhaust(app)
    assert attempt(app, "ada", PASSWORD, **{header: "198.51.100.9"}).status_code == 429


def test_a_neighbour_in_the_same_network_is_the_same(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    exhaust(app)
    assert attempt(app, "ada", PASSWORD, address="192.0.2.200").status_code == 429
    assert attempt(app, "ada", PASSWORD, address="::ffff:192.0.2.200").status_code == 429


def test_a_victim_is_not_locked_out_by_somebody_elsewhere(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    exhaust(app)
    for address in ("198.51.100.9", "192.0.3.7", "2001:db8::1", "::ffff:198.51.100.9"):
        assert attempt(app, "ada", PASSWORD, address=address).status_code == 303, address


def test_one_ip_version_in_the_others_clothes_is_no_single_network(
    app: Flask, join: Callable[..., None]
) -> None:
    """A socket for both versions shows every IPv4 address in one /48 of IPv6."""
    join("ada")
    exhaust(app, "::ffff:192.0.2.7")
    assert attempt(app, "ada", PASSWORD, address="::ffff:198.51.100.9").status_code == 303


def test_getting_in_makes_the_count_start_anew(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    for _ in range(2):
        for _ in range(TRIES_FOR_ONE.amount - 1):
            attempt(app, "ada")
        assert attempt(app, "ada", PASSWORD).status_code == 303


def test_a_list_of_names_is_stopped_as_well(app: Flask, place: Any) -> None:
    for number in range(TRIES_FROM_NETWORK.amount):
        assert attempt(app, f"name{number}").status_code == 422
    assert attempt(app, "another").status_code == 429
    assert attempt(app, "another", address="198.51.100.9").status_code == 422


def test_joining_too_often_keeps_what_was_typed(stranger: Visitor) -> None:
    form = stranger.form("/register", "/register")
    for number in range(REGISTRATIONS.amount):
        sent = {"handle": f"eve{number}", "email": f"eve{number}@example.org", "password": WRONG}
        assert stranger.send("/register", form.values | sent).status_code == 303
    answer = stranger.send("/register", form.values | sent, headers={"X-Forwarded-For": "198.51.100.9"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "eve19@example.org" in answer.text
    assert WRONG not in answer.text


def test_guessing_at_a_password_while_signed_in_is_stopped(ada: Visitor) -> None:
    token = ada.csrf()

    def guess(current: str) -> int:
        values = {"csrf": token, "current_password": current, "password": "five other words do it"}
        return ada.send("/settings/account/password", values).status_code

    assert {guess(WRONG) for _ in range(PASSWORD_CHECKS.amount)} == {422}
    assert guess(PASSWORD) == 429
