"""What an admin decides about the place."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Role
from domain.place import Registration
from tests.unit.web.conftest import SECRET
from tests.visitor import HOST, Visitor, forms_in
from web.app import create_app
from web.web_settings import WebSettings

PLACE = "/admin/place"


@pytest.fixture
def admin(member: Callable[..., Visitor]) -> Visitor:
    return member("al", Role.ADMIN)


def test_a_place_is_named_and_its_rules_are_set(admin: Visitor, container: Container) -> None:
    changes = {"place_name": "The Colonnade", "tagline": "In the shade.", "registration": "invite"}
    done = admin.fill(PLACE, PLACE, **changes, staff_need_second_factor="yes")
    assert done.headers["Location"] == f"{PLACE}?done=place-saved"
    card = container.gateways().place_queries.card()
    assert (card.name, card.tagline, card.registration) == (*changes.values(),)
    assert card.staff_need_second_factor
    assert card.members_may_invite


def test_a_box_that_is_not_ticked_is_off(admin: Visitor, container: Container) -> None:
    form = admin.form(PLACE, PLACE)
    assert form.values.pop("members_may_invite") == "yes"
    assert admin.send(PLACE, form.values).status_code == 303
    assert not container.gateways().place_queries.card().members_may_invite
    assert "members_may_invite" not in admin.form(PLACE, PLACE).values


@pytest.mark.parametrize(
    ("field", "value"),
    [("place_name", ""), ("place_name", "n" * 61), ("tagline", "t" * 201), ("registration", "perhaps")],
)
def test_unfit_words_come_back_with_the_rest(
    admin: Visitor, kept: Callable[[], Any], field: str, value: str
) -> None:
    typed = {"place_name": "The Colonnade", "tagline": "In the shade.", "registration": "closed"}
    before = kept()
    answer = admin.fill(PLACE, PLACE, **(typed | {field: value}))
    assert answer.status_code == 422
    assert f'id="field-{field}-fault"' in answer.text
    held = next(form for form in forms_in(answer.text) if form.action == PLACE).values
    for name in typed.keys() - {"registration"}:
        assert held[name] == (typed | {field: value})[name]
    assert kept() == before


def test_of_two_who_change_it_at_once_the_later_reads_so(admin: Visitor, container: Container) -> None:
    form = admin.form(PLACE, PLACE)
    admin.send(PLACE, form.values | {"place_name": "The First"})
    late = admin.send(PLACE, form.values | {"place_name": "The Second"})
    assert late.status_code == 409
    assert "changed in another window" in late.text
    again = next(sent for sent in forms_in(late.text) if sent.action == PLACE)
    assert again.values["place_name"] == "The Second"
    assert admin.send(PLACE, again.values).status_code == 303
    assert container.gateways().place_queries.card().name == "The Second"


def test_a_rule_that_the_settings_fix_is_said_to_be_fixed(admin: Visitor, container: Container) -> None:
    assert "STOA_REGISTRATION" not in admin.fetch(PLACE)
    settings = WebSettings(
        base_url=HOST, secret_key=SECRET, password_min=15, registration=Registration.CLOSED
    )
    fixed = Visitor(create_app(container, settings)).sign_in("al")
    page = fixed.fetch(PLACE)
    assert "STOA_REGISTRATION" in page
    assert "<strong>closed</strong>" in page


def test_the_place_is_for_admins(member: Callable[..., Visitor], kept: Callable[[], Any], app: Flask) -> None:
    moderator = member("mo", Role.MODERATOR)
    assert moderator.get(PLACE).status_code == 404
    before = kept()
    assert moderator.post(PLACE, place_name="Mine", registration="open").status_code == 404
    assert kept() == before


def test_a_form_without_its_token_changes_nothing(admin: Visitor, kept: Callable[[], Any]) -> None:
    before = kept()
    sent = {"place_name": "Mine", "registration": "open", "version": "1"}
    assert admin.send(PLACE, sent).status_code == 403
    assert kept() == before
