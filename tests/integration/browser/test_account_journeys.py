"""A person and their account, from the first visit to the last, as a browser shows it to them."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.integration.browser.conftest import People
from tests.integration.browser.steps import (
    PASSWORD,
    expect_to_be_in,
    give_password,
    register,
    send,
    set_up,
    sign_in,
    sign_out,
)
from tests.integration.identity.provider import HonestProvider, honest_provider
from tests.integration.postbox import Postbox
from tests.integration.serving import RunningStoa

pytestmark = pytest.mark.browser

ANOTHER = "a rather different sentence"
DIES_WITHIN = 5
"""Seconds between ending a session and its last breath."""

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A device's own lock, as WebDriver's "virtual authenticators" describe one (W3C Web Authentication, 11)."""

PROPOSES_NOTHING = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
"""A browser that knows passkeys, and has none to propose in a field."""


@pytest.fixture
def provider() -> Iterator[HonestProvider]:
    with honest_provider() as provider:
        yield provider


@pytest.fixture
def stoa(tmp_path: Path, postbox: Postbox, provider: HonestProvider) -> Iterator[RunningStoa]:
    running = RunningStoa(
        tmp_path,
        name="localhost",
        STOA_SMTP_URL=postbox.url,
        STOA_OIDC_PORTICO_ISSUER=provider.issuer,
        STOA_OIDC_PORTICO_CLIENT_ID="stoa",
        STOA_OIDC_PORTICO_CLIENT_SECRET="a secret between the two",
    ).start()
    yield running
    running.stop()


@pytest.fixture
def people(chromium: Browser, stoa: RunningStoa, runs_script: bool) -> Iterator[People]:
    people = People(chromium, stoa.url, runs_script=runs_script)
    set_up(people.someone(), stoa.setup_link)
    yield people
    for context in chromium.contexts:
        context.close()
    assert people.faults == []


def set_up_app(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """Returns an authenticator app that knows the account, and the recovery codes."""
    page.goto("/settings/security")
    page.get_by_role("link", name="Set up an app").click()
    if page.locator("#secret").count() == 0:
        send(page, "/settings/security/app")
    app = pyotp.TOTP(re.sub(r"\s", "", page.locator("#secret").inner_text()))
    page.locator("main [name=code]").fill(app.now())
    page.get_by_role("button", name="Turn it on").click()
    codes = page.locator("#codes").inner_text().split()
    assert len(codes) == 10
    return app, codes


def code_of_the_next_step(app: pyotp.TOTP) -> str:
    """That of the present step was shown already, and none is taken twice."""
    return app.at(int(time.time()) + 30)


def test_confirm_guard_and_get_in_by_every_factor(people: People, postbox: Postbox) -> None:
    page = people.someone()
    register(page, postbox, "ada")
    sign_in(page, "ada")
    app, recovery = set_up_app(page)
    assert "authenticator app was added" in postbox.letter("ada@example.org", "authenticator app")

    sign_out(page)
    give_password(page, "ada")
    page.locator("[name=code]").fill(code_of_the_next_step(app))
    send(page, "/sign-in/second-step")
    expect_to_be_in(page)

    sign_out(page)
    give_password(page, "ada@example.org")
    page.get_by_role("link", name="Use a recovery code").click()
    page.locator("[name=code]").fill(recovery[3].lower().replace("-", " "))
    send(page, "/sign-in/second-step")
    expect_to_be_in(page)
    page.goto("/settings/security")
    expect(page.get_by_text("9 codes are left")).to_be_visible()

    if people.runs_script:
        add_passkey(page)
        expect(page.get_by_text("Blue phone").first).to_be_visible()
        sign_out(page)
        # With a finger on the reader, what the field proposes is taken at once.
        page.goto("/sign-in")
        expect_to_be_in(page)
        sign_out(page)
        page.add_init_script(PROPOSES_NOTHING)
        page.goto("/sign-in")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect_to_be_in(page)


def add_passkey(page: Page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/settings/security")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("main [name=name]").fill("Blue phone")
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile("/settings/security(?!/passkeys/new)"))


def test_forget_reset_change_and_leave(people: People, stoa: RunningStoa, postbox: Postbox) -> None:
    page, elsewhere = people.someone(), people.someone()
    register(page, postbox, "bo")
    sign_in(elsewhere, "bo")

    page.goto("/sign-in")
    page.get_by_role("link", name="Forgot your password?").click()
    page.locator("main [name=email]").fill("bo@example.org")
    send(page, "/password-resets")
    page.goto(postbox.link("bo@example.org", "/reset-password"))
    page.locator("main [name=password]").fill(ANOTHER)
    send(page, "/reset-password")
    elsewhere.goto("/settings/account")
    expect(elsewhere).to_have_url(re.compile("/sign-in"))
    sign_in(page, "bo", ANOTHER)

    page.goto("/settings/account")
    page.get_by_role("link", name=re.compile("Change (e-mail )?address|Change")).first.click()
    page.locator("main [name=email]").fill("bo@new.example")
    send(page, "/settings/email")
    assert "another e-mail address" in postbox.letter("bo@example.org", "bo@new.example")
    page.goto(postbox.link("bo@new.example", "/confirm-new-email"))
    send(page, "/confirm-new-email")
    assert postbox.letter("bo@example.org", "changed")

    sign_in(elsewhere, "bo@new.example", ANOTHER)
    page.goto("/settings/sessions")
    page.get_by_role("button", name="End", exact=True).first.click()
    ended = time.monotonic()
    elsewhere.goto("/settings/account")
    expect(elsewhere).to_have_url(re.compile("/sign-in"))
    assert time.monotonic() - ended < DIES_WITHIN

    page.goto("/settings/close")
    page.locator("main [name=handle]").fill("bo")
    page.get_by_role("button", name="Close my account").click()
    assert elsewhere.goto("/@bo").status == 404
    sign_in_and_reopen(page)
    assert elsewhere.goto("/@bo").status == 200


def sign_in_and_reopen(page: Page) -> None:
    give_password(page, "bo@new.example", ANOTHER)
    page.get_by_role("button", name="Open it again").click()
    expect_to_be_in(page)


def test_sign_in_through_a_provider(people: People, provider: HonestProvider) -> None:
    provider.remember("cy-7", email="cy@example.org", email_verified=True, name="Cy")
    page = people.someone()
    for_the_first_time(page)
    page.locator("main [name=handle]").fill("cy")
    send(page, "/register/with")
    expect_to_be_in(page)
    page.goto("/@cy")
    expect(page.get_by_role("heading", level=1)).to_contain_text("cy")

    sign_out(page)
    for_the_first_time(page)
    expect_to_be_in(page)


def for_the_first_time(page: Page) -> None:
    """To the provider, and back."""
    page.goto("/sign-in")
    page.get_by_role("button", name="Portico").click()
    if page.get_by_role("link", name=re.compile("Portico")).count():
        page.get_by_role("link", name=re.compile("Portico")).first.click()
    page.locator("input[name=sub]").fill("cy-7")
    page.locator("input[name=sub]").press("Enter")


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
        )
        if name in (found or ""):
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def test_sign_in_and_set_up_an_app_by_keyboard_alone(people: People, postbox: Postbox) -> None:
    page = people.someone()
    register(page, postbox, "kay")
    page.goto("/sign-in")
    tab_to(page, "E-mail address or handle")
    page.keyboard.type("kay")
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect_to_be_in(page)
    page.goto("/settings/security")
    tab_to(page, "Set up an app")
    page.keyboard.press("Enter")
    if page.locator("#secret").count() == 0:
        page.wait_for_url("**/settings/security/app/new")
        tab_to(page, page.locator("main form button").first.inner_text())
        page.keyboard.press("Enter")
    secret = re.sub(r"\s", "", page.locator("#secret").inner_text())
    tab_to(page, "Code")
    page.keyboard.type(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator("#codes")).to_be_visible()
    tab_to(page, "I have kept them")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/settings/security$"))
