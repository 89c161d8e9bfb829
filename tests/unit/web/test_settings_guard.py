"""What stands before the settings: a proof where doors are opened, a token in every form."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from domain.sessions import FRESH_FOR
from tests.visitor import HOST, PASSWORD, Visitor

PROVED_PAGES = (
    "/settings/email",
    "/settings/security/app/new",
    "/settings/security/app",
    "/settings/security/app/removal",
    "/settings/security/recovery-codes/new",
    "/settings/security/passkeys/new",
    "/settings/security/passkeys/7/removal",
    "/settings/logins/new",
    "/settings/logins/7/removal",
    "/settings/export/7",
    "/settings/close",
)
PROVED_CHANGES = (
    "/settings/email",
    "/settings/security/app",
    "/settings/security/app/confirmation",
    "/settings/security/app?_method=DELETE",
    "/settings/security/recovery-codes",
    "/settings/security/passkeys/options",
    "/settings/security/passkeys",
    "/settings/security/passkeys/7?_method=DELETE",
    "/settings/logins/example",
    "/settings/logins/7?_method=DELETE",
    "/settings/export",
    "/settings/close",
)
OTHER_CHANGES = (
    "/settings/profile",
    "/settings/profile/handle",
    "/settings/account/phone",
    "/settings/account/password",
    "/settings/email?_method=DELETE",
    "/settings/email/confirmation",
    "/settings/security/passkeys/7",
    "/settings/sessions?_method=DELETE",
    "/settings/sessions/7?_method=DELETE",
    "/settings/profiles",
    "/settings/profiles/ada/voice",
    "/settings/invitations",
    "/settings/invitations/7?_method=DELETE",
)
WORDS = {
    "handle": "ada_byron",
    "email": "ada@new.example",
    "phone": "+436601234567",
    "code": "123456",
    "name": "Blue phone",
    "display_name": "Ada Byron",
    "note": "Cy",
    "most": "1",
    "days": "7",
    "current_password": PASSWORD,
    "password": "five other words do it",
}


def test_every_page_and_change_that_takes_a_proof_is_tried_here(app: Any) -> None:
    adapter = app.url_map.bind("127.0.0.1:8000")
    tried = {adapter.match(path, "GET")[0] for path in PROVED_PAGES}
    for path in PROVED_CHANGES:
        bare, _, method = path.partition("?_method=")
        tried.add(adapter.match(bare, method or "POST")[0])
    marked = {name for name, view in app.view_functions.items() if getattr(view, "needs_proof", False)}
    assert tried == marked


@pytest.mark.parametrize("path", PROVED_PAGES)
def test_a_page_that_takes_a_proof_leads_there_and_back(ada: Visitor, clock: FrozenClock, path: str) -> None:
    clock.advance(FRESH_FOR)
    asked = ada.get(path)
    assert asked.status_code == 303
    assert asked.headers["Location"].replace("%2F", "/") == f"/prove?next={path}"
    proof = ada.form(asked.headers["Location"], "/prove")
    back = ada.send(proof.action, proof.values | {"password": PASSWORD})
    assert back.headers["Location"] == path
    assert ada.get(path).status_code in (200, 303, 404)
    assert not ada.get(path).headers.get("Location", "").startswith("/prove")


@pytest.mark.parametrize("path", PROVED_CHANGES)
def test_nothing_that_opens_doors_changes_without_a_proof(
    ada: Visitor, clock: FrozenClock, kept: Callable[[], Any], path: str
) -> None:
    token = ada.csrf()
    clock.advance(FRESH_FOR)
    ada.get("/")
    before = kept()
    refused = ada.send(path, WORDS | {"csrf": token})
    assert refused.status_code == 403
    assert "Please show once more that it&#39;s you." in refused.text
    assert kept() == before


@pytest.mark.parametrize("path", [*PROVED_CHANGES, *OTHER_CHANGES])
def test_a_form_without_its_token_changes_nothing(
    ada: Visitor, bo: Visitor, kept: Callable[[], Any], path: str
) -> None:
    others = bo.csrf()
    before = kept()
    for token in ("", "x", others):
        assert ada.send(path, WORDS | {"csrf": token}).status_code == 403
    mine = WORDS | {"csrf": ada.csrf()}
    assert ada.send(path, mine, headers={"Origin": "https://evil.example"}).status_code == 403
    assert ada.send(path, mine, headers={"Origin": HOST, "Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert kept() == before


def test_a_stale_form_keeps_what_was_typed(ada: Visitor) -> None:
    answer = ada.send("/settings/profiles", {"handle": "slow_bread", "display_name": "Slow Bread"})
    assert answer.status_code == 403
    assert 'value="slow_bread"' in answer.text
    assert 'value="Slow Bread"' in answer.text


def test_the_list_of_settings_marks_the_page_and_those_below_it(ada: Visitor, container: Container) -> None:
    assert 'href="/settings/profile" aria-current="page"' in ada.fetch("/settings/profile")
    page = ada.fetch("/settings/profiles")
    assert 'href="/settings/profiles" aria-current="page"' in page
    assert 'href="/settings/profile" aria-current' not in page
    assert 'href="/settings/security" aria-current="true"' in ada.fetch("/settings/security/app/new")
