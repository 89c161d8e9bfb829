"""Characters that nobody types, fields that no form has, and bodies that are no form."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from werkzeug.test import TestResponse

from domain.accounts import Role, Standing
from tests.integration.visitors.changes import CHANGES, World
from tests.payloads import ODD_TEXTS
from tests.visitor import HOST, PASSWORD, Visitor

ODD = [text.encode("utf-8", "replace").decode() for text in ODD_TEXTS]

SHORT = [text for text in ODD if len(text) <= 1000] + ["a" * 100_000]

RAW = (
    b"%00",
    b"%ff%fe",
    b"%c0%af",
    b"%ed%a0%80",
    b"%ed%a0%80%ed%b0%80",
    b"%f4%90%80%80",
    b"%",
    b"%zz",
    b"%u0041",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"a%0d%0aSet-Cookie:%20x=y",
    b"%e2%80%ae%e2%81%a6",
    b"%ef%bb%bf",
)

QUERIES = (
    "/?before",
    "/?done",
    "/local?before",
    "/@ada?shows",
    "/@ada?before",
    "/drafts?before",
    "/trash?before",
    "/tags/a?before",
    "/sign-in?next",
    "/drafts/new?_method",
)

UNASKED = {
    "id": "1",
    "role": "owner",
    "standing": "active",
    "is_staff": "1",
    "is_visible": "",
    "email": "eve@evil.example",
    "account_id": "1",
    "profile_id": "1",
    "author_id": "1",
    "owner_id": "1",
    "author": "bo",
    "published_at": "2001-01-01T00:00:00Z",
    "edition": "9",
    "in_reply_to": "1",
    "html": "<script>alert(1)</script>",
    "password_hash": "x",
    "confirmed_at": "2001-01-01T00:00:00Z",
    "account[role]": "owner",
    "account.role": "owner",
    "__class__": "x",
    "_method": "DELETE",
}


def raw(
    visitor: Visitor, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded"
) -> TestResponse:
    return visitor.client.post(path, data=body, content_type=kind, headers={"Origin": HOST}, base_url=HOST)


@pytest.mark.parametrize(
    "field", ["title", "body", "summary", "tags", "audience", "slug", "key", "then", "version"]
)
def test_odd_words_are_kept_or_returned(ada: Visitor, field: str) -> None:
    token = ada.csrf()
    article = ada.post("/drafts", title="T", body="B", then="publish").headers["Location"].partition("?")[0]
    number = ada.form(article, "/posts/").action.split("/")[2]
    for text in ODD if field in ("title", "body") else SHORT:
        sent = {"csrf": token, "title": "T", "body": "Words.", field: text}
        for action in ("/drafts", "/posts", f"/posts/{number}")[: 3 if len(text) < 1000 else 1]:
            answer = ada.send(action, sent | ({"version": "99"} if field != "version" else {}))
            assert answer.status_code in (303, 409, 422), (action, text[:50])
    for path in ("/", "/local", "/@ada", "/drafts", article, f"/posts/{number}/history"):
        assert ada.get(path).status_code == 200


@pytest.mark.parametrize("field", ["handle", "email", "phone", "password", "next"])
def test_odd_words_at_the_door_are_refused_in_words(stranger: Visitor, field: str) -> None:
    good = {"handle": "eve", "email": "eve@example.org", "password": PASSWORD}
    token = stranger.csrf()
    for text in SHORT:
        register = stranger.send("/register", good | {"csrf": token, field: text})
        assert register.status_code in (303, 422, 429), text[:50]


def test_odd_words_sign_nobody_in(stranger: Visitor, join: Callable[..., None]) -> None:
    join("ada")
    token = stranger.csrf()
    for text in SHORT:
        login = {"csrf": token, "login": text, "password": text, "next": text}
        assert stranger.send("/sign-in", login).status_code in (422, 429)


def test_odd_words_about_oneself_are_kept_or_returned(ada: Visitor) -> None:
    for text in SHORT:
        version = ada.form("/settings/profile", "/settings/profile").values["version"]
        profile = {"csrf": ada.csrf(), "display_name": text, "bio": text, "version": version}
        assert ada.send("/settings/profile", profile).status_code in (303, 422)
        phone = {"csrf": ada.csrf(), "phone": text}
        assert ada.send("/settings/account/phone", phone).status_code in (303, 422)
        assert ada.get("/@ada").status_code == 200


def test_odd_words_in_an_address_are_an_answer(ada: Visitor, stranger: Visitor) -> None:
    for text in SHORT[:-1]:
        word = quote(text, safe="")
        for path in (f"/@{word}", f"/@ada/{word}", f"/tags/{word}", f"/static/x/{word}", f"/{word}"):
            assert stranger.get(path).status_code in (200, 301, 308, 404), path
        for path in QUERIES:
            assert ada.get(f"{path}={word}").status_code in (200, 303, 404), path


def test_broken_encoding_is_read_as_replacement_characters(ada: Visitor) -> None:
    token = ada.csrf().encode()
    for bytes_ in RAW:
        for field in (b"title", b"body", b"tags", b"key", bytes_):
            body = b"csrf=" + token + b"&title=T&body=Words&" + field + b"=" + bytes_
            # Bytes that no browser sends unencoded make the whole body unreadable, its token included.
            expected = (303, 422) if body.isascii() else (403,)
            assert raw(ada, "/drafts", body).status_code in expected, (field, bytes_)
        assert raw(ada, "/posts", b"csrf=" + bytes_).status_code == 403
        path = bytes_.decode("latin-1")
        for address in (f"/@{path}", f"/tags/{path}", f"/local?before={path}", f"/sign-in?next={path}"):
            assert ada.get(address).status_code in (200, 301, 303, 404), address
    assert ada.get("/drafts").status_code == 200


def test_direction_overrides_turn_no_name_around(ada: Visitor, stranger: Visitor) -> None:
    turned = "moc.elpmaxe\u202e\u2066\u2069"
    answer = stranger.post("/register", handle=f"bo{turned}", email="bo@example.org", password=PASSWORD)
    assert answer.status_code == 422
    location = ada.post("/drafts", title=turned, body="Words.", then="publish").headers["Location"]
    ada.post("/settings/profile", display_name=turned, version="1")
    for page in (stranger.fetch(location), stranger.fetch("/@ada"), stranger.fetch("/local")):
        assert "moc.elpmaxe" in page
        assert not {"\u202e", "\u2066", "\u2069"} & set(page)


def test_a_hundred_kilobytes_of_title_come_back_whole(ada: Visitor) -> None:
    title = "A long title. " * 7_000
    answer = ada.post("/drafts", title=title, body="My words.")
    assert answer.status_code == 422
    assert title in answer.text
    assert "My words." in answer.text


def test_a_body_that_is_no_form_changes_nothing(ada: Visitor, kept: Callable[[], Any]) -> None:
    values = {"csrf": ada.csrf(), "title": "T", "body": "Words."}
    before = kept()
    bodies = {
        "application/json": json.dumps(values).encode(),
        "text/plain": urlencode(values).encode(),
        "application/xml": b"<body>Words.</body>",
        "application/x-www-form-urlencoded; charset=utf-16": urlencode(values).encode("utf-16"),
        "application/octet-stream": b"\0" * 100,
    }
    for kind, body in bodies.items():
        for path in ("/posts", "/drafts", "/settings/profile", "/sign-in"):
            assert raw(ada, path, body, kind).status_code == 403, kind
    assert kept() == before


def test_of_a_field_that_comes_twice_the_first_counts(ada: Visitor) -> None:
    body = urlencode(
        [("csrf", ada.csrf()), ("title", "First"), ("title", "Second"), ("body", "B"), ("body", "C")]
    )
    answer = raw(ada, "/drafts", body.encode())
    page = ada.fetch(answer.headers["Location"].partition("?")[0])
    assert "First" in page
    assert "Second" not in page
    for name in ("title[]", "title[0]", "title.x", "title[$ne]"):
        assert ada.post("/drafts", **{name: "x", "body": "Words."}).status_code == 303


MEANT_TO = {
    "role": {"POST measures.change_role"},
    "standing": {
        "POST approvals.create",
        "DELETE approvals.destroy",
        "POST measures.approve",
        "POST measures.confirm",
        "POST measures.restrict",
        "DELETE measures.lift",
        "POST confirmations.update",
        "POST reopenings.create",
        "POST closings.create",
    },
    "email": {"POST email_changes.update"},
    "password_hash": {"POST settings.update_password", "POST password_resets.update"},
}
"""Which routes change this of an account that was there before."""


@pytest.mark.parametrize("route", CHANGES)
def test_fields_that_no_form_has_change_nothing(
    world: World, kept: Callable[[], dict[str, Any]], route: str
) -> None:
    """Mass assignment: what a form doesn't ask for is not read."""
    change = CHANGES[route](world)
    values = UNASKED | {"csrf": change.values.get("csrf") or change.by.csrf()} | change.values
    before = kept()
    answer = change.by.client.open(
        f"{change.path}?{urlencode(UNASKED | {'_method': 'x'})}",
        method=route.partition(" ")[0],
        data=values,
        headers={"Origin": HOST},
        base_url=HOST,
    )
    assert answer.status_code == change.status
    now = kept()
    for id, account in before["accounts"].items():
        for what, routes in MEANT_TO.items():
            if route not in routes:
                assert getattr(now["accounts"][id], what) == getattr(account, what), what
    for id in now["accounts"].keys() - before["accounts"].keys():
        made = now["accounts"][id]
        assert (made.role, made.invited_by, made.email) == (Role.MEMBER, None, "eve@example.org")
        assert made.standing in (Standing.UNCONFIRMED, Standing.ACTIVE)
    if route not in MEANT_TO["standing"]:
        seen = {id: profile.is_visible for id, profile in now["profiles"].items()}
        assert all(seen[id] == profile.is_visible for id, profile in before["profiles"].items())
    assert_owners_stay(before, now)


def assert_owners_stay(before: dict[str, Any], now: dict[str, Any]) -> None:
    """Whose things are, and when they were made, is not for a form to say."""
    profiles = now["profiles"]
    assert all(id == profile.id != 1 for id, profile in profiles.items())
    for post in now["posts"].values():
        assert profiles[post.author_id].handle == "ada"
        assert post.published_at.year == 2026
        assert "<script" not in post.typeset.html
    assert {profiles[draft.owner_id].handle for draft in now["drafts"].values()} <= {"ada"}
    for table in ("sessions", "passkeys", "linked_logins", "invitations"):
        owners = {id: _owner_of(thing) for id, thing in before[table].items()}
        assert all(_owner_of(now[table][id]) == owner for id, owner in owners.items() if id in now[table])


def _owner_of(thing: Any) -> int:
    return int(thing.inviter_id if hasattr(thing, "inviter_id") else thing.account_id)
