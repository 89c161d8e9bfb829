"""Where somebody is signed in, and what happened to the account."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from domain.accounts import Role
from services.ports.paging import PAGE
from tests.unit.web.keys import account_of
from tests.visitor import PASSWORD, Visitor, forms_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SESSIONS = "/settings/sessions"


def ends_on(page: str) -> list[str]:
    return [form.action for form in forms_in(page) if re.match(rf"{SESSIONS}/\d+\?", form.action)]


def with_firefox(app: Flask) -> Visitor:
    visitor = Visitor(app)
    visitor.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    return visitor.sign_in("ada")


def test_every_browser_is_listed_and_this_one_marked(ada: Visitor, app: Flask) -> None:
    with_firefox(app)
    page = ada.fetch(SESSIONS)
    assert "Firefox on Linux" in page
    assert "Mozilla" not in page
    assert page.count("This browser") == 1
    assert "127.0.0.0/24" in page
    assert "127.0.0.1" not in page
    assert len(ends_on(page)) == 1


def test_one_session_is_ended(ada: Visitor, app: Flask) -> None:
    elsewhere = with_firefox(app)
    (end,) = ends_on(ada.fetch(SESSIONS))
    assert ada.fill(SESSIONS, end).headers["Location"] == f"{SESSIONS}?done=session-ended"
    assert elsewhere.get("/drafts").status_code == 303
    assert ada.get("/drafts").status_code == 200
    assert "You are signed in nowhere else." in ada.fetch(SESSIONS)


def test_all_others_are_ended(ada: Visitor, app: Flask) -> None:
    others = [with_firefox(app) for _ in range(3)]
    assert ada.fill(SESSIONS, f"{SESSIONS}?").headers["Location"] == f"{SESSIONS}?done=others-ended"
    assert [other.get("/drafts").status_code for other in others] == [303] * 3
    assert ada.get("/drafts").status_code == 200


def test_somebody_elses_session_is_not_there(ada: Visitor, bo: Visitor, kept: Callable[[], Any]) -> None:
    bo_again = Visitor(bo.client.application).sign_in("bo")
    (end,) = ends_on(bo.fetch(SESSIONS))
    before = kept()
    assert ada.post(end).status_code == 404
    assert kept() == before
    assert bo_again.get("/drafts").status_code == 200


def test_the_log_says_what_happened_when_and_where(ada: Visitor, app: Flask) -> None:
    with_firefox(app)
    Visitor(app).fill("/sign-in", "/sign-in", login="ada", password="not the password")
    page = ada.fetch("/settings/activity")
    assert "You signed in on a new device." in page
    assert "Firefox on Linux" in page
    assert "Somebody tried to sign in with a wrong password." in page
    assert "127.0.0.0/24" in page


def test_the_log_names_staff_and_not_where_they_sit(
    ada: Visitor, member: Callable[..., Visitor], container: Container, clock: FrozenClock
) -> None:
    moderator = member("mo", Role.MODERATOR)
    moderator.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    account = account_of(container, "ada")
    moderator.post(f"/admin/accounts/{account.id}/restriction", kind="limit", remark="Too loud <b>here</b>.")
    page = ada.fetch("/settings/activity")
    entry = page[page.index("Your posts no longer stand in listings.") :].partition("</li>")[0]
    assert "The reason given: Too loud &lt;b&gt;here&lt;/b&gt;." in entry
    assert "@mo" in entry
    assert "Firefox" not in entry
    assert "127.0.0" not in entry


def test_a_long_log_goes_on_behind_a_link(ada: Visitor, clock: FrozenClock) -> None:
    for number in range(PAGE + 5):
        ada.post("/settings/account/phone", phone=f"+43660123456{number % 10}")
        clock.advance(timedelta(seconds=1))
    first = ada.fetch("/settings/activity")
    assert first.count("Your phone number was changed.") == PAGE
    (more,) = re.findall(r'rel="next" href="(/settings/activity\?before=[^"]+)"', first)
    second = ada.fetch(more)
    assert second.count("Your phone number was changed.") == 5
    assert 'rel="next"' not in second


def test_nobody_reads_anothers_log(ada: Visitor, bo: Visitor) -> None:
    bo.post("/settings/account/password", current_password=PASSWORD, password="five other words do it")
    assert "Your password was changed." in bo.fetch("/settings/activity")
    assert "Your password was changed." not in ada.fetch("/settings/activity")
