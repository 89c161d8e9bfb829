"""What script adds at the door: a judgement of a password while one types, four words at a press."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import People
from tests.integration.browser.test_journeys import set_up
from tests.integration.serving import RunningStoa

pytestmark = pytest.mark.browser


@pytest.fixture
def page(people: People, stoa: RunningStoa) -> Page:
    """Somebody who is about to join."""
    set_up(people.someone(), stoa.setup_link)
    page = people.someone()
    page.goto("/register")
    return page


@pytest.mark.parametrize("runs_script", [True], indirect=True)
def test_a_password_is_judged_while_it_is_typed(page: Page) -> None:
    said, meter = page.locator(".strength [role=status]"), page.locator(".strength meter")
    field = page.locator("[name=password]")
    expect(meter).to_be_hidden()
    field.press_sequentially("four wo")
    expect(said).to_have_text("8 more characters.")
    expect(meter).to_be_hidden()
    field.fill("qwertyuiopasdfgh")
    expect(said).to_contain_text("This is quickly guessed.")
    expect(meter).to_be_visible()
    expect(page.get_by_text("kept nowhere")).to_be_visible()
    assert meter.evaluate("meter => meter.value") < 3
    field.fill("viaduct kumquat lantern osprey")
    expect(said).to_have_text("This is very hard to guess.")
    assert meter.evaluate("meter => meter.value") == 4
    field.fill("")
    expect(said).to_be_empty()
    expect(meter).to_be_hidden()


@pytest.mark.parametrize("runs_script", [True], indirect=True)
def test_four_words_are_taken_at_a_press_and_shown(page: Page) -> None:
    page.get_by_text("Propose four words").click()
    words = page.locator("[data-proposal]").inner_text()
    page.get_by_role("button", name="Use these words").click()
    field = page.locator("[name=password]")
    expect(field).to_have_value(words)
    expect(field).to_have_attribute("type", "text")
    expect(field).to_be_focused()
    expect(page.locator(".strength [role=status]")).to_have_text("This is very hard to guess.")
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")


@pytest.mark.parametrize("runs_script", [False], indirect=True)
def test_without_script_the_words_can_be_read_and_copied(page: Page) -> None:
    expect(page.locator("[data-proposal]")).to_be_hidden()
    page.get_by_text("Propose four words").click()
    expect(page.locator("[data-proposal]")).to_have_text(re.compile(r"^[\w-]+( [\w-]+){3}$"))
    expect(page.get_by_role("button", name="Use these words")).to_have_count(0)
    expect(page.locator(".strength meter")).to_be_hidden()


@pytest.mark.parametrize("runs_script", [True], indirect=True)
def test_the_other_ways_in_take_the_tick_along(people: People, stoa: RunningStoa) -> None:
    set_up(people.someone(), stoa.setup_link)
    page = people.someone()
    page.goto("/sign-in")
    along = page.locator("form[action='/sign-in/passkey'] [name=remember]")
    for ticked, value in ((True, "yes"), (False, "no")):
        page.get_by_label("Stay signed in on this device").set_checked(ticked)
        expect(along).to_have_value(value)


@pytest.mark.parametrize("runs_script", [True], indirect=True)
def test_a_browser_without_passkeys_is_offered_none(people: People, stoa: RunningStoa) -> None:
    set_up(people.someone(), stoa.setup_link)
    page = people.someone()
    page.add_init_script("delete window.PublicKeyCredential")
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
