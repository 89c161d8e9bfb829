from datetime import timedelta

import pytest

from adapters.memory.clock import FrozenClock
from bootstrap.gateways import MemoryGateways
from domain.accounts import Role, Standing
from domain.errors import Invalid, StoaError
from domain.place import Place, Registration
from domain.security_log import Happening
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.opening import Opening, WrongKey
from services.accounts.staffing import Staffing
from tests.unit.services.presence import happenings

OWNER = Applicant(handle="Zeno", email="zeno@example.org", password="four words by themselves")


@pytest.fixture
def porch() -> Place:
    return Place.found(name="The Porch", tagline="", registration=Registration.APPROVAL)


@pytest.fixture
def key(opening: Opening) -> str:
    key = opening.invite_owner()
    assert key is not None
    return key


def test_the_key_from_the_console_makes_the_place_and_its_owner(
    opening: Opening, gateways: MemoryGateways, key: str, porch: Place
) -> None:
    account = opening.open(key, porch, OWNER)
    line = gateways.account_queries.one(account.id)
    assert (line.handle, line.role, line.standing) == ("zeno", Role.OWNER, Standing.ACTIVE)
    assert line.confirmed_at == gateways.clock.now()
    card = gateways.place_queries.card()
    assert (card.name, card.registration, card.is_set_up) == ("The Porch", Registration.APPROVAL, True)


def test_the_key_is_good_once(opening: Opening, gateways: MemoryGateways, key: str, porch: Place) -> None:
    opening.open(key, porch, OWNER)
    with pytest.raises(WrongKey):
        opening.open(key, porch, Applicant(handle="eve", email="eve@example.org", password=OWNER.password))
    assert len(gateways.account_queries.all()) == 1


@pytest.mark.parametrize("wrong", ["", "guess", "\x00", "\ud800", "x" * 10_000])
def test_a_wrong_key_makes_nobody_an_owner(
    opening: Opening, gateways: MemoryGateways, key: str, porch: Place, wrong: str
) -> None:
    with pytest.raises(WrongKey):
        opening.open(wrong, porch, OWNER)
    assert not gateways.account_queries.all()
    assert not gateways.place_queries.card().is_set_up


def test_a_key_expires_after_a_day(opening: Opening, clock: FrozenClock, key: str, porch: Place) -> None:
    clock.advance(timedelta(days=1))
    with pytest.raises(WrongKey):
        opening.open(key, porch, OWNER)


def test_the_next_start_ends_the_key_of_the_one_before(opening: Opening, key: str, porch: Place) -> None:
    newer = opening.invite_owner()
    assert newer not in (None, key)
    with pytest.raises(WrongKey):
        opening.open(key, porch, OWNER)
    assert newer is not None
    opening.open(newer, porch, OWNER)


def test_there_is_no_key_once_anybody_has_an_account(opening: Opening, key: str, porch: Place) -> None:
    opening.open(key, porch, OWNER)
    assert opening.invite_owner() is None


def test_a_form_with_faults_does_not_use_the_key_up(opening: Opening, key: str, porch: Place) -> None:
    with pytest.raises(Invalid) as refused:
        opening.open(key, porch, Applicant(handle="admin", email="no", password="short", phone="1"))
    assert set(refused.value.fields) == {"handle", "email", "password", "phone"}
    opening.open(key, porch, OWNER)


def test_who_holds_no_key_learns_nothing_about_the_form(opening: Opening, key: str, porch: Place) -> None:
    with pytest.raises(WrongKey):
        opening.open("guess", porch, Applicant(handle="admin", email="no", password="short"))


def test_the_owners_password_is_not_the_name_of_the_place(opening: Opening, key: str, porch: Place) -> None:
    with pytest.raises(Invalid) as refused:
        opening.open(key, porch, Applicant(handle="zeno", email="z@example.org", password="The Porch 1234"))
    assert set(refused.value.fields) == {"password"}


def test_a_key_that_is_still_good_makes_no_second_owner(
    opening: Opening, staffing: Staffing, gateways: MemoryGateways, key: str, porch: Place
) -> None:
    staffing.create(
        Applicant(handle="ada", email="ada@example.org", password=OWNER.password), role=Role.OWNER
    )
    with pytest.raises(StoaError):
        opening.open(key, porch, OWNER)
    assert [line.handle for line in gateways.account_queries.all()] == ["ada"]


def test_the_key_itself_is_not_kept(gateways: MemoryGateways, key: str) -> None:
    with gateways.begin() as work:
        assert work.tokens.by_digest(key) is None


def test_members_of_a_place_do_not_change_that(opening: Opening, ada: Viewer) -> None:
    assert opening.invite_owner() is None


def test_the_owner_is_written_down_as_everybody_else_is(
    opening: Opening, gateways: MemoryGateways, key: str, porch: Place
) -> None:
    account = opening.open(key, porch, OWNER)
    assert happenings(gateways, account.id) == [Happening.REGISTERED]
