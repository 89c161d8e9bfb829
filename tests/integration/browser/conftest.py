"""Chromium, and a place for it to look at."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.integration.postbox import Postbox
from tests.integration.serving import RunningStoa

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


PATIENCE = 15_000
"""Milliseconds for a page to be as expected: another test may have the machine just now."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium was found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, headless=True)
        yield browser
        browser.close()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox().open() as postbox:
        yield postbox


@pytest.fixture
def stoa(tmp_path: Path, postbox: Postbox) -> Iterator[RunningStoa]:
    running = RunningStoa(tmp_path, STOA_SMTP_URL=postbox.url).start()
    yield running
    running.stop()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def runs_script(request: pytest.FixtureRequest) -> bool:
    value: bool = request.param
    return value


class People:
    """Each person has a browser window of their own; faults of a page fail the test at its end."""

    def __init__(self, browser: Browser, url: str, *, runs_script: bool) -> None:
        self._browser, self._url, self._runs_script = browser, url, runs_script
        self.faults: list[str] = []

    @property
    def runs_script(self) -> bool:
        return self._runs_script

    def someone(self, **options: object) -> Page:
        context = self._browser.new_context(
            base_url=self._url, java_script_enabled=self._runs_script, **options
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self._note(page, message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda request: self._check_host(page, request))
        return page

    def _note(self, page: Page, kind: str, text: str) -> None:
        if self._is_ours(page) and kind == "error" and "status of 4" not in text:
            self.faults.append(f"console: {text}")

    def _check_host(self, page: Page, request: Request) -> None:
        """What another place's pages do, such as a provider's, is their affair; going there is no fault."""
        leads_away = request.is_navigation_request() or not self._is_ours(page)
        if not leads_away and not request.url.startswith((self._url, "data:")):
            self.faults.append(f"a request to another host: {request.url}")

    def _is_ours(self, page: Page) -> bool:
        return page.url.startswith((self._url, "about:"))


@pytest.fixture
def people(chromium: Browser, stoa: RunningStoa, runs_script: bool) -> Iterator[People]:
    people = People(chromium, stoa.url, runs_script=runs_script)
    yield people
    for context in chromium.contexts:
        context.close()
    assert people.faults == []
