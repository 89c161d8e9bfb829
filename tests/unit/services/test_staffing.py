from collections.abc import Callable, Sequence

import pytest

from bootstrap.gateways import MemoryGateways
from domain.accounts import Role, Standing
from domain.errors import Invalid, NotFound
from domain.ids import AccountId
from domain.place import Place, Registration
from domain.viewers import STRANGER, Viewer
from services.accounts.admission import Applicant
from services.accounts.staffing import Staffing
from services.ports.mail import Letter
from tests.unit.conftest import PASSWORD
from tests.unit.services.conftest import ELSEWHERE

NEW = "something else entirely"
IsIn = Callable[[str], bool]


def test_the_first_account_from_a_terminal_founds_a_place_with_approval(
    staffing: Staffing, gateways: MemoryGateways
) -> None:
    staffing.create(Applicant(handle="ada", email="ada@example.org", password=PASSWORD), role=Role.OWNER)
    card = gateways.place_queries.card()
    assert (card.is_set_up, card.registration) == (True, Registration.APPROVAL)
    [line] = gateways.account_queries.all()
    assert (line.role, line.standing, line.confirmed_at) == (
        Role.OWNER,
        Standing.ACTIVE,
        gateways.clock.now(),
    )


def test_a_place_that_is_there_stays_as_it_is(
    staffing: Staffing, gateways: MemoryGateways, place: Place
) -> None:
    staffing.create(Applicant(handle="ada", email="ada@example.org", password=PASSWORD), role=Role.MEMBER)
    assert gateways.place_queries.card().name == "The Porch"


@pytest.mark.parametrize(
    ("handle", "email", "password", "field"),
    [
        ("ada", "new@example.org", PASSWORD, "handle"),
        ("a_da", "new@example.org", PASSWORD, "handle"),
        ("newcomer", "ADA@example.org", PASSWORD, "email"),
        ("newcomer", "new@example.org", "short", "password"),
        ("newcomer", "new@example.org", "the porch 2026!", "password"),
        ("admin", "new@example.org", PASSWORD, "handle"),
    ],
)
def test_accounts_from_a_terminal_keep_the_same_rules(
    staffing: Staffing,
    gateways: MemoryGateways,
    ada: Viewer,
    handle: str,
    email: str,
    password: str,
    field: str,
) -> None:
    with pytest.raises(Invalid) as refused:
        staffing.create(Applicant(handle=handle, email=email, password=password), role=Role.MEMBER)
    assert set(refused.value.fields) == {field}
    assert len(gateways.account_queries.all()) == 1


@pytest.mark.parametrize("handle", ["ada", "@ada", "ADA"])
def test_a_new_role_ends_the_sessions_that_began_under_another(
    staffing: Staffing,
    gateways: MemoryGateways,
    ada: Viewer,
    bo: Viewer,
    enter: Callable[..., str],
    is_in: IsIn,
    handle: str,
) -> None:
    here, there, of_bo = enter(ada), enter(ada, ELSEWHERE), enter(bo)
    staffing.promote(handle, Role.MODERATOR)
    assert ada.account_id is not None
    assert gateways.account_queries.one(ada.account_id).role is Role.MODERATOR
    assert not is_in(here)
    assert not is_in(there)
    assert is_in(of_bo)


def test_a_reset_password_ends_all_sessions(
    staffing: Staffing, ada: Viewer, enter: Callable[..., str], is_in: IsIn
) -> None:
    token = enter(ada)
    staffing.reset_password("@Ada", NEW)
    assert not is_in(token)
    assert is_in(enter(ada, password=NEW))
    with pytest.raises(Invalid):
        enter(ada, password=PASSWORD)


@pytest.mark.parametrize(
    "weak", ["short", "passwordpassword", "ada@example.org", "adalovelace1815", "the porch 2026!"]
)
def test_a_reset_password_keeps_the_same_rules(
    staffing: Staffing, join: Callable[..., Viewer], enter: Callable[..., str], weak: str
) -> None:
    lovelace = join("adalovelace")
    with pytest.raises(Invalid) as refused:
        staffing.reset_password(
            "adalovelace", weak if weak != "ada@example.org" else "adalovelace@example.org"
        )
    assert set(refused.value.fields) == {"password"}
    enter(lovelace, password=PASSWORD)


@pytest.mark.parametrize("handle", ["nobody_here", "@nobody_here"])
def test_nobody_by_that_name_is_said_in_words(staffing: Staffing, ada: Viewer, handle: str) -> None:
    with pytest.raises(NotFound, match="Nobody here is called @nobody_here"):
        staffing.promote(handle, Role.ADMIN)
    with pytest.raises(NotFound, match="Nobody here is called @nobody_here"):
        staffing.reset_password(handle, NEW)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN, Role.OWNER])
def test_staff_let_in_who_waits(
    staffing: Staffing,
    gateways: MemoryGateways,
    join: Callable[..., Viewer],
    letters: Callable[[], Sequence[Letter]],
    role: Role,
) -> None:
    mina, waiting = join("mina", role=role), join("wim", standing=Standing.AWAITING_APPROVAL)
    letters()
    assert waiting.account_id is not None
    staffing.approve(waiting.account_id, by=mina)
    staffing.approve(waiting.account_id, by=mina)
    assert gateways.account_queries.one(waiting.account_id).standing is Standing.ACTIVE
    assert [letter.to for letter in letters()] == ["wim@example.org"]


def test_for_everybody_else_there_is_nothing_to_approve(
    staffing: Staffing, gateways: MemoryGateways, join: Callable[..., Viewer], ada: Viewer
) -> None:
    waiting = join("wim", standing=Standing.AWAITING_APPROVAL)
    assert waiting.account_id is not None
    for viewer in (ada, waiting, STRANGER):
        with pytest.raises(NotFound):
            staffing.approve(waiting.account_id, by=viewer)
    assert [line.handle for line in gateways.account_queries.awaiting_approval()] == ["wim"]


def test_staff_can_not_approve_who_is_not_there(staffing: Staffing, moderator: Viewer) -> None:
    with pytest.raises(NotFound):
        staffing.approve(AccountId(1), by=moderator)


def test_approving_lifts_no_suspension(
    staffing: Staffing, gateways: MemoryGateways, join: Callable[..., Viewer], moderator: Viewer
) -> None:
    eve = join("eve", standing=Standing.SUSPENDED)
    assert eve.account_id is not None
    staffing.approve(eve.account_id, by=moderator)
    assert gateways.account_queries.one(eve.account_id).standing is Standing.SUSPENDED
