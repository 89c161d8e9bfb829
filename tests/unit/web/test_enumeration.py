"""No answer at the door tells whether somebody has an account."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from domain.accounts import Standing
from domain.one_time_tokens import Purpose
from services.accounts.guesses import FOR_ACCOUNT
from tests.integration.visitors.markup import masked
from tests.unit.web.keys import give_app
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


STANDINGS = {
    "ada": Standing.ACTIVE,
    "sue": Standing.SUSPENDED,
    "wim": Standing.AWAITING_APPROVAL,
    "una": Standing.UNCONFIRMED,
    "lee": Standing.CLOSED,
    "tess": Standing.ACTIVE,
    "pat": Standing.ACTIVE,
}


@pytest.fixture
def people(join: Callable[..., None], container: Any, clock: Any) -> Sequence[str]:
    """Somebody of each standing, somebody with a second factor, somebody without a password."""
    for handle, standing in STANDINGS.items():
        join(handle)
        with container.gateways().begin() as work:
            account = work.accounts.by_handle(handle)
            account.standing = standing
            account.closed_at = clock.now() if standing is Standing.CLOSED else None
            account.password_hash = None if handle == "pat" else account.password_hash
            work.accounts.save(account)
    give_app(container, "tess", clock)
    return tuple(STANDINGS)


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
    assert "Set-Cookie" not in dict(answers[0][1])


def test_the_answer_is_the_same_in_a_browser_that_somebody_signed_in_with(
    app: Flask, people: Sequence[str]
) -> None:
    """A device that one account knows tells nothing about the others."""
    visitor = Visitor(app).sign_in("ada")
    visitor.post("/sign-out")
    form = visitor.form("/sign-in", "/sign-in")
    answers = [
        told(visitor.send("/sign-in", form.values | {"login": login, "password": WRONG}), login)
        for login in ("ada", "nobody", "tess", "ada@example.org")
    ]
    assert all(answer == answers[0] for answer in answers)


def test_one_try_too_many_is_answered_alike(app: Flask, people: Sequence[str]) -> None:
    answers = []
    for login in ("ada", "nobody", "tess"):
        visitor = Visitor(app)
        form = visitor.form("/sign-in", "/sign-in")
        sent = form.values | {"login": login, "password": WRONG}
        for _ in range(FOR_ACCOUNT.windows[0].amount):
            visitor.send("/sign-in", sent)
        status, headers, page = told(visitor.send("/sign-in", sent), login)
        waits = [int(value) for name, value in headers if name == "Retry-After"]
        # Seconds pass while these run: what is left of the wait is the same minutes.
        assert waits
        answers.append((status, [name for name, _ in headers], page))
    assert answers[0][0] == 429
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
    for login in ("nobody", "nobody@example.org", "ada", "ada@example.org", "sue", "pat"):
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
    emails = ["new@example.org", "ADA@Example.ORG", " ada@example.org "]
    emails += [f"{handle}@example.org" for handle in people]
    answers = []
    for number, email in enumerate(emails):
        sent = form.values | {"handle": f"eve{number}", "email": email, "password": WRONG} | others
        answers.append(told(stranger.send("/register", sent), email, f"eve{number}"))
        assert "Set-Cookie" not in dict(answers[-1][1])
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


@pytest.mark.parametrize("path", ["/password-resets", "/confirmations"])
def test_asking_for_a_mail_answers_alike_whoever_has_the_address(
    app: Flask, people: Sequence[str], path: str
) -> None:
    emails = ["nobody@example.org", *(f"{handle}@example.org" for handle in people), "ADA@Example.ORG"]
    answers, pages = [], []
    for email in emails:
        visitor = Visitor(app)
        answer = visitor.fill(path, path, email=email)
        answers.append(told(answer, email))
        pages.append(told(visitor.get(answer.headers["Location"])))
    assert answers[0][0] == 303
    assert "Set-Cookie" not in dict(answers[0][1])
    assert all(answer == answers[0] for answer in answers)
    assert all(page == pages[0] for page in pages)


@pytest.mark.parametrize(
    ("path", "field"), [("/password-resets", "email"), ("/confirmations", "email"), ("/sign-in", "login")]
)
def test_a_try_leaves_as_much_behind_whoever_it_was_about(
    stranger: Visitor, people: Sequence[str], kept: Callable[[], dict[str, Any]], path: str, field: str
) -> None:
    """Rows are counted: an answer that comes sooner because less was written would tell."""
    form = stranger.form(path, path)

    def rows() -> dict[str, int]:
        return {table: len(held) for table, held in kept().items() if isinstance(held, dict)}

    grown = []
    for handle in ("nobody", *people):
        before = rows()
        stranger.send(path, form.values | {field: f"{handle}@example.org", "password": WRONG})
        grown.append({table: amount - before[table] for table, amount in rows().items()})
    assert any(grown[0].values())
    assert all(growth == grown[0] for growth in grown)


def test_dead_links_answer_alike_whosever_they_were(
    stranger: Visitor, people: Sequence[str], container: Any
) -> None:
    with container.gateways().begin() as work:
        ada = work.accounts.by_handle("ada")
        keys = ["unknown"]
        for purpose in (Purpose.RESET_PASSWORD, Purpose.CONFIRM_EMAIL, Purpose.CHANGE_EMAIL):
            keys.append(
                container.accounts.tokens().issue(work, purpose, account_id=ada.id, email="x@y.example")
            )
    for path in ("/reset-password", "/confirm-email", "/confirm-new-email"):
        answers = [told(stranger.post(path, key=key, password="four words nobody has")) for key in keys]
        assert answers[0][0] == 403
        assert all(answer == answers[0] for answer in answers), path


def test_a_stopped_persons_page_is_nobodys(stranger: Visitor, people: Sequence[str], container: Any) -> None:
    with container.gateways().begin() as work:
        profile = work.profiles.by_handle("sue")
        profile.is_visible = False
        work.profiles.save(profile)
    assert told(stranger.get("/@sue")) == told(stranger.get("/@nobody"))
