"""What people do at the door of a place, step by step."""

import re

from playwright.sync_api import Page, expect

from tests.integration.postbox import Postbox

PASSWORD = "four words make sense"


def set_up(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("[name=place_name]").fill("The Porch")
    page.locator("[name=registration][value=open]").check()
    fill_in_person(page, "olga")
    page.locator("main form.form button").last.click()
    expect(page).to_have_url("/?done=opened")


def fill_in_person(page: Page, handle: str) -> None:
    page.locator("[name=handle]").fill(handle)
    page.locator("[name=email]").fill(f"{handle}@example.org")
    page.locator("[name=password]").fill(PASSWORD)


def send(page: Page, action: str) -> None:
    """Press the button of the form that goes there."""
    page.locator(f"main form[action^='{action}'] button:not([type=button])").last.click()


def register(page: Page, postbox: Postbox, handle: str) -> None:
    """Register, and confirm the address by the link in the mail."""
    page.goto("/register")
    fill_in_person(page, handle)
    send(page, "/register")
    expect(page.get_by_role("heading", level=1)).to_contain_text("mail")
    page.goto(postbox.link(f"{handle}@example.org", "/confirm-email"))
    send(page, "/confirm-email")


def give_password(page: Page, login: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.locator("[name=login]").fill(login)
    page.locator("main form[action='/sign-in'] [name=password]").fill(password)
    page.locator("main form[action='/sign-in'] button:not([type=button])").click()


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    give_password(page, login, password)
    expect_to_be_in(page)


def expect_to_be_in(page: Page) -> None:
    expect(page.locator("form[action='/sign-out']")).to_have_count(1)


def sign_out(page: Page) -> None:
    page.goto("/")
    page.locator("details:has(form[action='/sign-out']) > summary").first.click()
    page.locator("form[action='/sign-out'] button").first.click()
    expect(page).to_have_url(re.compile("done=signed-out"))
