"""Links by which members let others in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from bootstrap.container import Container
from domain.accounts import Role, Standing
from domain.invitations import MAX_OPEN_INVITATIONS, MAX_STAFF_USES
from domain.place import Registration
from tests.unit.web.test_settings_account import stand
from tests.visitor import HOST, Visitor, forms_in

INVITATIONS = "/settings/invitations"
WORDS = "five other words do it"


def make(visitor: Visitor, **values: str) -> Any:
    return visitor.fill(INVITATIONS, INVITATIONS, **values)


def link_on(page: str) -> str:
    (link,) = re.findall(rf"{HOST}(/register\?invitation=[\w-]+)", page)
    return link


def ends_on(page: str) -> list[str]:
    return [form.action for form in forms_in(page) if "_method=DELETE" in form.action]


def members_may(container: Container, may: bool, registration: Registration = Registration.INVITE) -> None:
    with container.gateways().begin() as work:
        place = work.place.get()
        place.guard(staff_need_second_factor=False, members_may_invite=may)
        place.change(name=place.name, tagline=place.tagline, registration=registration.value)
        work.place.save(place)


def test_a_link_is_shown_once_lets_somebody_in_and_is_used_up(
    ada: Visitor, app: Flask, container: Container, letters: Callable[[], Any]
) -> None:
    members_may(container, True)
    page = make(ada, note="Cy from the choir").text
    link = link_on(page)
    key = link.partition("=")[2]
    assert "Cy from the choir" in page
    assert key not in ada.fetch(INVITATIONS)
    assert "?invitation=" not in ada.fetch(INVITATIONS)
    newcomer = Visitor(app)
    done = newcomer.fill(link, "/register", handle="cy", email="cy@example.org", password=WORDS)
    assert done.status_code == 303, done.text
    page = ada.fetch(INVITATIONS)
    assert "1 of 1 used" in page
    assert "@cy" in page
    assert "over" in page
    late = Visitor(app).get(link)
    assert "has been used up" in late.text


def test_those_who_came_and_whom_they_let_in_stand_as_a_tree(
    ada: Visitor, bo: Visitor, join: Callable[..., None], container: Container
) -> None:
    join("cy")
    join("di")
    with container.gateways().begin() as work:
        above = {"cy": "ada", "di": "cy"}
        for handle, inviter in above.items():
            account = work.accounts.by_handle(handle)
            account.invited_by = work.accounts.by_handle(inviter).id
            work.accounts.save(account)
    stand(container, "di", Standing.SUSPENDED)
    branch = ada.fetch(INVITATIONS).partition('class="branch"')[2].partition("</ol>")[0]
    assert re.findall(r'class="(depth-\d)".*?@(\w+)', branch) == [("depth-1", "cy"), ("depth-2", "di")]
    assert 'href="/@cy"' in branch
    assert 'href="/@di"' not in branch
    assert "Nobody yet." in bo.fetch(INVITATIONS)


def test_an_invitation_is_ended(ada: Visitor, app: Flask, container: Container) -> None:
    members_may(container, True)
    link = link_on(make(ada).text)
    (end,) = ends_on(ada.fetch(INVITATIONS))
    assert ada.fill(INVITATIONS, end).headers["Location"] == f"{INVITATIONS}?done=invitation-ended"
    assert "has been used up" in Visitor(app).get(link).text
    assert ends_on(ada.fetch(INVITATIONS)) == []


def test_somebody_elses_invitation_is_not_there(ada: Visitor, bo: Visitor, kept: Callable[[], Any]) -> None:
    make(bo)
    (end,) = ends_on(bo.fetch(INVITATIONS))
    before = kept()
    assert ada.post(end).status_code == 404
    assert kept() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("most", value) for value in ("0", "11", "many", "-1", "1.5", "²")),
        *(("days", value) for value in ("0", "91", "", "9" * 5000)),
        ("note", "n" * 101),
    ],
)
def test_numbers_out_of_bounds_come_back(
    ada: Visitor, kept: Callable[[], Any], field: str, value: str
) -> None:
    before = kept()
    answer = make(ada, **{field: value})
    assert answer.status_code == 422
    assert f'id="field-{field}-fault"' in answer.text
    assert f'value="{value}"' in answer.text
    assert kept() == before


def test_staff_may_let_in_many_at_once(ada: Visitor, member: Callable[..., Visitor]) -> None:
    moderator = member("mo", Role.MODERATOR)
    assert "Up to 1000." in moderator.fetch(INVITATIONS)
    assert make(moderator, most=str(MAX_STAFF_USES)).status_code == 200
    assert make(ada, most=str(MAX_STAFF_USES)).status_code == 422


def test_a_member_has_so_many_open_and_no_more(ada: Visitor) -> None:
    for _ in range(MAX_OPEN_INVITATIONS):
        assert make(ada).status_code == 200
    refused = make(ada, note="One more")
    assert refused.status_code == 409
    assert "as many open invitations as one may have" in refused.text
    assert 'value="One more"' in refused.text


def test_where_only_staff_invite_members_read_so(
    ada: Visitor, container: Container, kept: Callable[[], Any]
) -> None:
    members_may(container, False)
    page = ada.fetch(INVITATIONS)
    assert "the people who run it invite" in page
    assert not any(form.action == INVITATIONS for form in forms_in(page))
    before = kept()
    assert ada.post(INVITATIONS, note="", most="1", days="7").status_code == 404
    assert kept() == before


def test_whoever_waits_to_be_let_in_lets_nobody_in(ada: Visitor, container: Container) -> None:
    stand(container, "ada", Standing.AWAITING_APPROVAL)
    assert "once you are let in yourself" in ada.fetch(INVITATIONS)
    assert ada.post(INVITATIONS, note="", most="1", days="7").status_code == 404
