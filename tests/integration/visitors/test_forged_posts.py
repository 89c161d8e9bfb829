"""A form on another site, or with another's token, changes nothing here."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from tests.integration.visitors.changes import CHANGES, Change, World, setup
from tests.visitor import HOST, Visitor

SAFE = {"GET", "HEAD", "OPTIONS"}

CHANGE_NOTHING = {"POST passwords.strength"}
"""Asked by POST all the same: a password has no place in an address."""

ELSEWHERE = (
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:8000.evil.example"},
    {"Origin": "http://evil.example:8000"},
    {"Origin": "http://127.0.0.1:8001"},
    {"Origin": "https://127.0.0.1:8000"},
    {"Origin": "http://127.0.0.1:8000/"},
    {"Origin": "http://ada@127.0.0.1:8000"},
    {"Origin": "http://127.0.0.1:8000, http://127.0.0.1:8000"},
    {"Origin": "http://localhost:8000"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
    {"Sec-Fetch-Site": "same-site", "Origin": HOST},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "", "Origin": HOST},
    {"Sec-Fetch-Site": "Same-Origin2"},
)

POSTED_TO_AS_WELL = {
    "DELETE approvals.destroy",
    "DELETE authenticator_apps.destroy",
    "DELETE passkeys.destroy",
}
"""At their address a POST is another change, which needs no version."""

OURS = {"Origin": HOST, "Sec-Fetch-Site": "same-origin"}


class Scene:
    """Somebody who may do a thing, the way it is done, and what is stored."""

    def __init__(self, route: str, change: Change, kept: Callable[[], Any]) -> None:
        self.method, self.change, self.kept = route.partition(" ")[0], change, kept
        on_its_page = change.path == "/setup"
        self.token = change.values.get("csrf") or (
            change.by.form("/setup", "/setup").values["csrf"] if on_its_page else change.by.csrf()
        )

    def send(self, token: str | None, headers: dict[str, str], *, query: str = "", method: str = "") -> int:
        values = {name: value for name, value in self.change.values.items() if name != "csrf"}
        return self.change.by.client.open(
            self.change.path + query,
            method=method or self.method,
            data=values | ({"csrf": token} if token is not None else {}),
            headers=headers,
            base_url=HOST,
        ).status_code


@pytest.fixture
def scene(world: World, kept: Callable[[], Any]) -> Callable[[str], Scene]:
    return lambda route: Scene(route, CHANGES[route](world), kept)


def test_every_route_that_changes_something_is_tried(app: Flask) -> None:
    routes = {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - SAFE
    }
    assert routes == CHANGES.keys() | CHANGE_NOTHING | {"POST setup.create"}


def assert_refused(scene: Scene, others_token: str) -> None:
    before = scene.kept()
    for headers in ELSEWHERE:
        assert scene.send(scene.token, headers) == 403, headers
    for token in (None, "", "x", scene.token[:-1], scene.token.upper(), others_token, "é", "\0"):
        assert scene.send(token, {"Origin": HOST}) == 403, token
    assert scene.kept() == before


@pytest.mark.parametrize("route", CHANGES)
def test_a_forged_sending_changes_nothing_and_a_true_one_does(
    app: Flask, scene: Callable[[str], Scene], route: str
) -> None:
    scene = scene(route)
    assert_refused(scene, Visitor(app).csrf())
    before = scene.kept()
    assert scene.send(scene.token, OURS) == scene.change.status
    assert scene.kept() != before


def test_a_forged_setup_changes_nothing(app: Flask, container: Container, kept: Callable[[], Any]) -> None:
    scene = Scene("POST setup.create", setup(app, container), kept)
    assert_refused(scene, Visitor(app).form("/setup", "/setup").values["csrf"])
    assert scene.send(scene.token, OURS) == 303
    assert len(kept()["accounts"]) == 1


@pytest.mark.parametrize("route", CHANGES)
def test_a_get_with_a_methods_name_changes_nothing(scene: Callable[[str], Scene], route: str) -> None:
    """Not even with the right token: a link is a link."""
    scene = scene(route)
    before = scene.kept()
    for method in ("POST", "PUT", "DELETE"):
        for headers in ({}, {"X-HTTP-Method-Override": method}):
            scene.send(scene.token, headers, query=f"?_method={method}", method="GET")
    assert scene.kept() == before


@pytest.mark.parametrize("route", [route for route in CHANGES if route.startswith("DELETE")])
def test_a_body_cannot_say_that_a_post_is_a_deletion(scene: Callable[[str], Scene], route: str) -> None:
    scene = scene(route)
    before = scene.kept()
    sent = {"csrf": scene.token, "_method": "DELETE", "version": "99"}
    headers = {"Origin": HOST, "X-HTTP-Method-Override": "DELETE"}
    answer = scene.change.by.client.post(scene.change.path, data=sent, headers=headers, base_url=HOST)
    assert answer.status_code in (303, 404, 405, 409, 422)
    if route not in POSTED_TO_AS_WELL:
        assert scene.kept() == before


def test_a_strangers_token_is_worthless_once_signed_in(
    app: Flask, join: Callable[..., None], kept: Callable[[], Any]
) -> None:
    join("ada")
    visitor = Visitor(app)
    token = visitor.csrf()
    visitor.sign_in("ada")
    before = kept()
    assert visitor.send("/posts", {"csrf": token, "body": "Words."}).status_code == 403
    assert kept() == before


def test_a_token_of_an_earlier_session_is_worthless(ada: Visitor, kept: Callable[[], Any]) -> None:
    token = ada.csrf()
    ada.post("/sign-out")
    ada.sign_in("ada")
    before = kept()
    assert ada.send("/posts", {"csrf": token, "body": "Words."}).status_code == 403
    assert kept() == before


def test_our_pages_work_over_https_behind_a_proxy_that_speaks_http(
    secure_app: Flask, join: Callable[..., None]
) -> None:
    """The request alone looks like plain HTTP; what people see is the settings' address."""
    join("ada")
    visitor = Visitor(secure_app)
    plain, origin = "http://stoa.example.org", "https://stoa.example.org"
    page = visitor.get("/sign-in", base_url=plain)
    token = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    # The proxy hands on the cookies of its own connection, which the client here keeps for https only.
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    values = {"csrf": token, "login": "ada", "password": "four words make sense"}
    sent = {"data": values, "base_url": plain}
    ours = visitor.client.post("/sign-in", headers={"Origin": origin, "Cookie": cookie}, **sent)
    assert ours.status_code == 303
    downgraded = visitor.client.post("/sign-in", headers={"Origin": plain, "Cookie": cookie}, **sent)
    assert downgraded.status_code == 403
