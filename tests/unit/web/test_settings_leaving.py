"""Taking everything out, and leaving."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from domain.accounts import GRACE, Role
from domain.exports import DOWNLOADABLE_FOR, GIVEN_UP_AFTER
from domain.sessions import FRESH_FOR
from services.ports.mail import Letter
from tests.unit.web.keys import account_of
from tests.visitor import PASSWORD, Visitor, forms_in

EXPORT = "/settings/export"
CLOSE = "/settings/close"
Letters = Callable[[], Sequence[Letter]]


def ask(visitor: Visitor) -> Any:
    return visitor.fill(EXPORT, EXPORT)


def download_on(page: str) -> str:
    (path,) = re.findall(rf'href="({EXPORT}/\d+)"', page)
    return path


# Exports


def test_an_export_is_asked_for_prepared_and_taken(
    ada: Visitor, letters: Letters, clock: FrozenClock
) -> None:
    ada.post("/posts", body="Words to take along.")
    assert "Refresh" not in ada.get(EXPORT).headers
    assert ask(ada).headers["Location"] == f"{EXPORT}?done=export-asked"
    running = ada.get(EXPORT)
    assert running.headers["Refresh"] == "5"
    assert "<progress" in running.text
    letters()
    ready = ada.get(EXPORT)
    assert "Refresh" not in ready.headers
    assert "until" in ready.text
    taken = ada.get(download_on(ready.text))
    assert taken.status_code == 200
    assert taken.mimetype == "application/zip"
    assert taken.headers["Content-Disposition"] == "attachment; filename=stoa-export-2026-01-01.zip"
    assert taken.headers["Cache-Control"] == "no-store, private"
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in taken.headers
    assert taken.content_length == len(taken.data)
    with zipfile.ZipFile(io.BytesIO(taken.data)) as archive:
        assert archive.testzip() is None
        assert any(b"Words to take along." in archive.read(name) for name in archive.namelist())
    assert "Your export was downloaded." in ada.fetch("/settings/activity")


def test_progress_is_shown_as_far_as_it_came(ada: Visitor, container: Container) -> None:
    ask(ada)
    with container.gateways().begin() as work:
        export = work.exports.newest_of(account_of(container, "ada").id)
        export.advance(200, 1234)
        work.exports.save(export)
    page = ada.fetch(EXPORT)
    assert 'max="1234" value="200"' in page
    assert "200 of 1,234 posts" in page


def test_one_export_at_a_time(ada: Visitor) -> None:
    ask(ada)
    assert not any(form.action == EXPORT for form in forms_in(ada.fetch(EXPORT)))
    assert ada.post(EXPORT).status_code == 409


def test_an_export_is_let_go_after_its_week(ada: Visitor, letters: Letters, clock: FrozenClock) -> None:
    ask(ada)
    letters()
    path = download_on(ada.fetch(EXPORT))
    clock.advance(DOWNLOADABLE_FOR)
    ada.sign_in("ada")
    assert "has been removed" in ada.fetch(EXPORT)
    assert ada.get(path).status_code == 404


def test_an_export_that_failed_can_be_asked_for_again(ada: Visitor, clock: FrozenClock) -> None:
    ask(ada)
    clock.advance(GIVEN_UP_AFTER)
    ada.sign_in("ada")
    page = ada.get(EXPORT)
    assert "could not be prepared" in page.text
    assert "Refresh" not in page.headers
    assert ask(ada).status_code == 303


def test_nobody_takes_anothers_export(ada: Visitor, bo: Visitor, letters: Letters) -> None:
    ask(ada)
    letters()
    path = download_on(ada.fetch(EXPORT))
    assert bo.get(path).status_code == 404
    assert "Your export is ready" not in bo.fetch(EXPORT)


def test_an_export_takes_a_proof_to_ask_for_and_another_to_take(
    ada: Visitor, letters: Letters, clock: FrozenClock
) -> None:
    ask(ada)
    letters()
    path = download_on(ada.fetch(EXPORT))
    clock.advance(FRESH_FOR)
    assert ada.get(path).headers["Location"].replace("%2F", "/") == f"/prove?next={path}"
    page = ada.fetch(EXPORT)
    assert f"/prove?next={EXPORT}" in page.replace("%2F", "/")
    assert not any(form.action == EXPORT for form in forms_in(page))
    assert ada.post(EXPORT).status_code == 403


# Closing


def test_closing_signs_out_hides_and_says_until_when_one_can_come_back(
    ada: Visitor, stranger: Visitor, app: Flask, clock: FrozenClock
) -> None:
    ada.post("/posts", body="A note.")
    elsewhere = Visitor(app).sign_in("ada")
    closed = ada.fill(CLOSE, CLOSE, handle="@Ada ")
    assert closed.status_code == 200
    assert "15 January 2026" in closed.text
    assert 'href="/sign-in"' in closed.text
    assert "Sign out" not in closed.text
    assert closed.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in closed.headers["Cache-Control"]
    for visitor in (ada, elsewhere):
        assert visitor.get("/drafts").headers["Location"].startswith("/sign-in")
    assert stranger.get("/@ada").status_code == 404
    clock.advance(GRACE - timedelta(seconds=1))
    back = Visitor(app)
    step = back.fill("/sign-in", "/sign-in", login="ada", password=PASSWORD).headers["Location"]
    assert back.fill(step, step.partition("?")[0]).status_code == 303
    assert stranger.get("/@ada").status_code == 200


@pytest.mark.parametrize("handle", ["", "ad", "bo", "ada2", "ada@example.org"])
def test_another_handle_closes_nothing(ada: Visitor, kept: Callable[[], Any], handle: str) -> None:
    before = kept()
    answer = ada.fill(CLOSE, CLOSE, handle=handle)
    assert answer.status_code == 422
    assert f'value="{handle}"' in answer.text
    assert 'id="field-handle-fault"' in answer.text
    assert kept() == before


def test_the_last_owner_stays(member: Callable[..., Visitor], kept: Callable[[], Any]) -> None:
    owner = member("olga", Role.OWNER)
    before = kept()
    answer = owner.fill(CLOSE, CLOSE, handle="olga")
    assert answer.status_code == 409
    assert "A place needs an owner" in answer.text
    assert kept() == before


def test_one_of_two_owners_may_leave(member: Callable[..., Visitor], join: Callable[..., None]) -> None:
    join("otto", Role.OWNER)
    assert member("olga", Role.OWNER).fill(CLOSE, CLOSE, handle="olga").status_code == 200
