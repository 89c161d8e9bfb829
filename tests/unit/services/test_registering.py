from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.accounts import MAX_REASON, EmailTaken, Role, Standing
from domain.errors import Invalid, TooMany
from domain.place import Place, Registration
from domain.security_log import Happening
from domain.viewers import STRANGER, Viewer
from services.accounts.admission import Applicant
from services.accounts.registration import (
    REGISTRATIONS,
    WITH_ONE_ADDRESS,
    InvitationNeeded,
    Registering,
    RegistrationClosed,
)
from services.accounts.sign_in import SignIn
from services.ports.mail import Letter
from tests.unit.conftest import PASSWORD
from tests.unit.services.presence import (
    AT_HOME,
    ELSEWHERE,
    account_of,
    happenings,
    id_of,
    kept_words,
    let_in,
    tables_of,
)

CARLA = Applicant(handle="Carla", email="Carla@Example.org", password=PASSWORD, phone="+43 660 1234567")

Letters = Callable[[], Sequence[Letter]]
AN_HOUR, A_QUARTER = REGISTRATIONS.windows[0], WITH_ONE_ADDRESS.windows[0]


def test_an_open_place_lets_everybody_in_who_then_confirm_their_address(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    registering.register(CARLA, browser=AT_HOME)
    [line] = gateways.account_queries.all()
    assert (line.handle, line.email, line.phone) == ("carla", "Carla@example.org", "+436601234567")
    assert (line.role, line.standing, line.confirmed_at) == (Role.MEMBER, Standing.UNCONFIRMED, None)
    assert line.registered_at == gateways.clock.now()
    assert happenings(gateways, line.id) == [Happening.REGISTERED]


def test_who_has_not_confirmed_is_seen_by_nobody(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    registering.register(CARLA, browser=AT_HOME)
    assert not gateways.profile_queries.newest(limit=9)
    assert not gateways.profile_queries.ids_of(["carla"])


def test_at_a_place_with_approval_people_say_why_and_wait_once_they_confirmed(
    registering: Registering, gateways: MemoryGateways, found: Callable[[Registration], Place]
) -> None:
    found(Registration.APPROVAL)
    registering.register(replace(CARLA, reason=" Grace told me.\r\nI like numbers. "), browser=AT_HOME)
    assert not gateways.account_queries.awaiting_approval()
    with gateways.begin() as work:
        account = work.accounts.by_handle("carla")
        assert account is not None
        account.confirm(gateways.clock.now())
        work.accounts.save(account)
    [line] = gateways.account_queries.awaiting_approval()
    assert (line.handle, line.reason) == ("carla", "Grace told me.\nI like numbers.")


def test_a_reason_has_room_for_a_paragraph(registering: Registering, place: Place) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, reason="x" * (MAX_REASON + 1)), browser=AT_HOME)
    assert set(refused.value.fields) == {"reason"}


@pytest.mark.parametrize(
    ("mode", "refusal"),
    [(Registration.CLOSED, RegistrationClosed), (Registration.INVITE, InvitationNeeded)],
)
def test_a_closed_place_lets_nobody_in(
    registering: Registering,
    gateways: MemoryGateways,
    found: Callable[[Registration], Place],
    mode: Registration,
    refusal: type[Exception],
) -> None:
    found(mode)
    assert not registering.is_open_with("")
    with pytest.raises(refusal):
        registering.register(CARLA, browser=AT_HOME)
    assert not gateways.account_queries.all()


def test_before_it_is_set_up_a_place_lets_nobody_in(registering: Registering) -> None:
    with pytest.raises(RegistrationClosed):
        registering.register(CARLA, browser=AT_HOME)


@pytest.mark.parametrize("fixed", list(Registration))
def test_the_settings_overrule_the_owner(
    gateways: MemoryGateways, outside: Outside, place: Place, fixed: Registration
) -> None:
    container = Container(gateways=gateways, outside=outside, registration=fixed, password_min=15)
    assert container.accounts.registering().mode is fixed


def test_the_hash_of_a_password_is_kept_and_never_the_password(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    registering.register(CARLA, browser=AT_HOME)
    assert PASSWORD not in "".join(kept_words(gateways).values())


# Known addresses


def test_a_known_address_ends_the_same_and_its_holder_is_told(
    registering: Registering, gateways: MemoryGateways, ada: Viewer, letters: Letters
) -> None:
    letters()
    again = Applicant(handle="newcomer", email="ADA@example.org", password=PASSWORD)
    assert registering.register(again, browser=AT_HOME) is None
    assert [line.handle for line in gateways.account_queries.all()] == ["ada"]
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert "newcomer" not in letter.text + letter.subject + letter.html


def test_a_known_address_changes_nothing_of_its_holders(
    registering: Registering, sign_in: SignIn, gateways: MemoryGateways, ada: Viewer
) -> None:
    before = repr(account_of(gateways, ada))
    again = Applicant(
        handle="newcomer", email="ada@example.org", password="another long password", phone="+4366012345"
    )
    registering.register(again, browser=AT_HOME)
    assert repr(account_of(gateways, ada)) == before
    let_in(sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME), AT_HOME)


@pytest.mark.parametrize("email", ["ada@example.org", "unknown@example.org"])
@pytest.mark.parametrize(
    "faults",
    [{"handle": "admin"}, {"handle": "bo"}, {"password": "short"}, {"phone": "1"}, {"handle": "ada"}],
)
def test_faults_are_the_same_for_known_and_unknown_addresses(
    registering: Registering, ada: Viewer, bo: Viewer, email: str, faults: dict[str, str]
) -> None:
    applicant = replace(Applicant(handle="newcomer", email=email, password=PASSWORD), **faults)
    with pytest.raises(Invalid) as refused:
        registering.register(applicant, browser=AT_HOME)
    assert set(refused.value.fields) == set(faults)


def test_two_who_register_one_address_at_once_end_the_same(
    registering: Registering, gateways: MemoryGateways, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one commits between the look and the insertion, as a database would tell."""
    admit, calls = registering._admission.admit, []

    def quicker_by_a_moment(*args: object, **kwargs: object) -> object:
        calls.append(args)
        if len(calls) > 1:
            return admit(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        raise EmailTaken

    monkeypatch.setattr(registering._admission, "admit", quicker_by_a_moment)
    registering.register(CARLA, browser=AT_HOME)
    assert len(gateways.account_queries.all()) == 1


# Handles and words


@pytest.mark.parametrize("handle", ["ada", "ADA", "@ada", "a_da", "_ada"])
def test_a_taken_handle_and_its_look_alikes_are_refused(
    registering: Registering, gateways: MemoryGateways, ada: Viewer, handle: str
) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, handle=handle), browser=AT_HOME)
    assert set(refused.value.fields) == {"handle"}
    assert len(gateways.account_queries.all()) == 1


@pytest.mark.parametrize("handle", ["ada", "a_da"])
def test_a_former_handle_and_its_look_alikes_are_refused(
    registering: Registering, container: Container, ada: Viewer, handle: str
) -> None:
    assert ada.profile_id is not None
    container.accounts.profiles().rename(id_of(ada), ada.profile_id, "acanthus", browser=AT_HOME)
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, handle=handle), browser=AT_HOME)
    assert set(refused.value.fields) == {"handle"}


def test_every_fault_of_an_applicant_is_told_at_once(registering: Registering, place: Place) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(Applicant(handle="root", email="x", password="x", phone="x"), browser=AT_HOME)
    assert set(refused.value.fields) == {"handle", "email", "password", "phone"}


@pytest.mark.parametrize("password", ["carlacarlacarla1", "carla@example.org", "the porch 2026!"])
def test_a_password_is_not_made_of_what_everybody_sees(
    registering: Registering, place: Place, password: str
) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, password=password), browser=AT_HOME)
    assert set(refused.value.fields) == {"password"}


# How often


def test_one_network_registers_twenty_an_hour_and_another_is_not_touched(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    for number in range(AN_HOUR.amount):
        pupil = Applicant(handle=f"pupil{number}x", email=f"p{number}@example.org", password=PASSWORD)
        registering.register(pupil, browser=AT_HOME)
    with pytest.raises(TooMany) as refused:
        registering.register(CARLA, browser=AT_HOME)
    assert 0 < refused.value.retry_after <= AN_HOUR.seconds
    registering.register(CARLA, browser=ELSEWHERE)
    assert len(gateways.account_queries.all()) == AN_HOUR.amount + 1


@pytest.mark.parametrize("email", ["ada@example.org", "unknown@example.org"])
def test_nobodys_letter_box_is_filled_by_registering_again_and_again(
    registering: Registering, ada: Viewer, letters: Letters, email: str
) -> None:
    letters()
    for number in range(A_QUARTER.amount):
        browser = replace(AT_HOME, network=f"198.51.{number}.0/24")
        registering.register(replace(CARLA, handle=f"h{number}x", email=email), browser=browser)
    with pytest.raises(TooMany):
        registering.register(replace(CARLA, handle="carla", email=email.upper()), browser=ELSEWHERE)
    assert len(letters()) <= A_QUARTER.amount


def test_who_has_to_try_other_handles_is_not_kept_from_registering(
    registering: Registering, gateways: MemoryGateways, ada: Viewer
) -> None:
    for _ in range(A_QUARTER.amount + 1):
        with pytest.raises(Invalid):
            registering.register(replace(CARLA, handle="ada"), browser=AT_HOME)
    registering.register(CARLA, browser=AT_HOME)
    assert len(gateways.account_queries.all()) == 2


def test_a_stranger_stays_one(registering: Registering, gateways: MemoryGateways, place: Place) -> None:
    """Who registers is signed in by nothing but their password."""
    registering.register(CARLA, browser=AT_HOME)
    assert not tables_of(gateways).sessions
    assert not gateways.profile_queries.ids_of(["carla"])
    assert not STRANGER.is_signed_in
