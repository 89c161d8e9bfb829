"""Two people who have never seen the place use it, as a browser shows it to them."""

import pytest
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import People
from tests.integration.browser.steps import register, set_up, sign_in, sign_out
from tests.integration.postbox import Postbox
from tests.integration.serving import RunningStoa

pytestmark = pytest.mark.browser

ARTICLE = """\
The tide table is a *promise* made by the moon.

## How to read it

1. Find the day.
2. Find the height.

| harbour | high  |
|---------|-------|
| north   | 06:12 |

```python
def height(hours):
    return 2.1 * hours
```
"""


def write_article(page: Page) -> None:
    page.goto("/drafts/new")
    page.locator("[name=title]").fill("Reading the tide table")
    page.locator("[name=body]").fill(ARTICLE)
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("section.preview").first
    expect(preview.get_by_role("heading", name="How to read it")).to_be_visible()
    expect(preview.get_by_role("table")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url("/@ada/reading-the-tide-table?done=published")


def menu_of(page: Page) -> None:
    """Open the owner's menu of the post on its page."""
    page.locator("main details:has(a[href$='/edit']) > summary").first.click()


def test_write_read_answer_revise_delete_restore(people: People, stoa: RunningStoa, postbox: Postbox) -> None:
    owner, writer = people.someone(), people.someone()
    set_up(owner, stoa.setup_link)
    register(writer, postbox, "ada")
    sign_in(writer, "ada")
    write_article(writer)

    owner.goto("/local")
    owner.get_by_role("link", name="Reading the tide table").first.click()
    expect(owner.get_by_role("heading", level=1)).to_have_text("Reading the tide table")
    expect(owner.locator("pre code span").first).to_be_visible()
    owner.locator("form[action$='/replies'] [name=body]").fill("I always forget the height.")
    owner.locator("form[action$='/replies'] button[type=submit]").click()
    expect(owner.get_by_text("I always forget the height.").first).to_be_visible()

    writer.goto("/@ada/reading-the-tide-table")
    expect(writer.get_by_text("I always forget the height.")).to_be_visible()
    menu_of(writer)
    writer.locator("main a[href$='/edit']").first.click()
    writer.locator("[name=body]").fill(ARTICLE.replace("promise", "contract"))
    writer.get_by_role("button", name="Save").click()
    expect(writer).to_have_url("/@ada/reading-the-tide-table?done=revised")
    menu_of(writer)
    writer.locator("main .menu a[href$='/history']").first.click()
    expect(writer.locator("del", has_text="promise")).to_be_visible()
    expect(writer.locator("ins", has_text="contract")).to_be_visible()

    writer.goto("/@ada/reading-the-tide-table")
    menu_of(writer)
    writer.get_by_role("button", name="Delete").first.click()
    expect(writer).to_have_url("/trash?done=deleted")
    assert owner.goto("/@ada/reading-the-tide-table").status == 404
    writer.get_by_role("button", name="Restore").first.click()
    expect(writer).to_have_url("/@ada/reading-the-tide-table?done=restored")

    sign_out(writer)
    stranger = people.someone()
    stranger.goto("/")
    stranger.get_by_role("link", name="Reading the tide table").first.click()
    expect(stranger.get_by_text("contract made by the moon")).to_be_visible()
    expect(stranger.get_by_text("I always forget the height.")).to_be_visible()
