"""Every route, and who may call it. A route that is not in this list fails."""

from collections.abc import Callable
from typing import Any

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
    "GET /admin/accounts": "staff",
    "GET /admin/accounts/<int:account_id>": "staff",
    "POST /admin/accounts/<int:account_id>/approval": "staff",
    "POST /admin/accounts/<int:account_id>/confirmation": "staff",
    "DELETE /admin/accounts/<int:account_id>/invitations/<int:invitation_id>": "staff",
    "DELETE /admin/accounts/<int:account_id>/restriction": "staff",
    "POST /admin/accounts/<int:account_id>/restriction": "staff",
    "POST /admin/accounts/<int:account_id>/role": "admin",
    "DELETE /admin/accounts/<int:account_id>/second-factor": "admin",
    "DELETE /admin/accounts/<int:account_id>/sessions": "staff",
    "GET /admin/approvals": "staff",
    "DELETE /admin/approvals/<int:account_id>": "staff",
    "POST /admin/approvals/<int:account_id>": "staff",
    "GET /admin/place": "admin",
    "POST /admin/place": "admin",
    "GET /confirm-email": "anyone",
    "POST /confirm-email": "anyone",
    "GET /confirm-new-email": "anyone",
    "POST /confirm-new-email": "anyone",
    "GET /confirmations": "anyone",
    "POST /confirmations": "anyone",
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
    "GET /password-resets": "anyone",
    "POST /password-resets": "anyone",
    "POST /passwords/strength": "anyone",
    "POST /posts": "signed in",
    "DELETE /posts/<int:post_id>": "signed in",
    "POST /posts/<int:post_id>": "signed in",
    "PUT /posts/<int:post_id>": "signed in",
    "GET /posts/<int:post_id>/edit": "signed in",
    "GET /posts/<int:post_id>/history": "anyone",
    "DELETE /posts/<int:post_id>/publication": "signed in",
    "POST /posts/<int:post_id>/replies": "signed in",
    "POST /posts/<int:post_id>/restoration": "signed in",
    "GET /prove": "signed in",
    "POST /prove": "signed in",
    "POST /prove/with/<provider>": "signed in",
    "GET /register": "anyone",
    "POST /register": "anyone",
    "GET /register/sent": "anyone",
    "GET /register/with": "anyone",
    "POST /register/with": "anyone",
    "GET /reset-password": "anyone",
    "POST /reset-password": "anyone",
    "GET /settings/account": "signed in",
    "POST /settings/account/password": "signed in",
    "POST /settings/account/phone": "signed in",
    "GET /settings/activity": "signed in",
    "GET /settings/close": "signed in",
    "POST /settings/close": "signed in",
    "DELETE /settings/email": "signed in",
    "GET /settings/email": "signed in",
    "POST /settings/email": "signed in",
    "POST /settings/email/confirmation": "signed in",
    "GET /settings/export": "signed in",
    "POST /settings/export": "signed in",
    "GET /settings/export/<int:export_id>": "signed in",
    "GET /settings/invitations": "signed in",
    "POST /settings/invitations": "signed in",
    "DELETE /settings/invitations/<int:invitation_id>": "signed in",
    "DELETE /settings/logins/<int:login_id>": "signed in",
    "GET /settings/logins/<int:login_id>/removal": "signed in",
    "POST /settings/logins/<provider>": "signed in",
    "GET /settings/logins/new": "signed in",
    "GET /settings/profile": "signed in",
    "POST /settings/profile": "signed in",
    "POST /settings/profile/handle": "signed in",
    "GET /settings/profiles": "signed in",
    "POST /settings/profiles": "signed in",
    "POST /settings/profiles/<handle>/voice": "signed in",
    "GET /settings/security": "signed in",
    "DELETE /settings/security/app": "signed in",
    "GET /settings/security/app": "signed in",
    "POST /settings/security/app": "signed in",
    "POST /settings/security/app/confirmation": "signed in",
    "GET /settings/security/app/new": "signed in",
    "GET /settings/security/app/removal": "signed in",
    "POST /settings/security/passkeys": "signed in",
    "DELETE /settings/security/passkeys/<int:passkey_id>": "signed in",
    "GET /settings/security/passkeys/<int:passkey_id>": "signed in",
    "POST /settings/security/passkeys/<int:passkey_id>": "signed in",
    "GET /settings/security/passkeys/<int:passkey_id>/removal": "signed in",
    "GET /settings/security/passkeys/new": "signed in",
    "POST /settings/security/passkeys/options": "signed in",
    "POST /settings/security/recovery-codes": "signed in",
    "GET /settings/security/recovery-codes/new": "signed in",
    "DELETE /settings/sessions": "signed in",
    "GET /settings/sessions": "signed in",
    "DELETE /settings/sessions/<int:session_id>": "signed in",
    "GET /setup": "anyone",
    "POST /setup": "anyone",
    "GET /sign-in": "anyone",
    "POST /sign-in": "anyone",
    "POST /sign-in/passkey": "anyone",
    "POST /sign-in/passkey/request": "anyone",
    "GET /sign-in/reopening": "anyone",
    "POST /sign-in/reopening": "anyone",
    "GET /sign-in/second-step": "anyone",
    "POST /sign-in/second-step": "anyone",
    "POST /sign-in/with/<provider>": "anyone",
    "GET /sign-in/with/<provider>/answer": "anyone",
    "POST /sign-out": "anyone",
    "GET /static/<digest>/<path:name>": "anyone",
    "GET /tags/<tag>": "anyone",
    "GET /trash": "signed in",
}

EXAMPLES = {
    "handle": "ada",
    "slug": "x",
    "tag": "x",
    "provider": "example",
    "post_id": "7",
    "draft_id": "7",
    "account_id": "7",
    "export_id": "7",
    "invitation_id": "7",
    "login_id": "7",
    "passkey_id": "7",
    "session_id": "7",
}


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


def _open(visitor: Visitor, route: str) -> int:
    """What a visitor gets there, with a good token where something is sent."""
    method, path = _path(route)
    if method == "GET":
        return visitor.get(path).status_code
    return visitor.post(path if method == "POST" else f"{path}?_method={method}").status_code


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
    for visitor in (stranger, member("cy")):
        assert _open(visitor, route) == 404


@pytest.mark.parametrize("route", [route for route, who in ROUTES.items() if who == "admin"])
def test_what_is_for_admins_does_not_exist_for_moderators(
    stranger: Visitor, member: Callable[..., Visitor], route: str
) -> None:
    for visitor in (stranger, member("cy"), member("mo", Role.MODERATOR)):
        assert _open(visitor, route) == 404


def test_a_moderator_sees_who_waits(member: Callable[..., Visitor]) -> None:
    assert member("mo", Role.MODERATOR).get("/admin/approvals").status_code == 200


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.startswith("GET")])
def test_a_get_never_changes_anything(stranger: Visitor, kept: Callable[[], Any], route: str) -> None:
    """The same address by GET is a page, or nothing."""
    method, path = _path(route)
    before = kept()
    response = stranger.get(f"{path}?_method={method}")
    assert kept() == before
    assert response.status_code in (200, 303, 403, 404, 405)
