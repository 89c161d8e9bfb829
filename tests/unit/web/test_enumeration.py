"""No answer at the door tells whether somebody has an account."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from werkzeug.test import TestResponse

from domain.accounts import Standing
from tests.integration.visitors.markup import masked
from tests.visitor import PASSWORD, Visitor

WRONG = "four other words here"


def told(response: TestResponse, *own_words: str) -> tuple[Any, ...]:
    """All that an answer says, what the asker typed aside."""
    varying = ("X-Request-Id", "Content-Security-Policy", "Content-Length")
    headers = [(name, value) for name, value in response.headers if name not in varying]
    page = masked(response.text)
    for word in own_words:
        page = page.replace(f'value="{word}"', 'value="*"')
    return response.status_code, headers, page


@pytest.fixture
def people(join: Callable[..., None], container: Any) -> Sequence[str]:
    """Somebody active, somebody suspended, somebody who waits."""
    for handle, standing in (("ada", None), ("sue", Standing.SUSPENDED), ("wim", Standing.AWAITING_APPROVAL)):
        join(handle)
        if standing:
            with container.gateways().begin() as work:
                account = work.accounts.by_handle(handle)
                account.standing = standing
                work.accounts.save(account)
    return ("ada", "sue", "wim")


def test_a_wrong_password_answers_as_an_unknown_name(stranger: Visitor, people: Sequence[str]) -> None:
    logins = ["nobody", "nobody@example.org", "?", "x" * 500]
    for handle in people:
        logins += [handle, f"@{handle}", f"{handle}@example.org", handle.upper()]
    form = stranger.form("/sign-in", "/sign-in")
    answers = [
        told(stranger.send("/sign-in", form.values | {"login": login, "password": WRONG}), login)
        for login in logins
    ]
    assert answers[0][0] == 422
    assert all(answer == answers[0] for answer in answers)


def test_a_right_password_is_needed_to_hear_of_a_suspension(stranger: Visitor, people: Sequence[str]) -> None:
    assert stranger.fill("/sign-in", "/sign-in", login="sue", password=WRONG).status_code == 422
    assert stranger.fill("/sign-in", "/sign-in", login="sue", password=PASSWORD).status_code == 403


def test_unknown_accounts_cost_as_much_hashing_as_known_ones(
    stranger: Visitor, people: Sequence[str], container: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: one verification each."""
    hasher = container.outside().hasher
    counted: list[str] = []
    verify = type(hasher).verify
    monkeypatch.setattr(
        type(hasher), "verify", lambda self, *given: counted.append("once") or verify(self, *given)
    )
    for login in ("nobody", "nobody@example.org", "ada", "ada@example.org", "sue"):
        counted.clear()
        stranger.fill("/sign-in", "/sign-in", login=login, password=WRONG)
        assert counted == ["once"], login


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"handle": "ada"},
        {"handle": "a_d_a"},
        {"handle": "?"},
        {"password": "short"},
        {"phone": "12"},
        {"next": "/about"},
    ],
)
def test_joining_with_a_known_address_answers_as_with_a_new_one(
    stranger: Visitor, people: Sequence[str], others: dict[str, str]
) -> None:
    form = stranger.form("/register", "/register")
    emails = ["new@example.org"]
    for handle in people:
        emails += [f"{handle}@example.org", f"{handle.upper()}@Example.ORG", f" {handle}@example.org "]
    answers = []
    for number, email in enumerate(emails):
        sent = form.values | {"handle": f"eve{number}", "email": email, "password": WRONG} | others
        answers.append(told(stranger.send("/register", sent), email, f"eve{number}"))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == (303 if not others or "next" in others else 422)


def test_the_holder_of_a_known_address_is_told_by_mail(
    stranger: Visitor, people: Sequence[str], kept: Callable[[], dict[str, Any]]
) -> None:
    def letters() -> list[str]:
        return [job.handler for job in kept()["jobs"].values()]

    before = len(kept()["accounts"]), letters()
    stranger.fill("/register", "/register", handle="eve", email="ADA@example.org", password=WRONG)
    assert len(kept()["accounts"]) == before[0]
    assert letters() == [*before[1], "letters.already_registered"]


def test_a_stopped_persons_page_is_nobodys(stranger: Visitor, people: Sequence[str], container: Any) -> None:
    with container.gateways().begin() as work:
        profile = work.profiles.by_handle("sue")
        profile.is_visible = False
        work.profiles.save(profile)
    assert told(stranger.get("/@sue")) == told(stranger.get("/@nobody"))
