"""Making an account with a login elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from adapters.memory.identities import InMemoryProvider
from bootstrap.gateways import MemoryGateways
from domain.accounts import EmailTaken, Standing
from domain.errors import Invalid
from domain.linked_logins import LoginTaken
from domain.one_time_tokens import Purpose, TokenRefused
from domain.place import Place, Registration
from domain.viewers import Viewer
from services.accounts.admission import Applicant
from services.accounts.identity_rounds import IdentityRounds
from services.accounts.linked_logins import Arrival, JoinAsked, LinkedLogins
from services.accounts.registration import Registering, RegistrationClosed
from services.ports.mail import Letter
from tests.unit.services.presence import (
    AT_HOME,
    BACK,
    ELSEWHERE,
    Here,
    begin_round,
    kept_words,
    let_in,
    someone,
    tables_of,
)

STELLA = Applicant(handle="stella", email="stella@example.org")


@pytest.fixture
def asked(
    identity_rounds: IdentityRounds, linked_logins: LinkedLogins, provider: InMemoryProvider
) -> Callable[..., str]:
    """Come as somebody whom nobody here knows; gives the token to join with."""

    def asked(
        subject: str = "stella there", email: str = "stella@example.org", *, is_verified: bool = True
    ) -> str:
        state = begin_round(identity_rounds)
        provider.grant("code", someone(subject, email, is_verified=is_verified, name="Stella"))
        outcome = linked_logins.arrive(
            "harbour", {"state": state, "code": "code"}, browser=AT_HOME, redirect_uri=BACK, session_id=None
        ).outcome
        assert isinstance(outcome, JoinAsked)
        return outcome.token

    return asked


def standing_of(gateways: MemoryGateways, handle: str) -> Standing | None:
    with gateways.begin() as work:
        account = work.accounts.by_handle(handle)
    return account.standing if account else None


def test_an_address_that_the_provider_has_checked_counts_as_confirmed(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    go_round: Callable[..., Arrival],
    is_in: Callable[[str], bool],
    place: Place,
) -> None:
    token = asked()
    assert registering.identity_of(token, AT_HOME).name == "Stella"
    here = let_in(registering.join(token, STELLA, browser=AT_HOME), AT_HOME)
    assert is_in(here.token)
    assert standing_of(gateways, "stella") is Standing.ACTIVE
    account = tables_of(gateways).accounts[here.account_id]
    assert account.password_hash is None
    again = go_round(Purpose.SIGN_IN_BY_PROVIDER, "stella there", ELSEWHERE).outcome
    assert let_in(again, ELSEWHERE).account_id == here.account_id  # type: ignore[arg-type]  # who has joined


@pytest.mark.parametrize(
    ("email", "is_verified"), [("stella@example.org", False), ("other@example.org", True), ("", True)]
)
def test_any_other_address_is_to_be_confirmed_and_nobody_is_signed_in(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    place: Place,
    email: str,
    is_verified: bool,
) -> None:
    token = asked(email=email, is_verified=is_verified)
    assert registering.join(token, STELLA, browser=AT_HOME) is None
    assert standing_of(gateways, "stella") is Standing.UNCONFIRMED
    assert not tables_of(gateways).sessions


@pytest.mark.parametrize("is_verified", [False, True])
def test_a_known_address_joins_nobody_to_its_account(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    ada: Viewer,
    letters: Callable[[], Sequence[Letter]],
    is_verified: bool,
) -> None:
    letters()
    before = repr(tables_of(gateways).accounts)
    token = asked("eve there", "ada@example.org", is_verified=is_verified)
    assert registering.join(token, replace(STELLA, email="ada@example.org"), browser=AT_HOME) is None
    assert repr(tables_of(gateways).accounts) == before
    assert not tables_of(gateways).linked_logins
    assert not tables_of(gateways).sessions
    [letter] = letters()
    assert letter.to == "ada@example.org"


def test_who_was_quicker_by_a_moment_has_the_address(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    place: Place,
    join: Callable[..., Viewer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a database would tell: the address is free at the look, and taken at the insertion."""
    token, admit = asked(), registering._admission.admit

    def slower(*args: object, **kwargs: object) -> object:
        monkeypatch.setattr(registering._admission, "admit", admit)
        join("stella2nd")
        with gateways.begin() as work:
            account = work.accounts.by_handle("stella2nd")
            assert account is not None
            account.email = "stella@example.org"
            work.accounts.save(account)
        raise EmailTaken

    monkeypatch.setattr(registering._admission, "admit", slower)
    assert registering.join(token, STELLA, browser=AT_HOME) is None
    assert standing_of(gateways, "stella") is None


def test_faults_leave_the_token_good(
    registering: Registering, asked: Callable[..., str], ada: Viewer
) -> None:
    token = asked()
    for faulty in ({"handle": "ada"}, {"handle": "admin"}, {"email": "no"}, {"phone": "1"}):
        with pytest.raises(Invalid) as refused:
            registering.join(token, replace(STELLA, **faulty), browser=AT_HOME)
        assert set(refused.value.fields) == set(faulty)
    assert registering.join(token, STELLA, browser=AT_HOME)
    with pytest.raises(TokenRefused):
        registering.join(token, replace(STELLA, handle="stella2"), browser=AT_HOME)


def test_a_login_that_was_linked_meanwhile_makes_no_second_account(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    come_in: Callable[..., Here],
    go_round: Callable[..., Arrival],
    ada: Viewer,
) -> None:
    token, here = asked(), come_in(ada)
    go_round(Purpose.LINK_PROVIDER, "stella there", here.browser, here)
    before = kept_words(gateways)
    with pytest.raises(LoginTaken):
        registering.join(token, STELLA, browser=AT_HOME)
    assert kept_words(gateways) == before


def test_a_place_that_closed_meanwhile_takes_nobody(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    place: Place,
) -> None:
    token = asked()
    with gateways.begin() as work:
        kept = work.place.get()
        assert kept is not None
        kept.registration = Registration.CLOSED
        work.place.save(kept)
    with pytest.raises(RegistrationClosed):
        registering.join(token, STELLA, browser=AT_HOME)


def test_at_a_place_with_approval_who_joins_waits(
    registering: Registering,
    gateways: MemoryGateways,
    asked: Callable[..., str],
    found: Callable[[Registration], Place],
) -> None:
    found(Registration.APPROVAL)
    assert registering.join(asked(), replace(STELLA, reason="Stars."), browser=AT_HOME)
    [line] = gateways.account_queries.awaiting_approval()
    assert (line.handle, line.reason) == ("stella", "Stars.")
