"""What belongs to somebody else is, byte for byte, what doesn't exist."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from domain.accounts import Role
from domain.ids import MAX_ID
from tests.integration.visitors.belongings import CANARY, Belongings, settle
from tests.integration.visitors.markup import masked
from tests.visitor import HOST, Visitor

NONE = 424242
"""An id that nothing has."""

ODD = (0, 1, MAX_ID, 2**63, 10**30, int("9" * 400))

SHOWN_TO_OTHERS = {"posts.show_note", "posts.history", "replies.create"}
"""Endpoints where a public post is there for everybody."""


@pytest.fixture
def own(ada: Visitor) -> Belongings:
    return settle(ada)


def _id_routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every route that takes an id, with each of its methods."""
    for rule in app.url_map.iter_rules():
        if "<int:" in rule.rule:
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule


def _path(rule: Rule, id: int | str) -> str:
    path = rule.rule.replace("<handle>", "ada")
    return "".join(str(id) if part.startswith("int:") else part for part in path.replace(">", "<").split("<"))


def _ask(visitor: Visitor, method: str, path: str, token: str) -> TestResponse:
    values = {"csrf": token, "title": "Mine", "body": "Mine now", "version": "1"}
    return visitor.client.open(
        path, method=method, data=None if method == "GET" else values, base_url=HOST, headers={"Origin": HOST}
    )


def _seen(response: TestResponse, id: int | str) -> tuple[Any, ...]:
    """All that an answer tells, its own address aside."""
    varying = ("X-Request-Id", "Content-Security-Policy", "Content-Length", "Set-Cookie")
    own_address = re.compile(rf"(/|%2F){id}\b")
    headers = {name: own_address.sub("*", value) for name, value in response.headers if name not in varying}
    return response.status_code, headers, own_address.sub("*", masked(response.text))


@pytest.mark.parametrize("who", ["stranger", "member", "moderator"])
def test_anothers_things_answer_as_nothing_would(
    app: Flask,
    own: Belongings,
    member: Callable[..., Visitor],
    kept: Callable[[], dict[str, Any]],
    who: str,
) -> None:
    visitor = Visitor(app)
    if who != "stranger":
        visitor = member("cy", Role.MODERATOR if who == "moderator" else Role.MEMBER)
    token = visitor.csrf()
    before = kept()
    seen = 0
    for method, rule in _id_routes(app):
        if rule.endpoint.startswith("approvals.") and who == "moderator":
            continue
        nothing = _seen(_ask(visitor, method, _path(rule, NONE), token), NONE)
        others = [*own.private.values(), *ODD]
        if rule.endpoint not in SHOWN_TO_OTHERS:
            others += own.public.values()
        for id in others:
            answer = _ask(visitor, method, _path(rule, id), token)
            assert _seen(answer, id) == nothing, (method, rule.rule, id)
            assert CANARY not in answer.text
            seen += 1
        assert nothing[0] == 404 or who == "stranger"
    assert seen > 150
    assert kept() == before


def test_an_id_below_zero_is_nothing(app: Flask, member: Callable[..., Visitor]) -> None:
    visitor = member("cy")
    token = visitor.csrf()
    for method, rule in _id_routes(app):
        answer = _ask(visitor, method, _path(rule, -1), token)
        assert answer.status_code in (404, 405), rule.rule


def test_staff_routes_do_not_tell_who_waits(
    app: Flask, member: Callable[..., Visitor], kept: Callable[[], dict[str, Any]]
) -> None:
    visitor = member("cy")
    token = visitor.csrf()
    account = next(iter(kept()["accounts"]))
    answers = [_seen(_ask(visitor, "POST", f"/admin/approvals/{id}", token), id) for id in (account, NONE)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_a_closed_article_is_nothing_by_its_readable_address_too(
    own: Belongings, stranger: Visitor, bo: Visitor, ada: Visitor
) -> None:
    assert ada.get(f"/@ada/{own.slug}").status_code == 200
    for visitor in (stranger, bo):
        for path in (f"/@ada/{own.slug}", f"/@ADA/{own.slug}", f"/@ada/{own.slug.upper()}"):
            nothing = _seen(visitor.get("/@ada/no-such-article"), "-")
            assert _seen(visitor.get(path), "-") == nothing


def test_no_list_and_no_page_lets_a_closed_word_out(
    own: Belongings, ada: Visitor, stranger: Visitor, bo: Visitor
) -> None:
    ada.post(f"/posts/{own.public['article']}", title="An open article", body="Open words.", version="1")
    paths = ("/", "/local", "/about", "/@ada", "/@ada?shows=articles", "/@ada?shows=replies")
    for visitor in (stranger, bo):
        for path in paths:
            page = visitor.fetch(path)
            assert CANARY not in page
            assert "closed" not in page.lower()


def test_ada_herself_finds_all_of_it(own: Belongings, ada: Visitor) -> None:
    """So that the test above speaks of things that are there."""
    assert ada.get(f"/drafts/{own.private['draft']}/edit").status_code == 200
    assert ada.get(f"/drafts/{own.private['desk']}/edit").status_code == 200
    for name in ("closed", "reply", "mentioned"):
        assert ada.get(f"/posts/{own.private[name]}/history").status_code == 200
    assert str(own.private["deleted"]) in ada.fetch("/trash")
