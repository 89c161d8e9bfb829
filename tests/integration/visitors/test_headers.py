"""What every answer carries, whoever asks and whatever comes of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from domain.accounts import Role
from tests.integration.visitors.belongings import settle
from tests.integration.visitors.markup import elements_of
from tests.unit.web.conftest import SECURE
from tests.visitor import HOST, PASSWORD, Visitor
from web.access import Access, access_of

NONE = 424242
"""An id that nothing has."""

NONCE = re.compile(r"'nonce-([\w-]{22,})'")

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
}


@pytest.fixture
def addresses(app: Flask, ada: Visitor) -> dict[str, str]:
    """An address for every route that can be read, by its endpoint; of some things there is none."""
    own = settle(ada)
    values = {
        "handle": "ada",
        "slug": "an-open-article",
        "tag": "none",
        "post_id": own.public["article"],
        "draft_id": own.private["draft"],
        "digest": "x",
        "name": "css/stoa.css",
        "provider": "example",
    }
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(values.get(name.group(1), NONE)), rule.rule)
            found[rule.endpoint] = path
    return found


def policy_of(response: TestResponse) -> dict[str, str]:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


def assert_guarded(response: TestResponse) -> None:
    for name, value in FIXED.items():
        assert response.headers[name] == value, name
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(
        response.headers["Permissions-Policy"].split(", ")
    )
    policy = policy_of(response)
    assert {name: policy[name] for name in DIRECTIVES} == DIRECTIVES
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "Server" not in response.headers
    assert "X-Powered-By" not in response.headers
    if response.mimetype == "text/html":
        assert response.content_type == "text/html; charset=utf-8"
        (nonce,) = NONCE.findall(policy["script-src"])
        scripts = [element for element in elements_of(response.text) if element.tag == "script"]
        assert {script.attributes["nonce"] for script in scripts} <= {nonce}


def assert_kept_private(response: TestResponse) -> None:
    assert set(response.headers["Cache-Control"].split(", ")) == {"no-store", "private"}
    assert "Cookie" in response.headers["Vary"]


def test_every_page_is_guarded(
    addresses: dict[str, str], ada: Visitor, stranger: Visitor, member: Callable[..., Visitor]
) -> None:
    admin = member("al", Role.ADMIN)
    statuses = set()
    for endpoint, path in addresses.items():
        for visitor in (stranger, ada, admin):
            response = visitor.get(path)
            statuses.add(response.status_code)
            assert_guarded(response)
            assert "Strict-Transport-Security" not in response.headers
            if endpoint in ("static", "health.live"):
                continue
            if visitor is not stranger or 'name="csrf"' in response.text:
                # Bound to a session or to a visit, whether that begins now or has begun.
                assert_kept_private(response)
            elif response.status_code == 200:
                assert response.headers["Cache-Control"] == "no-cache"
                assert "Cookie" in response.headers["Vary"]
    assert statuses == {200, 301, 303, 403, 404}


def test_every_refusal_is_guarded(ada: Visitor, stranger: Visitor) -> None:
    token = ada.csrf()
    refusals = [
        ada.send("/drafts", {"csrf": token, "title": "x" * 300}),
        ada.send("/drafts", {}),
        ada.send("/drafts", {"csrf": token}, headers={"Origin": "https://evil.example"}),
        ada.get("/nowhere"),
        ada.client.post("/about", data={"csrf": token}, headers={"Origin": HOST}, base_url=HOST),
        ada.client.post("/posts", data={"body": "x" * 600_000}, headers={"Origin": HOST}, base_url=HOST),
        *(ada.send("/sign-in", {"csrf": token, "login": "a", "password": "b"}) for _ in range(11)),
    ]
    for response in refusals:
        assert_guarded(response)
        assert_kept_private(response)
    assert {response.status_code for response in refusals} == {403, 404, 405, 413, 422, 429}
    wrong = stranger.get("/", headers={"Host": "evil.example"})
    assert_guarded(wrong)
    assert wrong.status_code == 400


def test_https_is_remembered_for_a_year_where_there_is_https(secure_app: Flask, place: Any) -> None:
    visitor = Visitor(secure_app)
    for path in ("/", "/sign-in", "/nowhere", "/livez", "/static/x/css/stoa.css"):
        response = visitor.get(path, base_url=SECURE)
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert_guarded(response)


def test_every_answer_has_a_nonce_and_an_id_of_its_own(stranger: Visitor) -> None:
    answers = [stranger.get("/about") for _ in range(20)]
    assert len({NONCE.search(a.headers["Content-Security-Policy"]).group(1) for a in answers}) == 20
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 20
    forged = stranger.get("/about", headers={"X-Request-Id": "evil\tx"})
    assert "evil" not in forged.headers["X-Request-Id"]


def test_signing_in_and_out_is_never_cached(stranger: Visitor, join: Callable[..., None]) -> None:
    join("ada")
    assert_kept_private(stranger.get("/sign-in"))
    assert_kept_private(stranger.post("/sign-in", login="ada", password=PASSWORD))
    assert_kept_private(stranger.post("/sign-out"))


def test_static_files_are_for_everybody_and_for_ever(stranger: Visitor, ada: Visitor) -> None:
    for visitor in (stranger, ada):
        answer = visitor.get("/static/x/css/stoa.css")
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers
    for path in (
        "../app.py",
        "..%2fapp.py",
        "%2e%2e/app.py",
        "/etc/passwd",
        "css/../../app.py",
        "css",
        "",
        ".",
    ):
        assert stranger.get(f"/static/x/{path}").status_code in (404, 308)


def test_head_is_get_without_a_body(
    addresses: dict[str, str], ada: Visitor, stranger: Visitor, kept: Callable[[], Any]
) -> None:
    before = kept()
    for path in addresses.values():
        for visitor in (stranger, ada):
            head = visitor.client.head(path, base_url=HOST)
            assert head.status_code == visitor.get(path).status_code
            assert head.data == b""
    assert kept() == before


def test_other_methods_do_nothing(ada: Visitor, addresses: dict[str, str], kept: Callable[[], Any]) -> None:
    before = kept()
    token = ada.csrf()
    for path in addresses.values():
        for method in ("TRACE", "TRACK", "CONNECT", "PATCH", "DEBUG", "PROPFIND", "FOO"):
            bare = ada.client.open(path, method=method, base_url=HOST, headers={"X-Canary": "a canary"})
            assert bare.status_code in (403, 405), (method, path)
            assert "a canary" not in bare.text
            sent = {"data": {"csrf": token}, "headers": {"Origin": HOST}}
            assert ada.client.open(path, method=method, base_url=HOST, **sent).status_code == 405
    assert kept() == before


def test_a_method_that_is_not_taken_says_which_are(ada: Visitor) -> None:
    answer = ada.client.put("/about", data={"csrf": ada.csrf()}, headers={"Origin": HOST}, base_url=HOST)
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_options_tells_methods_only(app: Flask, stranger: Visitor, addresses: dict[str, str]) -> None:
    for endpoint, path in addresses.items():
        answer = stranger.client.options(path, base_url=HOST, headers={"Origin": "https://evil.example"})
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]
        expected = {Access.ANYONE: 200, Access.SIGNED_IN: 303, Access.STAFF: 404, Access.ADMIN: 404}
        assert answer.status_code == expected[access_of(app, endpoint)]
