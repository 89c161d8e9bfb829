"""What opens an account: apps, recovery codes, passkeys, logins elsewhere."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pyotp
import pytest
from flask import Flask

from adapters.memory.clock import FrozenClock
from adapters.memory.identities import InMemoryProvider
from bootstrap.container import Container
from tests.authenticator import SoftAuthenticator
from tests.unit.web.keys import account_of, an_identity, give_app, give_passkey
from tests.unit.web.test_settings_account import forget_password
from tests.visitor import HOST, PASSWORD, Visitor, forms_in, query_of

APP = "/settings/security/app"
CODES = "/settings/security/recovery-codes"
PASSKEYS = "/settings/security/passkeys"
A_STEP = timedelta(seconds=60)
"""After which an app's code is another one, by a step to spare."""

RECOVERY_CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{6}-){3}[2-9A-HJ-NP-Z]{6}\b")


def secret_on(page: str) -> str:
    code = re.search(r'<code class="secret"[^>]*>(.*?)</code>', page, re.DOTALL)
    assert code
    return re.sub(r"<[^>]*>|\s", "", code[1])


def ids_in(page: str, pattern: str) -> list[str]:
    return re.findall(pattern, page)


def add_passkey(visitor: Visitor, device: SoftAuthenticator, name: str = "Blue phone") -> Any:
    options = visitor.post(f"{PASSKEYS}/options")
    assert options.mimetype == "application/json"
    answer = device.create(options.text, HOST)
    return visitor.fill(f"{PASSKEYS}/new", PASSKEYS, answer=answer, name=name)


# Authenticator apps


def test_an_app_is_set_up_by_the_code_that_it_shows(ada: Visitor, clock: FrozenClock, app: Flask) -> None:
    elsewhere = Visitor(app).sign_in("ada")
    assert ada.fill(f"{APP}/new", APP).headers["Location"] == APP
    page = ada.fetch(APP)
    assert '<svg class="qr"' in page
    assert 'aria-label="QR code for your authenticator app"' in page
    assert "style=" not in page
    secret = secret_on(page)
    done = ada.fill(APP, f"{APP}/confirmation", code=pyotp.TOTP(secret).at(clock.now()))
    assert done.status_code == 200
    assert len(set(RECOVERY_CODE.findall(done.text))) == 10
    assert done.headers["Cache-Control"] == "no-store, private"
    assert "10 codes are left" in ada.fetch("/settings/security")
    assert elsewhere.get("/drafts").status_code == 303
    assert ada.get(APP).headers["Location"] == "/settings/security"
    clock.advance(A_STEP)
    Visitor(app).sign_in("ada", code=pyotp.TOTP(secret).at(clock.now()))


def test_recovery_codes_are_shown_once(ada: Visitor, clock: FrozenClock, container: Container) -> None:
    app = give_app(container, "ada", clock)
    clock.advance(A_STEP)
    ada.sign_in("ada", code=app.code())
    shown = RECOVERY_CODE.findall(ada.fill(f"{CODES}/new", CODES).text)
    assert len(set(shown)) == 10
    for path in ("/settings/security", f"{CODES}/new", "/settings/activity", "/settings/account"):
        assert not RECOVERY_CODE.search(ada.fetch(path))
    assert ada.get(CODES).status_code == 405


def test_new_codes_kill_the_old_ones(
    ada: Visitor, clock: FrozenClock, container: Container, app: Flask
) -> None:
    authenticator = give_app(container, "ada", clock)
    clock.advance(A_STEP)
    ada.sign_in("ada", code=authenticator.code())
    fresh = RECOVERY_CODE.findall(ada.fill(f"{CODES}/new", CODES).text)
    entering = Visitor(app)
    entering.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD)
    assert entering.second_step(by="recovery", code=authenticator.slip[0]).status_code == 422
    assert entering.second_step(by="recovery", code=fresh[0]).status_code == 303


def test_a_wrong_code_shows_the_same_secret_again(ada: Visitor, clock: FrozenClock) -> None:
    ada.fill(f"{APP}/new", APP)
    secret = secret_on(ada.fetch(APP))
    right = pyotp.TOTP(secret).at(clock.now())
    wrong = ada.fill(APP, f"{APP}/confirmation", code=f"{(int(right) + 1) % 1_000_000:06d}")
    assert wrong.status_code == 422
    assert secret_on(wrong.text) == secret
    assert 'id="field-code-fault"' in wrong.text
    assert "Not set up" in ada.fetch("/settings/security")


def test_guessing_a_code_is_soon_over(ada: Visitor) -> None:
    ada.fill(f"{APP}/new", APP)
    answers = [ada.post(f"{APP}/confirmation", code="no code").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_confirming_what_was_never_begun_is_not_found(ada: Visitor) -> None:
    assert ada.post(f"{APP}/confirmation", code="123456").status_code == 404


def test_removing_the_app_asks_for_a_password_that_will_stand_alone(
    ada: Visitor, clock: FrozenClock, container: Container
) -> None:
    app = give_app(container, "ada", clock)
    clock.advance(A_STEP)
    ada.sign_in("ada", code=app.code())
    form = ada.form(f"{APP}/removal", f"{APP}?_method=DELETE")
    assert "password" in form.values
    wrong = ada.send(form.action, form.values | {"password": "not the password"})
    assert wrong.status_code == 422
    assert 'id="field-password-fault"' in wrong.text
    assert ada.send(form.action, form.values | {"password": PASSWORD}).status_code == 303
    page = ada.fetch("/settings/security")
    assert "Not set up" in page
    assert "Recovery codes" not in page


def test_removing_the_app_beside_a_passkey_asks_for_nothing(
    ada: Visitor, clock: FrozenClock, container: Container
) -> None:
    app = give_app(container, "ada", clock)
    give_passkey(container, "ada")
    clock.advance(A_STEP)
    ada.sign_in("ada", code=app.code())
    form = ada.form(f"{APP}/removal", f"{APP}?_method=DELETE")
    assert "password" not in form.values
    assert ada.send(form.action, form.values).status_code == 303


# Passkeys


def test_a_passkey_is_added_named_and_removed(ada: Visitor, app: Flask) -> None:
    elsewhere = Visitor(app).sign_in("ada")
    added = add_passkey(ada, SoftAuthenticator())
    assert len(set(RECOVERY_CODE.findall(added.text))) == 10
    assert elsewhere.get("/drafts").status_code == 303
    page = ada.fetch("/settings/security")
    assert "Blue phone" in page
    (own,) = ids_in(page, rf'href="({PASSKEYS}/\d+)"')
    assert (
        ada.fill(own, own, name="Red phone").headers["Location"] == "/settings/security?done=passkey-renamed"
    )
    assert "Red phone" in ada.fetch("/settings/security")
    gone = ada.fill(f"{own}/removal", f"{own}?_method=DELETE", password=PASSWORD)
    assert gone.headers["Location"] == "/settings/security?done=passkey-removed"
    assert "Red phone" not in ada.fetch("/settings/security")


def test_a_second_passkey_brings_no_new_codes(ada: Visitor) -> None:
    add_passkey(ada, SoftAuthenticator())
    added = add_passkey(ada, SoftAuthenticator(), name="")
    assert added.headers["Location"] == "/settings/security?done=passkey-added"


def test_an_answer_that_does_not_hold_comes_back_with_its_name(ada: Visitor) -> None:
    ada.post(f"{PASSKEYS}/options")
    refused = ada.fill(f"{PASSKEYS}/new", PASSKEYS, answer="{}", name="Blue phone")
    assert refused.status_code == 422
    assert 'value="Blue phone"' in refused.text
    assert "That passkey didn&#39;t work here." in refused.text


def test_an_answer_made_in_one_session_is_refused_in_another(ada: Visitor, app: Flask) -> None:
    elsewhere = Visitor(app).sign_in("ada")
    answer = SoftAuthenticator().create(ada.post(f"{PASSKEYS}/options").text, HOST)
    refused = elsewhere.post(PASSKEYS, answer=answer, name="Mine")
    assert refused.status_code in (403, 422)
    assert "Mine" not in elsewhere.fetch("/settings/security")


def test_a_long_name_comes_back(ada: Visitor) -> None:
    add_passkey(ada, SoftAuthenticator())
    (own,) = ids_in(ada.fetch("/settings/security"), rf'href="({PASSKEYS}/\d+)"')
    answer = ada.fill(own, own, name="N" * 61)
    assert answer.status_code == 422
    assert 'id="field-name-fault"' in answer.text


def test_the_last_way_in_stays(ada: Visitor, container: Container) -> None:
    add_passkey(ada, SoftAuthenticator())
    forget_password(container, "ada")
    (own,) = ids_in(ada.fetch("/settings/security"), rf'href="({PASSKEYS}/\d+)"')
    page = ada.fetch(f"{own}/removal")
    assert "This is your only way in." in page
    assert not any("_method=DELETE" in form.action for form in forms_in(page))
    assert ada.post(f"{own}?_method=DELETE").status_code == 409
    assert "Blue phone" in ada.fetch("/settings/security")


# Logins elsewhere


def link(visitor: Visitor, provider: InMemoryProvider, code: str = "granted", **identity: Any) -> Any:
    provider.grant(code, an_identity(**identity))
    out = visitor.fill("/settings/logins/new", f"/settings/logins/{provider.name}")
    assert out.status_code == 200
    state = query_of(unescape(out.headers["Refresh"].partition("url=")[2]))["state"][0]
    return visitor.get(f"/sign-in/with/{provider.name}/answer?state={state}&code={code}")


def test_a_login_elsewhere_is_linked_and_unlinked(
    ada: Visitor, provider: InMemoryProvider, app: Flask
) -> None:
    elsewhere = Visitor(app).sign_in("ada")
    assert "Linked logins" in ada.fetch("/settings/security")
    assert link(ada, provider).headers["Location"] == "/settings/security?done=linked"
    assert elsewhere.get("/drafts").status_code == 303
    page = ada.fetch("/settings/security")
    assert "Eve at Example" in page
    (removal,) = ids_in(page, r'href="(/settings/logins/\d+/removal)"')
    gone = ada.fill(removal, removal.removesuffix("/removal"))
    assert gone.headers["Location"] == "/settings/security?done=unlinked"
    assert "Eve at Example" not in ada.fetch("/settings/security")


def test_a_place_without_providers_says_nothing_of_them(ada: Visitor) -> None:
    assert "Linked logins" not in ada.fetch("/settings/security")
    assert ada.get("/settings/logins/new").status_code == 404
    assert ada.post("/settings/logins/example").status_code == 404


def test_a_login_that_opens_another_account_is_not_linked(
    ada: Visitor, bo: Visitor, provider: InMemoryProvider
) -> None:
    link(bo, provider)
    assert link(ada, provider, code="again").status_code == 409
    assert "Eve at Example" not in ada.fetch("/settings/security")


def test_the_only_login_stays(ada: Visitor, provider: InMemoryProvider, container: Container) -> None:
    link(ada, provider)
    forget_password(container, "ada")
    (removal,) = ids_in(ada.fetch("/settings/security"), r'href="(/settings/logins/\d+/removal)"')
    assert "This is your only way in." in ada.fetch(removal)
    own = removal.removesuffix("/removal")
    assert ada.post(f"{own}?_method=DELETE").status_code == 409


def test_somebody_elses_keys_are_not_there(
    ada: Visitor, bo: Visitor, provider: InMemoryProvider, kept: Callable[[], Any]
) -> None:
    add_passkey(ada, SoftAuthenticator())
    add_passkey(bo, SoftAuthenticator())
    link(bo, provider)
    page = bo.fetch("/settings/security")
    (passkey,) = ids_in(page, rf'href="({PASSKEYS}/\d+)"')
    (removal,) = ids_in(page, r'href="(/settings/logins/\d+/removal)"')
    before = kept()
    for path in (passkey, f"{passkey}/removal", removal):
        assert ada.get(path).status_code == 404
    for path in (passkey, f"{passkey}?_method=DELETE", f"{removal.removesuffix('/removal')}?_method=DELETE"):
        assert ada.post(path, name="Mine", password=PASSWORD).status_code == 404
    assert kept() == before


@pytest.mark.parametrize("id", ["0", str(2**63 - 1), str(2**63), "9" * 30])
def test_an_id_that_nothing_has_is_not_found(ada: Visitor, id: str) -> None:
    for path in (f"{PASSKEYS}/{id}", f"{PASSKEYS}/{id}/removal", f"/settings/logins/{id}/removal"):
        assert ada.get(path).status_code == 404


def test_a_person_without_password_gets_no_password_field(ada: Visitor, container: Container) -> None:
    add_passkey(ada, SoftAuthenticator())
    add_passkey(ada, SoftAuthenticator(), name="Spare")
    forget_password(container, "ada")
    own = ids_in(ada.fetch("/settings/security"), rf'href="({PASSKEYS}/\d+)"')[0]
    form = ada.form(f"{own}/removal", own)
    assert "password" not in form.values
    assert ada.send(form.action, form.values).status_code == 303


def test_the_rules_behind_the_page_hold_without_it(ada: Visitor, container: Container) -> None:
    """A password too short to stand alone keeps the last second factor where it is."""
    add_passkey(ada, SoftAuthenticator())
    account = account_of(container, "ada")
    (passkey,) = container.accounts.ways_in().of(account.id).passkeys
    settings = container.accounts.lone_passwords()
    assert settings.would_stand_alone(account.id, without_passkey=passkey.id)
    assert not settings.would_stand_alone(account.id, without_app=True)
    ada.post("/settings/account/password", current_password=PASSWORD, password="lanterns")
    refused = ada.post(f"{PASSKEYS}/{passkey.id}?_method=DELETE", password="lanterns")
    assert refused.status_code == 422
    assert "too few without a second factor" in refused.text
