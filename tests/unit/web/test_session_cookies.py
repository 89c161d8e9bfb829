"""A session is begun by signing in, ended by signing out, and never taken over from a cookie."""

from collections.abc import Callable
from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
from flask import Flask
from itsdangerous import Signer
from werkzeug.test import TestResponse

from domain.known_devices import KNOWN_FOR
from domain.sessions import BROWSER_SESSION_FOR, REMEMBERED_FOR, LoginSession, new_token
from tests.unit.web.conftest import SECRET, SECURE
from tests.visitor import HOST, PASSWORD, Visitor


def cookies_of(response: TestResponse) -> dict[str, Morsel[str]]:
    jar: dict[str, Morsel[str]] = {}
    for line in response.headers.getlist("Set-Cookie"):
        jar |= SimpleCookie(line)
    return jar


def value_in(visitor: Visitor, name: str = "stoa") -> str | None:
    cookie = visitor.client.get_cookie(name, domain="127.0.0.1")
    return cookie.value if cookie else None


def is_signed_in(app: Flask, cookie: str, *, name: str = "stoa") -> bool:
    """Whether a browser that holds this and nothing else is somebody."""
    client = app.test_client(use_cookies=False)
    answer = client.get("/settings/account", base_url=HOST, headers={"Cookie": f"{name}={cookie}"})
    assert answer.status_code in (200, 303)
    return answer.status_code == 200


def test_a_new_session_ends_the_one_that_the_browser_held(app: Flask, ada: Visitor) -> None:
    first = value_in(ada)
    assert is_signed_in(app, first)
    assert ada.post("/sign-in", login="ada", password=PASSWORD).status_code == 303
    second = value_in(ada)
    assert second != first
    assert is_signed_in(app, second)
    assert not is_signed_in(app, first)


def test_a_session_planted_by_somebody_else_is_not_the_one_after(
    app: Flask, ada: Visitor, join: Callable[..., None]
) -> None:
    join("bo")
    planted = value_in(ada)
    victim = Visitor(app)
    victim.client.set_cookie("stoa", planted, domain="127.0.0.1")
    assert victim.post("/sign-in", login="bo", password=PASSWORD).status_code == 303
    assert value_in(victim) != planted
    assert "@bo" in victim.fetch("/settings/profile")
    assert not is_signed_in(app, planted)


def test_a_strangers_visit_is_no_session(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    visitor = Visitor(app)
    visitor.fetch("/sign-in")
    visit = value_in(visitor, "stoa-visit")
    visitor.sign_in("ada")
    assert visit is not None
    assert value_in(visitor) != visit
    assert not is_signed_in(app, visit)
    assert not is_signed_in(app, value_in(visitor), name="stoa-visit")


def test_signing_out_ends_the_session_and_forgets_it(app: Flask, ada: Visitor) -> None:
    token = value_in(ada)
    answer = ada.post("/sign-out")
    assert answer.status_code == 303
    assert cookies_of(answer)["stoa"]["max-age"] == "0"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert value_in(ada) is None
    assert not is_signed_in(app, token)


def test_a_new_password_ends_every_other_session(app: Flask, ada: Visitor) -> None:
    other = value_in(Visitor(app).sign_in("ada"))
    assert is_signed_in(app, other)
    changed = ada.post(
        "/settings/account/password", current_password=PASSWORD, password="five other words do it"
    )
    assert changed.status_code == 303
    assert is_signed_in(app, value_in(ada))
    assert not is_signed_in(app, other)


@pytest.mark.parametrize("remember", ["", "yes"])
def test_a_session_ends_by_itself(app: Flask, join: Callable[..., None], clock: Any, remember: str) -> None:
    join("ada")
    visitor = Visitor(app)
    answer = visitor.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD, remember=remember or "no")
    lasts = REMEMBERED_FOR if remember else BROWSER_SESSION_FOR
    assert cookies_of(answer)["stoa"]["max-age"] == (str(int(lasts.total_seconds())) if remember else "")
    token, idles = value_in(visitor), LoginSession.idles(bool(remember))
    for _ in range(int(lasts / idles)):
        # However often somebody comes by, the end stays where it is.
        clock.advance(idles * 0.99)
        assert is_signed_in(app, token)
    clock.advance(idles * 0.1)
    assert not is_signed_in(app, token)


@pytest.mark.parametrize("remember", ["", "yes"])
def test_a_session_that_nobody_uses_ends_sooner(
    app: Flask, join: Callable[..., None], clock: Any, remember: str
) -> None:
    join("ada")
    visitor = Visitor(app)
    visitor.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD, remember=remember or "no")
    clock.advance(LoginSession.idles(bool(remember)) * 1.01)
    assert not is_signed_in(app, value_in(visitor))


def test_a_cookie_that_is_not_ours_is_a_strangers(app: Flask, ada: Visitor) -> None:
    good = value_in(ada)
    token, _, signature = good.rpartition(".")
    forged = [
        "",
        "x",
        ".",
        token,
        f"{token}.",
        f".{signature}",
        good[:-1],
        good + "x",
        # Of the last character only the upper bits count: A to D mean the same.
        good[:-1] + ("A" if good[-1] not in "ABCD" else "Q"),
        good.swapcase(),
        ("a" if good[0] != "a" else "b") + good[1:],
        f"{good}.{signature}",
        f"{token}.{'A' * len(signature)}",
        new_token(),
        Signer("another secret, long enough to be one", salt="cookie:stoa").sign(token).decode(),
        Signer(SECRET, salt="cookie:stoa-visit").sign(token).decode(),
        Signer(SECRET).sign(token).decode(),
        Signer(SECRET, salt="cookie:stoa").sign(new_token()).decode(),
        "x" * 10_000,
        good * 200,
        "\xff\xfe",
        '"\\355\\240\\200"',
        '"' + "\\" * 200,
        "%00",
        "é",
        "' OR 1=1--",
    ]
    for cookie in forged:
        assert not is_signed_in(app, cookie), cookie
    assert not is_signed_in(app, good, name="__Host-stoa")
    assert not is_signed_in(app, good, name="STOA")
    assert is_signed_in(app, good)


def test_only_the_tokens_digest_is_kept(ada: Visitor, kept: Callable[[], dict[str, Any]]) -> None:
    token = value_in(ada).rpartition(".")[0]
    assert len(kept()["sessions"]) == 1
    assert token not in repr(kept())


def test_cookies_on_loopback_are_for_this_host_and_no_script(app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    visitor = Visitor(app)
    visit = cookies_of(visitor.get("/sign-in"))
    session = cookies_of(visitor.post("/sign-in", login="ada", password=PASSWORD))
    assert (list(visit), list(session)) == (["stoa-visit"], ["stoa", "stoa-device", "stoa-step"])
    assert session["stoa-device"]["max-age"] == str(int(KNOWN_FOR.total_seconds()))
    assert session["stoa-step"]["max-age"] == "0"
    for cookie in (*visit.values(), *session.values()):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["secure"]
        assert not cookie["domain"]


def test_cookies_over_https_are_bound_to_host_and_https(secure_app: Flask, join: Callable[..., None]) -> None:
    join("ada")
    client = secure_app.test_client()
    page = client.get("/sign-in", base_url=SECURE)
    token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    values = {"csrf": token, "login": "ada", "password": PASSWORD}
    answer = client.post("/sign-in", data=values, base_url=SECURE, headers={"Origin": SECURE})
    assert answer.status_code == 303
    left = client.get("/", base_url=SECURE)
    token = left.text.partition('name="csrf" value="')[2].partition('"')[0]
    gone = client.post("/sign-out", data={"csrf": token}, base_url=SECURE, headers={"Origin": SECURE})
    found = [*cookies_of(page).items(), *cookies_of(answer).items(), *cookies_of(gone).items()]
    names = ["stoa-visit", "stoa", "stoa-device", "stoa-step", "stoa"]
    assert [name for name, _ in found] == [f"__Host-{name}" for name in names]
    for _, cookie in found:
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")


def test_pages_without_a_form_leave_strangers_without_a_cookie(stranger: Visitor, ada: Visitor) -> None:
    ada.post("/drafts", title="An article", body="Words.", then="publish")
    for path in ("/", "/local", "/about", "/@ada", "/@ada/an-article", "/nowhere", "/livez"):
        assert "Set-Cookie" not in stranger.get(path).headers, path
