"""Several profiles of one person, which nothing public connects."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Role
from domain.profiles import MAX_PROFILES
from tests.unit.web.keys import account_of
from tests.visitor import Visitor, forms_in

PHONE = "+436601234567"
PEN_NAME = "slow_bread"


@pytest.fixture
def two_names(ada: Visitor) -> Visitor:
    """Ada, who writes under a pen name as well, and speaks under her own just now."""
    assert add(ada, PEN_NAME, "Slow Bread").headers["Location"] == "/settings/profiles?done=profile-added"
    ada.post("/settings/account/phone", phone=PHONE)
    return ada


def add(visitor: Visitor, handle: str, name: str = "") -> Any:
    return visitor.post("/settings/profiles", handle=handle, display_name=name)


def speak(visitor: Visitor, handle: str) -> Any:
    return visitor.post(f"/settings/profiles/{handle}/voice")


def test_a_profile_is_added_and_stands_in_the_menu_of_every_page(two_names: Visitor) -> None:
    assert "Slow Bread" in two_names.fetch("/settings/profiles")
    for path in ("/", "/local", "/settings/close", "/nowhere"):
        actions = [form.action for form in forms_in(two_names.get(path).text)]
        assert f"/settings/profiles/{PEN_NAME}/voice" in actions


def test_one_speaks_as_the_profile_that_one_chose(two_names: Visitor, stranger: Visitor) -> None:
    answer = two_names.fill("/", f"/settings/profiles/{PEN_NAME}/voice")
    assert answer.headers["Location"] == "/?done=voice-changed"
    location = two_names.post("/posts", body="Patience.").headers["Location"]
    assert location.startswith(f"/@{PEN_NAME}/")
    assert "Slow Bread" in stranger.fetch(location.partition("?")[0])
    assert speak(two_names, "ada").status_code == 303
    assert two_names.post("/posts", body="Haste.").headers["Location"].startswith("/@ada/")


@pytest.mark.parametrize("handle", ["bo", "nobody", "BO", "x" * 200])
def test_nobody_speaks_as_somebody_else(
    two_names: Visitor, bo: Visitor, kept: Callable[[], Any], handle: str
) -> None:
    before = kept()
    assert speak(two_names, handle).status_code == 404
    assert kept() == before


@pytest.mark.parametrize("handle", ["", "no good", "ada", "admin"])
def test_an_unfit_handle_comes_back_with_the_name(ada: Visitor, handle: str) -> None:
    answer = add(ada, handle, "A name to keep")
    assert answer.status_code == 422
    assert 'id="field-handle-fault"' in answer.text
    assert "A name to keep" in answer.text


def test_there_are_so_many_profiles_and_no_more(ada: Visitor) -> None:
    for number in range(MAX_PROFILES - 1):
        assert add(ada, f"pen{chr(ord('a') + number)}").status_code == 303
    page = ada.fetch("/settings/profiles")
    assert "as many as one person may have" in page
    assert not any(form.action == "/settings/profiles" for form in forms_in(page))
    assert ada.post("/settings/profiles", handle="onemore").status_code == 409


def furnish(writer: Visitor) -> list[str]:
    """A note, a reply and an article; gives their paths."""
    note = writer.post("/posts", body="A note #bread.").headers["Location"].partition("?")[0]
    article = writer.post("/drafts", title="A title", body="B", tags="bread", then="publish")
    article_path = article.headers["Location"].partition("?")[0]
    reply_form = writer.form(note, "/posts/")
    return [note, article_path, reply_form.action]


def public_pages(own: list[str], handles: tuple[str, ...]) -> list[str]:
    found = ["/", "/local", "/about", "/tags/bread", "/sign-in", "/register", "/nowhere", *own]
    for handle in handles:
        found += [
            f"/@{handle}",
            f"/@{handle}?shows=replies",
            f"/@{handle}?shows=articles",
            f"/@{handle}/none",
        ]
    return found


def test_no_page_for_others_holds_an_address_a_number_or_the_account(
    two_names: Visitor, bo: Visitor, stranger: Visitor, container: Container
) -> None:
    """Walks everything that a stranger and another member can open (CVE-2026-72915)."""
    account = account_of(container, "ada")
    paths = furnish(two_names)[:2]
    two_names.post("/settings/invitations", note="", most="1", days="7")
    speak(two_names, PEN_NAME)
    paths += furnish(two_names)[:2]
    secrets = ("ada@example.org", PHONE, PHONE[3:], str(account.id))
    for reader in (stranger, bo):
        for path in public_pages(paths, ("ada", PEN_NAME)):
            answer = reader.get(path)
            whole = f"{answer.headers}\n{answer.text}"
            assert [secret for secret in secrets if secret in whole] == [], path


def test_nothing_public_connects_two_profiles_of_one_person(
    two_names: Visitor, bo: Visitor, stranger: Visitor, container: Container
) -> None:
    """What belongs to one of them holds no trace of the other: no handle, name, id or count."""
    of_ada = furnish(two_names)[:2]
    speak(two_names, PEN_NAME)
    of_pen = furnish(two_names)[:2]
    with container.gateways().begin() as work:
        ada_id = str(work.profiles.by_handle("ada").id)
        pen_id = str(work.profiles.by_handle(PEN_NAME).id)
    for own, handle, foreign in (
        (of_ada, "ada", (PEN_NAME, "Slow Bread", pen_id)),
        (of_pen, PEN_NAME, ("@ada", '"ada"', ada_id)),
    ):
        pages = [*own, f"/@{handle}", f"/@{handle}?shows=articles", f"/@{handle}?shows=replies"]
        for reader in (stranger, bo):
            for path in pages:
                answer = reader.get(path)
                assert answer.status_code == 200
                whole = f"{answer.headers}\n{answer.text}"
                assert [trace for trace in foreign if trace in whole] == [], path


def test_a_public_page_leads_to_the_profile_that_it_is_about_and_no_other(
    two_names: Visitor, stranger: Visitor
) -> None:
    furnish(two_names)
    page = stranger.fetch("/@ada")
    assert set(re.findall(r"/@(\w+)", page)) == {"ada"}


def test_staff_see_which_profiles_belong_together(
    two_names: Visitor, member: Callable[..., Visitor], container: Container
) -> None:
    account = account_of(container, "ada")
    moderator = member("mo", Role.MODERATOR)
    page = moderator.fetch(f"/admin/accounts/{account.id}")
    assert f"@{PEN_NAME}" in page
    assert "ada@example.org" in page
    assert PHONE not in page
    assert PHONE in member("al", Role.ADMIN).fetch(f"/admin/accounts/{account.id}")
    listed = moderator.fetch("/admin/accounts") + moderator.fetch("/admin/approvals")
    assert PHONE not in listed


def test_a_stranger_learns_of_no_second_profile_by_signing_in(two_names: Visitor, app: Flask) -> None:
    """A wrong password for one name tells nothing of the other."""
    answer = Visitor(app).fill("/sign-in", "/sign-in", login=PEN_NAME, password="not the password")
    assert "@ada" not in answer.text
    assert "ada@example.org" not in answer.text
