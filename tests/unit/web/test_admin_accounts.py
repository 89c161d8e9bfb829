"""What those who run the place see of accounts, and do about them."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from adapters.memory.clock import FrozenClock
from bootstrap.container import Container
from domain.accounts import Role, Standing
from domain.place import Place
from services.ports.mail import Letter
from services.ports.paging import PAGE
from tests.unit.web.keys import account_of, give_app
from tests.unit.web.test_settings_account import stand
from tests.visitor import PASSWORD, Visitor, forms_in

PEOPLE = "/admin/accounts"
APPROVALS = "/admin/approvals"
Member = Callable[..., Visitor]


@pytest.fixture
def moderator(member: Member) -> Visitor:
    return member("mo", Role.MODERATOR)


@pytest.fixture
def admin(member: Member) -> Visitor:
    return member("al", Role.ADMIN)


def page_of(container: Container, handle: str) -> str:
    return f"{PEOPLE}/{account_of(container, handle).id}"


def actions_on(page: str, below: str) -> set[str]:
    return {form.action.removeprefix(below) for form in forms_in(page) if form.action.startswith(f"{below}/")}


def listed_on(page: str) -> list[str]:
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r">@(\w+)<", table)


# The list


def test_people_are_listed_and_found(moderator: Visitor, join: Callable[..., None]) -> None:
    for handle in ("anna", "annika", "bela"):
        join(handle)
    assert listed_on(moderator.fetch(PEOPLE)) == ["bela", "annika", "anna", "mo"]
    for words, found in (("ann", ["annika", "anna"]), ("@ANN", ["annika", "anna"]), ("bela@ex", ["bela"])):
        page = moderator.get(PEOPLE, query_string={"q": words}).text
        assert listed_on(page) == found
    assert "Nobody fits" in moderator.fetch(f"{PEOPLE}?q=%25")


def test_filters_are_links_that_keep_each_other(
    moderator: Visitor, join: Callable[..., None], container: Container
) -> None:
    join("anna")
    join("bela")
    stand(container, "bela", Standing.SUSPENDED)
    page = moderator.fetch(f"{PEOPLE}?q=b&standing=suspended&role=member")
    assert listed_on(page) == ["bela"]
    assert f'href="{PEOPLE}?q=b&amp;standing=suspended&amp;role=owner"' in page
    assert f'href="{PEOPLE}?q=b&amp;role=member"' in page
    assert listed_on(moderator.fetch(f"{PEOPLE}?role=moderator")) == ["mo"]


@pytest.mark.parametrize(
    "query", ["standing=odd", "role=emperor", "standing=ACTIVE", "role=Role.OWNER", "standing=__class__"]
)
def test_a_filter_that_there_is_not_is_not_found(moderator: Visitor, query: str) -> None:
    assert moderator.get(f"{PEOPLE}?{query}").status_code == 404


def test_a_long_list_goes_on_behind_a_link(moderator: Visitor, join: Callable[..., None]) -> None:
    for number in range(PAGE):
        join(f"anna{chr(ord('a') + number)}")
    first = moderator.fetch(f"{PEOPLE}?role=member")
    assert len(listed_on(first)) == PAGE
    assert 'rel="next"' not in first
    join("another")
    first = moderator.fetch(f"{PEOPLE}?role=member&q=a")
    (more,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert len(listed_on(moderator.fetch(more.replace("&amp;", "&")))) == 1


# One account


def test_an_account_is_shown_with_what_belongs_to_it(
    moderator: Visitor, ada: Visitor, container: Container
) -> None:
    ada.post("/settings/profiles", handle="slow_bread", display_name="Slow Bread")
    ada.post("/settings/invitations", note="The choir", most="2", days="7")
    page = moderator.fetch(page_of(container, "ada"))
    for words in ("ada@example.org", "@slow_bread", "The choir", "A profile was added: @slow_bread."):
        assert words in page


def test_a_number_is_for_admins(
    moderator: Visitor, admin: Visitor, ada: Visitor, container: Container
) -> None:
    ada.post("/settings/account/phone", phone="+436601234567")
    path = page_of(container, "ada")
    assert "+436601234567" not in moderator.fetch(path)
    assert "+436601234567" in admin.fetch(path)


@pytest.mark.parametrize(
    ("who", "whom", "can"),
    [
        (Role.MODERATOR, Role.MEMBER, {"restriction", "sessions?_method=DELETE"}),
        (Role.MODERATOR, Role.MODERATOR, set()),
        (Role.MODERATOR, Role.OWNER, set()),
        (Role.ADMIN, Role.MODERATOR, {"restriction", "sessions?_method=DELETE", "role"}),
        (Role.ADMIN, Role.ADMIN, set()),
        (Role.ADMIN, Role.OWNER, set()),
        (Role.OWNER, Role.OWNER, {"restriction", "sessions?_method=DELETE", "role"}),
    ],
)
def test_what_one_may_not_do_is_neither_shown_nor_done(
    member: Member,
    join: Callable[..., None],
    container: Container,
    kept: Callable[[], Any],
    who: Role,
    whom: Role,
    can: set[str],
) -> None:
    staff = member("sam", who)
    join("tim", whom)
    path = page_of(container, "tim")
    assert actions_on(staff.fetch(path), f"{path}") == {f"/{action}" for action in can}
    before = kept()
    for action in {"restriction", "sessions?_method=DELETE", "role"} - can:
        refused = staff.post(f"{path}/{action}", kind="suspend", remark="", role="member")
        assert refused.status_code in (403, 404)
    assert kept() == before


def test_nobody_acts_on_themselves(member: Member, container: Container, kept: Callable[[], Any]) -> None:
    owner = member("olga", Role.OWNER)
    path = page_of(container, "olga")
    assert actions_on(owner.fetch(path), path) == set()
    before = kept()
    for action in ("restriction", "sessions?_method=DELETE", "role", "approval", "confirmation"):
        assert owner.post(f"{path}/{action}", kind="suspend", role="member").status_code == 403
    assert kept() == before


def test_suspending_signs_out_hides_and_tells_why(
    moderator: Visitor,
    ada: Visitor,
    stranger: Visitor,
    container: Container,
    letters: Callable[[], Sequence[Letter]],
) -> None:
    letters()
    path = page_of(container, "ada")
    form = next(form for form in forms_in(moderator.fetch(path)) if form.action == f"{path}/restriction")
    done = moderator.send(form.action, form.values | {"kind": "suspend", "remark": "Too loud."})
    assert done.headers["Location"] == f"{path}?done=suspended"
    assert ada.get("/drafts").status_code == 303
    assert stranger.get("/@ada").status_code == 404
    assert "Too loud." in next(letter.text for letter in letters() if letter.to == "ada@example.org")
    page = moderator.fetch(path)
    assert "Too loud." in page
    assert f"{path}/restriction?_method=DELETE" in [form.action for form in forms_in(page)]
    lifted = moderator.fill(path, f"{path}/restriction?_method=DELETE")
    assert lifted.headers["Location"] == f"{path}?done=lifted"
    assert stranger.get("/@ada").status_code == 200


def test_limiting_keeps_posts_out_of_listings(
    moderator: Visitor, ada: Visitor, stranger: Visitor, container: Container
) -> None:
    ada.post("/posts", body="A loud note.")
    done = moderator.post(f"{page_of(container, 'ada')}/restriction", kind="limit", remark="")
    assert done.headers["Location"].endswith("done=limited")
    assert "A loud note." not in stranger.fetch("/local")
    assert "A loud note." in stranger.fetch("/@ada")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"kind": "", "remark": "Why"}, "kind"),
        ({"kind": "erase", "remark": "Why"}, "kind"),
        ({"kind": "suspend", "remark": "w" * 301}, "remark"),
    ],
)
def test_an_unfit_restriction_comes_back(
    moderator: Visitor,
    ada: Visitor,
    container: Container,
    kept: Callable[[], Any],
    values: dict[str, str],
    fault: str,
) -> None:
    before = kept()
    answer = moderator.post(f"{page_of(container, 'ada')}/restriction", **values)
    assert answer.status_code == 422
    assert f'id="field-{fault}-fault"' in answer.text
    assert f'value="{values["remark"]}"' in answer.text
    assert kept() == before


def test_signing_somebody_out_ends_their_sessions(
    moderator: Visitor, ada: Visitor, container: Container
) -> None:
    path = page_of(container, "ada")
    assert moderator.fill(path, f"{path}/sessions").status_code == 303
    assert ada.get("/drafts").status_code == 303
    ada.sign_in("ada")


def test_an_address_is_taken_for_confirmed(moderator: Visitor, ada: Visitor, container: Container) -> None:
    stand(container, "ada", Standing.UNCONFIRMED)
    path = page_of(container, "ada")
    assert moderator.fill(path, f"{path}/confirmation").status_code == 303
    assert account_of(container, "ada").standing is Standing.ACTIVE


def test_a_second_factor_is_reset_by_admins_only(
    moderator: Visitor, admin: Visitor, ada: Visitor, container: Container, clock: FrozenClock, app: Flask
) -> None:
    give_app(container, "ada", clock)
    path = page_of(container, "ada")
    assert f"{path}/second-factor" not in moderator.fetch(path)
    assert moderator.post(f"{path}/second-factor?_method=DELETE").status_code == 404
    assert admin.fill(path, f"{path}/second-factor").status_code == 303
    Visitor(app).sign_in("ada")


def test_a_role_is_given_up_to_ones_own(admin: Visitor, ada: Visitor, container: Container) -> None:
    path = page_of(container, "ada")
    page = admin.fetch(path)
    assert re.findall(r'<option value="(\w+)"', page) == ["moderator", "admin"]
    assert admin.post(f"{path}/role", role="owner").status_code == 403
    assert admin.post(f"{path}/role", role="emperor").status_code == 422
    assert admin.post(f"{path}/role", role="moderator").status_code == 303
    assert account_of(container, "ada").role is Role.MODERATOR
    assert ada.get("/drafts").status_code == 303


def test_staff_end_an_invitation_and_say_not_where_they_sit(
    moderator: Visitor, ada: Visitor, container: Container
) -> None:
    moderator.client.environ_base["HTTP_USER_AGENT"] = "Firefox Linux"
    ada.post("/settings/invitations", note="The choir", most="2", days="7")
    path = page_of(container, "ada")
    done = moderator.fill(path, f"{path}/invitations/")
    assert done.headers["Location"] == f"{path}?done=invitation-ended"
    page = ada.fetch("/settings/activity")
    entry = page[page.index("An invitation of yours was ended.") :].partition("</li>")[0]
    assert "@mo" in entry
    assert "Firefox" not in entry


@pytest.mark.parametrize("id", ["0", "7", str(2**63), "9" * 30])
def test_an_account_that_there_is_not(admin: Visitor, id: str) -> None:
    assert admin.get(f"{PEOPLE}/{id}").status_code == 404
    for action in (
        "approval",
        "restriction",
        "sessions?_method=DELETE",
        "role",
        "second-factor?_method=DELETE",
    ):
        assert admin.post(f"{PEOPLE}/{id}/{action}", kind="limit", role="member").status_code == 404


# Those who wait


@pytest.fixture
def waiting(join: Callable[..., None], container: Container, place: Place) -> str:
    """Somebody who asks to join, with a reason."""
    join("wim")
    with container.gateways().begin() as work:
        account = work.accounts.by_handle("wim")
        account.standing, account.needs_approval = Standing.AWAITING_APPROVAL, True
        account.reason = "I bake.\nAda <knows> me."
        work.accounts.save(account)
    return f"{APPROVALS}/{account.id}"


def test_a_reason_is_read_before_somebody_is_let_in(
    moderator: Visitor, waiting: str, container: Container
) -> None:
    page = moderator.fetch(APPROVALS)
    assert "I bake.\nAda &lt;knows&gt; me." in page
    assert moderator.fill(APPROVALS, waiting).headers["Location"] == f"{APPROVALS}?done=approved"
    assert account_of(container, "wim").standing is Standing.ACTIVE
    assert "Nobody is waiting" in moderator.fetch(APPROVALS)


def test_declining_suspends_and_tells_why(
    moderator: Visitor, waiting: str, container: Container, letters: Callable[[], Sequence[Letter]]
) -> None:
    letters()
    done = moderator.fill(APPROVALS, f"{waiting}?_method=DELETE", remark="This place is for bakers.")
    assert done.headers["Location"] == f"{APPROVALS}?done=declined"
    assert account_of(container, "wim").standing is Standing.SUSPENDED
    assert any("This place is for bakers." in letter.text for letter in letters())


def test_a_long_remark_comes_back_open(moderator: Visitor, waiting: str, container: Container) -> None:
    answer = moderator.fill(APPROVALS, f"{waiting}?_method=DELETE", remark="w" * 301)
    assert answer.status_code == 422
    assert '<details class="decline" open>' in answer.text
    assert "w" * 301 in answer.text
    assert account_of(container, "wim").standing is Standing.AWAITING_APPROVAL


def test_leaving_and_coming_back_is_no_way_around_an_approval(
    moderator: Visitor, waiting: str, container: Container, app: Flask
) -> None:
    """Nor is it out of a limit."""
    wim = Visitor(app).sign_in("wim")
    _leave_and_return(wim, app)
    assert account_of(container, "wim").standing is Standing.AWAITING_APPROVAL
    moderator.post(waiting)
    moderator.post(f"{page_of(container, 'wim')}/restriction", kind="limit", remark="")
    _leave_and_return(Visitor(app).sign_in("wim"), app)
    assert account_of(container, "wim").standing is Standing.LIMITED


def _leave_and_return(visitor: Visitor, app: Flask) -> None:
    assert visitor.fill("/settings/close", "/settings/close", handle="wim").status_code == 200
    back = Visitor(app)
    step = back.fill("/sign-in", "/sign-in", login="wim", password=PASSWORD).headers["Location"]
    assert back.fill(step, step.partition("?")[0]).status_code == 303


# Who may look


@pytest.mark.parametrize("path", [PEOPLE, f"{PEOPLE}/7", APPROVALS, "/admin/place"])
def test_the_answer_to_others_is_that_of_nothing_there(stranger: Visitor, ada: Visitor, path: str) -> None:
    for visitor in (stranger, ada):
        answer, nothing = visitor.get(path), visitor.get("/admin/nothing")
        assert answer.status_code == nothing.status_code == 404
        assert _bare(answer.text) == _bare(nothing.text)
        assert set(answer.headers.keys()) == set(nothing.headers.keys())


def _bare(page: str) -> str:
    return re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page)


def test_staff_without_a_second_factor_are_sent_to_set_one_up_where_they_need_it(
    moderator: Visitor, container: Container, clock: FrozenClock
) -> None:
    with container.gateways().begin() as work:
        place = work.place.get()
        place.guard(staff_need_second_factor=True, members_may_invite=True)
        work.place.save(place)
    sent = moderator.get(PEOPLE)
    assert sent.headers["Location"] == "/settings/security?done=second-factor-needed"
    assert "need a second factor" in moderator.fetch(sent.headers["Location"])
    code = give_app(container, "mo", clock).code
    clock.advance(timedelta(minutes=1))
    moderator.sign_in("mo", code=code())
    assert moderator.get(PEOPLE).status_code == 200


def test_the_menu_shows_what_is_there_for_one(moderator: Visitor, admin: Visitor, ada: Visitor) -> None:
    links = {"/admin/accounts", "/admin/approvals", "/admin/place"}
    for visitor, shown in ((ada, set()), (moderator, links - {"/admin/place"}), (admin, links)):
        page = visitor.fetch("/")
        assert {link for link in links if f'href="{link}"' in page} == shown
