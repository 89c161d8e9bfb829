"""Every route, and who may call it. A route that is not in this list fails."""

from collections.abc import Callable

import pytest
from flask import Flask

from domain.accounts import Role
from tests.visitor import Visitor
from web.access import access_of

ROUTES = {
    "GET /": "anyone",
    "GET /@<handle>": "anyone",
    "GET /@<handle>/<int:post_id>": "anyone",
    "GET /@<handle>/<slug>": "anyone",
    "GET /about": "anyone",
    "GET /admin/approvals": "staff",
    "POST /admin/approvals/<int:account_id>": "staff",
    "GET /drafts": "signed in",
    "POST /drafts": "signed in",
    "DELETE /drafts/<int:draft_id>": "signed in",
    "POST /drafts/<int:draft_id>": "signed in",
    "PUT /drafts/<int:draft_id>": "signed in",
    "GET /drafts/<int:draft_id>/edit": "signed in",
    "POST /drafts/<int:draft_id>/publication": "signed in",
    "GET /drafts/new": "signed in",
    "GET /livez": "anyone",
    "GET /local": "anyone",
    "POST /posts": "signed in",
    "DELETE /posts/<int:post_id>": "signed in",
    "POST /posts/<int:post_id>": "signed in",
    "PUT /posts/<int:post_id>": "signed in",
    "GET /posts/<int:post_id>/edit": "signed in",
    "GET /posts/<int:post_id>/history": "anyone",
    "DELETE /posts/<int:post_id>/publication": "signed in",
    "POST /posts/<int:post_id>/replies": "signed in",
    "POST /posts/<int:post_id>/restoration": "signed in",
    "GET /register": "anyone",
    "POST /register": "anyone",
    "GET /settings/account": "signed in",
    "POST /settings/account/password": "signed in",
    "POST /settings/account/phone": "signed in",
    "GET /settings/profile": "signed in",
    "POST /settings/profile": "signed in",
    "GET /setup": "anyone",
    "POST /setup": "anyone",
    "GET /sign-in": "anyone",
    "POST /sign-in": "anyone",
    "POST /sign-out": "anyone",
    "GET /static/<digest>/<path:name>": "anyone",
    "GET /tags/<tag>": "anyone",
    "GET /trash": "signed in",
}

EXAMPLES = {"handle": "ada", "slug": "x", "tag": "x", "post_id": "7", "draft_id": "7", "account_id": "7"}


def _routes(app: Flask) -> dict[str, str]:
    found = {}
    for rule in app.url_map.iter_rules():
        access = access_of(app, rule.endpoint)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found[f"{method} {rule.rule}"] = access.value if access else "unlisted"
    return found


def _path(route: str) -> tuple[str, str]:
    method, _, path = route.partition(" ")
    for name, value in EXAMPLES.items():
        path = path.replace(f"<int:{name}>", value).replace(f"<{name}>", value)
    return method, path


def test_every_route_is_listed_with_who_may_call_it(app: Flask) -> None:
    assert _routes(app) == ROUTES


def test_a_view_that_says_nothing_about_access_stops_the_application(app: Flask) -> None:
    from web import access

    unmarked = Flask("unmarked", static_folder=None)
    unmarked.add_url_rule("/x", "x", lambda: "x")
    with pytest.raises(RuntimeError, match="x"):
        access.install(unmarked)


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who == "signed in"])
def test_a_stranger_is_asked_to_sign_in(stranger: Visitor, route: str) -> None:
    method, path = _path(route)
    if method == "GET":
        response = stranger.get(path)
        assert (response.status_code, response.headers["Location"]) == (
            303,
            f"/sign-in?next={path.replace('/', '%2F')}",
        ) or response.headers["Location"] == f"/sign-in?next={path}"
        return
    target = path if method == "POST" else f"{path}?_method={method}"
    response = stranger.post(target, body="words that must not be lost")
    assert response.status_code in (401, 405)
    if response.status_code == 401:
        assert "words that must not be lost" in response.text


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who == "staff"])
def test_staff_pages_do_not_exist_for_others(
    stranger: Visitor, member: Callable[..., Visitor], route: str
) -> None:
    method, path = _path(route)
    for visitor in (stranger, member("cy")):
        response = visitor.get(path) if method == "GET" else visitor.post(path)
        assert response.status_code == 404


def test_a_moderator_sees_who_waits(member: Callable[..., Visitor]) -> None:
    assert member("mo", Role.MODERATOR).get("/admin/approvals").status_code == 200


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.startswith("GET")])
def test_a_get_never_changes_anything(stranger: Visitor, route: str) -> None:
    """The same address by GET is a page, or nothing."""
    method, path = _path(route)
    response = stranger.get(f"{path}?_method={method}")
    assert response.status_code in (200, 303, 404, 405)
