from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bootstrap.container import Container
from bootstrap.gateways import MemoryGateways
from bootstrap.outside import Outside
from domain.accounts import EmailTaken, Role, Standing
from domain.errors import Invalid, TooMany
from domain.place import Place, Registration
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.registration import REGISTRATIONS, Registering, RegistrationClosed
from services.accounts.sign_in import SignIn
from services.ports.mail import Letter
from tests.unit.conftest import PASSWORD
from tests.unit.services.conftest import AT_HOME

NETWORK = "192.0.2.0/24"
ELSEWHERE = "198.51.100.0/24"
CARLA = Applicant(handle="Carla", email="Carla@Example.org", password=PASSWORD, phone="+43 660 1234567")

Letters = Callable[[], Sequence[Letter]]


def subjects(letters: Sequence[Letter]) -> list[tuple[str, str]]:
    return [(letter.to, letter.subject) for letter in letters]


def test_an_open_place_lets_everybody_in(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    registering.register(CARLA, network=NETWORK)
    [line] = gateways.account_queries.all()
    assert (line.handle, line.email, line.phone) == ("carla", "Carla@example.org", "+436601234567")
    assert (line.role, line.standing, line.confirmed_at) == (Role.MEMBER, Standing.ACTIVE, None)
    assert line.registered_at == gateways.clock.now()


def test_a_place_with_approval_lets_people_wait(
    registering: Registering, gateways: MemoryGateways, found: Callable[[Registration], Place]
) -> None:
    found(Registration.APPROVAL)
    registering.register(CARLA, network=NETWORK)
    assert [line.handle for line in gateways.account_queries.awaiting_approval()] == ["carla"]


@pytest.mark.parametrize("mode", [Registration.CLOSED, Registration.INVITE])
def test_a_closed_place_lets_nobody_in(
    registering: Registering,
    gateways: MemoryGateways,
    found: Callable[[Registration], Place],
    mode: Registration,
) -> None:
    found(mode)
    with pytest.raises(RegistrationClosed):
        registering.register(CARLA, network=NETWORK)
    assert not gateways.account_queries.all()


def test_before_it_is_set_up_a_place_lets_nobody_in(registering: Registering) -> None:
    with pytest.raises(RegistrationClosed):
        registering.register(CARLA, network=NETWORK)


@pytest.mark.parametrize("fixed", list(Registration))
def test_the_settings_overrule_the_owner(
    gateways: MemoryGateways, outside: Outside, place: Place, fixed: Registration
) -> None:
    container = Container(gateways=gateways, outside=outside, registration=fixed, password_min=15)
    assert container.accounts.registering().mode is fixed


def test_the_hash_of_a_password_is_kept_and_never_the_password(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    registering.register(CARLA, network=NETWORK)
    with gateways.begin() as work:
        account = work.accounts.by_handle("carla")
    assert account is not None
    assert PASSWORD not in account.password_hash


def test_a_newcomer_gets_a_letter_of_welcome(
    registering: Registering, place: Place, letters: Letters
) -> None:
    registering.register(CARLA, network=NETWORK)
    [letter] = letters()
    assert letter.to == "Carla@example.org"
    assert "The Porch" in letter.subject


def test_who_waits_for_approval_gets_another_letter(
    registering: Registering, found: Callable[[Registration], Place], letters: Letters
) -> None:
    found(Registration.OPEN)
    registering.register(CARLA, network=NETWORK)
    [welcome] = letters()
    with_approval = replace(CARLA, handle="dora", email="dora@example.org")
    registering._fixed = Registration.APPROVAL
    registering.register(with_approval, network=NETWORK)
    [waiting] = letters()
    assert waiting.text != welcome.text


def test_a_known_address_ends_the_same_and_its_holder_is_told(
    registering: Registering, gateways: MemoryGateways, ada: Viewer, letters: Letters
) -> None:
    letters()
    again = Applicant(handle="newcomer", email="ADA@example.org", password=PASSWORD)
    assert registering.register(again, network=NETWORK) is None
    assert [line.handle for line in gateways.account_queries.all()] == ["ada"]
    [letter] = letters()
    assert letter.to == "ada@example.org"
    assert "newcomer" not in letter.text + letter.subject + letter.html


def test_a_known_address_changes_nothing_of_its_holders(
    registering: Registering, sign_in: SignIn, gateways: MemoryGateways, ada: Viewer
) -> None:
    assert ada.account_id is not None
    before = gateways.account_queries.one(ada.account_id)
    again = Applicant(
        handle="newcomer", email="ada@example.org", password="another long password", phone="+4366012345"
    )
    registering.register(again, network=NETWORK)
    assert gateways.account_queries.one(ada.account_id) == before
    sign_in.sign_in("ada", PASSWORD, remember=False, browser=AT_HOME)


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
        registering.register(applicant, network=NETWORK)
    assert set(refused.value.fields) == set(faults)


def test_a_password_is_hashed_for_known_addresses_too(
    container: Container, outside: Outside, registering: Registering, ada: Viewer
) -> None:
    hashed: list[str] = []

    class Counting(type(outside.hasher)):  # type: ignore[misc]  # whichever the tests use
        def hash(self, password: str) -> str:
            hashed.append(password)
            return super().hash(password)

    registering._admission._hasher = Counting()
    for email in ("ada@example.org", "unknown@example.org"):
        registering.register(
            Applicant(handle=f"h{len(hashed)}", email=email, password=PASSWORD), network=NETWORK
        )
    assert hashed == [PASSWORD, PASSWORD]


@pytest.mark.parametrize("handle", ["ada", "ADA", "@ada", "a_da", "_ada"])
def test_a_taken_handle_and_its_look_alikes_are_refused(
    registering: Registering, gateways: MemoryGateways, ada: Viewer, handle: str
) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, handle=handle), network=NETWORK)
    assert set(refused.value.fields) == {"handle"}
    assert len(gateways.account_queries.all()) == 1


def test_every_fault_of_an_applicant_is_told_at_once(registering: Registering, place: Place) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(Applicant(handle="root", email="x", password="x", phone="x"), network=NETWORK)
    assert set(refused.value.fields) == {"handle", "email", "password", "phone"}


@pytest.mark.parametrize("password", ["carlacarlacarla1", "carla@example.org", "the porch 2026!"])
def test_a_password_is_not_made_of_what_everybody_sees(
    registering: Registering, place: Place, password: str
) -> None:
    with pytest.raises(Invalid) as refused:
        registering.register(replace(CARLA, password=password), network=NETWORK)
    assert set(refused.value.fields) == {"password"}


def test_one_network_registers_twenty_an_hour_and_another_is_not_touched(
    registering: Registering, gateways: MemoryGateways, place: Place
) -> None:
    for number in range(REGISTRATIONS.amount):
        pupil = Applicant(handle=f"pupil{number}x", email=f"p{number}@example.org", password=PASSWORD)
        registering.register(pupil, network=NETWORK)
    with pytest.raises(TooMany) as refused:
        registering.register(CARLA, network=NETWORK)
    assert 0 < refused.value.retry_after <= REGISTRATIONS.seconds
    registering.register(CARLA, network=ELSEWHERE)
    assert len(gateways.account_queries.all()) == REGISTRATIONS.amount + 1


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
    registering.register(CARLA, network=NETWORK)
    assert len(gateways.account_queries.all()) == 1
