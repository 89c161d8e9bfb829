"""A form on another site, or with another's token, changes nothing here."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Role, Standing
from tests.integration.visitors.belongings import Sending, sendings, settle, setup_sending
from tests.visitor import HOST, Visitor

SAFE = {"GET", "HEAD", "OPTIONS"}
STRANGERS = {"POST sessions.create", "POST registrations.create"}

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


class Scene:
    """Somebody who may do a thing, the way it is done, and what is stored."""

    def __init__(self, visitor: Visitor, method: str, sending: Sending, kept: Callable[[], Any]) -> None:
        self.visitor, self.method, self.sending, self.kept = visitor, method, sending, kept
        self.token = visitor.csrf() if sending.path != "/setup" else _token_of(visitor, "/setup")

    def send(self, token: str | None, headers: dict[str, str], *, query: str = "") -> int:
        values = self.sending.values | ({"csrf": token} if token is not None else {})
        return self.visitor.client.open(
            self.sending.path + query, method=self.method, data=values, headers=headers, base_url=HOST
        ).status_code


def _token_of(visitor: Visitor, path: str) -> str:
    return visitor.form(path, path).values["csrf"]


@pytest.fixture
def scenes(
    app: Flask, container: Container, kept: Callable[[], Any], request: pytest.FixtureRequest
) -> Callable[[], list[Scene]]:
    """One for every route that changes something."""

    def scenes() -> list[Scene]:
        member = request.getfixturevalue("member")
        ada = member("ada")
        own = settle(ada)
        request.getfixturevalue("join")("wim")
        with container.gateways().begin() as work:
            account = work.accounts.by_handle("wim")
            account.standing = Standing.AWAITING_APPROVAL
            work.accounts.save(account)
        moderator = member("mo", Role.MODERATOR)
        who = dict.fromkeys(STRANGERS, Visitor(app)) | {"POST approvals.create": moderator}
        return [
            Scene(who.get(name, ada), name.partition(" ")[0], sending, kept)
            for name, sending in sendings(own, account.id).items()
        ]

    return scenes


def test_every_route_that_changes_something_is_tried(app: Flask, scenes: Callable[[], list[Scene]]) -> None:
    adapter = app.url_map.bind("127.0.0.1:8000")
    tried = {f"{scene.method} {adapter.match(scene.sending.path, scene.method)[0]}" for scene in scenes()} | {
        "POST setup.create"
    }
    routes = {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - SAFE
    }
    assert tried == routes


def assert_refused(scene: Scene, others_token: str) -> None:
    before = scene.kept()
    for headers in ELSEWHERE:
        assert scene.send(scene.token, headers) == 403, (scene.sending.path, headers)
    for token in (None, "", "x", scene.token[:-1], scene.token.upper(), others_token, "é", "\0"):
        assert scene.send(token, {"Origin": HOST}) == 403, (scene.sending.path, token)
    assert scene.kept() == before


def test_forged_sendings_change_nothing(scenes: Callable[[], list[Scene]], bo: Visitor) -> None:
    others_token = bo.csrf()
    for scene in scenes():
        assert_refused(scene, others_token)


def test_a_forged_setup_changes_nothing(app: Flask, container: Container, kept: Callable[[], Any]) -> None:
    sending = setup_sending(container)
    assert_refused(Scene(Visitor(app), "POST", sending, kept), _token_of(Visitor(app), "/setup"))


def test_a_get_with_a_methods_name_changes_nothing(scenes: Callable[[], list[Scene]]) -> None:
    """Not even with the right token: a link is a link."""
    for scene in scenes():
        before = scene.kept()
        values = scene.sending.values | {"csrf": scene.token}
        for method in ("POST", "PUT", "DELETE"):
            for headers in ({}, {"X-HTTP-Method-Override": method}):
                path = f"{scene.sending.path}?_method={method}"
                scene.visitor.client.get(path, data=values, headers=headers, base_url=HOST)
        assert scene.kept() == before, scene.sending.path


def test_a_body_cannot_say_that_a_post_is_a_deletion(scenes: Callable[[], list[Scene]]) -> None:
    for scene in scenes():
        if scene.method == "DELETE":
            before = scene.kept()
            scene.visitor.client.post(
                scene.sending.path,
                data={"csrf": scene.token, "_method": "DELETE", "version": "99"},
                headers={"Origin": HOST, "X-HTTP-Method-Override": "DELETE"},
                base_url=HOST,
            )
            assert scene.kept() == before, scene.sending.path


@pytest.mark.parametrize("number", range(19))
def test_the_right_token_from_our_own_page_works(scenes: Callable[[], list[Scene]], number: int) -> None:
    scene = scenes()[number]
    before = scene.kept()
    assert scene.send(scene.token, {"Origin": HOST, "Sec-Fetch-Site": "same-origin"}) == 303
    assert scene.kept() != before


def test_setting_up_from_our_own_page_works(
    app: Flask, container: Container, kept: Callable[[], Any]
) -> None:
    scene = Scene(Visitor(app), "POST", setup_sending(container), kept)
    assert scene.send(scene.token, {"Origin": HOST}) == 303
    assert len(kept()["accounts"]) == 1


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
