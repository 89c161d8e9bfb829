"""Every page at three widths, light and dark: nothing overflows, nothing fails, axe finds nothing.

With STOA_SCREENSHOTS set to a folder the pictures are kept there, to be looked at.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from bootstrap.demo_command import DEMO_PASSWORD
from tests.integration.browser.conftest import People
from tests.integration.serving import RunningStoa

pytestmark = pytest.mark.browser

WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")
STATUS = {"not-found": 404, "dead-link": 403}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Town:
    """A demo place that runs, and what its pages are called."""

    stoa: RunningStoa
    writer: str
    article: str
    note: str
    tag: str
    own_post: str
    own_draft: str
    account: str

    def pages(self) -> dict[str, tuple[str, bool]]:
        """Name -> path, and whether it is looked at signed in."""
        return {
            "landing": ("/", False),
            "local": ("/local", False),
            "article": (self.article, False),
            "note": (self.note, False),
            "profile": (f"/@{self.writer}", False),
            "profile-replies": (f"/@{self.writer}?shows=replies", False),
            "tag": (f"/tags/{self.tag}", False),
            "tag-empty": ("/tags/nothing-here", False),
            "about": ("/about", False),
            "register": ("/register", False),
            "sign-in": ("/sign-in", False),
            "password-resets": ("/password-resets", False),
            "confirmations": ("/confirmations", False),
            "registered": ("/register/sent", False),
            "dead-link": ("/reset-password?key=none", False),
            "not-found": ("/@nobody", False),
            "history": (f"/posts/{self.own_post}/history", False),
            "home": ("/", True),
            "own-article": (self.article, True),
            "drafts": ("/drafts", True),
            "draft-new": ("/drafts/new", True),
            "draft-preview": (f"/drafts/{self.own_draft}/edit?preview=1", True),
            "post-edit": (f"/posts/{self.own_post}/edit", True),
            "trash": ("/trash", True),
            "settings-profile": ("/settings/profile", True),
            "settings-account": ("/settings/account", True),
            "settings-email": ("/settings/email", True),
            "settings-security": ("/settings/security", True),
            "settings-passkey": ("/settings/security/passkeys/new", True),
            "settings-sessions": ("/settings/sessions", True),
            "settings-activity": ("/settings/activity", True),
            "settings-profiles": ("/settings/profiles", True),
            "settings-invitations": ("/settings/invitations", True),
            "settings-export": ("/settings/export", True),
            "settings-close": ("/settings/close", True),
            "prove": ("/prove", True),
            "approvals": ("/admin/approvals", True),
            "accounts": ("/admin/accounts", True),
            "account": (self.account, True),
            "place": ("/admin/place", True),
        }


@pytest.fixture(scope="module")
def town(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    stoa = RunningStoa(tmp_path_factory.mktemp("town"), STOA_LOG="error")
    output = stoa.run("demo", "--profiles", "40", "--posts", "400")
    owner = output.split("@")[1].split(" ")[0]
    stoa.start()
    context = chromium.new_context(base_url=stoa.url)
    page = context.new_page()
    sign_in(page, owner)
    town = furnish(page, stoa, owner)
    context.close()
    yield town
    stoa.stop()


def sign_in(page: Page, handle: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=login]").fill(handle)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


SAMPLE = """\
The ferry comes at six, and with it the papers.

## What to bring

- a coat
- [x] patience

| day     | first | last  |
|---------|-------|-------|
| weekday | 06:00 | 22:10 |
| Sunday  | 08:00 | 20:00 |

```python
def next_ferry(now: float) -> float:
    \"\"\"The timetable, as far as anybody knows.\"\"\"
    return round(now + 0.5) * 60  # minutes
```

> It will come when it comes.[^1]

[^1]: Said by everybody on the pier.
"""


def furnish(page: Page, stoa: RunningStoa, owner: str) -> Town:
    """An article with everything in it, revised once; a draft; something in the trash."""
    page.goto("/drafts/new")
    page.locator("[name=title]").fill("The ferry, explained to a newcomer")
    page.locator("[name=body]").fill(SAMPLE)
    page.get_by_role("button", name="Publish").click()
    article = page.url.split("?")[0].removeprefix(stoa.url)
    own_post = page.locator("main a[href$='/edit']").first.get_attribute("href") or ""
    page.goto(own_post)
    page.locator("[name=body]").fill(SAMPLE.replace("at six", "at seven"))
    page.get_by_role("button", name="Save").click()
    for number in (1, 2):
        page.goto(article)
        page.locator("form[action$='/replies'] [name=body]").fill(f"Thank you for this, number {number}.")
        page.locator("form[action$='/replies'] button").click()
    note = page.locator("article, .note").last
    note.locator("details.menu > summary").click()
    note.get_by_role("button", name="Delete").click()
    page.goto("/drafts/new")
    page.locator("[name=title]").fill("Winter timetable")
    page.locator("[name=body]").fill(SAMPLE)
    page.get_by_role("button", name="Save").click()
    page.goto("/local")
    note = page.locator("article a[href*='/@']:has(time)").last.get_attribute("href") or ""
    return Town(
        stoa=stoa,
        writer=owner,
        article=article,
        note=note,
        tag=(page.locator("a[href^='/tags/']").first.get_attribute("href") or "").removeprefix("/tags/"),
        own_post=own_post.split("/")[2],
        own_draft=_last_draft(page),
        account=_some_account(page),
    )


def _some_account(page: Page) -> str:
    """The staff's page of a member."""
    page.goto("/admin/accounts")
    return page.locator("main a[href*='/admin/accounts/']").first.get_attribute("href") or ""


def _last_draft(page: Page) -> str:
    page.goto("/drafts")
    return (page.locator("main a[href*='/drafts/'][href$='/edit']").first.get_attribute("href") or "").split(
        "/"
    )[2]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window_and_offends_nobody(
    chromium: Browser, town: Town, width: int, scheme: str
) -> None:
    people = People(chromium, town.stoa.url, runs_script=True)
    window = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    stranger, member = people.someone(**window), people.someone(**window)
    sign_in(member, town.writer)
    problems = []
    for name, (path, is_member) in town.pages().items():
        page = member if is_member else stranger
        answer = page.goto(path)
        if answer.status != STATUS.get(name, 200):
            problems.append(f"{name}: {answer.status} at {path}")
        _keep_picture(page, f"{name}-{width}-{scheme}")
        problems += [f"{name}: {problem}" for problem in _problems(page)]
    stranger.context.close()
    member.context.close()
    assert problems + people.faults == []


def _keep_picture(page: Page, name: str) -> None:
    folder = os.environ.get("STOA_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _problems(page: Page) -> list[str]:
    found = []
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide > room:
        found.append(f"{wide} px wide in a window of {room}")
    page.evaluate(AXE)
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
    for violation in result["violations"]:
        nodes = ", ".join(node["html"][:100] for node in violation["nodes"][:3])
        found.append(f"axe: {violation['id']}: {nodes}")
    return found
