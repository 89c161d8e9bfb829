from collections.abc import Callable, Sequence

import pytest

from adapters.memory.passwords import QuickHasher
from bootstrap.gateways import MemoryGateways
from domain.accounts import LastOwner, Role, Standing
from domain.browsers import TERMINAL
from domain.errors import Invalid, NotFound
from domain.place import Place, Registration
from domain.security_log import Happening
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.sign_in import SignIn
from services.accounts.staffing import Staffing
from services.ports.mail import Letter
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import ELSEWHERE, Here, account_of, entries, id_of

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
    assert gateways.account_queries.one(id_of(ada)).role is Role.MODERATOR
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


def test_the_last_owner_stays_one(
    staffing: Staffing, gateways: MemoryGateways, join: Callable[..., Viewer]
) -> None:
    zeno = join("zeno", role=Role.OWNER)
    with pytest.raises(LastOwner):
        staffing.promote("zeno", Role.ADMIN)
    staffing.promote("zeno", Role.OWNER)
    assert account_of(gateways, zeno).role is Role.OWNER
    join("olga", role=Role.OWNER)
    staffing.promote("zeno", Role.ADMIN)
    assert account_of(gateways, zeno).role is Role.ADMIN


def test_beside_a_second_factor_a_password_of_eight_characters_is_enough(
    staffing: Staffing, come_in: Callable[..., Here], add_app: Callable[[Here], object], ada: Viewer
) -> None:
    with pytest.raises(Invalid):
        staffing.reset_password("ada", "q7Zp!mXk")
    add_app(come_in(ada))
    staffing.reset_password("ada", "q7Zp!mXk")


def test_the_owner_takes_lost_factors_away(
    staffing: Staffing,
    gateways: MemoryGateways,
    come_in: Callable[..., Here],
    add_app: Callable[[Here], object],
    ada: Viewer,
) -> None:
    add_app(come_in(ada))
    staffing.reset_second_factor("@ADA")
    assert not account_of(gateways, ada).has_second_factor
    come_in(ada)


# Hashes of other systems


def test_a_password_that_another_system_hashed_opens_and_is_hashed_anew(
    staffing: Staffing, sign_in: SignIn, gateways: MemoryGateways, enter: Callable[..., str], is_in: IsIn
) -> None:
    theirs, sign_in._hasher = QuickHasher(generation=7).hash("abc"), QuickHasher(generation=1)
    applicant = Applicant(handle="ada", email="ada@example.org")
    account = staffing.create(applicant, role=Role.MEMBER, imported_hash=theirs)
    assert account_of(gateways, account.id).password_hash == theirs
    assert is_in(enter(Viewer(account_id=account.id, handle="ada"), password="abc"))
    assert not QuickHasher().is_outdated(account_of(gateways, account.id).password_hash or "")


@pytest.mark.parametrize("unreadable", ["", "abc", "$2b$12$short", "plain text password", "quick$1$xyz"])
def test_a_hash_that_nobody_can_read_is_refused(
    staffing: Staffing, gateways: MemoryGateways, unreadable: str
) -> None:
    applicant = Applicant(handle="ada", email="ada@example.org")
    with pytest.raises(Invalid) as refused:
        staffing.create(applicant, role=Role.MEMBER, imported_hash=unreadable)
    assert set(refused.value.fields) == {"password"}
    assert not gateways.account_queries.all()


def test_what_is_done_at_the_terminal_is_written_down(
    staffing: Staffing, gateways: MemoryGateways, ada: Viewer, letters: Callable[[], Sequence[Letter]]
) -> None:
    letters()
    staffing.promote("ada", Role.MODERATOR)
    staffing.reset_password("ada", NEW)
    staffing.reset_second_factor("ada")
    done = [(entry.what, entry.device) for entry in entries(gateways)]
    assert done == [
        (Happening.REGISTERED, TERMINAL.device),
        (Happening.ROLE_CHANGED, TERMINAL.device),
        (Happening.PASSWORD_SET, TERMINAL.device),
        (Happening.SECOND_FACTOR_RESET, TERMINAL.device),
    ]
    told = letters()
    assert [letter.to for letter in told] == ["ada@example.org"] * 3
    assert not any(NEW in letter.text + letter.html for letter in told)
